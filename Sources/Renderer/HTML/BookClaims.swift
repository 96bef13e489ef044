import Exhibits
import Statistics

/// A claim with what its notebook and the whole book add to it.
struct BookClaim: Equatable, Sendable {
    /// The block's label, which names the claim everywhere.
    var id: String
    var claim: Claim
    /// The number on its page; nil where the page doesn't show it.
    var number: String?
    var expected: Claim.Verdict?
    /// The notebook that it stands in.
    var notebook: String
    var title: String
    /// The p value adjusted for all claims of the book.
    var adjustedP: Double?

    /// Where the site shows it.
    var address: String {
        "\(linkAddress(notebook)).html" + (number == nil ? "" : "#\(linkAddress(id))")
    }
}

/// Every claim of a book, in reading order.
struct BookClaims: Equatable, Sendable {
    private(set) var all: [BookClaim] = []

    /// - Parameters:
    ///   - results: the notebooks in reading order.
    ///   - numbers: those of each notebook's page.
    init(_ results: [NotebookResult], numbers: [String: PageNumbers]) {
        for result in results {
            for block in result.notebook.experiments {
                guard let claim = result.claim(of: block), let label = block.options.label else { continue }
                let name = result.notebook.name
                all.append(
                    BookClaim(
                        id: label, claim: claim, number: numbers[name]?.targets[label]?.number,
                        expected: block.options.expectation?.verdict, notebook: name,
                        title: result.notebook.frontMatter.title))
            }
        }
        let adjusted = holmAdjusted(all.map { $0.claim.p ?? .nan })
        for index in all.indices where !adjusted[index].isNaN { all[index].adjustedP = adjusted[index] }
    }

    /// How many claims were tested by statistics, and so are adjusted for each other.
    var testedCount: Int { all.count { $0.adjustedP != nil } }

    /// The claim that a block of a notebook states.
    func claim(_ id: String, in notebook: String) -> BookClaim? {
        all.first { $0.id == id && $0.notebook == notebook }
    }
}

extension NotebookResult {
    /// The claim that a block states: the only one that it shows, where its label says that it is one. On a page that stays as it was
    /// for want of data, the claim does, too.
    func claim(of block: ExperimentBlock) -> Claim? {
        guard block.isClaim else { return nil }
        if let label = block.options.label, let kept = keptClaims[label] { return kept }
        let claims = claims(of: block)
        return claims.count == 1 ? claims[0] : nil
    }

    private func claims(of block: ExperimentBlock) -> [Claim] {
        (outputs(of: block) ?? []).compactMap { if case .claim(let claim) = $0 { claim } else { nil } }
    }

    /// What is wrong with the claims of blocks that have run.
    func claimProblems(in profile: String) -> [Problem] {
        notebook.experiments.compactMap { block in
            // A block that failed has its own problem, and may have stopped before its claim.
            if outputs(of: block) == nil
                || problems.contains(where: { block.lines.contains($0.position.line) })
            {
                return nil
            }
            let count = claims(of: block).count
            guard block.isClaim else {
                return count == 0 ? nil : Problem(.claimWithoutLabel(block.options.label), at: block.position)
            }
            guard let claim = claim(of: block), let expectation = block.options.expectation else {
                return Problem(.claimCount(block.options.label ?? "", count), at: block.position)
            }
            guard profile == Expectation.profile, claim.verdict != expectation.verdict else { return nil }
            let fact = Problem.Fact.verdictChanged(
                expected: expectation.verdict, found: claim.verdict, numbers: ClaimWords(claim).summary)
            return Problem(fact, at: expectation.position)
        }
    }
}

extension [NotebookResult] {
    /// The results with the problems of their claims.
    func withClaimsChecked(in profile: String) -> [NotebookResult] {
        map { result in
            var result = result
            result.problems = (result.problems + result.claimProblems(in: profile)).sorted {
                $0.position < $1.position
            }
            return result
        }
    }
}
