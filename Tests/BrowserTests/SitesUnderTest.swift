import Foundation

@testable import Renderer

/// The pages that are looked at: those of the committed site, those of the guide where it has been built, and those of a small book
/// with everything that prose can have.
struct SitesUnderTest {
    /// A page, and the folder of its site.
    struct Page: Sendable, CustomStringConvertible {
        var folder: String
        var name: String
        /// What it is called in messages and pictures.
        var description: String
        var path: String { "\(folder)/\(name)" }
        /// Pages with a notebook's source are all alike; one way of looking at them is enough.
        var isSource: Bool { name.contains("source") }
    }

    let pages: [Page]
    let folders: [String]
    private let sample: SampleBook

    init() async throws {
        sample = try await SampleBook()
        let sites = [
            ("site", "\(BrowserTools.package)/site"), ("guide", "\(BrowserTools.package)/guide/site"),
            ("sample", "\(sample.root)/site"),
        ].filter { FileManager.default.fileExists(atPath: "\($0.1)/index.html") }
        folders = sites.map(\.1)
        pages = try sites.flatMap { name, folder in
            try filesBelow(folder).filter { $0.hasSuffix(".html") }
                .map { Page(folder: folder, name: $0, description: "\(name)/\($0)") }
        }
    }
}

/// A book without blocks, built into a folder of its own, which goes when the value does.
final class SampleBook: Sendable {
    let root: String

    init() async throws {
        root = FileManager.default.temporaryDirectory.appending(path: "labbook-sample-\(UUID())").path
        let notebooks = "\(root)/notebooks"
        try FileManager.default.createDirectory(atPath: notebooks, withIntermediateDirectories: true)
        for (name, text) in [("index", Self.front), ("all", Self.everything)] {
            try text.write(toFile: "\(notebooks)/\(name).md", atomically: true, encoding: .utf8)
        }
        let engine = Engine(products: "\(root)/no-products", package: root)
        let report = try await Build(Project(root: root), engine: engine, log: { _ in }).perform()
        guard report.isGood else {
            throw BrowserProcess.Failure(description: report.messages.joined(separator: "\n"))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private static let front = """
        ---
        title: A sample
        summary: What pages can have, for a browser to look at.
        ---
        The front page has text, a formula $e^{i\\pi} = -1$ and [a link](all.html).

        """

    /// Long words, wide formulas and wide tables are what breaks narrow pages.
    private static let everything = """
        ---
        title: Everything that prose can have, with a title that is long enough for two lines
        subtitle: And a subtitle
        paper: Section 3
        summary: One of each.
        ---
        Text with *emphasis*, **strength**, `code`, a [link](https://arxiv.org/abs/1607.06450), a note[^one], and
        averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword. See @eq-wide, @tbl-wide and @sec-second.

        ## A section

        $$
        D_{\\mathrm{KL}}\\big[P(y \\mid x; \\theta) \\,\\Vert\\, P(y \\mid x; \\theta + \\delta)\\big] \\approx \\tfrac12\\, \\delta^\\top F(\\theta)\\, \\delta
        + \\underbrace{a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p}_{\\text{a long sum}}
        $$ {#eq-wide}

        $$
        \\begin{pmatrix} f_t \\\\ i_t \\\\ o_t \\\\ g_t \\end{pmatrix} = \\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{else} \\end{cases}
        $$

        In a line $\\hat y = \\operatorname{softmax}\\left(\\frac{g}{\\sigma} \\odot (a - \\mu) + b\\right)$ and $\\mathbb{E}_{x \\sim p}[f(x)]$.

        | a column | another column | a third column | the fourth column | the fifth | sixth $\\frac{a}{b}$ |
        | --- | --: | :-: | --- | --- | --- |
        | some words that are long enough to wrap | 1.25 | $x^2$ | more | words | `code` |

        : A wide table. {#tbl-wide}

        > [!WARNING]
        > A callout with a list:
        >
        > 1. one
        > 2. two

        ## Another section {#sec-second}

        > A quotation.

        ### Below it

        ```
        a line of code that is so long that it cannot stand on a narrow screen without something being done about it
        ```

        - a list
          - in a list with $\\sum_{i=1}^{n} x_i$

        ---

        [^one]: A note with a formula $\\frac12$ and `code`.

        """
}
