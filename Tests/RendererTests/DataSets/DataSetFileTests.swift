import Storage
import Testing

@testable import Renderer

/// What `data.yml` may say, and what is said about it where it is not in order.
@Suite struct DataSetFileTests {
    private let digest = String(repeating: "0f", count: 32)

    private func read(_ text: String) -> DataSetFile {
        DataSetFile(file: "notebooks/data.yml", content: .success(Array(text.utf8)))
    }

    @Test func setsInTheirOrder() {
        let file = read(
            """
            words:
              title: A list of words
              licence: public domain
              pip: word-list==1.0.2
              files: {words/all.txt: \(digest)}
            digits:
              title: Digits
              licence: "CC0: nobody's"
              apt: digits=2:1.0~git1-3
              files:
                usr/share/digits/images.gz: \(digest)
                usr/share/digits/labels.gz: \(digest)
            own:
              title: Your own
              licence: yours
              provided: the file that you have
              files: {own.csv: \(digest)}
            """)
        #expect(file.problems == [])
        #expect(file.sets.map(\.name) == ["words", "digits", "own"])
        #expect(
            file.sets.map(\.source) == [
                .package(.pip, name: "word-list", version: "1.0.2"),
                .package(.apt, name: "digits", version: "2:1.0~git1-3"),
                .provided("the file that you have"),
            ])
        #expect(
            file.sets.map(\.folder) == ["data/fetched/words", "data/fetched/digits", "data/provided/own"])
        #expect(file.sets[1].files.map(\.name) == ["images.gz", "labels.gz"])
        #expect(file.sets[1].licence == "CC0: nobody's")
        let place = file.sets[1].place
        #expect(place.files.map(\.sha256) == [digest, digest] && !place.isProvided)
    }

    @Test func aProjectNeedsNone() {
        let missing = DataSetFile(
            file: "notebooks/data.yml", content: .failure(FileError("read", "data.yml", code: 2)))
        #expect(missing.sets == [] && missing.problems == [])
        #expect(read("").problems == [] && read("# nothing\n").sets == [])
    }

    /// All problems at once, each at its place.
    @Test func whatIsWrong() {
        let file = read(
            """
            Digits:
              title: x
            words:
              titel: Words
              licence: [a]
              apt: words
              pip: words==1
              files:
                /etc/words: \(digest)
                a/words.txt: 12
                b/words.txt: \(digest)
                c/words.txt: \(digest)
            more: text
            none:
              title: None
              files: {}
            """)
        #expect(
            file.problems.map { $0.message(in: nil) } == [
                "notebooks/data.yml:1:1: error: 'name of a data set' is 'Digits', but must be a name of lower-case letters, "
                    + "digits and hyphens that begins with a letter",
                "notebooks/data.yml:4:3: error: unknown key 'titel' of the data set 'words'; did you mean 'title'?",
                "notebooks/data.yml:5:12: error: 'licence' is 'a list', but must be text",
                "notebooks/data.yml:6:8: error: 'apt' is 'words', but must be a package with its version, such as NAME=1.0",
                "notebooks/data.yml:9:5: error: 'path of a file' is '/etc/words', but must be the path of a file in the "
                    + "package, without a leading '/'",
                "notebooks/data.yml:10:18: error: 'a/words.txt' is '12', but must be the SHA-256 of the file, 64 digits of "
                    + "0-9 and a-f",
                "notebooks/data.yml:12:5: error: another file of this data set is called 'words.txt' too; their names must "
                    + "differ, because they lie in one folder",
                "notebooks/data.yml:3:1: error: the data set 'words' must have one of 'apt', 'pip' and 'provided', but has "
                    + "'apt' and 'pip'",
                "notebooks/data.yml:3:1: error: the data set 'words' has no 'title'; add a line 'title: …'",
                "notebooks/data.yml:13:7: error: the data set 'more' must consist of lines 'key: value', but it is text",
                "notebooks/data.yml:16:10: error: 'files' is 'a mapping', but must be lines 'PATH: SHA-256', one for each "
                    + "file",
                "notebooks/data.yml:14:1: error: the data set 'none' must have one of 'apt', 'pip' and 'provided', but has none",
                "notebooks/data.yml:14:1: error: the data set 'none' has no 'licence'; add a line 'licence: …'",
            ])
        #expect(file.sets == [])
    }

    @Test func noYAML() {
        #expect(
            read("- a\n").problems.map { $0.message(in: nil) } == [
                "notebooks/data.yml:1:1: error: the description of the data sets must consist of lines 'key: value', but it "
                    + "is a list"
            ])
        let broken = read("a: [\n")
        #expect(broken.problems.count == 1 && broken.problems[0].position.file == "notebooks/data.yml")
        guard case .data(.notYAML) = broken.problems.first?.fact else {
            Issue.record("\(broken.problems)")
            return
        }
        let bytes = DataSetFile(file: "notebooks/data.yml", content: .success([0xff]))
        #expect(bytes.problems.map(\.fact) == [.notUTF8])
        let locked = DataSetFile(
            file: "notebooks/data.yml", content: .failure(FileError("read", "data.yml", code: 13)))
        #expect(
            locked.problems.map(\.sentence) == [
                "the description of the data sets cannot be read: Permission denied"
            ])
    }

    /// Nothing that a client could take for an option or a path elsewhere.
    @Test(arguments: [
        "", "-o=1", "digits", "digits=", "digits=-1", "digits=1 -o", "digits=1/2", "../digits=1", "Digits=1",
    ]) func noPackage(_ text: String) {
        #expect(PackageClient.apt.package(in: text) == nil)
    }

    @Test func theBooksOwnSets() throws {
        let path = "\(Products.package)/notebooks/data.yml"
        let file = DataSetFile(file: "notebooks/data.yml", content: readFile(path))
        #expect(file.problems == [])
        #expect(file.sets.map(\.name) == ["fashion-mnist", "mnist", "austen"])
    }
}
