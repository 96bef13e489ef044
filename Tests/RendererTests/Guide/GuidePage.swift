import Foundation
import Testing

@testable import Renderer

/// A page of the guide as its author wrote it: what the tests compare with the program.
struct GuidePage {
    var lines: [Substring]

    /// The folder of the guide's notebooks.
    static let folder = "\(Products.package)/guide/notebooks"

    static var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
                .map { String($0.dropLast(3)) }.sorted()
        }
    }

    init(_ name: String) throws {
        self.init(text: try String(contentsOfFile: "\(Self.folder)/\(name).md", encoding: .utf8))
    }

    init(text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    private init(lines: ArraySlice<Substring>) { self.lines = Array(lines) }

    /// A fenced block: the words after the opening fence, and the lines between.
    struct Fence: Equatable {
        var info: String
        var lines: [Substring]
        /// The index of the first line between the fences.
        var start: Int

        var text: String { lines.map { "\($0)\n" }.joined() }
    }

    /// The fenced blocks that stand at the left, in order. A fence holds shorter ones as text.
    var fences: [Fence] {
        var found: [Fence] = []
        var opening: Substring?
        for (index, line) in lines.enumerated() {
            let ticks = line.prefix { $0 == "`" }
            if let fence = opening {
                if line == fence { opening = nil } else { found[found.count - 1].lines.append(line) }
            } else if ticks.count >= 3 {
                opening = ticks
                found.append(
                    Fence(info: String(line.dropFirst(ticks.count)), lines: [], start: index + 1))
            }
        }
        return found
    }

    /// The rows below the heading of the table with this label; a cell has no backticks around it.
    func table(_ label: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String]] {
        let caption = lines.firstIndex { $0.hasPrefix(": ") && $0.hasSuffix("{#\(label)}") }
        let end = try #require(caption, "no table \(label)", sourceLocation: sourceLocation) - 1
        let start = (lines[..<end].lastIndex { !$0.hasPrefix("|") } ?? -1) + 1
        let rows = GuidePage(lines: lines[start..<end]).tableRows
        try #require(!rows.isEmpty, "no row in the table \(label)", sourceLocation: sourceLocation)
        return rows
    }

    /// The rows of all tables without their headings.
    var tableRows: [[String]] {
        var rows: [[String]] = []
        var isBelowRule = false
        for line in lines {
            if !line.hasPrefix("|") {
                isBelowRule = false
            } else if line.hasPrefix("| ---") || line.hasPrefix("| :--") {
                isBelowRule = true
            } else if isBelowRule {
                rows.append(cells(line))
            }
        }
        return rows
    }

    private func cells(_ line: Substring) -> [String] {
        let bar = "\u{0}"
        return line.replacing("\\|", with: bar).split(separator: "|", omittingEmptySubsequences: false)
            .dropFirst().dropLast().map { cell in
                cell.replacing(bar, with: "|").trimmingCharacters(in: .whitespaces)
            }
    }

    /// The lines below a heading, up to the next one of any level.
    func section(_ heading: String) -> GuidePage? {
        guard let start = lines.firstIndex(where: { $0 == heading || $0.hasPrefix("\(heading) {#") }) else {
            return nil
        }
        let rest = lines[(start + 1)...]
        return GuidePage(lines: rest[..<(rest.firstIndex { $0.hasPrefix("#") } ?? rest.endIndex)])
    }

    /// The words on one line, without the signs around code, in which page and program differ.
    var words: String { plainWords(lines.joined(separator: " ")) }
}

/// A text on one line, without quotation marks and backticks.
func plainWords(_ text: String) -> String {
    text.filter { !"`'’".contains($0) }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Code without the backticks around it; nil for text that isn't code.
func code(_ cell: String) -> String? {
    // Two signs stand around code that holds one.
    let sign = cell.hasPrefix("``") ? "``" : "`"
    guard cell.count > 2 * sign.count, cell.hasPrefix(sign), cell.hasSuffix(sign) else { return nil }
    return String(cell.dropFirst(sign.count).dropLast(sign.count))
}
