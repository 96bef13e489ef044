/// One or more names after `@`: labels of this site, or keys of the bibliography.
///
/// `@fig-error` and `@ba2016` stand in a sentence; `[@a; see @b, p. 3]` is an aside in parentheses.
struct Reference: Equatable, Sendable {
    var items: [Item]
    /// Whether it was written in brackets.
    var isBracketed: Bool
    /// Whether it stands in the text of a link, where it cannot be a link itself.
    var isInsideLink = false

    struct Item: Equatable, Sendable {
        /// What stands before the name, such as `see`.
        var before = ""
        var name: String
        /// Where the `@` stands.
        var position: SourcePosition
        /// What follows the name, such as `p. 3`.
        var after = ""
        /// `-@key`: the year without the authors, the number without its noun.
        var isShort = false

        /// What it leads to on this site; nil where it names a work.
        var kind: LabelKind? { LabelKind(label: name) }
    }
}

/// The length of the name that begins at `start`: letters, digits and underscores, with single signs between them.
/// A label has only the signs that labels have, so that `@fig-a.` and `@fig-a's` end where they should.
func referenceNameLength(_ bytes: [UInt8], at start: Int, limit: Int) -> Int {
    func isWordByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
    }
    var end = start
    while end < limit, end - start < 128 {
        if isWordByte(bytes[end]) {
            end += 1
        } else if end > start, isWordByte(bytes[end - 1]), end + 1 < limit, isWordByte(bytes[end + 1]),
            [UInt8](":.-+/".utf8).contains(bytes[end])
        {
            end += 1
        } else {
            break
        }
    }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard LabelKind(label: name) != nil else { return end - start }
    // A label's hyphens may follow each other; it ends with a letter or a digit.
    var labelEnd = start
    while labelEnd < limit, labelEnd - start < 64, isLabelByte(bytes[labelEnd]) { labelEnd += 1 }
    while labelEnd > start, bytes[labelEnd - 1] == UInt8(ascii: "-") { labelEnd -= 1 }
    return labelEnd - start
}

/// Reads `[see @a, p. 3; -@b]`, which begins at `start`: nil where it isn't one.
///
/// - Parameter position: the file's place of a byte.
func bracketedReference(
    _ bytes: [UInt8], at start: Int, limit: Int, position: (Int) -> SourcePosition
) -> (reference: Reference, end: Int)? {
    var end = start + 1
    let furthest = min(limit, start + 1000)
    while end < furthest, bytes[end] != UInt8(ascii: "]") {
        if [UInt8](#"[<`$\"#.utf8).contains(bytes[end]) { return nil }
        end += 1
    }
    guard end < furthest else { return nil }
    // `[@a](address)` and `[@a][name]` are links.
    if end + 1 < limit, [UInt8]("([".utf8).contains(bytes[end + 1]) { return nil }
    var items: [Reference.Item] = []
    var itemStart = start + 1
    while itemStart < end {
        let itemEnd = bytes[itemStart..<end].firstIndex(of: UInt8(ascii: ";")) ?? end
        guard let at = bytes[itemStart..<itemEnd].firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let length = referenceNameLength(bytes, at: at + 1, limit: itemEnd)
        let isShort = at > itemStart && bytes[at - 1] == UInt8(ascii: "-")
        let beforeEnd = isShort ? at - 1 : at
        let hasSpaceBefore = beforeEnd == itemStart || bytes[beforeEnd - 1].isSpace
        guard length > 0, hasSpaceBefore else { return nil }
        let after = bytes[(at + 1 + length)..<itemEnd]
        guard !after.contains(UInt8(ascii: "@")) else { return nil }
        items.append(
            Reference.Item(
                before: words(bytes[itemStart..<beforeEnd]),
                name: String(decoding: bytes[(at + 1)..<(at + 1 + length)], as: UTF8.self),
                position: position(at),
                after: words(after.first == UInt8(ascii: ",") ? after.dropFirst() : after), isShort: isShort))
        itemStart = itemEnd + 1
    }
    return items.isEmpty ? nil : (Reference(items: items, isBracketed: true), end + 1)
}

/// The text without spaces at its ends, line breaks (and the `>` of a quotation after them) as spaces.
private func words(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.split { $0.isSpace }.map { String(decoding: $0, as: UTF8.self) }.filter { $0 != ">" }
        .joined(separator: " ")
}

extension UInt8 {
    /// A space, a tab or a line break.
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
    /// `0` … `9`
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// A letter of ASCII.
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    /// A sign of ASCII that is neither letter nor digit nor space.
    var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isLetter && !isDigit }
}
