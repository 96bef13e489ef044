import BlockGraph
import Elementary
import Exhibits

/// What the colophon adds to the author's own words: the numeric contract, the data with their terms, how to compute all of it
/// again, and the parts that Labbook declares. Nothing in it is asked of the machine that builds.
func colophonAppendix(_ results: [NotebookResult], _ book: Book) -> Appendix {
    Appendix(
        html: [contractSection, dataSection(results, book), againSection(results), partsSection]
            .joined(separator: "\n"),
        sections: ColophonSection.allCases.map {
            OutlineEntry(level: 2, anchor: $0.rawValue, words: $0.words)
        })
}

/// The sections by their anchors, in their order.
private enum ColophonSection: String, CaseIterable {
    case contract, data, again, parts

    /// What its heading says.
    var words: String {
        switch self {
        case .contract: "The numeric contract"
        case .data: "Data"
        case .again: "To compute it again"
        case .parts: "Made with"
        }
    }

    var heading: String { "<h2 id=\"\(rawValue)\">\(words)</h2>" }
}

private let contractSection = """
    <section>
    \(ColophonSection.contract.heading)
    <p>The same source and seed give the same bits, whatever x86-64 processor computes them and on however many threads. \
    Every sum that Labbook makes has one fixed order, its elementary functions give the same bits everywhere, and each run draws \
    random numbers from a stream of its own that is numbered rather than timed. A block’s content key is a digest of everything \
    that can change its result, so equal keys under the same version of this contract mean equal numbers.</p>
    <p>This site follows version \(numericContract).</p>
    </section>
    """

private func dataSection(_ results: [NotebookResult], _ book: Book) -> String {
    var readers: [FileUse: [Notebook]] = [:]
    for result in results {
        for file in result.dataFiles { readers[file, default: []].append(result.notebook) }
    }
    let files = readers.keys.sorted { ($0.path, $0.digest ?? "") < ($1.path, $1.digest ?? "") }
    let head = "<section>\n\(ColophonSection.data.heading)\n"
    if files.isEmpty { return head + "<p>The blocks of this book read no files.</p>\n</section>" }
    let items = files.map { file in
        let pages = readers[file, default: []].map { notebook in
            "<a href=\"\(linkAddress(notebook.name)).html\">\(escaped(notebook.frontMatter.title))</a>"
        }
        let digest = file.digest.map { "<br><code>sha256:\(escaped($0))</code>" } ?? ", which is not there"
        let set = book.dataSets.first { file.path.hasPrefix($0.folder + "/") }
        let about = set.map { "<br>\(escaped("\($0.title). \($0.licence), \($0.source.words)."))" } ?? ""
        return
            "<li><b>\(escaped(file.path))</b>\(digest)\(about)<br>Read by \(pages.joined(separator: ", ")).</li>"
    }
    let terms = book.notices.map { notice in
        let about = notice.folder.isEmpty ? "" : " for <code>\(escaped(notice.folder))</code>"
        return "<details class=\"fold\"><summary>\(escaped(notice.path))\(about)</summary>\n"
            + "<pre class=\"notice\">\(escaped(notice.text))</pre>\n</details>"
    }
    return head + "<p>What the blocks read, with the digests that their results depend on.</p>\n"
        + "<ul class=\"plain files\">\n\(items.joined(separator: "\n"))\n</ul>\n"
        + (terms.isEmpty ? "" : "<p>Terms that lie beside them:</p>\n\(terms.joined(separator: "\n"))\n")
        + "</section>"
}

private func againSection(_ results: [NotebookResult]) -> String {
    let sources = results.map { result in
        let page = linkAddress(Site.sourcePath(result.notebook.name))
        return "<li><a href=\"\(page)\">\(escaped(result.notebook.source.file))</a></li>"
    }
    return """
        <section>
        \(ColophonSection.again.heading)
        <p>The pages follow from these files and what they read. <code>labbook build</code> in an empty copy of the project, \
        without the folders <code>.labbook</code> and <code>site</code>, computes all of it anew; every byte of the new \
        <code>site</code> is then that of the old one.</p>
        <ul class="plain">
        \(sources.joined(separator: "\n"))
        </ul>
        </section>
        """
}

private var partsSection: String {
    let table = Table(
        ["Part", "Version", "Licence", "What for"],
        rows: toolParts.map { part in
            Table.Row([
                .text("\(part.name) (\(part.kind.rawValue))"), .text(part.version ?? "any"),
                .text(part.license),
                .text(part.purpose),
            ])
        })
    return """
        <section>
        \(ColophonSection.parts.heading)
        <p>The pages were made by Labbook. It declares these parts, in these versions:</p>
        <figure class="table parts">
        \(html(of: .table(table), id: "parts-table"))
        </figure>
        </section>
        """
}
