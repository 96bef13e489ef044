/// What a block printed, as HTML: every character as it is, in a `<pre>`.
func html(ofText text: String) -> String {
    "\(scrollingPre("Output", class: "output"))\(escaped(printable(text)))</pre>"
}

/// Printed text as a terminal would leave it, with what a page cannot show made visible.
///
/// Colour codes and other escape sequences go; a carriage return starts its line over, as progress lines rely on;
/// other control characters become their pictures (␇); characters that would reorder the text are named (‹U+202E›).
func printable(_ text: String) -> String {
    let plain = withoutEscapeSequences(text)
    var lines: [String] = []
    for line in plain.split(separator: "\n", omittingEmptySubsequences: false) {
        // The last part that isn't empty is what stays on a terminal; "\r\n" ends with an empty one.
        let parts = line.split(separator: "\r")
        lines.append((parts.last.map { String(String.UnicodeScalarView($0)) } ?? "").visible)
    }
    return lines.joined(separator: "\n")
}

extension String {
    /// The text with a visible stand-in for each character that `escaped` would replace.
    fileprivate var visible: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if isHarmless(scalar) {
                result.append(scalar)
            } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
                result.append(picture)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - digits.count))
                result.append(contentsOf: "‹U+\(padding)\(digits)›".unicodeScalars)
            }
        }
        return String(result)
    }
}

/// Drops ECMA-48 sequences: ESC [ … letter, ESC ] … BEL (or ESC \), and ESC with one other character.
private func withoutEscapeSequences(_ text: String) -> String.UnicodeScalarView {
    enum State { case text, escape, control, command, commandEscape }
    var state = State.text
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch state {
        case .text:
            if scalar == "\u{1B}" { state = .escape } else { result.append(scalar) }
        case .escape:
            state = scalar == "[" ? .control : scalar == "]" ? .command : .text
            // A lone ESC at the end of a line must not eat the line break.
            if scalar == "\n" { result.append(scalar) }
        case .control:
            if (0x40...0x7E).contains(scalar.value) { state = .text }
            if scalar == "\n" { (state, _) = (.text, result.append(scalar)) }
        case .command:
            if scalar == "\u{07}" { state = .text }
            if scalar == "\u{1B}" { state = .commandEscape }
            if scalar == "\n" { (state, _) = (.text, result.append(scalar)) }
        case .commandEscape: state = scalar == "\\" ? .text : .command
        }
    }
    return result
}
