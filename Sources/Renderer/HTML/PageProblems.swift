/// Where on its page each problem of a notebook is shown: in its block, or behind the prose that it stands in.
struct PageProblems {
    /// Those of the front matter and of other files, such as the bibliography.
    private(set) var atTop: [Problem] = []
    private var byBlock: [SourcePosition: [Problem]] = [:]
    private var byItem: [Int: [Problem]] = [:]
    private var byFootnote: [Int: [Problem]] = [:]

    init(of result: NotebookResult) {
        if result.problems.isEmpty { return }
        let notebook = result.notebook
        // What is known to stand in a footnote is shown there, wherever its definition stands.
        let footnotes = notebook.footnotes.map { (number: $0.number, places: ProsePlaces([$0.content])) }
        for problem in result.problems {
            let place = problem.position
            let item = place.file == notebook.source.file ? notebook.item(at: place.line) : nil
            if let item, case .experiment(let block) = notebook.items[item], block.lines.contains(place.line)
            {
                byBlock[block.position, default: []].append(problem)
            } else if let footnote = footnotes.first(where: { $0.places.holds(place) }) {
                byFootnote[footnote.number, default: []].append(problem)
            } else if let item {
                byItem[item, default: []].append(problem)
            } else {
                atTop.append(problem)
            }
        }
    }

    /// The problems of a block.
    func inside(block: ExperimentBlock) -> [Problem] { byBlock[block.position] ?? [] }

    /// The problems of the prose of an item, or of what stands behind it and is nothing on the page.
    func behind(item index: Int) -> [Problem] { byItem[index] ?? [] }

    /// The problems of a footnote's text.
    func inside(footnote number: Int) -> [Problem] { byFootnote[number] ?? [] }
}

extension Notebook {
    /// The number of the item in which a line of the file stands, or behind which; nil above the first. A notebook may have
    /// thousands of items and as many problems, so the line is not looked for in one after the other.
    fileprivate func item(at line: Int) -> Int? {
        var (low, high) = (0, itemLines.count)
        while low < high {
            let middle = (low + high) / 2
            if itemLines[middle] <= line { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
