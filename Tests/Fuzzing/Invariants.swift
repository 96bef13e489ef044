import Renderer

/// One input of the notebook reader.
package struct FuzzCase: Equatable, Sendable {
    package var notebook: [UInt8]
    package var bibliography: [UInt8]

    package init(notebook: [UInt8], bibliography: [UInt8]) {
        self.notebook = notebook
        self.bibliography = bibliography
    }
}

/// What must hold for every input and doesn't for this one: the page is balanced HTML without scripts or our own marks,
/// every problem has a place inside its file, and the same input gives the same output. Of HTML that the notebook is
/// allowed to have, only that it stays where it stands.
///
/// - Parameter read: reads the input as the notebook in `file`; a test puts something worse in its place.
package func brokenInvariants(
    _ input: FuzzCase,
    reading read: (_ file: String, FuzzCase) -> ProofPage = { file, input in
        ProofPage(file: file, notebook: input.notebook, bibliography: input.bibliography)
    }
) -> [String] {
    let file = "notebooks/fuzz.md"
    let page = read(file, input)
    var broken = markupProblems(page.html, holdsAuthorsHTML: page.allowsHTML)
    if page.html.unicodeScalars.contains(where: { (0xFDD0...0xFDEF).contains($0.value) }) {
        broken.append("a mark is left in the page")
    }
    let lengths = (notebook: lineLengths(input.notebook), bibliography: lineLengths(input.bibliography))
    for problem in page.problems {
        // Whatever name the front matter gives the bibliography.
        let lines = problem.file == file ? lengths.notebook : lengths.bibliography
        let isInside =
            (1...lines.count).contains(problem.line)
            && (1...(lines[problem.line - 1] + 1)).contains(problem.column)
        if !isInside {
            broken.append(
                "\(problem.file):\(problem.line):\(problem.column) lies outside: \(problem.sentence)")
        }
    }
    if read(file, input) != page { broken.append("the second reading differs from the first") }
    return broken
}

/// The bytes of each line, as the renderer counts lines.
private func lineLengths(_ bytes: [UInt8]) -> [Int] {
    var lengths = [0]
    var at = 0
    while at < bytes.count {
        if bytes[at] == 0x0A || bytes[at] == 0x0D {
            if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
            lengths.append(0)
        } else {
            lengths[lengths.count - 1] += 1
        }
        at += 1
    }
    return lengths
}
