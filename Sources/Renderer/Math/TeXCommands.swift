/// The commands in some TeX, each with its place in units of UTF-16, as far as signs tell: a backslash with the letters, or
/// with the one other sign, behind it.
func commands(in tex: String) -> [(name: String, place: Int)] {
    let units = Array(tex.utf16)
    let backslash = UInt16(UInt8(ascii: "\\"))
    var found: [(name: String, place: Int)] = []
    var at = 0
    while at < units.count {
        guard units[at] == backslash else {
            at += 1
            continue
        }
        var end = at + 1
        while end < units.count, isLetter(units[end]) { end += 1 }
        if end == at + 1 { end = min(end + 1, units.count) }
        found.append((String(decoding: units[at..<end], as: UTF16.self), at))
        at = end
    }
    return found
}

private func isLetter(_ unit: UInt16) -> Bool {
    UInt8(exactly: unit).map { $0.isLetter } ?? false
}

extension TeXFault {
    /// What is wrong with a command that is known and not taken.
    init?(refusing command: String) {
        switch command {
        // Markup, addresses and fixed colours: the page's own are legible in light, dark and print.
        case "\\href", "\\url", "\\includegraphics", "\\htmlClass", "\\htmlId", "\\htmlStyle", "\\htmlData",
            "\\color",
            "\\textcolor", "\\colorbox", "\\fcolorbox":
            self = .refused(command)
        // A definition can write a megabyte in a few signs, and would hold in its own formula only.
        case "\\def", "\\gdef", "\\edef", "\\xdef", "\\let", "\\futurelet", "\\newcommand", "\\renewcommand",
            "\\providecommand":
            self = .definition(command)
        case "\\label", "\\ref", "\\eqref", "\\cite":
            self = .referenceCommand(command)
        default: return nil
        }
    }
}
