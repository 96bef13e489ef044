import Exhibits
import Foundation
import Testing

@testable import Renderer

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Where the drawings are kept, next to this file.
private let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/svg")

@Suite struct SVGGoldenTests {
    @Test(arguments: svgCases) func figureIsDrawnAsKept(_ example: SVGCase) throws {
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
        #expect(files == svgCases.map { $0.name + ".svg" }.sorted())
    }

    @Test(arguments: svgCases) func figureIsWellFormed(_ example: SVGCase) {
        let drawn = svg(of: example.figure, id: example.name, width: example.width)
        let reader = XMLReader()
        let parser = XMLParser(data: Data(drawn.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!reader.elements.contains("script"))
        #expect(reader.elements.prefix(3) == ["svg", "title", "desc"])
        #expect(Set(reader.ids).count == reader.ids.count, "an id occurs twice")
    }

    @Test(arguments: svgCases) func numbersAreFinite(_ example: SVGCase) {
        let drawn = svg(of: example.figure, id: example.name, width: example.width)
        // Attributes only: the words of a figure may well speak of infinity.
        let attributes = drawn.matches(of: /="([^"]*)"/).map { String($0.1) }
        #expect(!attributes.contains { $0.contains("nan") || $0.contains("inf") || $0.contains("-0 ") })
    }

    @Test func wellFormednessTestCanFail() {
        #expect(!XMLParser(data: Data("<svg><g></svg>".utf8)).parse())
    }
}

/// Notes what an XML document contains.
private final class XMLReader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var ids: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(name)
        if let id = attributes["id"] { ids.append(id) }
    }
}
