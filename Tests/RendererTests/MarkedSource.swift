import Testing

@testable import Renderer

/// A notebook's text with markers 1️⃣ 2️⃣ … where problems are expected, so that a test states words and place together.
struct MarkedSource {
    var text: String
    /// The marker at each place.
    private var markers: [SourcePosition: String] = [:]

    static let file = "notebooks/test.md"

    init(_ marked: String) {
        var text = ""
        var line = 1
        var column = 1
        for character in marked {
            if MarkedSource.isMarker(character) {
                markers[SourcePosition(file: MarkedSource.file, line: line, column: column)] = String(
                    character)
            } else {
                text.append(character)
                if character == "\n" {
                    (line, column) = (line + 1, 1)
                } else {
                    column += character.utf8.count
                }
            }
        }
        self.text = text
    }

    var bytes: [UInt8] { Array(text.utf8) }

    /// `1️⃣ sentence` for a problem at a marker, `line:column sentence` elsewhere.
    func described(_ problem: Problem) -> String {
        let place = markers[problem.position] ?? "\(problem.position.line):\(problem.position.column)"
        return "\(place) \(problem.sentence)"
    }

    private static func isMarker(_ character: Character) -> Bool {
        character.unicodeScalars.count == 3 && character.unicodeScalars.last == "\u{20E3}"
    }
}

/// Reads and plans the notebook, and expects exactly these problems, in order.
func expectProblems(
    in marked: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
    let source = MarkedSource(marked)
    let (notebook, readProblems) = Notebook.parse(file: MarkedSource.file, bytes: source.bytes)
    let plan = NotebookPlan(notebook, in: .forTests)
    let planProblems = plan.broken.sorted { $0.key < $1.key }.flatMap(\.value)
    let found = (readProblems + planProblems).map(source.described)
    #expect(found == expected, sourceLocation: sourceLocation)
}

/// A notebook with a title and the body given; the body begins on line 4.
func notebook(_ body: String, sourceLocation: SourceLocation = #_sourceLocation) -> Notebook {
    let text = "---\ntitle: Test\n---\n" + body
    let (notebook, problems) = Notebook.parse(file: MarkedSource.file, bytes: Array(text.utf8))
    #expect(problems == [], sourceLocation: sourceLocation)
    return notebook
}

extension Surroundings {
    static let forTests = Surroundings(
        modules: [.init(name: "Lab", digest: "lab")], profile: "quick")
}
