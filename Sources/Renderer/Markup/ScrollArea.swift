// What is too wide for a narrow page scrolls by itself, and the page does not. Somebody without a mouse must be able to reach it
// (`tabindex`) and hear what it is (`aria-label`). The script takes what doesn't scroll out of the way of the Tab key.

/// The beginning of a `<pre>` that scrolls.
func scrollingPre(_ label: String, class name: String) -> String {
    "<pre tabindex=\"0\" role=\"group\" aria-label=\"\(label)\" class=\"\(name)\">"
}

/// HTML of prose in which the code blocks, as cmark writes them, can be reached by keyboard.
func withScrollingCode(_ html: String) -> String {
    let found = Array("<pre><code".utf8)
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    var copied = 0
    var at = 0
    while let next = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
        at = next + 1
        guard bytes[next...].starts(with: found) else { continue }
        result += bytes[copied..<next] + scrollingPre("Code", class: "plain").utf8
        copied = next + "<pre>".utf8.count
    }
    return copied == 0 ? html : String(decoding: result + bytes[copied...], as: UTF8.self)
}
