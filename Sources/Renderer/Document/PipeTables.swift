// Pipe tables are found in the lines of a paragraph, after marks have taken the place of formulas and inline values, so
// that a `|` inside one of those separates nothing. Each cell then goes to cmark as a paragraph of its own.

/// A table as it was found in the source.
struct PipeTable: Equatable, Sendable {
    var alignments: [Alignment]
    /// The cells' Markdown, of the heading first; as many in each row as there are alignments.
    var rows: [[[UInt8]]]
    /// The Markdown below the table that names it, without its label.
    var caption: [UInt8]?
    /// The mark of the label at the caption's end.
    var labelMark: Int?
    var position: SourcePosition

    enum Alignment: Equatable, Sendable {
        case none
        case left
        case center
        case right

        /// The class of its cells.
        var cssClass: String? {
            switch self {
            case .none, .left: nil
            case .center: "center"
            case .right: "number"
            }
        }
    }
}

/// Takes the pipe tables out of a text with marks, and leaves a mark in the place of each.
///
/// As on GitHub, a table is a line with cells, a line such as `| --- | :-: |` with as many, and the lines up to the next
/// empty line or block. A line `Table: …` or `: …` below it, with an empty line between or not, is its caption.
func takingOutTables(
    _ text: ArrangedText, _ structure: LineStructure, marks: inout MarkTable
) -> (ArrangedText, [PipeTable], [Problem]) {
    var rest = text
    var tables: [PipeTable] = []
    var problems: [Problem] = []
    var index = 0
    while index + 1 < text.lines.count {
        guard structure.isText[index], structure.isText[index + 1], !structure.beginsBlock[index + 1],
            let alignments = delimiterRow(text.lines[index + 1].bytes)
        else {
            if let problem = missingDelimiterRow(text, structure, below: index) { problems.append(problem) }
            index += 1
            continue
        }
        let begin = contentStart(text.lines[index].bytes, skippingListMarkers: structure.beginsBlock[index])
        let heading = Array(text.lines[index].bytes[begin...])
        guard heading.contains(pipe), cells(heading).count == alignments.count else {
            index += 1
            continue
        }
        var table = PipeTable(
            alignments: alignments, rows: [cells(heading).map(\.text)], caption: nil, labelMark: nil,
            position: text.position(line: index, offset: begin))
        let number = tables.count
        let mark = SourceMark(
            kind: .table(number), position: table.position, source: String(decoding: heading, as: UTF8.self))
        rest.lines[index].bytes = Array(text.lines[index].bytes[..<begin]) + marks.add(mark)
        var end = index + 1
        while end < text.lines.count, structure.isText[end], !structure.beginsBlock[end] {
            let line = text.lines[end].bytes
            let start = contentStart(line)
            if end > index + 1 {
                if captionStart(line, from: start) != nil { break }
                let row = cells(Array(line[start...]))
                if row.count > alignments.count {
                    let before = line[..<(start + row[alignments.count].offset)]
                    let place = text.position(line: end, offset: marks.sourceLength(of: before) ?? start)
                    let fact = Problem.Fact.tableRowTooLong(cells: row.count, columns: alignments.count)
                    problems.append(Problem(fact, at: place))
                }
                if row.count < alignments.count {
                    let fact = Problem.Fact.tableRowTooShort(cells: row.count, columns: alignments.count)
                    problems.append(Problem(fact, at: text.position(line: end, offset: start)))
                }
                let filled = row.prefix(alignments.count).map(\.text)
                table.rows.append(filled + Array(repeating: [], count: alignments.count - filled.count))
            }
            rest.lines[end].bytes = Array(line[..<start]) + Array(String(MarkCharacter.filler).utf8)
            end += 1
        }
        end = takeCaption(text, structure, from: end, into: &table, &rest, marks)
        tables.append(table)
        index = end
    }
    return (rest, tables, problems)
}

/// Two lines that begin a paragraph, both with `|` at both ends and as many cells, are meant to be a table and would be read
/// as text.
private func missingDelimiterRow(
    _ text: ArrangedText, _ structure: LineStructure, below index: Int
) -> Problem? {
    func content(_ line: Int) -> [UInt8] {
        let bytes = text.lines[line].bytes
        return Array(bytes[contentStart(bytes)...])
    }
    func columns(_ line: Int) -> Int? {
        guard structure.isText[line] else { return nil }
        let row = trimmed(content(line))
        guard row.count > 1, row.first == pipe, row.last == pipe else { return nil }
        let count = cells(row).count
        return count > 1 ? count : nil
    }
    guard let count = columns(index), columns(index + 1) == count else { return nil }
    let isFirst = index == 0 || structure.beginsBlock[index] || content(index - 1).isEmpty
    guard isFirst, !structure.beginsBlock[index + 1] else { return nil }
    let start = contentStart(text.lines[index + 1].bytes)
    return Problem(
        .tableWithoutDelimiterRow(columns: count), at: text.position(line: index + 1, offset: start))
}

