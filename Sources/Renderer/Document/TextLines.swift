/// What ends a line. As Swift's characters, `"\r\n"` is one, which is neither of the two.
enum LineEnd {
    case newline
    case carriageReturn
    /// `"\r\n"`
    case both
}

/// The lines of a text, the last one also where it is empty. Bytes are looked at: taking a text apart into characters, of which
/// any may consist of several, takes ten times as long.
func lines(of text: String, endedBy ends: Set<LineEnd>) -> [Substring] {
    let bytes = text.utf8
    var lines: [Substring] = []
    var (start, at) = (bytes.startIndex, bytes.startIndex)
    while at < bytes.endIndex {
        let byte = bytes[at]
        var next = bytes.index(after: at)
        guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
            at = next
            continue
        }
        var end = byte == UInt8(ascii: "\n") ? LineEnd.newline : .carriageReturn
        if end == .carriageReturn, next < bytes.endIndex, bytes[next] == UInt8(ascii: "\n") {
            end = .both
            bytes.formIndex(after: &next)
        }
        if ends.contains(end) {
            lines.append(text[start..<at])
            start = next
        }
        at = next
    }
    lines.append(text[start...])
    return lines
}

/// The lines of a block's code, whose lines end with `\n`.
func codeLines(_ code: String) -> [Substring] { lines(of: code, endedBy: [.newline]) }
