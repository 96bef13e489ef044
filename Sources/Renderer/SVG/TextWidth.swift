/// The width of a line of text in Helvetica (and Arial and Liberation Sans, which have the same widths), in
/// units of the view box, estimated: a page is made without fonts.
///
/// Characters outside the table count by their kind. A little is added because a reader's font may be wider.
func textWidth(_ text: String, size: Double) -> Double {
    length(text.reduce(0) { $0 + widthUnits($1) }, size: size)
}

private func length(_ units: Int, size: Double) -> Double { Double(units) / 1000 * size * 1.04 }

/// The text cut to fit a width, with an ellipsis where something is missing.
///
/// One pass that ends where the width does: a label may be a million characters long.
func fitted(_ text: String, width: Double, size: Double) -> String {
    var units = 0
    var kept = text.startIndex
    for index in text.indices {
        units += widthUnits(text[index])
        if length(units, size: size) > width {
            return text[..<kept].trimmingSuffix { $0 == " " } + "…"
        }
        if length(units + widthUnits("…"), size: size) <= width { kept = text.index(after: index) }
    }
    return text
}

/// The text broken between words into at most `limit` lines of a width; the last takes what remains, cut to fit.
func wrapped(_ text: String, width: Double, size: Double, limit: Int) -> [String] {
    let words = text.split(separator: " ")
    var lines: [String] = []
    var line = ""
    for (index, word) in words.enumerated() {
        if lines.count + 1 == limit {
            let rest = words[index...].joined(separator: " ")
            line = line.isEmpty ? rest : line + " " + rest
            break
        }
        let longer = line.isEmpty ? String(word) : line + " " + word
        if line.isEmpty || textWidth(longer, size: size) <= width {
            line = longer
        } else {
            lines.append(line)
            line = String(word)
        }
    }
    return (lines + [line]).map { fitted($0, width: width, size: size) }
}

/// Helvetica's widths of ASCII 32 … 126 in thousandths of the font size (Adobe's font metrics).
private let asciiWidths: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]

private func widthUnits(_ character: Character) -> Int {
    let scalar = character.unicodeScalars[character.unicodeScalars.startIndex]
    return switch scalar.value {
    case 32...126: asciiWidths[Int(scalar.value) - 32]
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0xA0: asciiWidths[0]
    case 0x202F, 0x2009: 200
    case 0x2212, 0xB1, 0xD7: 584
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: 360
    // Chinese, Japanese, Korean, and full-width forms stand in squares.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60: 1000
    case 0x1F000...: 1350
    default: 600
    }
}
