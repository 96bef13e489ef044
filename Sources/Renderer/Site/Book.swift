import Foundation
import Storage

/// What a project has for its site besides the notebooks: its settings, the sheet and the files of its theme, and the
/// notices that lie beside its data.
struct Book: Equatable, Sendable {
    var settings = SiteSettings()
    /// The theme's style sheet.
    var styleSheet: [UInt8] = []
    /// The theme's other files, below `theme/` in the site.
    var themeFiles: [SiteFile] = []
    var notices: [DataNotice] = []
    /// The data sets that the project describes.
    var dataSets: [DataSet] = []
}

/// A notice of terms that lies beside data, or above it.
struct DataNotice: Equatable, Sendable {
    /// Its path below the folder of the notebooks.
    var path: String
    var text: String

    /// The folder that it speaks for, with a `/` at its end; empty for the folder of the notebooks.
    var folder: Substring { path.lastIndex(of: "/").map { path[...$0] } ?? "" }
}

extension Book {
    /// Reads the settings of a project and its theme.
    ///
    /// - Parameter notebooks: the names of all notebooks.
    /// - Returns: what was found, what is wrong with it, and the text of `site.yml`, for messages.
    static func read(_ project: Project, notebooks: [String]) -> (Book, [Problem], SourceText?) {
        var book = Book()
        let path = project.path(Project.settingsFile)
        guard FileManager.default.fileExists(atPath: path) else { return (book, [], nil) }
        let bytes: [UInt8]
        switch readFile(path) {
        case .success(let read): bytes = read
        case .failure(let error):
            let place = SourcePosition(file: Project.settingsFile, line: 1)
            return (book, [Problem(.settingsUnreadable(reason: error.reason), at: place)], nil)
        }
        let source = SourceText(file: Project.settingsFile, text: String(decoding: bytes, as: UTF8.self))
        let chapters = notebooks.filter { !SpecialPage.names.contains($0) }
        let (settings, problems) = SiteSettings.parse(source, notebooks: chapters)
        book.settings = settings
        let ofTheme = book.readTheme(project)
        return (book, problems + ofTheme, source)
    }

    private mutating func readTheme(_ project: Project) -> [Problem] {
        guard let theme = settings.theme else { return [] }
        let inProject = "\(project.notebooks)/\(theme.text)"
        let folder = project.path(inProject)
        switch readFile("\(folder)/style.css") {
        case .success(let bytes): styleSheet = bytes
        case .failure(let error):
            let fact = Problem.Fact.themeUnreadable(file: "\(inProject)/style.css", reason: error.reason)
            return [Problem(fact, at: theme.position)]
        }
        let others = ((try? filesBelow(folder)) ?? []).filter { path in
            path != "style.css" && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        themeFiles = others.compactMap { path in
            guard case .success(let bytes) = readFile("\(folder)/\(path)") else { return nil }
            return SiteFile(path: "theme/\(path)", bytes: bytes)
        }
        return []
    }

    /// Finds the notices that lie beside the data which the notebooks' blocks read, and in the folders above it up to that of
    /// the notebooks.
    mutating func readNotices(for results: [NotebookResult], _ project: Project) {
        var folders: Set<String> = []
        for file in results.flatMap(\.dataFiles) where !file.path.hasPrefix("/") {
            var parts = file.path.split(separator: "/").dropLast()
            while !parts.isEmpty {
                folders.insert(parts.joined(separator: "/"))
                parts.removeLast()
            }
        }
        notices = folders.sorted().flatMap { folder -> [DataNotice] in
            let names = folderEntries(project.path("\(project.notebooks)/\(folder)")) ?? []
            return names.filter(isNotice).compactMap { name in
                let path = "\(folder)/\(name)"
                guard case .success(let bytes) = readFile(project.path("\(project.notebooks)/\(path)")) else {
                    return nil
                }
                return DataNotice(path: path, text: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}

/// Whether a file's name says that it holds terms.
private func isNotice(_ name: String) -> Bool {
    let words = ["LICENSE", "LICENCE", "COPYING", "NOTICE"]
    return words.contains(where: name.uppercased().hasPrefix)
}
