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

    /// Writes every page from the notebooks' results. The notebook named `index` is the front page; the others
    /// follow in reading order.
    static func render(_ results: [NotebookResult], profile: String) -> Site {
        let front = results.first { $0.notebook.name == frontPageName }
        let chapters = results.filter { $0.notebook.name != frontPageName }
            .sorted { readingOrder($0.notebook, $1.notebook) }
        let siteTitle = front?.notebook.frontMatter.title ?? "Notebooks"
        let targets = SiteTargets(results)
        var files = Theme.files + (results.first?.typeset.files ?? [])
        files += inParallel(Array(chapters.indices)) { index in
            let result = chapters[index]
            let (main, dataFiles) = NotebookPage.render(result, profile: profile, targets: targets)
            let matter = result.notebook.frontMatter
            let previous = index > 0 ? chapters[index - 1] : front
            let next = index + 1 < chapters.count ? chapters[index + 1] : nil
            let frame = PageFrame(
                siteTitle: siteTitle, title: matter.title, hasFormulas: result.hasTypesetFormulas,
                description: matter.summary,
                turn: PageTurn(
                    previous: previous.map { PageLink($0.notebook) }, next: next.map { PageLink($0.notebook) }
                ))
            return [SiteFile(path: "\(result.notebook.name).html", text: frame.document(main: main))]
                + dataFiles
        }.flatMap { $0 }
        files += results.filter { !$0.committed.isEmpty }.map {
            SiteFile(path: recordsPath($0.notebook.name), bytes: $0.committed)
        }
        let table = claimsTable(targets.claims)
        if !table.isEmpty { files.append(claimsFile(targets.claims, profile: profile)) }
        let contents = contentsList(chapters.map(\.notebook)) + (table.isEmpty ? "" : "\n" + table)
        var main = "<article><header><h1>\(escaped(siteTitle))</h1></header></article>\n\(contents)"
        if let front {
            let (text, dataFiles) = NotebookPage.render(
                front, profile: profile, targets: targets, appendix: contents)
            main = text
            files += dataFiles
        }
        let frame = PageFrame(
            siteTitle: siteTitle, title: siteTitle, isFront: true,
            hasFormulas: front?.hasTypesetFormulas ?? false, description: front?.notebook.frontMatter.summary)
        files.append(SiteFile(path: "index.html", text: frame.document(main: main)))
        return Site(files: files.sorted { $0.path < $1.path })
    }
}

extension Site {
    /// Puts the files of a notebook's page back to what the folder of the site holds, if it holds the page.
    mutating func keepPages(of notebook: String, in folder: String) {
        let page = notebook == frontPageName ? "index.html" : "\(notebook).html"
        func belongs(_ path: String) -> Bool {
            path == page || path.hasPrefix("data/\(notebook)/") || path == Self.recordsPath(notebook)
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

/// The notebook that is the front page.
let frontPageName = "index"

/// By `order`, notebooks without one last, and by name.
func readingOrder(_ a: Notebook, _ b: Notebook) -> Bool {
    (a.frontMatter.order ?? .infinity, a.name) < (b.frontMatter.order ?? .infinity, b.name)
}
