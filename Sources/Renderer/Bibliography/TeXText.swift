/// The words that a BibTeX value means: accents and special letters as characters, braces and commands gone, dashes and
/// quotes as they are printed.
func plainText(ofTeX tex: String) -> String {
    var reader = TeXReader(scalars: Array(tex.unicodeScalars))
    reader.readAll()
    return reader.text.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
}

private struct TeXReader {
    let scalars: [Unicode.Scalar]
    var at = 0
    var text = ""

    mutating func readAll() {
        while at < scalars.count {
            let scalar = scalars[at]
            at += 1
            switch scalar {
            case "{", "}", "$": break
            case "\\": command()
            case "~": text.unicodeScalars.append("\u{A0}")
            case "-":
                let count = repeats(of: "-")
                text += count == 1 ? "-" : count == 2 ? "–" : "—"
            case "`": text += repeats(of: "`") == 1 ? "‘" : "“"
            case "'": text += repeats(of: "'") == 1 ? "’" : "”"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// How often the scalar just read stands here in a row, at most three times.
    private mutating func repeats(of scalar: Unicode.Scalar) -> Int {
        var count = 1
        while at < scalars.count, scalars[at] == scalar, count < 3 {
            count += 1
            at += 1
        }
        return count
    }

    private mutating func command() {
        guard at < scalars.count else { return }
        let start = at
        while at < scalars.count, isLetter(scalars[at]) { at += 1 }
        let name = String(String.UnicodeScalarView(scalars[start..<at]))
        if name.isEmpty {
            let sign = scalars[at]
            at += 1
            if let accent = accents[String(sign)] {
                accented(accent)
            } else if sign == " " || sign == "\\" {
                text += " "
            } else if sign != "-", sign != "/", sign != "," {
                text.unicodeScalars.append(sign)
            }
            return
        }
        if let accent = accents[name] { return accented(accent) }
        while at < scalars.count, scalars[at] == " " { at += 1 }
        text += letters[name] ?? ""
    }

    /// Puts an accent on the letter that follows, in braces or not; `\i` stands for an i without its dot.
    private mutating func accented(_ accent: Unicode.Scalar) {
        while at < scalars.count, scalars[at] == "{" || scalars[at] == " " { at += 1 }
        guard at < scalars.count, scalars[at] != "}" else { return }
        var letter = scalars[at]
        at += 1
        if letter == "\\", at < scalars.count {
            letter = scalars[at]
            at += 1
        }
        var composed = String.UnicodeScalarView([letter, accent])
        composed = String(composed).composed.unicodeScalars
        text.unicodeScalars.append(contentsOf: composed)
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}

/// Commands that put something on the letter after them, as combining characters.
private let accents: [String: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}",
    ".": "\u{307}",
    "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "d": "\u{323}", "c": "\u{327}",
    "k": "\u{328}",
    "b": "\u{331}",
]

/// Commands that stand for letters and signs.
private let letters = [
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "textendash": "–", "textemdash": "—",
    "LaTeX": "LaTeX", "TeX": "TeX", "textasciitilde": "~", "textbackslash": "\\",
]

extension String {
    /// The text with each letter and the accent behind it as one character, where Unicode has it.
    fileprivate var composed: String {
        guard let letter = unicodeScalars.first, unicodeScalars.count == 2 else { return self }
        // A letter that equals ours when decomposed; the blocks with accented Latin letters are small.
        for code in 0xC0...0x1EF9 where code < 0x250 || code >= 0x1E00 {
            guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
            let candidate = String(Character(scalar))
            if candidate == self, letter != scalar { return candidate }
        }
        return self
    }
}
