/// An element of HTML or SVG with its attributes and what it contains. Everything that reaches a page through it is
/// escaped here and nowhere else.
struct Element {
    /// What an element contains.
    enum Node {
        case element(Element)
        case text(String)
        /// Markup that another part of the renderer wrote, as it is.
        case markup(String)
    }

    var name: String
    /// In the order in which they are written.
    var attributes: [(name: String, value: String)]
    var children: [Node]

    /// An element; attributes whose value is nil are left out.
    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Node] = []) {
        self.name = name
        self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
        self.children = children
    }

    /// An element around some words.
    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
        self.init(name, attributes, [.text(text)])
    }

    /// An element around other elements.
    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], elements: [Element]) {
        self.init(name, attributes, elements.map(Node.element))
    }

    mutating func append(_ child: Element) { children.append(.element(child)) }
    mutating func append(contentsOf more: [Element]) { children += more.map(Node.element) }

    /// How an element without content is closed.
    enum Syntax {
        /// `<td></td>`
        case html
        /// `<path/>`
        case svg
    }

    /// The element as text. Elements nest only as deep as our own drawings do, so recursion is safe.
    func markup(_ syntax: Syntax) -> String {
        var text = ""
        write(to: &text, syntax)
        return text
    }

    private func write(to text: inout String, _ syntax: Syntax) {
        text += "<" + name
        for (name, value) in attributes {
            text += " "
            text += name
            text += "=\""
            text += escaped(value)
            text += "\""
        }
        if children.isEmpty && syntax == .svg {
            text += "/>"
            return
        }
        text += ">"
        // A line for each child element keeps the output readable in a diff; text must stay as it is.
        let isBlock = syntax == .svg && children.allSatisfy { if case .element = $0 { true } else { false } }
        let breaksLines = isBlock && name != "text"
        for child in children {
            if breaksLines { text += "\n" }
            switch child {
            case .element(let element): element.write(to: &text, syntax)
            case .text(let words): text += escaped(words)
            case .markup(let markup): text += markup
            }
        }
        if breaksLines { text += "\n" }
        text += "</" + name + ">"
    }
}
