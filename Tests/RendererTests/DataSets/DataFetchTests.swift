import Digest
import Foundation
import Storage
import Testing

@testable import Renderer

/// Fetching, with clients that are scripts of these tests.
@Suite struct DataFetchTests {
    private let files = ["usr/share/letters/a.txt": "alpha\n", "usr/share/letters/b.txt": "beta\n"]
    private let project: SampleProject
    private let shelf: PackageShelf

    init() throws {
        project = try SampleProject([:])
        shelf = try PackageShelf(files.merging(["usr/share/other": "nobody's"]) { $1 })
    }

    private var letters: DataSet { dataSet(.package(.apt, name: "letters", version: "1.0")) }

    private func dataSet(_ source: DataSet.Source, _ texts: [String: String]? = nil) -> DataSet {
        let described = (texts ?? files).sorted { $0.key < $1.key }
        return DataSet(
            name: "letters", title: "Letters", licence: "none", source: source,
            files: described.map { .init(path: $0.key, sha256: sha256($0.value)) })
    }

    private func bring(_ set: DataSet, path: String? = nil) async throws {
        let fetch = DataFetch(project: Project(root: project.root), searchPath: path ?? shelf.path) {
            _ in
        }
        try await fetch.bring(set)
    }

    /// What stands in the way of a set.
    private func lack(_ set: DataSet, path: String? = nil) async -> DataLack? {
        do {
            try await bring(set, path: path)
            return nil
        } catch { return error as? DataLack }
    }

