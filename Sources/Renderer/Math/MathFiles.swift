import Foundation
import Storage

/// KaTeX's style sheet and fonts, from where it is installed or else as they were kept.
struct MathFiles: Sendable {
    private let files: KeptFiles

    /// What is kept of them.
    private struct KeptFiles: Codable {
        var styleSheet: String
        var fonts: [String: Data]
    }

    /// Reads the files, and keeps them the first time.
    init(_ katex: KaTeX, _ store: FormulaStore) throws {
        if let kept = store.load(KeptFiles.self, store.nameOfFiles) {
            files = kept
            return
        }
        let styleSheet = String(decoding: try katex.file("katex.css"), as: UTF8.self)
        var fonts: [String: Data] = [:]
        for name in MathStyle(styleSheet).allFonts { fonts[name] = Data(try katex.file("fonts/\(name)")) }
        files = KeptFiles(styleSheet: styleSheet, fonts: fonts)
        try store.keep(files, store.nameOfFiles)
    }

    /// What the site needs of them: `math.css`, and below `fonts/` the fonts that it names, with their licence.
    func siteFiles(for classes: Set<String>) -> [SiteFile] {
        let style = MathStyle(files.styleSheet).reduced(to: classes)
        return [
            SiteFile(path: "math.css", text: style.text),
            SiteFile(path: "fonts/KaTeX-LICENSE.txt", bytes: PackageResources.katex_licences_txt),
        ]
            + style.allFonts.compactMap { name in
                files.fonts[name].map { SiteFile(path: "fonts/\(name)", bytes: Array($0)) }
            }
    }
}
