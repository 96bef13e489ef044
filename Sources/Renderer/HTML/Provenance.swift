import BlockGraph
import Elementary

/// Where something that a page shows comes from, so that a reader can follow it to the lines, seeds and files that made it.
struct Provenance: Equatable, Sendable {
    /// The notebook's file, and the page with its lines.
    var file: String
    var sourcePage: String
    /// What the page calls the block, and the lines of the file from fence to fence.
    var block: String
    var lines: ClosedRange<Int>
    /// The content key and what stands behind it; nil for a block without a result.
    var origin: BlockOrigin?
    var profile: String

    init(of block: ExperimentBlock, in result: NotebookResult, profile: String) {
        file = result.notebook.source.file
        sourcePage = Site.sourcePath(result.notebook.name)
        self.block = result.name(of: block) ?? "block"
        lines = block.lines
        origin = result.origin(of: block)
        self.profile = profile
    }

    /// The address of the block's first line.
    var sourceAddress: String { "\(linkAddress(sourcePage))#L\(lines.lowerBound)" }

    /// How much of a key a line shows.
    static let shortKeyLength = 12

    /// The facts in the order in which they are told, as plain text: what a figure's SVG keeps as metadata.
    var facts: [(name: String, value: String)] {
        var facts = [
            ("source", "\(file), lines \(lines.lowerBound) to \(lines.upperBound)"), ("block", block),
        ]
        if let origin {
            facts.append(("content key", origin.key))
            facts += origin.sweeps.map { ("sweep", $0.words) }
            facts += origin.files.map {
                ("data", "\($0.path) \($0.digest.map { "sha256:\($0)" } ?? "(not there)")")
            }
        }
        return facts + [("profile", profile), ("numeric contract", "\(numericContract)")]
    }
}

/// The provenance as one small line that opens: where the block stands, its short key and its seeds; behind it all facts
/// in full, with links that work without a server.
func provenanceHTML(_ provenance: Provenance) -> String {
    var line = ["\(provenance.block), line \(provenance.lines.lowerBound)"]
    if let origin = provenance.origin {
        line.append("key \(origin.key.prefix(Provenance.shortKeyLength))")
        if let seeds = origin.seedWords { line.append(seeds) }
    }
    let summary = Element(
        "summary", [:],
        [.text("From "), .element(Element("span", ["class": "facts"], text: line.joined(separator: " · ")))])
    var rows = [
        row(
            "Source",
            Element(
                "a", ["href": provenance.sourceAddress],
                text:
                    "\(provenance.file), lines \(provenance.lines.lowerBound) to \(provenance.lines.upperBound)"
            ))
    ]
    if let origin = provenance.origin {
        rows.append(row("Content key", Element("code", text: origin.key)))
        for sweep in origin.sweeps { rows.append(row("Sweep", Element("span", text: sweep.words))) }
        for file in origin.files { rows.append(row("Data read", cell(of: file))) }
    }
    rows.append(row("Profile", Element("span", text: provenance.profile)))
    rows.append(
        row(
            "Numeric contract",
            Element("a", ["href": "colophon.html#contract"], text: "version \(numericContract)")))
    let list = Element("dl", [:], rows.flatMap { $0 })
    return Element("details", ["class": "provenance"], elements: [summary, list]).markup(.html)
}

private func row(_ name: String, _ value: Element) -> [Element.Node] {
    [.element(Element("dt", text: name)), .element(Element("dd", [:], [.element(value)]))]
}

private func cell(of file: FileUse) -> Element {
    Element(
        "span",
        [:],
        [
            .text(file.path + " "),
            .element(Element("code", text: file.digest.map { "sha256:\($0)" } ?? "not there")),
        ])
}

extension BlockOrigin {
    /// `seeds 0 to 4`; nil where nothing was swept.
    var seedWords: String? {
        guard let most = sweeps.map(\.seeds).max() else { return nil }
        return most == 1 ? "seed 0" : "seeds 0 to \(most - 1)"
    }
}

extension SweepUse {
    /// `40 runs, seeds 0 to 4`
    var words: String {
        let seeds = seeds == 1 ? "seed 0" : "seeds 0 to \(seeds - 1)"
        return "\(runs) \(runs == 1 ? "run" : "runs"), \(seeds)"
    }
}
