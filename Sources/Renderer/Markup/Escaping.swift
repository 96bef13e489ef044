/// Text made safe for HTML and SVG, inside elements and inside quoted attributes alike.
///
/// Characters that XML doesn't allow, and those that reorder the text around them, become U+FFFD: hostile data may
/// spoil its own label, never the page.
package func escaped(_ text: some StringProtocol) -> String {
    // Most text needs nothing, and a site is made of hundreds of thousands of pieces.
    if text.utf8.allSatisfy(standsForItself) { return String(text) }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\r": result += "&#13;"
        default: result.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
        }
    }
    return result
}

/// Whether a byte is a printable character of ASCII, a space, a tab or a line's end, and means nothing in markup.
private func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    case 0x20..<0x7F, 0x09, 0x0A: true
    default: false
    }
}

/// A path of the site as a link holds it: bytes that mean something in an address, or may not stand in one, as `%20`.
package func linkAddress(_ path: String) -> String {
    path.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        if isPlain || "-._~/".unicodeScalars.contains(scalar) { return String(scalar) }
        return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
}

/// Whether a character may stand in a page: allowed by XML 1.0, not a control, not a bidirectional override, and a
/// character at all.
func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: false
    default: isCharacter(scalar)
    }
}

/// Whether a character may stand in a page's text, where an author may also say which way it runs: allowed by XML 1.0, not
/// a control, and a character at all.
func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0x00...0x1F, 0x7F...0x9F: false
    case 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: false
    default: true
    }
}

/// A string that may stand as an `id`: ASCII letters, digits, `-` and `_`; others become `-`.
func identifier(_ text: String) -> String {
    String(
        text.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "-"
        })
}
