/// The words that go with what a block shows.
struct Captions: Equatable, Sendable {
    /// The caption of the block's figure.
    var figure: Prose?
    /// The caption of the block's table.
    var table: Prose?
    /// What the block's figure shows, for readers who cannot see it.
    var description: PlainProse?

    /// The inline values of all three in order.
    var inlineExpressions: [InlineExpression] {
        (figure?.inlineExpressions ?? []) + (table?.inlineExpressions ?? [])
            + (description?.inlineExpressions ?? [])
    }
}

/// Words without markup, with the places where inline values go.
struct PlainProse: Equatable, Sendable {
    var pieces: [Piece]

    enum Piece: Equatable, Sendable {
        case text(String)
        case inline(InlineExpression)
    }

    /// The inline values in order.
    var inlineExpressions: [InlineExpression] {
        pieces.compactMap { if case .inline(let expression) = $0 { expression } else { nil } }
    }
}

/// The captions of all blocks as they were found in the source, with marks in them.
struct CaptionSources {
    /// One line for each caption.
    private(set) var marked: ArrangedText
    /// For the line of each block's fence the captions it has, by the number of their line here.
    private var places: [Int: [(option: BlockOption, index: Int)]] = [:]
    /// The blocks as they were read, by the line of their fence.
    private var readBlocks: [Int: ReadBlock] = [:]

    private struct ReadBlock {
        var fenced: FencedBlock
        var read: (block: ExperimentBlock, problems: [Problem])
    }

    /// Finds the captions of `blocks` and what is beyond CommonMark in them.
    init(of blocks: [FencedBlock], in text: ArrangedText, marks: inout MarkTable) {
        var lines: [ArrangedText.Line] = []
        for block in blocks {
            let read = ExperimentBlock.read(block, in: text)
            readBlocks[block.line] = ReadBlock(fenced: block, read: read)
            let options = read.block.options
            let captions: [(BlockOption, PlacedText?)] = [
                (.figureCaption, options.figureCaption), (.tableCaption, options.tableCaption),
                (.figureDescription, options.figureDescription),
            ]
            for case (let option, let caption?) in captions {
                places[block.line, default: []].append((option, lines.count))
                lines.append(ArrangedText.Line(caption))
            }
        }
        let structure = LineStructure(lines: lines.count, areParagraphs: true)
        var scanner = MarkScanner(ArrangedText(file: text.file, lines: lines), structure, marks: marks)
        marked = scanner.marked()
        marks = scanner.marks
    }

    /// The block between two fences, which was read when its captions were found.
    func block(_ fenced: FencedBlock, in text: ArrangedText) -> (block: ExperimentBlock, problems: [Problem])
    {
        if let known = readBlocks[fenced.line], known.fenced == fenced { return known.read }
        return ExperimentBlock.read(fenced, in: text)
    }

    /// The number of a caption's line.
    func index(_ option: BlockOption, ofBlockAt line: Int) -> Int? {
        places[line]?.first { $0.option == option }?.index
    }

    /// A description: only its inline values mean something, the rest is as it was written.
    func description(_ index: Int, _ marks: MarkTable) -> PlainProse {
        let text = String(decoding: marked.lines[index].bytes, as: UTF8.self)
        return PlainProse(
            pieces: marks.cut(text).map { piece in
                switch piece {
                case .text(let text): return .text(String(text))
                case .mark(let number):
                    if case .inline(let expression) = marks[number].kind { return .inline(expression) }
                    return .text(marks[number].source)
                }
            })
    }
}

extension ArrangedText.Line {
    /// A caption as a line, with its line breaks as spaces.
    init(_ caption: PlacedText) {
        let bytes = Array(caption.text.utf8).map { $0.isSpace ? 0x20 : $0 }
        self.init(
            bytes: bytes, number: caption.position.line, shift: caption.position.column - 1,
            fixedColumn: caption.isVerbatim ? nil : caption.position.column)
    }
}

extension ExperimentBlock {
    /// The block between two fences, and the problems of its options.
    static func read(_ fenced: FencedBlock, in text: ArrangedText) -> (
        block: ExperimentBlock, problems: [Problem]
    ) {
        let position = text.position(line: fenced.line, offset: fenced.indentation)
        var start = position
        start.line += 1
        let lines = Renderer.codeLines(fenced.code)
        let (options, count, problems) = BlockOptions.parse(lines, from: start)
        let block = ExperimentBlock(
            position: position, code: fenced.code, indentation: fenced.indentation, options: options,
            optionLineCount: count)
        return (block, problems)
    }
}
