import Testing

@testable import Renderer

/// What is read must stand out from what it stands on, on light and on dark pages.
@Suite struct ContrastTests {
    private let sheet = String(decoding: Theme.styleSheet, as: UTF8.self)

    /// What a custom property colours. Every colour of the theme has its entry: a new one fails until it is decided what it is.
    private enum Use: Equatable {
        /// Words, and the backgrounds that they may stand on.
        case text(on: [String])
        case background
        /// Lines that tell nothing which words don't.
        case decoration
    }

    private func use(of name: String) -> Use? {
        switch name {
        case "paper", "wash", "alarm-wash": .background
        case "line", "figure-rule", "figure-strong-rule", "figure-tint": .decoration
        case "ink": .text(on: ["paper", "wash", "alarm-wash"])
        case "muted", "accent", "alarm", "note", "tip", "important", "warning", "caution",
            "supported", "contradicted", "inconclusive":
            .text(on: ["paper", "wash"])
        case _ where name.hasPrefix("code-"): .text(on: ["wash"])
        case _ where name.hasPrefix("series-"): .text(on: ["paper"])
        default: nil
        }
    }

    @Test func everyColourThatIsReadStandsOut() throws {
        let colours = palette(of: sheet)
        #expect(colours.count > 15)
        for (name, colour) in colours {
            guard case .text(let backgrounds)? = use(of: name) else { continue }
            for background in backgrounds {
                let ground = try #require(colours[background])
                let light = colour.light.contrast(to: ground.light)
                let dark = colour.dark.contrast(to: ground.dark)
                #expect(light >= 4.5, "--\(name) on --\(background), light: \(light)")
                #expect(dark >= 4.5, "--\(name) on --\(background), dark: \(dark)")
            }
        }
    }

    @Test func itIsKnownWhatEveryColourIsFor() {
        for name in colourNames(of: sheet).sorted() {
            #expect(use(of: name) != nil, "--\(name) is not among the uses above")
        }
    }

    /// Each colour stands once, with both of its values, so that no theme is forgotten.
    @Test func whatIsReadHasBothColours() {
        let colours = palette(of: sheet)
        for name in colourNames(of: sheet).sorted() {
            switch use(of: name) {
            case .text, .background: #expect(colours[name] != nil, "--\(name) is not 'light-dark(#…, #…)'")
            case .decoration, nil: break
            }
        }
    }

    // Known ratios, and a sheet made up to be wrong.

    @Test(arguments: [
        ("#000", "#fff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998), ("#0000ff", "#000000", 2.444),
    ]) func contrastIsThatOfTheGuidelines(_ a: String, _ b: String, _ ratio: Double) throws {
        let (first, second) = (try #require(SheetColour(a)), try #require(SheetColour(b)))
        #expect(abs(first.contrast(to: second) - ratio) < 0.001)
        #expect(first.contrast(to: second) == second.contrast(to: first))
    }

    @Test func aSheetIsRead() {
        let sheet = """
            /* --no: light-dark(#000, #000); */
            :root { --a: light-dark(#102030, #fff); --size: 2rem; --b: rgb(0 0 0 / 5%); --c: #12345; }
            @media print { :root { --d: light-dark(#000, #000); } }
            """
        #expect(palette(of: sheet).keys.sorted() == ["a"])
        #expect(palette(of: sheet)["a"]?.light == SheetColour("#102030"))
        #expect(colourNames(of: sheet) == ["a", "b", "c"])
        #expect(SheetColour("#12345") == nil && SheetColour("red") == nil)
    }
}