/// Reads the caption that may stand on line `index` or below one empty line, and returns the line after it.
private func takeCaption(
    _ text: ArrangedText, _ structure: LineStructure, from index: Int, into table: inout PipeTable,
    _ rest: inout ArrangedText, _ marks: MarkTable
) -> Int {
    var line = index
    if line < text.lines.count, contentStart(text.lines[line].bytes) == text.lines[line].bytes.count {
        line += 1
    }
    guard line < text.lines.count, structure.isText[line], structure.beginsBlock[line] || line == index else {
        return index
    }
    let first = text.lines[line].bytes
    guard let begin = captionStart(first, from: contentStart(first)) else { return index }
    var words = Array(first[begin...])
    repeat {
        rest.lines[line].bytes = Array(text.lines[line].bytes[..<contentStart(text.lines[line].bytes)])
        line += 1
        guard line < text.lines.count, structure.isText[line], !structure.beginsBlock[line] else { break }
        let further = text.lines[line].bytes
        words += [0x20] + further[contentStart(further)...]
    } while true
    (table.caption, table.labelMark) = splitLabel(trimmed(words), marks)
    return line
}

/// A caption without the mark of the label at its end.
private func splitLabel(_ caption: [UInt8], _ marks: MarkTable) -> ([UInt8], Int?) {
    let pieces = marks.pieces(of: String(decoding: caption, as: UTF8.self))
    guard case .mark(let number)? = pieces.last, case .label = marks[number].kind else {
        return (caption, nil)
    }
    let begin = Array(String(MarkCharacter.begin).utf8)
    let start = caption.indices.last { caption[$0...].starts(with: begin) } ?? caption.count
    return (trimmed(Array(caption[..<start])), number)
}

private let pipe = UInt8(ascii: "|")

/// The alignments of a line of `---`, `:--`, `:-:` and `--:` between pipes.
private func delimiterRow(_ line: [UInt8]) -> [PipeTable.Alignment]? {
    let row = line[contentStart(line)...]
    let signs = [UInt8]("|-: \t".utf8)
    guard row.contains(pipe), row.allSatisfy(signs.contains) else { return nil }
    var alignments: [PipeTable.Alignment] = []
    for cell in cells(Array(row)) {
        let dashes = cell.text.drop { $0 == UInt8(ascii: ":") }.prefix { $0 == UInt8(ascii: "-") }.count
        let isLeft = cell.text.first == UInt8(ascii: ":")
        let isRight = cell.text.count > 1 && cell.text.last == UInt8(ascii: ":")
        guard dashes > 0, cell.text.count == dashes + (isLeft ? 1 : 0) + (isRight ? 1 : 0) else { return nil }
        alignments.append(isLeft ? isRight ? .center : .left : isRight ? .right : .none)
    }
    return alignments.isEmpty ? nil : alignments
}

/// The cells of a row, with their places in it. A pipe behind a backslash belongs to its cell.
private func cells(_ row: [UInt8]) -> [(text: [UInt8], offset: Int)] {
    var found: [(text: [UInt8], offset: Int)] = []
    var cell: [UInt8] = []
    let begun = row.firstIndex { !$0.isSpace } ?? row.count
    var place = begun < row.count && row[begun] == pipe ? begun + 1 : begun
    var start = place
    func finish() {
        let indent = cell.prefix { $0.isSpace }.count
        found.append((trimmed(cell), start + indent))
        cell = []
    }
    while place < row.count {
        if row[place] == UInt8(ascii: "\\"), place + 1 < row.count {
            if row[place + 1] != pipe { cell.append(row[place]) }
            cell.append(row[place + 1])
            place += 2
        } else if row[place] == pipe {
            finish()
            place += 1
            start = place
        } else {
            cell.append(row[place])
            place += 1
        }
    }
    if !trimmed(cell).isEmpty { finish() }
    return found
}

/// Where a line's text begins: behind spaces and the `>` of quotations, and behind list markers where it begins a block.
private func contentStart(_ line: [UInt8], skippingListMarkers: Bool = false) -> Int {
    var place = 0
    while true {
        while place < line.count, line[place].isSpace || line[place] == UInt8(ascii: ">") { place += 1 }
        guard skippingListMarkers, let end = listMarkerEnd(line, at: place) else { return place }
        place = end
    }
}

/// The end of `- `, `+ `, `* `, `1. ` or `1) ` at a place.
private func listMarkerEnd(_ line: [UInt8], at start: Int) -> Int? {
    let digits = line[start...].prefix(10).prefix { $0.isDigit }.count
    let sign = start + digits
    guard sign + 1 < line.count, line[sign + 1].isSpace else { return nil }
    let signs = [UInt8]((digits == 0 ? "-+*" : ".)").utf8)
    return signs.contains(line[sign]) ? sign + 1 : nil
}

/// Where the words of a caption begin, behind `Table:` or `:`.
private func captionStart(_ line: [UInt8], from start: Int) -> Int? {
    for opening in ["Table:", ":"] where line[start...].starts(with: opening.utf8) {
        let end = start + opening.utf8.count
        if end < line.count, line[end].isSpace { return end + 1 }
    }
    return nil
}

private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let begun = bytes.drop { $0.isSpace }
    return Array(begun[..<((begun.lastIndex { !$0.isSpace } ?? begun.startIndex - 1) + 1)])
}
