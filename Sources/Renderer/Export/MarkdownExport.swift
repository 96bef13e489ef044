import Exhibits

/// A notebook as one Markdown file with its results, and its figures as files beside it.
///
/// The figures are files because most viewers of Markdown, GitHub's among them, show no image that is written into an address.
struct MarkdownExport {
    /// The Markdown.
    private(set) var text = ""
    /// The figures by the names of their files.
    private(set) var figures: [(name: String, svg: String)] = []

    /// - Parameter folder: the folder of the figures, relative to the Markdown file.
    init(_ notebook: ExportedNotebook, figureFolder folder: String) {
        var paragraphs = [notebook.head]
        for part in notebook.parts {
            switch part {
            case .prose(let text): paragraphs.append(text)
            case .block(let block):
                guard block.options.isIncluded else { continue }
                if block.options.showsCode { paragraphs.append(fenced(block.shownCode, as: "swift")) }
                for output in block.outputs { paragraphs.append(markdown(of: output, folder)) }
            }
        }
        paragraphs.append(
            "*Computed from `\(notebook.file)` in the \(escapedMarkdown(notebook.profile)) profile.*")
        text = paragraphs.joined(separator: "\n\n") + "\n"
    }

    private mutating func markdown(of output: ExportedNotebook.Output, _ folder: String) -> String {
        switch output {
        case .text(let text): return fenced(text, as: "text")
        case .value(let value): return escapedMarkdown(sentence(of: value))
        case .table(let table, _): return Renderer.markdown(of: table)
        case .caption(let words), .claim(let words): return words
        case .figure(let figure, let id):
            let name = "\(id).svg"
            figures.append((name, svg(of: figure, id: id)))
            let words = FigureDescription(PlotData(figure)).description
            let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "![\(escapedMarkdown(line))](\(linkAddress("\(folder)/\(name)")))"
        }
    }
}
