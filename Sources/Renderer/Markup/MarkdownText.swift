/// Text that Markdown shows as it is: what would begin markup, math or HTML has a backslash before it.
func escapedMarkdown(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        if "\\`*_[]<>&$|~#".unicodeScalars.contains(scalar) { result += "\\" }
        result.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
    }
    return result
}

/// Text in a fence that it cannot close, whatever it holds.
func fenced(_ text: String, as language: String = "") -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)"
}
