import Exhibits
import Foundation
import Testing

@testable import Renderer

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Where the drawings are kept, next to this file.
private let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/svg")

@Suite(.serialized) struct SVGGoldenTests {
    @Test(arguments: svgCases + svgMarkCases) func figureIsDrawnAsKept(_ example: SVGCase) throws {
        let drawn = svg(of: example.figure, id: example.name, width: example.width) + "\n"
        let file = golden.appending(path: example.name + ".svg")
        if ProcessInfo.processInfo.environment["LABBOOK_UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
            try drawn.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept != nil, "there is no \(file.path): run with LABBOOK_UPDATE_GOLDENS=1 and look at it")
        if let kept { #expect(drawn == kept) }
    }

    @Test func everyGoldenBelongsToACase() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: golden.path).sorted()
        #expect(files == (svgCases + svgMarkCases).map { $0.name + ".svg" }.sorted())
    }

    @Test(arguments: svgCases + svgMarkCases) func figureIsWellFormed(_ example: SVGCase) {
        let drawn = svg(of: example.figure, id: example.name, width: example.width)
        let reader = XMLReader()
        #expect(reader.read(drawn))
        #expect(!reader.elements.contains("script"))
        #expect(reader.elements.prefix(3) == ["svg", "title", "desc"])
        #expect(Set(reader.ids).count == reader.ids.count, "an id occurs twice")
    }

    @Test(arguments: svgCases + svgMarkCases) func numbersAreFinite(_ example: SVGCase) {
        let drawn = svg(of: example.figure, id: example.name, width: example.width)
        // Places and lengths only: the words of a figure may well speak of infinity.
        let lengths = drawn.matches(of: /\ (?:d|x|y|width|height|viewBox)="([^"]*)"/).map { String($0.1) }
        #expect(!lengths.isEmpty)
        #expect(lengths.allSatisfy { $0.wholeMatch(of: /[-.0-9MLHVhvaZ ]+/) != nil })
        #expect(!lengths.contains { $0.contains("-0 ") || $0.hasSuffix("-0") })
    }

    /// What `hover.js` and provenance add must leave every figure well-formed too.
    @Test(arguments: svgCases + svgMarkCases) func figureForAPageIsWellFormed(_ example: SVGCase) {
        let provenance = [(name: "block", value: "a.md:3"), (name: "key", value: "<]]>&\"")]
        let drawn = svg(
            of: example.figure, id: example.name, width: example.width, hasHoverValues: true,
            provenance: provenance)
        let reader = XMLReader()
        #expect(reader.read(drawn))
        #expect(reader.elements.prefix(4) == ["svg", "title", "desc", "metadata"])
        #expect(drawn.contains("<metadata>block: a.md:3\nkey: &lt;]]&gt;&amp;&quot;</metadata>"))
    }

    @Test func wellFormednessTestCanFail() {
        for broken in [
            "<svg><g></svg>", "<svg", "<svg a=b/>", "<svg>&</svg>", "<svg>\u{1}</svg>", "<svg/><svg/>",
        ] {
            #expect(!XMLReader().read(broken), "\(broken)")
        }
    }
}

/// Notes what an XML document contains.
private final class XMLReader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var ids: [String] = []
    private var isWellFormed = true

    /// Whether the text is well-formed XML. `parse()` alone isn't asked: it is true for some text that isn't.
    func read(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        return parser.parse() && isWellFormed && parser.parserError == nil
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isWellFormed = false }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(name)
        if let id = attributes["id"] { ids.append(id) }
    }
}
