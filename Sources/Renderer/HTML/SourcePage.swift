/// A notebook's file as a page: its lines with their numbers and anchors, the Swift of its blocks highlighted, and a
/// link to the file itself, which lies beside the page.
func sourcePage(of result: NotebookResult) -> String {
    let notebook = result.notebook
    let file = escaped(notebook.source.file)
    let page = "\(linkAddress(notebook.name)).html"
    let download = linkAddress(Site.markdownPath(notebook.name))
    let head = """
        <article>
        <header>
        <p class="kicker">Source of <a href="\(page)">\(escaped(notebook.frontMatter.title))</a></p>
        <h1><code>\(file)</code></h1>
        <p><a href="\(download)" download="">Download the file</a></p>
        </header>
        """
    // The line breaks between the lines are for whoever copies them.
    let lines = sourceLines(of: result).enumerated().map { "<span id=\"L\($0 + 1)\">\($1)</span>" }
    return head + "\n<pre class=\"code source\"><code>" + lines.joined(separator: "\n")
        + "</code></pre>\n</article>"
}

/// The lines of the file as HTML.
private func sourceLines(of result: NotebookResult) -> [String] {
    let source = result.notebook.source
    var lines = source.lines.map { escaped($0) }
    // The end of the last line is not the beginning of another.
    if lines.count > 1, lines.last == "" { lines.removeLast() }
    for block in result.notebook.experiments {
        let first = block.firstCodeLine - 1
        let code = codeLines(block.code)
        for (index, (plain, coloured)) in zip(code, result.highlighted.lines(of: block)).enumerated()
        where first + index < lines.count && !plain.isEmpty {
            // The block's code lost the indentation of its fence; its lines are shown as they stand.
            let line = source.lines[first + index]
            guard line.hasSuffix(plain) else { continue }
            lines[first + index] = escaped(line.dropLast(plain.count)) + coloured
        }
    }
    return lines
}

extension Site {
    /// Where the site shows a notebook's source.
    static func sourcePath(_ notebook: String) -> String { "\(notebook).source.html" }

    /// Where the site has a notebook's file.
    static func markdownPath(_ notebook: String) -> String { "\(notebook).md" }
}

/// A link from a block to its lines.
func linesLink(of block: ExperimentBlock, in notebook: Notebook) -> String {
    let page = linkAddress(Site.sourcePath(notebook.name))
    let lines = block.lines
    return
        "<p class=\"lines\"><a href=\"\(page)#L\(lines.lowerBound)\">Lines \(lines.lowerBound)–\(lines.upperBound)</a></p>"
}
