import Exhibits
import Storage

/// A notebook in Jupyter's format 4.5, with its outputs.
struct JupyterNotebook: Encodable {
    var cells: [Cell]
    var metadata: Metadata
    var nbformat = 4
    var nbformatMinor = 5

    private enum CodingKeys: String, CodingKey {
        case cells, metadata, nbformat
        case nbformatMinor = "nbformat_minor"
    }

    struct Metadata: Encodable {
        struct Kernel: Encodable {
            var name = "swift"
            var language = "swift"
            var displayName = "Swift"
            private enum CodingKeys: String, CodingKey {
                case name, language
                case displayName = "display_name"
            }
        }
        struct Language: Encodable {
            var name = "swift"
            var mimetype = "text/x-swift"
            var fileExtension = ".swift"
            private enum CodingKeys: String, CodingKey {
                case name, mimetype
                case fileExtension = "file_extension"
            }
        }
        struct Origin: Encodable {
            var source: String
            var profile: String
        }
        var title: String
        var kernelspec = Kernel()
        var languageInfo = Language()
        /// Where it comes from.
        var labbook: Origin
        private enum CodingKeys: String, CodingKey {
            case title, kernelspec, labbook
            case languageInfo = "language_info"
        }
    }

    enum Cell: Encodable {
        case markdown(id: String, source: String)
        case code(id: String, source: String, count: Int?, isHidden: Bool, outputs: [Output])

        private enum Key: String, CodingKey {
            case id, metadata, source, outputs
            case type = "cell_type"
            case count = "execution_count"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            switch self {
            case .markdown(let id, let source):
                try container.encode("markdown", forKey: .type)
                try container.encode(id, forKey: .id)
                try container.encode([String: String](), forKey: .metadata)
                try container.encode(lines(of: source), forKey: .source)
            case .code(let id, let source, let count, let isHidden, let outputs):
                try container.encode("code", forKey: .type)
                try container.encode(id, forKey: .id)
                let hidden = isHidden ? ["jupyter": ["source_hidden": true]] : [:]
                try container.encode(hidden, forKey: .metadata)
                try container.encode(lines(of: source), forKey: .source)
                // The format wants the field, also where the cell was not run.
                try container.encode(count, forKey: .count)
                try container.encode(outputs, forKey: .outputs)
            }
        }
    }

    enum Output: Encodable {
        /// What a block printed.
        case stream(String)
        /// What it showed, in one or several media types.
        case display([String: String])

        private enum Key: String, CodingKey {
            case name, text, data, metadata
            case type = "output_type"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            switch self {
            case .stream(let text):
                try container.encode("stream", forKey: .type)
                try container.encode("stdout", forKey: .name)
                try container.encode(lines(of: text), forKey: .text)
            case .display(let data):
                try container.encode("display_data", forKey: .type)
                try container.encode(data.mapValues(lines(of:)), forKey: .data)
                try container.encode([String: String](), forKey: .metadata)
            }
        }
    }
}

/// A text as Jupyter stores it: a line an entry, each with its line break.
private func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return lines
}

extension JupyterNotebook {
    init(_ notebook: ExportedNotebook) {
        metadata = Metadata(
            title: notebook.matter.title, labbook: .init(source: notebook.file, profile: notebook.profile))
        // A label has no underscore, so these names meet none.
        cells = [.markdown(id: "text_0", source: notebook.head)]
        var count = 0
        for (index, part) in notebook.parts.enumerated() {
            switch part {
            case .prose(let text): cells.append(.markdown(id: "text_\(index + 1)", source: text))
            case .block(let block):
                let options = block.options
                if options.isEvaluated { count += 1 }
                cells.append(
                    .code(
                        id: block.name,
                        source: block.code.hasSuffix("\n") ? String(block.code.dropLast()) : block.code,
                        count: options.isEvaluated ? count : nil,
                        isHidden: !options.showsCode || options.foldsCode || !options.isIncluded,
                        outputs: block.outputs.map(Output.init)))
            }
        }
    }

    /// The bytes of the file.
    var json: [UInt8] {
        get throws { try RecordCoding.encodeReadably(self) }
    }
}

extension JupyterNotebook.Output {
    fileprivate init(_ output: ExportedNotebook.Output) {
        switch output {
        case .text(let text): self = .stream(text)
        case .figure(let figure, let id):
            let words = FigureDescription(PlotData(figure))
            self = .display([
                "image/svg+xml": svg(of: figure, id: id),
                "text/plain": "\(words.title): \(words.description)",
            ])
        case .table(var table, let id):
            table.caption = nil
            self = .display(["text/html": html(of: .table(table), id: id), "text/plain": markdown(of: table)])
        case .value(let value): self = .display(["text/plain": sentence(of: value)])
        case .caption(let words), .claim(let words):
            self = .display(["text/markdown": words, "text/plain": words])
        }
    }
}
