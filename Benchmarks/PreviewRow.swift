import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What an author waits for who keeps the preview open: from the save of a sentence to the bytes of the new page.
func previewRow(_ book: SampleBook) -> Row {
    Row(
        name: "preview-prose", unit: .seconds, peerName: nil,
        ours: {
            let preview = RunningPreview(of: book)
            defer { preview.end() }
            let page = preview.page
            return seconds {
                book.editProse()
                preview.waitForReload(of: page)
            }
        }, peer: nil)
}

/// A preview in a process of its own, asked as the script in its pages asks.
private final class RunningPreview {
    private let process = Process()
    private let address: String
    private static let pageName = "\(SampleBook.editedNotebook).html"

    init(of book: SampleBook) {
        // What the first build would do is done, so that no save comes into it.
        _ = book.build()
        let errors = Pipe()
        process.executableURL = URL(filePath: book.labbook)
        process.arguments = ["preview", "--port", "0", "--project", book.folder]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        do { try process.run() } catch { fatalError("cannot start \(book.labbook): \(error)") }
        var said = ""
        // The line after the address tells of the first build's end.
        while said.count(where: { $0 == "\n" }) < 2 {
            let data = errors.fileHandleForReading.availableData
            precondition(!data.isEmpty, "the preview ended: \(said)")
            said += String(decoding: data, as: UTF8.self)
        }
        guard let match = said.firstMatch(of: /at (http:\S+)/) else { fatalError("no address: \(said)") }
        address = String(match.1)
        // What it says from now on is read too, so that it never waits for a reader.
        errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    /// The page with the version that the script knows.
    var page: String { answer(to: Self.pageName) }

    /// Waits until the page has changed and gets it.
    func waitForReload(of page: String) {
        guard let loaded = page.firstMatch(of: /data-version="(\d+)"/)?.1 else {
            fatalError("no version: \(page)")
        }
        var news = ""
        while !news.contains("\"reload\":true") {
            news = answer(to: ".preview/news?page=\(Self.pageName)&loaded=\(loaded)&after=\(loaded)")
        }
        precondition(self.page != page)
    }

    private func answer(to path: String) -> String {
        guard let url = URL(string: address + path), let data = try? Data(contentsOf: url) else {
            fatalError("the preview does not answer to \(path)")
        }
        return String(decoding: data, as: UTF8.self)
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
