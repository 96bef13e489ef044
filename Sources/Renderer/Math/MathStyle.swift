/// KaTeX's style sheet as rules, so that a site has only those that its formulas need.
///
/// The sheet is read as far as KaTeX writes such sheets: rules and `@font-face` side by side, without nesting.
struct MathStyle: Equatable, Sendable {
    /// A rule with its selectors; `@font-face` is one that has only itself.
    struct Rule: Equatable, Sendable {
        var selectors: [String]
        var declarations: [Declaration]

        struct Declaration: Equatable, Sendable {
            var name: String
            var value: String
        }

        var isFont: Bool { selectors == ["@font-face"] }

        func value(_ name: String) -> String? { declarations.last { $0.name == name }?.value }
    }

    private(set) var rules: [Rule]

    /// Reads a style sheet.
    init(_ sheet: String) {
        let text = sheet.replacing(/\/\*[\s\S]*?\*\//, with: "")
        rules = text.split(separator: "}").compactMap { part in
            let halves = part.split(separator: "{", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            return Rule(
                selectors: halves[0].split(separator: ",").map { trimmed($0) },
                declarations: halves[1].split(separator: ";").compactMap { line in
                    let pair = line.split(separator: ":", maxSplits: 1).map { trimmed($0) }
                    // What only a browser of long ago understood.
                    let isForOld =
                        line.contains("-ms-") || line.contains("-moz-") || line.contains("-webkit-")
                    return pair.count == 2 && !isForOld ? .init(name: pair[0], value: pair[1]) : nil
                })
        }
    }

    /// The WOFF2 files that the sheet names, in its order.
    var allFonts: [String] { rules.filter(\.isFont).compactMap(Self.file) }

    /// The rules that can apply where only elements of these classes are, with the fonts that those name.
    func reduced(to classes: Set<String>) -> MathStyle {
        var result = self
        // A pattern is compiled where it is written, which takes longer than its use.
        let (exclusion, className) = (/:not\([^)]*\)/, /\.([A-Za-z0-9_-]+)/)
        result.rules = rules.compactMap { rule in
            if rule.isFont { return rule }
            var kept = rule
            kept.selectors = rule.selectors.filter { selector in
                // What an element must not be says nothing about what must be there.
                selector.replacing(exclusion, with: "").matches(of: className)
                    .allSatisfy { classes.contains(String($0.1)) }
            }
            return kept.selectors.isEmpty || kept.declarations.isEmpty ? nil : kept
        }
        let used = result.rules.filter { !$0.isFont }
        let families = used.compactMap { $0.value("font-family") ?? $0.value("font") }.joined(separator: " ")
        func isUsed(_ property: String, of font: Rule) -> Bool {
            guard let value = font.value(property), value != "normal" else { return true }
            return used.contains { $0.value(property) == value }
        }
        result.rules.removeAll { rule in
            guard rule.isFont, let family = rule.value("font-family")?.dropFirst().dropLast() else {
                return false
            }
            return !families.contains(family) || !isUsed("font-weight", of: rule)
                || !isUsed("font-style", of: rule)
        }
        return result
    }

    /// The sheet, a rule a line. A font is loaded from `fonts/`, and text stands there in another until it has come.
    var text: String {
        let lines = rules.map { rule in
            var declarations = rule.declarations.map { "\($0.name): \($0.value)" }
            if rule.isFont, let file = Self.file(of: rule) {
                declarations.removeAll { $0.hasPrefix("src:") }
                declarations += ["src: url(fonts/\(file)) format(\"woff2\")", "font-display: swap"]
            }
            return "\(rule.selectors.joined(separator: ", ")) { \(declarations.joined(separator: "; ")) }"
        }
        let notice =
            "/* The rules of KaTeX's style sheet that this site's formulas need. Copyright 2013-2020 Khan Academy and other\n"
            + "   contributors, MIT licence: see fonts/KaTeX-LICENSE.txt. */\n"
        return notice + lines.joined(separator: "\n") + "\n"
    }

    private static func file(of font: Rule) -> String? {
        font.value("src")?.firstMatch(of: /url\(fonts\/([A-Za-z0-9_-]+\.woff2)\)/).map { String($0.1) }
    }
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace))
}
