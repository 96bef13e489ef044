/// A section of a page as its list of contents names it.
struct OutlineEntry: Equatable, Sendable {
    var level: Int
    var anchor: String
    /// Its number and words, as HTML that may stand inside a link.
    var words: String
}

/// The list of a page's sections; nil where there are too few to need one.
///
/// It is a disclosure, which a wide page shows open beside the text (`page.css`). Sections below the third level are left out.
func outline(_ sections: [OutlineEntry]) -> String? {
    let shown = sections.filter { $0.level <= 3 }
    guard shown.count > 2 else { return nil }
    var list = ""
    var isInner = false
    for (index, section) in shown.enumerated() {
        // A page may begin with a section of the third level, which then stands as high as the others.
        let isDeeper = section.level == 3 && index > 0
        if isDeeper != isInner {
            list += isDeeper ? "\n<ol>\n" : "</li>\n</ol>\n</li>\n"
        } else if index > 0 {
            list += "</li>\n"
        }
        isInner = isDeeper
        list += "<li><a href=\"#\(linkAddress(section.anchor))\">\(section.words)</a>"
    }
    list += isInner ? "</li>\n</ol>\n</li>" : "</li>"
    return """
        <nav class="outline" aria-label="Contents of this page">
        <details>
        <summary>Contents</summary>
        <ol>
        \(list)
        </ol>
        </details>
        </nav>
        """
}

/// HTML of running text without its tags and the marks of its footnotes: what may stand inside a link.
func withoutTags(_ html: String) -> String {
    let bytes = Array(html.utf8)
    let note = (begin: Array("<sup class=\"footnote\">".utf8), end: Array("</sup>".utf8))
    var kept: [UInt8] = []
    var at = 0
    while at < bytes.count {
        guard bytes[at] == UInt8(ascii: "<") else {
            kept.append(bytes[at])
            at += 1
            continue
        }
        if bytes[at...].starts(with: note.begin) {
            while at < bytes.count, !bytes[at...].starts(with: note.end) { at += 1 }
        }
        // Raw HTML may have a '>' in an attribute.
        var quote: UInt8?
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
    }
    return String(decoding: kept, as: UTF8.self)
}
