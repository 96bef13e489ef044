import Exhibits
import Yams

extension SiteSettings {
    /// Reads `site.yml`. All problems are found, not only the first; what is wrong counts as not said.
    ///
    /// - Parameter notebooks: the names of the pages that `order` can name.
    static func parse(_ source: SourceText, notebooks: [String]) -> (SiteSettings, [Problem]) {
        var reader = SettingsReader(source: source, notebooks: notebooks)
        reader.read()
        return (reader.settings, reader.problems.sorted { $0.position < $1.position })
    }
}

/// One reading of the file: what it says, and what is wrong with it.
private struct SettingsReader {
    let source: SourceText
    let notebooks: [String]
    var settings = SiteSettings()
    var problems: [Problem] = []

    mutating func read() {
        let root: Node?
        do {
            root = try composedYAML(source.lines.joined(separator: "\n"))
        } catch {
            let (reason, line, column) = described(error)
            if isAboutSyntax(error), let found = yamlMistake(in: source.lines.map(String.init), stop: line) {
                add(.yaml(found.mistake), at: source.position(line: found.line, column: found.column))
            } else {
                add(.settingsNotYAML(reason), at: source.position(line: line, column: column))
            }
            return
        }
        // A file of remarks alone, or of a line '---', says nothing.
        guard let root, root.scalar?.string != "" else { return }
        guard let mapping = root.mapping else {
            add(.settingsNotMapping(found: described(root)), at: place(of: root))
            return
        }
        for (key, value) in mapping { read(key.string ?? "", value, keyAt: place(of: key)) }
    }

    private mutating func read(_ key: String, _ value: Node, keyAt place: SourcePosition) {
        switch key {
        case "title": settings.title = text(key, value)
        case "description": settings.description = text(key, value)
        case "license": settings.license = text(key, value)
        case "footer": settings.footer = text(key, value)
        case "author": settings.authors = texts(key, value, expected: authorsExpected) ?? []
        case "language":
            let expected = "the name of a language, such as en or pt-BR"
            settings.language = checked(key, value, expected, isLanguage) ?? settings.language
        case "base-url":
            let expected = "the address at which the site will be found, such as https://example.org/book/"
            settings.baseAddress = checked(key, value, expected) { isWebAddress($0) && !$0.contains("?") }
                .map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        case "repository":
            let expected = "the address of the sources, such as https://example.org/book.git"
            settings.repository = checked(key, value, expected, isWebAddress)
        case "accent":
            let expected = "a colour, such as \"#0b5a8a\""
            settings.accent = checked(key, value, expected) { Colour(hexadecimal: $0) != nil }
                .flatMap { Colour(hexadecimal: $0) }
        case "theme":
            let expected = "the name of a folder among the notebooks or below it, such as theme"
            settings.theme = checked(key, value, expected, isPathBelow)
                .map { PlacedText($0, at: self.place(of: value)) }
        case "order": readOrder(value)
        default:
            let nearest = nearestName(to: key, among: SiteSettings.keys)
            add(.unknownSetting(key, nearest: nearest, known: SiteSettings.keys), at: place)
        }
    }

    private mutating func readOrder(_ value: Node) {
        guard let names = texts("order", value, expected: "a list of notebooks, without .md") else { return }
        let nodes = value.sequence.map(Array.init) ?? [value]
        for (name, node) in zip(names, nodes) {
            if !notebooks.contains(name) {
                let nearest = nearestName(to: name, among: notebooks)
                add(.unknownNotebookInOrder(name, nearest: nearest), at: place(of: node))
            } else if settings.order.contains(name) {
                add(.notebookTwiceInOrder(name), at: place(of: node))
            } else {
                settings.order.append(name)
            }
        }
    }

    private mutating func text(_ key: String, _ value: Node) -> String? {
        checked(key, value, "text") { !$0.isEmpty }
    }

    private mutating func checked(
        _ key: String, _ value: Node, _ expected: String, _ isRight: (String) -> Bool
    ) -> String? {
        guard let text = value.string, isRight(text) else {
            add(
                .settingValue(key: key, found: described(value), expected: expected), at: place(of: value))
            return nil
        }
        return text
    }

    private mutating func texts(_ key: String, _ value: Node, expected: String) -> [String]? {
        guard let texts = Renderer.texts(in: value) else {
            add(
                .settingValue(key: key, found: described(value), expected: expected), at: place(of: value))
            return nil
        }
        return texts
    }

    private mutating func add(_ fact: Problem.Fact, at place: SourcePosition) {
        problems.append(Problem(fact, at: place))
    }

    private func place(of node: Node) -> SourcePosition {
        source.position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

/// A language as BCP 47 names it, by its letters alone.
private func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.indices.allSatisfy { index in
        let part = parts[index]
        let isPlain = part.utf8.allSatisfy { isASCIILetter($0) || index > 0 && (0x30...0x39).contains($0) }
        return isPlain && (index == 0 ? 2...8 : 1...8).contains(part.utf8.count)
    }
}

private func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

/// An address of the web: what may stand in a link that others follow.
func isWebAddress(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    let rest = text.dropFirst(scheme.count)
    let isPlain = rest.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"'<>\\^`{|}#".utf8.contains($0) }
    return isPlain && !rest.isEmpty && !rest.hasPrefix("/") && !rest.hasPrefix("?")
}
