/// Finds what prose needs beyond CommonMark in a text, and puts a mark in the place of each.
///
/// One pass from the first byte to the last. What has to look ahead (the end of a formula or of a code span)
/// remembers how far it has looked, so that ten thousand beginnings without an end cost no more than one.
struct MarkScanner {
    let text: ArrangedText
    let structure: LineStructure
    private let bytes: [UInt8]
    /// Where each line begins in `bytes`, and one more for the end.
    private let lineStarts: [Int]
    private var output: [UInt8] = []
    private var at = 0
    private var line = 0
    /// The end of the paragraph or heading that is being read.
    private var limit = 0
    private var dollars = Lookahead()
    private var doubleDollars = Lookahead()
    private var backticks = BacktickRuns()

    /// The marks found, behind those that were there.
    private(set) var marks: MarkTable

    init(_ text: ArrangedText, _ structure: LineStructure, marks: MarkTable) {
        self.text = text
        self.structure = structure
        self.marks = marks
        bytes = text.joined
        var starts = [0]
        for line in text.lines { starts.append((starts.last ?? 0) + line.bytes.count + 1) }
        lineStarts = starts
    }

    /// The text with marks in it: as many lines as before.
    mutating func marked() -> ArrangedText {
        output.reserveCapacity(bytes.count)
        while line < text.lines.count {
            if structure.isText[line] {
                limit = textEnd(from: line)
                scan()
            } else {
                output += bytes[lineStarts[line]..<lineStarts[line + 1]]
                at = lineStarts[line + 1]
                line += 1
            }
        }
        var result = text
        for (index, line) in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated() where index < result.lines.count
        {
            result.lines[index].bytes = Array(line)
        }
        return result
    }

    /// The end of the running text that line `first` belongs to.
    private func textEnd(from first: Int) -> Int {
        var last = first + 1
        while last < text.lines.count, structure.isText[last], !structure.beginsBlock[last] { last += 1 }
        return lineStarts[last]
    }

    /// Reads to `limit`, which a formula may move: what looks like a list inside it is none.
    private mutating func scan() {
        backticks = BacktickRuns()
        dollars.forget()
        while at < limit {
            switch bytes[at] {
            case UInt8(ascii: "\n"):
                copy(1)
                line += 1
            case UInt8(ascii: "\\"):
                copy(at + 1 < limit && bytes[at + 1].isPunctuation ? 2 : 1)
            case UInt8(ascii: "`"): codeSpan()
            case UInt8(ascii: "<"): copy(autolinkLength())
            case UInt8(ascii: "&"): entity()
            case UInt8(ascii: "$"): math()
            case UInt8(ascii: "["): bracket()
            case UInt8(ascii: "@"): name()
            case UInt8(ascii: "{"): label()
            default: copy(plainLength())
            }
        }
    }

    /// How many bytes follow that begin nothing.
    private func plainLength() -> Int {
        var end = at + 1
        while end < limit, !MarkScanner.isSpecial[Int(bytes[end])] { end += 1 }
        return end - at
    }

