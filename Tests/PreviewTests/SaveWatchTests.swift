import Foundation
import TestSupport
import Testing

@testable import Preview

/// With the kernel's notifications and without, every save is noticed, and nothing else is.
@Suite struct SaveWatchTests {
    private static let both = [true, false]

    private func folder() throws -> SampleFolder {
        try SampleFolder(["a.md": "one", "data/x.bin": "1", "data/deep/y.bin": "2"])
    }

    /// Whether a change that follows the look is noticed within some seconds.
    private func isNoticed(_ folder: SampleFolder, _ usesNotifications: Bool, _ change: () throws -> Void)
        async throws
        -> Bool
    {
        let watch = SaveWatch(folder.path, usesNotifications: usesNotifications)
        let listing = watch.look()
        try change()
        return await watch.waitForSave(after: listing, patience: .seconds(10))
    }

    @Test(.enabled(if: slowTestsAreOn), arguments: both) func savesAreNoticed(_ usesNotifications: Bool)
        async throws
    {
        let folder = try folder()
        let files = FileManager.default
        let changes: [(String, () throws -> Void)] = [
            ("written", { try Data("longer".utf8).write(to: URL(filePath: "\(folder.path)/a.md")) }),
            ("data", { try folder.write("12", to: "data/x.bin") }),
            ("deep data", { try folder.write("3", to: "data/deep/y.bin") }),
            ("new", { try folder.write("new", to: "b.md") }),
            ("new in a new folder", { try folder.write("new", to: "other/z.bin") }),
            ("renamed", { try files.moveItem(atPath: "\(folder.path)/b.md", toPath: "\(folder.path)/c.md") }),
            ("deleted", { try files.removeItem(atPath: "\(folder.path)/c.md") }),
            ("folder gone", { try files.removeItem(atPath: "\(folder.path)/other") }),
        ]
        for (name, change) in changes {
            #expect(try await isNoticed(folder, usesNotifications, change), "\(name)")
        }
    }

    @Test(arguments: both) func aFolderThatComesBackIsNoticed(_ usesNotifications: Bool) async throws {
        let folder = try folder()
        let watch = SaveWatch(folder.path, usesNotifications: usesNotifications)
        var listing = watch.look()
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(await watch.waitForSave(after: listing, patience: .seconds(10)))
        listing = watch.look()
        try folder.write("again", to: "a.md")
        #expect(await watch.waitForSave(after: listing, patience: .seconds(10)))
        listing = watch.look()
        try folder.write("and again", to: "a.md")
        #expect(await watch.waitForSave(after: listing, patience: .seconds(10)))
    }

    @Test(arguments: both) func aFileElsewhereIsNoticed(_ usesNotifications: Bool) async throws {
        let folder = try folder()
        let settings = try SampleFolder(["other.txt": "1"])
        let path = "\(settings.path)/site.yml"
        let watch = SaveWatch(folder.path, files: [path], usesNotifications: usesNotifications)
        for text in ["made", "written", "replaced"] {
            let listing = watch.look()
            if text == "replaced" {
                try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            } else {
                try settings.write(text, to: "site.yml")
            }
            #expect(await watch.waitForSave(after: listing, patience: .seconds(10)), "\(text)")
        }
        let listing = watch.look()
        try settings.write("2", to: "other.txt")
        #expect(await !watch.waitForSave(after: listing, patience: .milliseconds(1500)))
    }

    @Test(arguments: both) func whatEditorsKeepForThemselvesIsNot(_ usesNotifications: Bool) async throws {
        let folder = try folder()
        let watch = SaveWatch(folder.path, usesNotifications: usesNotifications)
        let listing = watch.look()
        try folder.write("x", to: ".a.md.swp")
        try folder.write("x", to: "a.md~")
        try folder.write("x", to: "data/.#x.bin")
        _ = try Data(contentsOf: URL(filePath: "\(folder.path)/a.md"))
        #expect(await watch.waitForSave(after: listing, patience: .milliseconds(300)) == false)
    }

    @Test func aSaveBetweenLookAndWaitIsNotLost() async throws {
        let folder = try folder()
        let watch = SaveWatch(folder.path)
        let listing = watch.look()
        try folder.write("two", to: "a.md")
        // What a build would do meanwhile.
        try await Task.sleep(for: .milliseconds(50))
        #expect(await watch.waitForSave(after: listing))
        #expect(watch.look() != listing)
    }

    @Test func linksThatLeadBackAreFollowedOnce() async throws {
        let folder = try folder()
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/data/loop", withDestinationPath: "..")
        #expect(try await isNoticed(folder, true) { try folder.write("12", to: "data/x.bin") })
    }

    @Test func aCancelledWaitEnds() async throws {
        let folder = try folder()
        let path = folder.path
        let waiting = Task {
            let watch = SaveWatch(path)
            return await watch.waitForSave(after: watch.look())
        }
        waiting.cancel()
        #expect(await waiting.value == false)
    }
}
