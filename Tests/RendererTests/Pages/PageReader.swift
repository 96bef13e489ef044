import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a page strictly, as XML once its void elements are closed, and notes what can be wrong with a page.
final class PageReader: NSObject, XMLParserDelegate {
    private(set) var ids: [String] = []
    /// What `href` of a link in the text names.
    private(set) var links: [String] = []
    /// What a browser loads without being asked: `src`, style sheets, icons.
    private(set) var loaded: [String] = []
    /// What attributes such as `aria-labelledby` and `url(#…)` name on the same page.
    private(set) var references: [String] = []
    private(set) var elements: Set<String> = []
    private(set) var problems: [String] = []
    private var open: [String] = []

    init(_ page: String) {
        super.init()
        let doctype = "<!DOCTYPE html>\n"
        if !page.hasPrefix(doctype) { problems.append("no doctype") }
        // Attribute values hold no '>', because it is escaped.
        let closed = page.dropFirst(page.hasPrefix(doctype) ? doctype.count : 0)
            .replacing(/<(meta|link|br|hr|img|input|wbr|col)\b([^>]*?)\/?>/) { "<\($0.1)\($0.2)/>" }
        let parser = XMLParser(data: Data(closed.utf8))
        parser.delegate = self
        let isParsed = parser.parse()
        if problems.isEmpty, !isParsed || parser.parserError != nil {
            problems.append("not well-formed near line \(parser.lineNumber)")
        }
        for id in Set(ids) where ids.count(where: { $0 == id }) > 1 {
            problems.append("id '\(id)' occurs twice")
        }
        for id in references where !ids.contains(id) { problems.append("nothing has the id '\(id)'") }
        for address in loaded where address.contains("//") && !address.hasPrefix("data:image/png;") {
            problems.append("loads '\(address)'")
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        problems.append("not well-formed near line \(parser.lineNumber)")
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if let parent = open.last,
            ["p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "pre", "span", "a"].contains(parent),
            Self.blocks.contains(name)
        {
            problems.append("<\(name)> inside <\(parent)>")
        }
        open.append(name)
        elements.insert(name)
        if let id = attributes["id"] { ids.append(id) }
        if let href = attributes["href"] {
            if name == "a" { links.append(href) } else { loaded.append(href) }
        }
        if name == "script", attributes["src"] == nil { problems.append("has a script of its own") }
        loaded += ["src", "srcset", "poster"].compactMap { attributes[$0] }
        for name in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"] {
            references += attributes[name]?.split(separator: " ").map(String.init) ?? []
        }
        for (name, value) in attributes {
            if name.hasPrefix("on") { problems.append("has a handler '\(name)'") }
            references += value.matches(of: /url\(#([^)]*)\)/).map { String($0.1) }
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if open.last == "script" { problems.append("has a script of its own") }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open.removeLast()
    }

    /// What may not stand inside running text.
    private static let blocks: Set<String> = [
        "p", "div", "figure", "table", "pre", "section", "ul", "ol", "blockquote", "details", "header",
        "footer", "article",
        "h1", "h2", "h3", "h4", "h5", "h6",
    ]
}

/// What is wrong with a site's pages, each alone and in their links to each other: `page: problem`.
func problems(ofSite files: [(path: String, text: String)]) -> [String] {
    let pages = files.filter { $0.path.hasSuffix(".html") }.map {
        (path: $0.path, reader: PageReader($0.text))
    }
    var problems: [String] = []
    for page in pages {
        problems += page.reader.problems.map { "\(page.path): \($0)" }
        for link in page.reader.links + page.reader.loaded where link.firstRange(of: /^[a-z]+:/) == nil {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts[0].isEmpty ? page.path : parts[0].removingPercentEncoding ?? ""
            guard files.contains(where: { $0.path == path }) else {
                problems.append("\(page.path): '\(link)' leads nowhere")
                continue
            }
            guard parts.count == 2, let fragment = parts[1].removingPercentEncoding else { continue }
            if pages.first(where: { $0.path == path })?.reader.ids.contains(fragment) != true {
                problems.append("\(page.path): '\(link)' names no place")
            }
        }
    }
    for sheet in files where sheet.path.hasSuffix(".css") {
        if sheet.text.contains("//") || sheet.text.contains("@import") {
            problems.append("\(sheet.path): loads something")
        }
    }
    return problems.sorted()
}