    private static let isSpecial: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "\n\\`<&$[@{".utf8 { table[Int(byte)] = true }
        return table
    }()

    private mutating func copy(_ count: Int) {
        output += bytes[at..<(at + count)]
        at += count
    }

    // MARK: Marks

    /// Puts a mark in the place of the text up to `end`. Lines that the text goes on to keep what makes them a part of
    /// the same list or quotation.
    private mutating func mark(_ kind: SourceMark.Kind, to end: Int) {
        let source = String(decoding: bytes[at..<end], as: UTF8.self)
        let quotes = quoteDepth
        output += marks.add(SourceMark(kind: kind, position: position(at), source: source))
        while line + 1 < text.lines.count, lineStarts[line + 1] < end {
            line += 1
            let start = lineStarts[line]
            output.append(UInt8(ascii: "\n"))
            output += bytes[start..<contentStart(of: start, quotes: quotes, before: end)]
            output += Array(String(MarkCharacter.filler).utf8)
        }
        at = end
        if at > limit {
            limit = textEnd(from: line)
            backticks = BacktickRuns()
        }
    }

    private func position(_ offset: Int) -> SourcePosition {
        // `offset` is on the line that is being read or on one of the few after it.
        var number = line
        while number + 1 < text.lines.count, lineStarts[number + 1] <= offset { number += 1 }
        return text.position(line: number, offset: offset - lineStarts[number])
    }

    /// How many quotations the line that is being read stands in, by the `>` at its beginning.
    private var quoteDepth: Int {
        let signs = [UInt8](" \t>-+*.)0123456789".utf8)
        return bytes[lineStarts[line]..<at].prefix { signs.contains($0) }.count { $0 == UInt8(ascii: ">") }
    }

    /// Where the text of a further line begins, behind spaces and at most so many `>`.
    private func contentStart(of start: Int, quotes: Int, before end: Int) -> Int {
        var place = start
        var left = quotes
        while place < end {
            if bytes[place] == UInt8(ascii: ">"), left > 0 {
                left -= 1
            } else if bytes[place] != 0x20, bytes[place] != 0x09 {
                break
            }
            place += 1
        }
        return place
    }

    /// The lines between two places, without what makes further ones a part of a list or quotation, each with where it
    /// begins.
    private func lines(of range: Range<Int>) -> [(text: String, start: Int)] {
        let quotes = quoteDepth
        var lines: [(text: String, start: Int)] = []
        var start = range.lowerBound
        while true {
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            lines.append((String(decoding: bytes[start..<end], as: UTF8.self), start))
            guard end < range.upperBound else { break }
            start = contentStart(of: end + 1, quotes: quotes, before: range.upperBound)
        }
        return lines
    }

    // MARK: Code

    private mutating func codeSpan() {
        let length = run(of: UInt8(ascii: "`"), from: at)
        let opening = Array("{swift}".utf8)
        guard let close = backticks.close(of: at, length, in: bytes, to: limit) else {
            guard bytes[(at + length)..<limit].starts(with: opening) else { return copy(length) }
            let ticks = String(repeating: "`", count: length)
            return mark(.faultyInline(.inlineNotClosed(ticks)), to: at + length + opening.count)
        }
        let inside = (at + length)..<close
        let begun = bytes[inside].first == 0x20 ? inside.lowerBound + 1 : inside.lowerBound
        guard bytes[begun..<close].starts(with: opening) else {
            if let word = misspelledMark(bytes[begun..<close]) {
                return mark(.faultyInline(.inlineMarkedOtherwise(word)), to: close + length)
            }
            return copySpan(to: close + length)
        }
        let start = begun + opening.count
        let code = bytes[start..<close].firstIndex { !$0.isSpace } ?? close
        let words = lines(of: code..<close).map(\.text).joined(separator: " ")
        let trimmed = String(words[...].trimmingSuffix(while: \.isWhitespace))
        mark(.inline(InlineExpression(position: position(code), code: trimmed)), to: close + length)
    }

    /// The word in braces at the beginning of code, where `swift` was meant.
    private func misspelledMark(_ code: ArraySlice<UInt8>) -> String? {
        guard code.first == UInt8(ascii: "{"), let end = code.prefix(12).firstIndex(of: UInt8(ascii: "}"))
        else {
            return nil
        }
        let word = String(decoding: code[(code.startIndex + 1)..<end], as: UTF8.self)
        return isMeantToRun(word) ? word : nil
    }

    private mutating func copySpan(to end: Int) {
        while at < end {
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            copy(1)
        }
    }

    private func run(of byte: UInt8, from start: Int) -> Int {
        var end = start
        while end < limit, bytes[end] == byte { end += 1 }
        return end - start
    }

    // MARK: Links and entities

    /// The length of `<scheme:address>` or `<name@host>`, in which nothing is meant as anything else; 1 for another `<`.
    private func autolinkLength() -> Int {
        var end = at + 1
        var isAddress = false
        while end < limit, bytes[end] != UInt8(ascii: ">") {
            if bytes[end].isSpace || bytes[end] == UInt8(ascii: "<") { return 1 }
            if bytes[end] == UInt8(ascii: "&"), reservedEntityLength(bytes[end..<limit]) > 0 { return 1 }
            if bytes[end] == UInt8(ascii: ":") || bytes[end] == UInt8(ascii: "@") { isAddress = true }
            end += 1
        }
        let isWord = at + 1 < limit && (bytes[at + 1].isLetter || bytes[at + 1].isDigit)
        return end < limit && isAddress && isWord ? end + 1 - at : 1
    }

    /// A numeric entity for a character that marks are made of stays as it is written.
    private mutating func entity() {
        let length = reservedEntityLength(bytes[at..<limit])
        if length > 0 { mark(.verbatim, to: at + length) } else { copy(1) }
    }

    // MARK: Math

    private mutating func math() {
        if at + 1 < limit, bytes[at + 1] == UInt8(ascii: "$") { return displayMath() }
        guard at + 1 < limit, !bytes[at + 1].isSpace,
            let close = dollars.next(from: at + 2, to: limit, where: { [bytes] in closesMath(bytes, $0) })
        else { return copy(1) }
        mark(.math(formula(lines(of: (at + 1)..<close), isDisplay: false)), to: close + 1)
    }

    private mutating func displayMath() {
        let furthest = displayLimit()
        let closing = doubleDollars.next(from: at + 2, to: furthest) { [bytes] place in
            bytes[place] == UInt8(ascii: "$") && place + 1 < furthest && bytes[place + 1] == UInt8(ascii: "$")
                && !isEscaped(bytes, place)
        }
        guard let closing else { return mark(.unclosedMath, to: at + 2) }
        var inside = lines(of: (at + 2)..<closing)
        while inside.count > 1, inside[0].text.allSatisfy(\.isWhitespace) { inside.removeFirst() }
        while inside.count > 1, inside[inside.count - 1].text.allSatisfy(\.isWhitespace) {
            inside.removeLast()
        }
        let begun = inside[0].text.drop(while: \.isWhitespace)
        inside[0].start += inside[0].text.utf8.count - begun.utf8.count
        inside[0].text = String(begun)
        inside[inside.count - 1].text = String(
            inside[inside.count - 1].text[...].trimmingSuffix(while: \.isWhitespace))
        let (label, end) = labelAfter(closing + 2, to: furthest)
        mark(.math(formula(inside, isDisplay: true, label: label)), to: end)
    }

    private func formula(_ lines: [(text: String, start: Int)], isDisplay: Bool, label: String? = nil)
        -> Formula
    {
        let tex = lines.map(\.text).joined(separator: "\n")
        return Formula(
            text: Formula.Text(tex: tex, isDisplay: isDisplay), label: label,
            lines: lines.map { position($0.start) })
    }

    /// A formula of its own ends before an empty line and before a fenced block.
    private mutating func displayLimit() -> Int {
        if let known = doubleDollars.limit, known > at { return known }
        var last = line + 1
        while last < text.lines.count {
            let content = text.lines[last].bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
            if content.isEmpty || content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8) {
                break
            }
            last += 1
        }
        doubleDollars.forget()
        doubleDollars.limit = lineStarts[last]
        return lineStarts[last]
    }

    /// The label in ` {#eq-name}` behind a formula.
    private func labelAfter(_ start: Int, to furthest: Int) -> (label: String?, end: Int) {
        var place = start
        while place < furthest, bytes[place] == 0x20 { place += 1 }
        guard let (name, end) = labelText(at: place, to: furthest) else { return (nil, start) }
        return (name, end)
    }

    /// The name in `{#name}`, and where that ends.
    private func labelText(at place: Int, to furthest: Int) -> (name: String, end: Int)? {
        guard place + 2 < furthest, bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "#")
        else {
            return nil
        }
        var end = place + 2
        while end < furthest, bytes[end] != UInt8(ascii: "}") {
            if bytes[end].isSpace || bytes[end] == UInt8(ascii: "{") || end - place > 66 { return nil }
            end += 1
        }
        guard end < furthest, end > place + 2 else { return nil }
        return (String(decoding: bytes[(place + 2)..<end], as: UTF8.self), end + 1)
    }

    // MARK: Names

    private mutating func label() {
        guard let (name, end) = labelText(at: at, to: limit) else { return copy(1) }
        var rest = end
        while rest < limit, bytes[rest] == 0x20 || bytes[rest] == 0x09 { rest += 1 }
        guard rest >= limit || bytes[rest] == UInt8(ascii: "\n") else { return copy(1) }
        mark(.label(name), to: end)
    }

    private mutating func bracket() {
        if let end = footnoteEnd(bytes, at: at, limit: limit) {
            let name = String(decoding: bytes[(at + 2)..<(end - 1)], as: UTF8.self)
            return mark(.footnote(name: name), to: end)
        }
        let isImage = at > 0 && bytes[at - 1] == UInt8(ascii: "!")
        if !isImage,
            let (reference, end) = bracketedReference(bytes, at: at, limit: limit, position: { position($0) })
        {
            return mark(.reference(reference), to: end)
        }
        copy(1)
    }

    private mutating func name() {
        guard !continuesWord else { return copy(1) }
        let length = referenceNameLength(bytes, at: at + 1, limit: limit)
        guard length > 0 else { return copy(1) }
        let name = String(decoding: bytes[(at + 1)..<(at + 1 + length)], as: UTF8.self)
        let item = Reference.Item(name: name, position: position(at))
        mark(.reference(Reference(items: [item], isBracketed: false)), to: at + 1 + length)
    }

    /// Whether the `@` stands inside a word or an address, as in `me@host.org` and `host.org/@me`.
    private var continuesWord: Bool {
        guard at > 0 else { return false }
        let before = bytes[at - 1]
        if before < 0x80 { return before.isLetter || before.isDigit || [UInt8]("_/@".utf8).contains(before) }
        let start = bytes[max(0, at - 4)..<at].lastIndex { $0 & 0xC0 != 0x80 } ?? at - 1
        let scalar = String(decoding: bytes[start..<at], as: UTF8.self).unicodeScalars.last
        return scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
}
