/// A notebook's file as a page: its lines with their numbers and anchors, the Swift of its blocks highlighted, and a
/// link to the file itself, which lies beside the page.
func sourcePage(of notebook: Notebook) -> String {
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
    let lines = sourceLines(of: notebook).enumerated().map { "<span id=\"L\($0 + 1)\">\($1)</span>" }
    return head + "\n<pre class=\"code source\"><code>" + lines.joined(separator: "\n")
        + "</code></pre>\n</article>"
}

/// The lines of the file as HTML.
private func sourceLines(of notebook: Notebook) -> [String] {
    var lines = notebook.source.lines.map { escaped($0) }
    // The end of the last line is not the beginning of another.
    if lines.count > 1, lines.last == "" { lines.removeLast() }
    for block in notebook.experiments {
        let first = block.firstCodeLine - 1
        // The block's code lost the indentation of its fence; its lines are shown as they stand.
        let count = block.lines.count - 2
        guard count > 0, first + count <= lines.count else { continue }
        let code = notebook.source.lines[first..<(first + count)].joined(separator: "\n")
        let highlighted = highlightedLines(code)
        if highlighted.count == count { lines.replaceSubrange(first..<(first + count), with: highlighted) }
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
