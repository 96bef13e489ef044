/// The lines that cmark reads, each with its place in the file: footnotes are moved, so lines are not where they were.
struct ArrangedText: Equatable, Sendable {
    var file: String
    var lines: [Line]

    struct Line: Equatable, Sendable {
        var bytes: [UInt8]
        /// The line of the file.
        var number: Int
        /// What must be added to a place in `bytes` to get the file's, both counted from 0.
        var shift = 0
        /// The column of everything on the line, where `bytes` are not a part of the file's line.
        var fixedColumn: Int?

        /// Whether there is nothing on it, but for the `>` of quotations.
        var isEmpty: Bool { bytes.allSatisfy { $0.isSpace || $0 == UInt8(ascii: ">") } }
    }

    /// The file's place of a byte of a line.
    func position(line: Int, offset: Int) -> SourcePosition {
        guard lines.indices.contains(line) else { return SourcePosition(file: file, line: 1) }
        let place = lines[line]
        let column = place.fixedColumn ?? max(1, offset + place.shift + 1)
        return SourcePosition(file: file, line: place.number, column: column)
    }

    /// The text as cmark reads it.
    var joined: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.bytes.count + 1 })
        for line in lines {
            bytes += line.bytes
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

extension ArrangedText {
    /// The body of a notebook: the lines of its file from `firstLine`.
    init(_ source: SourceText, from firstLine: Int) {
        file = source.file
        lines = source.lines.dropFirst(firstLine - 1).enumerated().map { index, line in
            Line(bytes: Array(line.utf8), number: firstLine + index)
        }
        // A line break at the end of the file begins no line.
        if lines.last?.bytes.isEmpty == true { lines.removeLast() }
    }
}

/// What the lines of a text are, as far as cmark's block structure says.
struct LineStructure: Sendable {
    /// For each line whether it holds running text: that of a paragraph or a heading.
    var isText: [Bool]
    /// For each line whether a block begins there.
    var beginsBlock: [Bool]
    /// For each line whether it belongs to a fenced code block or to raw HTML.
    var isVerbatim: [Bool]
    /// For each line whether it belongs to code that is only indented.
    var isIndentedCode: [Bool]
    /// For each line whether it lies in a list or a quotation.
    var isInContainer: [Bool]
    /// The lines of each code block between fences at the top level, in order.
    var fencedBlocks: [ClosedRange<Int>] = []
    /// The top-level code blocks marked `swift`, or meant to be, in order.
    var experiments: [FencedBlock] = []

    /// Lines of which each is a paragraph, or of which nothing is known yet.
    init(lines: Int, areParagraphs: Bool) {
        let (no, all) = (
            Array(repeating: false, count: lines), Array(repeating: areParagraphs, count: lines)
        )
        (isText, beginsBlock, isVerbatim, isIndentedCode, isInContainer) = (all, all, no, no, no)
    }
}

/// A code block between fences.
struct FencedBlock: Equatable, Sendable {
    /// The line of the opening fence in the arranged text, counted from 0.
    var line: Int
    /// How many bytes the fence is indented.
    var indentation: Int
    var code: String
    /// What marks it, such as `swift`.
    var info: String
}