    private func fetched() throws -> [String: String] {
        try project.contents("notebooks/data/fetched").mapValues { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theNamedFilesComeIntoTheirPlace() async throws {
        try await bring(letters)
        #expect(try fetched() == ["letters/a.txt": "alpha\n", "letters/b.txt": "beta\n"])
        #expect(shelf.downloads == 1)
        try await bring(letters)
        #expect(shelf.downloads == 1)
        // Nothing of the package stays.
        #expect(folderEntries("\(project.root)/.labbook/data/letters") == ["0"])
    }

    @Test func aWheelToo() async throws {
        let python = executable("python3", on: "/usr/bin:/bin:/usr/local/bin")
        guard let python else { return }
        try shelf.program(
            "python3",
            """
            case "$*" in
            "-m pip download"*" word-list==1.0")
                "\(python)" -m zipfile -c got-1.0-py3-none-any.whl "\(shelf.folder)/tree/usr" ;;
            -c*) exec "\(python)" "$@" ;;
            *) echo "ERROR: asked for $*" >&2; exit 1 ;;
            esac
            """)
        try await bring(dataSet(.package(.pip, name: "word-list", version: "1.0")))
        #expect(try fetched() == ["letters/a.txt": "alpha\n", "letters/b.txt": "beta\n"])
    }

    @Test func onlyADamagedFileIsFetchedAgain() async throws {
        try await bring(letters)
        let whole = try project.identities("notebooks/data/fetched")
        try project.write(Data("bet".utf8), to: "notebooks/data/fetched/letters/b.txt")
        try await bring(letters)
        #expect(shelf.downloads == 2)
        #expect(try fetched()["letters/b.txt"] == "beta\n")
        let again = try project.identities("notebooks/data/fetched")
        #expect(again["letters/a.txt"] == whole["letters/a.txt"])
    }

    @Test func ofSeveralAttemptsAtOnceOneFetches() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try await bring(letters) } }
            try await group.waitForAll()
        }
        #expect(shelf.downloads == 1)
        #expect(try fetched().count == 2)
    }

    @Test func anotherDigest() async throws {
        try shelf.fill(["usr/share/letters/a.txt": "alpha\n", "usr/share/letters/b.txt": "gamma\n"])
        #expect(
            await lack(letters)
                == .wrongDigest(
                    "usr/share/letters/b.txt", expected: sha256("beta\n"), found: sha256("gamma\n")))
        // What was right came, what was not did not.
        #expect(try fetched() == ["letters/a.txt": "alpha\n"])
    }

    @Test func aFileThatThePackageDoesNotHold() async throws {
        try shelf.fill(["usr/share/letters/a.txt": "alpha\n"])
        #expect(await lack(letters) == .notInPackage("usr/share/letters/b.txt", package: "letters=1.0"))
        #expect(try fetched() == [:])
    }

    @Test func aDamagedDownload() async throws {
        try shelf.program(
            "dpkg-deb", "echo \"dpkg-deb: error: '$2' is not a Debian format archive\" >&2; exit 2")
        let lack = await lack(letters)
        guard case .programFailed("dpkg-deb", let reason) = lack else {
            Issue.record("\(String(describing: lack))")
            return
        }
        #expect(reason.hasSuffix("is not a Debian format archive"))
        #expect(try fetched() == [:])
        // The next attempt downloads anew.
        try shelf.program("dpkg-deb", "cat \"$2\"")
        try await bring(letters)
        #expect(shelf.downloads == 2)
    }

    @Test func aClientThatFails() async throws {
        try shelf.program(
            "apt-get",
            "echo 'W: old lists' >&2; echo 'E: Version 1.0 was not found' >&2; echo 'W: late' >&2; exit 100")
        #expect(
            await lack(letters) == .programFailed("apt-get", reason: "E: Version 1.0 was not found"))
        try shelf.program("apt-get", "exit 3")
        guard case .programFailed("apt-get", _)? = await lack(letters) else {
            Issue.record("a client that says nothing was believed")
            return
        }
        try shelf.program("apt-get", "exit 0")
        #expect(
            await lack(letters) == .programFailed("apt-get", reason: "it ended well and left no '*.deb'"))
    }

    @Test func noClient() async throws {
        try shelf.remove("apt-get")
        #expect(await lack(letters, path: shelf.pathAlone) == .noProgram("apt-get", package: "letters=1.0"))
    }

    @Test func whatAReaderProvides() async throws {
        let own = dataSet(.provided("from the attic"), ["a.txt": "alpha\n", "b.txt": "beta\n"])
        #expect(
            await lack(own)
                == .notProvided(
                    ["a.txt", "b.txt"], folder: "notebooks/data/provided/letters", whence: "from the attic"))
        try project.write(Data("alpha\n".utf8), to: "notebooks/data/provided/letters/a.txt")
        try project.write(Data("wrong\n".utf8), to: "notebooks/data/provided/letters/b.txt")
        #expect(
            await lack(own)
                == .wrongDigest(
                    "notebooks/data/provided/letters/b.txt", expected: sha256("beta\n"),
                    found: sha256("wrong\n")))
        try project.write(Data("beta\n".utf8), to: "notebooks/data/provided/letters/b.txt")
        #expect(await lack(own) == nil)
        #expect(shelf.downloads == 0)
    }

    @Test func aFolderThatCannotBeWritten() async throws {
        try project.write(Data("a file".utf8), to: "notebooks/data/fetched")
        guard case .notWritten(let reason)? = await lack(letters) else {
            Issue.record("a file was taken for a folder")
            return
        }
        #expect(reason.hasPrefix("cannot "))
    }

    @Test func theSentences() {
        #expect(
            DataLack.noProgram("apt-get", package: "letters=1.0").description
                == "'apt-get' is not on the PATH, and the package 'letters=1.0' comes by it")
        #expect(
            DataLack.notProvided(["a", "b"], folder: "notebooks/data/provided/x", whence: "from home")
                .description == "put 'a', 'b' into 'notebooks/data/provided/x/' (from home)")
        #expect(
            DataLack.wrongDigest("a", expected: "12", found: "34").description
                == "the SHA-256 of 'a' is 34, expected 12")
        #expect(
            DataLack.notInPackage("a", package: "x=1").description == "the package 'x=1' holds no file 'a'")
        #expect(
            DataFault.unavailable("x", .programFailed("apt-get", reason: "E: no")).sentence
                == "the data set 'x' is needed and cannot be had: 'apt-get' failed (E: no). When that is mended, run "
                + "'labbook data fetch x'; until then the page stays as it was")
    }
}
