/// Random numbers that depend on nothing but the seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes new notebooks of old ones: lines move between them, and what the syntax is made of is put where it hurts.
package struct Mutator {
    private var random: SeededGenerator
    private let notebooks: [[UInt8]]
    private let bibliographies: [[UInt8]]
    /// Inputs longer than this say nothing that a shorter one doesn't.
    private static let longest = 6_000

    package init(seed: UInt64, notebooks: [[UInt8]], bibliographies: [[UInt8]]) {
        random = SeededGenerator(seed: seed)
        self.notebooks = notebooks.map { Array($0.prefix(Mutator.longest)) }
        self.bibliographies = bibliographies
    }

    /// The next input.
    package mutating func next() -> FuzzCase {
        var notebook = pick(notebooks)
        var bibliography = pick(bibliographies)
        for _ in 0..<Int.random(in: 1...8, using: &random) { notebook = mutated(notebook) }
        if chance(1, in: 6) { for _ in 0..<3 { bibliography = mutated(bibliography) } }
        if !chance(1, in: 10) {
            let html = chance(1, in: 20) ? "" : "allow-html: false\n"
            notebook = Array("---\ntitle: T\n\(html)bibliography: fuzz.bib\n---\n".utf8) + body(of: notebook)
        }
        return FuzzCase(notebook: Array(notebook.prefix(Mutator.longest)), bibliography: bibliography)
    }

    private func body(of notebook: [UInt8]) -> [UInt8] {
        let fence = Array("---\n".utf8)
        guard notebook.starts(with: fence) else { return notebook }
        let end = (4..<max(4, notebook.count)).first {
            notebook[$0...].starts(with: fence) && notebook[$0 - 1] == 0x0A
        }
        return end.map { Array(notebook[($0 + 4)...]) } ?? notebook
    }

    private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let line = Int.random(in: 0..<lines.count, using: &random)
        let last = Int.random(in: line..<min(lines.count, line + 5), using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: lines.remove(at: line)
        case 1:
            lines.insert(contentsOf: lines[line...last], at: Int.random(in: 0...lines.count, using: &random))
        case 2: lines.swapAt(line, last)
        case 3:
            let other = pick(notebooks).split(separator: 0x0A, omittingEmptySubsequences: false).map(
                Array.init)
            let start = Int.random(in: 0..<other.count, using: &random)
            lines.insert(contentsOf: other[start..<min(other.count, start + 6)], at: line)
        case 4:
            let prefix = pick(Mutator.prefixes)
            for index in line...last { lines[index] = prefix + lines[index] }
        case 5: lines[line] = Array(repeating: pick(Mutator.tokens), count: repeatCount()).flatMap { $0 }
        case 6:
            guard let byte = lines[line].indices.randomElement(using: &random) else { break }
            lines[line][byte] =
                chance(1, in: 8)
                ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 32...126, using: &random)
        case 7:
            guard let start = lines[line].indices.randomElement(using: &random) else { break }
            lines[line].removeSubrange(
                start..<min(lines[line].count, start + Int.random(in: 1...6, using: &random)))
        case 8: lines[line] += lines[last]
        default:
            let place = Int.random(in: 0...lines[line].count, using: &random)
            let token = pick(Mutator.tokens)
            lines[line].insert(contentsOf: chance(1, in: 4) ? token + token : token, at: place)
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    private mutating func repeatCount() -> Int {
        chance(1, in: 10) ? 2000 : Int.random(in: 1...9, using: &random)
    }
    private mutating func chance(_ part: Int, in whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &random) < part
    }
    private mutating func pick(_ list: [[UInt8]]) -> [UInt8] { list.randomElement(using: &random) ?? [] }

    private static let prefixes = ["> ", "- ", "1. ", "    ", "\t", "  ", ">", "# ", "[^a]: ", "| "].map {
        Array($0.utf8)
    }

    /// What the syntax consists of, and what has bitten others.
    private static let tokens =
        [
            "$", "$$", "$a$", "$$ {#eq-a}", "$$\n", "\\", "\\$", "`", "``", "```", "```swift\n", "~~~\n",
            "`{swift} x`",
            "`{swift}`", "[^a]", "[^a]: ", "\n[^b]: x\n", "[^b]", "@fig-a", "@tbl-a", "@eq-a", "@sec-a",
            "@key", "[@key; -@fig-a, x]",
            "[@", "|", "| a | b |\n|---|:-:|\n| $|$ | `|` |\n", "|-|\n", "\\|", "\n: Words {#tbl-a}\n",
            "\nTable: x\n", "{#sec-a}",
            "{#tbl-a}", "{#", "}", "> [!NOTE]\n", "[!TIP]", "//| label: fig-a\n",
            "//| fig-cap: '$x$ `{swift} y` [^a]'\n",
            "//| fig-alt: \"\\u0041 `{swift} y`\"\n", "[", "]", "](", ")", "![", "![[", "<", ">", "<b>",
            "</b>", "<!--", "-->",
            "<script>", "<a@fig-b.org>", "<http://a.org/$b$>", "&#xFDD0;", "&#xFDD1;", "&#xFDD2;",
            "&#64976;0&#64977;", "&amp;",
            "*", "**", "_", "***", "---\n", "===\n", "- ", "1. ", "\n\n", "\n", "    ", "\t", "  \n", "\r\n",
            "\r", "é", "“", "\u{202E}",
            "\u{FEFF}", "\u{0}", "[x]: /y '$z$'\n", "<?php", "]]>", "\"", "'", "--", "...", "#", "# ",
            "@article{key, ", "@string{",
            "title = ", "{\\\"o}", "author = {A and B}", "#", ",",
        ].map { Array($0.utf8) } + [[0xEF, 0xB7, 0x90]]
}
