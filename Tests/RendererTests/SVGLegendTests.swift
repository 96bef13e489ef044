import Exhibits
import Testing

@testable import Renderer

@Suite struct SVGLegendTests {
    private func panel(_ series: [String], title: String, color: String? = "s") -> Figure {
        Figure(
            DataFrame(
                Column("x", series.map { _ in 1.0 }), Column("y", series.map { _ in 2.0 }),
                Column("s", series)),
            .dots(x: "x", y: "y", color: color), title: title)
    }

    private func page(_ figures: [Figure]) -> String {
        html(ofPanels: figures.enumerated().map { (figure: $1, id: "f-\($0)") }, id: "f")
    }

    @Test func panelsWithOneLegendShareIt() {
        let shared = page([panel(["a", "b"], title: "One"), panel(["a", "b"], title: "Two")])
        // Once for a wide page, once for a phone, and in no panel.
        #expect(shared.matches(of: /<text[^>]*>b<\/text>/).count == 2)
        #expect(shared.contains("<div class=\"plot panels-legend\"><div class=\"plot-wide\"><svg"))
        #expect(shared.contains(">One</text>") && shared.contains(">Two</text>"))
    }

    @Test func panelsWithDifferentLegendsKeepThem() {
        let different = page([panel(["a", "b"], title: "One"), panel(["a", "c"], title: "Two")])
        #expect(!different.contains("panels-legend"))
        #expect(different.matches(of: /<text[^>]*>a<\/text>/).count == 2)
        #expect(
            !page([panel(["a"], title: "One", color: nil), panel(["a"], title: "Two", color: nil)]).contains(
                "panels-legend"))
    }

    /// Half of the letters would stand on a bar.
    @Test func theWordsOfARuleStandAboveAHistogram() throws {
        let data = DataFrame(Column("x", [1.0, 2, 2, 3]))
        let drawn = svg(of: Figure(data, .histogram(x: "x"), .rule(x: 2, label: "here")), id: "f")
        let words = try #require(drawn.firstMatch(of: /<text x="[^"]*" y="([^"]*)"[^>]*>here</))
        let line = try #require(drawn.firstMatch(of: /class="rule" d="M[0-9.]+ ([0-9.]+)V/))
        #expect(try #require(Double(words.1)) < #require(Double(line.1)))
    }
}
