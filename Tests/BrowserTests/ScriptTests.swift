import Foundation
import Testing

/// What the scripts add to a page: values of a plot's points, the search, the choice of colours.
@Suite(.enabled(if: BrowserTools.areOn || BrowserTools.isRequired), .serialized)
struct ScriptTests {
    private func tab() throws -> Tab {
        try Tab(BrowserProcess(executable: try #require(BrowserTools.chromium)))
    }

    // MARK: Values of points

    /// The plot that this width shows.
    private let plot = "[...document.querySelectorAll('svg.figure-svg')].find(svg => svg.checkVisibility())"

    /// The words of the card, a line each; empty where there is none.
    private func card(_ tab: Tab) throws -> [String] {
        try tab.texts(
            "[...document.querySelectorAll('.hover-card')].filter(card => card.checkVisibility())"
                + ".flatMap(card => [...card.children].map(line => line.textContent))")
    }

    /// Where in the window a point of a series stands.
    private func place(_ tab: Tab, series: Int, point: Int) throws -> (x: Double, y: Double) {
        let place = try tab.evaluate(
            """
            (svg => {
                svg.scrollIntoView({block: 'center'});
                const line = svg.querySelectorAll('[data-points]')[\(series)].dataset.points.split('\\n')[\(point)];
                const [x, y] = line.split('\\t')[0].split(' ').map(Number);
                const place = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
                return [place.x, place.y];
            })(\(plot))
            """)
        let numbers = try #require(place as? [NSNumber])
        return (numbers[0].doubleValue, numbers[1].doubleValue)
    }

    @Test(arguments: [320, 1440]) func theMouseShowsValues(width: Int) throws {
        let book = try ScriptedBook()
        let tab = try tab()
        try tab.open(book.path("plot"), Tab.Look(width: width))
        #expect(try card(tab) == [])
        let place = try place(tab, series: 1, point: 1)
        try tab.point(at: (place.x + 6, place.y - 6))
        #expect(try card(tab) == ["layer", "epoch 2", "loss 2.25"])
        let ring = try tab.evaluate(
            """
            (ring => { const box = ring.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] })
                (document.querySelector('.hover-ring'))
            """)
        let centre = try #require(ring as? [NSNumber])
        #expect(abs(centre[0].doubleValue - place.x) < 1 && abs(centre[1].doubleValue - place.y) < 1)
        // The card stays in the window.
        let edges = try tab.evaluate(
            "(card => { const box = card.getBoundingClientRect(); return [box.left, innerWidth - box.right] })"
                + "(document.querySelector('.hover-card'))")
        #expect(try #require(edges as? [NSNumber]).allSatisfy { $0.doubleValue >= 0 })
        try tab.point(at: (1, 1))
        #expect(try card(tab) == [])
        #expect(try tab.number("document.querySelectorAll('.hover-ring').length") == 0)
    }

    @Test func aFingerShowsValues() throws {
        let book = try ScriptedBook()
        let tab = try tab()
        try tab.open(book.path("plot"), Tab.Look(width: 320))
        try tab.touch(at: place(tab, series: 0, point: 2))
        // They stay when the finger has gone, until another place is touched.
        #expect(try card(tab) == ["batch", "epoch 3", "loss 5"])
        try tab.touch(at: place(tab, series: 1, point: 0))
        #expect(try card(tab) == ["layer", "epoch 1", "loss 4"])
    }

    @Test func arrowKeysGoFromPointToPoint() throws {
        let book = try ScriptedBook()
        let tab = try tab()
        try tab.open(book.path("plot"), Tab.Look(width: 768))
        // The plot is reached by the Tab key alone.
        var isReached = false
        for _ in 0..<20 where !isReached {
            try tab.press("Tab", code: 9)
            isReached = try tab.evaluate("document.activeElement === \(plot)") as? Bool == true
        }
        #expect(isReached)
        var seen: [String] = []
        for (key, code) in [
            ("ArrowRight", 39), ("ArrowRight", 39), ("ArrowDown", 40), ("End", 35), ("ArrowRight", 39),
            ("ArrowLeft", 37), ("ArrowUp", 38), ("Home", 36),
        ] {
            try tab.press(key, code: code)
            seen.append(try card(tab).joined(separator: ", "))
        }
        #expect(
            seen == [
                "batch, epoch 1, loss 8", "batch, epoch 2, loss 6.5", "layer, epoch 2, loss 2.25",
                "layer, epoch 3, loss 1", "layer, epoch 3, loss 1", "layer, epoch 2, loss 2.25",
                "batch, epoch 2, loss 6.5", "batch, epoch 1, loss 8",
            ])
        try tab.press("Escape", code: 27)
        #expect(try card(tab) == [])
        try tab.press("ArrowRight", code: 39)
        #expect(try card(tab) != [])
        try tab.press("Tab", code: 9)
        #expect(try card(tab) == [])
    }

    // MARK: Search

    /// What the search says and finds, once it has come to an end.
    private func search(_ words: String, _ tab: Tab) throws -> (status: String, names: [String]) {
        try tab.evaluate("document.querySelector('dialog input').value = ''")
        try tab.type(words)
        try tab.evaluate(
            """
            new Promise((done, fail) => {
                let rounds = 0;
                const look = () => {
                    const status = document.querySelector('.search-status').textContent;
                    if (status && !status.startsWith('Reading')) return done(1);
                    if (++rounds > 500) return fail(new Error('nothing comes of it: ' + status));
                    setTimeout(look, 10);
                };
                look();
            })
            """)
        return (
            try tab.text("document.querySelector('.search-status').textContent"),
            try tab.texts(
                "[...document.querySelectorAll('dialog li .search-name')].map(name => name.textContent)")
        )
    }

    /// Pages are opened as files, as readers do who have a copy of the site.
    @Test func theSearchGoesToWhatItFinds() throws {
        let book = try ScriptedBook()
        let tab = try tab()
        try tab.open(book.path("plot"), Tab.Look(width: 768))
        #expect(
            !tab.requests().contains { $0.hasSuffix("search-index.js") },
            "the index is asked for before its time")
        try tab.press("/", code: 191, text: "/")
        #expect(
            try tab.evaluate("document.activeElement === document.querySelector('dialog[open] input')")
                as? Bool == true)
        let batch = try search("batch", tab)
        #expect(batch.status == "2 places.")
        #expect(batch.names == ["Sizes · Words", "Colours · Words"])
        #expect(
            try tab.texts("[...document.querySelectorAll('dialog mark')].map(mark => mark.textContent)") == [
                "batch", "batch",
            ])
        // Every word must be there, with or without marks on its letters.
        #expect(try search("GROSSE batch", tab) == ("1 place.", ["Sizes · Words"]))
        #expect(
            try tab.texts("[...document.querySelectorAll('dialog mark')].map(mark => mark.textContent)") == [
                "größe", "batch",
            ])
        let nothing = try search("zebra", tab)
        #expect(nothing == ("Nothing found.", []))

        _ = try search("batch", tab)
        try tab.press("ArrowDown", code: 40)
        try tab.press("ArrowDown", code: 40)
        #expect(
            try tab.text("document.activeElement.querySelector('.search-name').textContent")
                == "Colours · Words")
        try tab.press("ArrowUp", code: 38)
        try tab.press("Enter", code: 13, text: "\r")
        try tab.waitForPage()
        #expect(try tab.text("location.href").hasSuffix("/words.html#sizes"))
    }

    @Test func theSearchClosesAndOpensByItsButton() throws {
        let book = try ScriptedBook()
        let tab = try tab()
        try tab.open(book.path("words"), Tab.Look(width: 320))
        let button = try #require(
            try tab.evaluate(
                "(box => [box.x + box.width / 2, box.y + box.height / 2])"
                    + "(document.querySelector('.search-open').getBoundingClientRect())") as? [NSNumber])
        try tab.click(at: (button[0].doubleValue, button[1].doubleValue))
        let isOpen = "document.querySelector('dialog.search').open"
        #expect(try tab.evaluate(isOpen) as? Bool == true)
        #expect(try search("plot", tab).names == ["What came out · A plot"])
        try tab.press("Escape", code: 27)
        #expect(try tab.evaluate(isOpen) as? Bool == false)
        // Somebody who writes a slash into the field means a slash.
        try tab.press("/", code: 191, text: "/")
        try tab.press("/", code: 191, text: "/")
        #expect(try tab.text("document.querySelector('dialog input').value").hasSuffix("/"))
    }

    // MARK: Colours

    /// Chooses among the colours as a reader does.
    private func choose(_ theme: String, _ tab: Tab) throws {
        try tab.evaluate(
            """
            (choice => { choice.value = '\(theme)'; choice.dispatchEvent(new Event('change', {bubbles: true})) })
                (document.querySelector('.theme-choice select'))
            """)
    }

    @Test func theChoiceOfColoursIsRemembered() throws {
        let book = try ScriptedBook()
        let tab = try tab()
        let paper = "getComputedStyle(document.body).backgroundColor"
        let chosen = "document.querySelector('.theme-choice select').value"
        try tab.open(book.path("plot"), Tab.Look(width: 768))
        let light = try tab.text(paper)
        try tab.open(book.path("plot"), Tab.Look(width: 768, isDark: true))
        let dark = try tab.text(paper)
        #expect(light != dark)
        #expect(try tab.text(chosen) == "system")

        try tab.open(book.path("plot"), Tab.Look(width: 768))
        try choose("dark", tab)
        #expect(try tab.text(paper) == dark)
        try tab.open(book.path("words"), Tab.Look(width: 768))
        #expect(try tab.text(paper) == dark)
        #expect(try tab.text(chosen) == "dark")
        try choose("light", tab)
        try tab.open(book.path("plot"), Tab.Look(width: 768, isDark: true))
        #expect(try tab.text(paper) == light)
        try choose("system", tab)
        #expect(try tab.text(paper) == dark)
        try tab.open(book.path("words"), Tab.Look(width: 768))
        #expect(try tab.text(paper) == light)
        #expect(try tab.text(chosen) == "system")
    }
}
