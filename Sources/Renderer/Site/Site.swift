import Foundation
import Storage
import Synchronization

/// One file of the site, by its path below `site/`.
struct SiteFile: Equatable, Sendable {
    var path: String
    var bytes: [UInt8]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

/// The whole site as a value: the same results give the same bytes.
struct Site: Equatable, Sendable {
    var files: [SiteFile]

    /// Where the site has a notebook's records.
    static func recordsPath(_ notebook: String) -> String { "data/\(notebook).records" }

    /// Writes every page from the notebooks' results. Notebooks of the names of `SpecialPage` have a place of their own; the
    /// others follow in reading order.
    static func render(_ results: [NotebookResult], book: Book = Book(), profile: String) -> Site {
        SitePlan(results, book, profile: profile).site
    }
}

extension SitePlan {
    /// Writes every page, as many at once as there are processors: of each page of a chapter, a page with its source.
    var site: Site {
        typealias Part = @Sendable () -> [SiteFile]
        let pages = chapters.indices.map { index -> Part in { page(ofChapter: index) } }
        let sources = results.map { result -> Part in { sourceFiles(of: result) } }
        let others: [Part] = [
            { Theme.files(for: book) + book.themeFiles }, { formulas.files }, frontPage, figuresPage,
            colophonPage, { [searchIndex()] + syndication() },
        ]
        let records = results.filter { !$0.committed.isEmpty }.map {
            SiteFile(path: Site.recordsPath($0.notebook.name), bytes: $0.committed)
        }
        let files = records + inParallel(pages + others + sources) { $0() }.flatMap { $0 }
        // Several pages may show one image; what the site itself has under that path is never replaced.
        var taken = Set(files.map(\.path))
        let attached = results.flatMap(\.notebook.attachments).filter { taken.insert($0.path).inserted }
        return Site(files: (files + attached).sorted { $0.path < $1.path })
    }
}

extension Site {
    /// Puts the files of a notebook's page back to what the folder of the site holds, if it holds the page.
    mutating func keepPages(of notebook: String, in folder: String) {
        let page = "\(notebook).html"
        func belongs(_ path: String) -> Bool {
            [page, Self.sourcePath(notebook), Self.markdownPath(notebook)].contains(path)
                || path.hasPrefix("data/\(notebook)/") || path == Self.recordsPath(notebook)
        }
        guard case .success = readFile("\(folder)/\(page)"), let present = try? filesBelow(folder) else {
            return
        }
        let kept = present.filter(belongs).compactMap { path in
            (try? readFile("\(folder)/\(path)").get()).map { SiteFile(path: path, bytes: $0) }
        }
        files = (files.filter { !belongs($0.path) } + kept).sorted { $0.path < $1.path }
    }
}

/// The results of a function for all elements, in their order, computed on all cores.
func inParallel<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        let result = transform(elements[index])
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
}

/// By `order`, notebooks without one last, and by name.
func readingOrder(_ a: Notebook, _ b: Notebook) -> Bool {
    (a.frontMatter.order ?? .infinity, a.name) < (b.frontMatter.order ?? .infinity, b.name)
}
