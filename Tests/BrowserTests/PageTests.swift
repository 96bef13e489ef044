import Foundation
import Testing

/// Pages as a browser shows them. What is required holds for any page, whatever is on it.
@Suite(.enabled(if: BrowserTools.areOn || BrowserTools.isRequired), .serialized)
struct PageTests {
    private func browser() throws -> BrowserProcess {
        try BrowserProcess(executable: try #require(BrowserTools.chromium))
    }

    @Test func everythingIsThere() {
        #expect(BrowserTools.missing == [], "Tools/browser.sh gets what is missing")
    }

    @Test func noPageHasABarrier() async throws {
        let sites = try await SitesUnderTest()
        let axe = try String(contentsOfFile: BrowserTools.axe, encoding: .utf8)
        let browser = try browser()
        for page in sites.pages {
            let tab = try Tab(browser)
            for look in page.isSource ? [Tab.Look(width: 320)] : Tab.Look.all {
                try tab.open(page.path, look)
                try tab.evaluate(axe + ";1")
                let found = try tab.texts(
                    """
                    axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.flatMap(violation =>
                        violation.nodes.map(node => violation.id + ': ' + node.target.join(' ') + ' ' + node.html.slice(0, 160))))
                    """)
                #expect(found == [], "\(page) \(look)")
            }
        }
    }

    @Test func noPageScrollsSideways() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages {
            for width in [320, 768, 1440] {
                try tab.open(page.path, Tab.Look(width: width))
                let needed = try tab.number("document.scrollingElement.scrollWidth")
                let culprits =
                    needed <= Double(width)
                    ? []
                    : try tab.texts(
                        """
                        [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                            .slice(-3).map(element => element.outerHTML.slice(0, 120))
                        """)
                #expect(needed <= Double(width), "\(page) at \(width): \(culprits)")
            }
        }
    }

    @Test func noPageAsksForAnythingOutside() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages {
            try tab.open(page.path, Tab.Look(width: 1440))
            let home = URL(filePath: page.folder).absoluteString
            let outside = tab.requests().filter { !$0.hasPrefix(home) && !$0.hasPrefix("data:") }
            #expect(outside == [], "\(page)")
            #expect(tab.troubles() == [], "\(page)")
        }
    }

    @Test func withoutScriptsTheTextIsTheSame() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        let text = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
        for page in sites.pages where !page.isSource {
            var look = Tab.Look(width: 1440)
            try tab.open(page.path, look)
            let with = try tab.text(text)
            look.hasScripts = false
            try tab.open(page.path, look)
            let without = try tab.text(text)
            #expect(without == with, "\(page)")
            #expect(without.count > 20, "\(page)")
        }
    }

    @Test func theKeyboardReachesEverything() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages where !page.isSource {
            try tab.open(page.path, Tab.Look(width: 768))
            // Each thing that can be reached gets a number, in the order in which it stands.
            let count = try tab.number(
                """
                [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
                    .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.disabled
                        && element.tabIndex >= 0)
                    .map((element, index) => element.dataset.stop = index).length
                """)
            var reached: [Int] = []
            var invisible: [String] = []
            for _ in 0..<(Int(count) + 40) {
                try tab.press("Tab", code: 9)
                let stop = try tab.text("document.activeElement?.dataset.stop ?? ''")
                guard let number = Int(stop) else { continue }
                if reached.contains(number) { break }
                reached.append(number)
                let isSeen = try tab.evaluate(
                    """
                    (element => { const style = getComputedStyle(element);
                        return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; })(document.activeElement)
                    """)
                if isSeen as? Bool != true {
                    invisible.append(try tab.text("document.activeElement.outerHTML.slice(0, 120)"))
                }
            }
            let missed = Set(0..<Int(count)).subtracting(reached).sorted()
            let names = try missed.prefix(5).map {
                try tab.text("document.querySelector('[data-stop=\"\($0)\"]').outerHTML.slice(0, 120)")
            }
            #expect(names == [], "\(page): the Tab key reaches \(reached.count) of \(Int(count))")
            #expect(invisible == [], "\(page): the focus cannot be seen")
        }
    }

    @Test func theFirstStopSkipsToTheText() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages where !page.isSource {
            try tab.open(page.path, Tab.Look(width: 768))
            try tab.press("Tab", code: 9)
            try tab.press("Enter", code: 13, text: "\r")
            let place = try tab.text("location.hash")
            #expect(place.count > 1, "\(page)")
            #expect(
                try tab.evaluate("document.querySelector(location.hash)?.tagName === 'MAIN'") as? Bool
                    == true,
                "\(page)")
        }
    }

    @Test func foldedThingsOpenByKey() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages where !page.isSource {
            try tab.open(page.path, Tab.Look(width: 768))
            let hasFold = try tab.evaluate(
                "(fold => { fold?.focus(); return !!fold && document.activeElement === fold })"
                    + "([...document.querySelectorAll('details:not([open]) > summary')].find(element => element.checkVisibility()))"
            )
            guard hasFold as? Bool == true else { continue }
            try tab.press("Enter", code: 13, text: "\r")
            #expect(try tab.evaluate("document.activeElement.parentElement.open") as? Bool == true, "\(page)")
        }
    }

    /// Dark readers print on white paper, and nothing of the text is lost.
    @Test func pagesCanBePrinted() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        for page in sites.pages where !page.isSource {
            try tab.open(page.path, Tab.Look(width: 768, isDark: true, isPrinted: true))
            let paper = try tab.text("getComputedStyle(document.body).backgroundColor")
            #expect(
                ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].contains(paper), "\(page) is printed on \(paper)")
            let fixed = try tab.texts(
                """
                [...document.querySelectorAll('body *')].filter(element => element.checkVisibility() &&
                    ['fixed', 'sticky'].includes(getComputedStyle(element).position)).map(element => element.outerHTML.slice(0, 120))
                """)
            #expect(fixed == [], "\(page)")
            let pdf = try tab.pdf()
            #expect(pdf.starts(with: Data("%PDF".utf8)) && pdf.count > 4000, "\(page)")
        }
    }

    /// Formulas: their fonts come, a screen reader has MathML, and who copies gets TeX.
    @Test func formulasAreWhatTheyShouldBe() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        let page = try #require(sites.pages.first { $0.description == "sample/all.html" })
        try tab.open(page.path, Tab.Look(width: 1440))
        let fonts = try tab.texts(
            "[...document.fonts].filter(font => font.status === 'loaded')"
                + ".map(font => font.family.replaceAll('\"', ''))")
        #expect(Set(fonts).isSuperset(of: ["KaTeX_Main", "KaTeX_Math", "KaTeX_AMS"]))
        #expect(try tab.number("document.querySelectorAll('math annotation').length") >= 7)
        let copied = try tab.text(
            """
            (formula => { getSelection().selectAllChildren(formula.closest('p')); return getSelection().toString() })
                ([...document.querySelectorAll('.math.inline')].find(formula => formula.textContent.includes('hat y')))
            """)
        #expect(copied.contains("$\\hat y = \\operatorname{softmax}"), "\(copied)")
        // Numbers stand at the right edge of the text.
        let gap = try tab.number(
            """
            (equation => equation.getBoundingClientRect().right - equation.querySelector('.equation-number').getBoundingClientRect().right)
                (document.getElementById('eq-wide'))
            """)
        #expect(abs(gap) < 1)
    }

    @Test func theValidatorHasNothingToSay() async throws {
        let sites = try await SitesUnderTest()
        let java = try #require(BrowserTools.java)
        let answer = try run(
            java,
            ["-Xss4m", "-jar", BrowserTools.validator, "--errors-only", "--skip-non-html"]
                + sites.pages.map(\.path))
        #expect(answer.status == 0 && answer.output == "", "\(answer.output.prefix(6000))")
    }

    /// Pictures for people, outside of git.
    @Test func picturesAreKept() async throws {
        let sites = try await SitesUnderTest()
        let tab = try Tab(browser())
        try? FileManager.default.removeItem(atPath: BrowserTools.screenshots)
        var count = 0
        for page in sites.pages where !page.isSource {
            for look in Tab.Look.all {
                try tab.open(page.path, look)
                let name = page.description.replacing("/", with: "-").replacing(".html", with: "")
                try tab.screenshot(to: "\(BrowserTools.screenshots)/\(name)-\(look).png")
                count += 1
            }
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: BrowserTools.screenshots)
        #expect(kept.count == count)
    }
}

/// How much a reader has to load.
@Suite(.enabled(if: BrowserTools.isThorough)) struct WeightTests {
    @Test func theCommittedSiteIsSmall() throws {
        let site = "\(BrowserTools.package)/site"
        let files = try FileManager.default.subpathsOfDirectory(atPath: site)
        let sizes = files.map { path in
            (try? FileManager.default.attributesOfItem(atPath: "\(site)/\(path)")[.size] as? Int) ?? 0
        }
        #expect(sizes.reduce(0, +) <= 12 << 20)
        for page in files where page.hasSuffix(".html") {
            let text = try String(contentsOfFile: "\(site)/\(page)", encoding: .utf8)
            #expect(try packedSize(of: text) <= 150 << 10, "\(page)")
            // The drawing of a claim is a figure, too.
            let withoutFigures = text.replacing(/<figure[\s\S]*?<\/figure>/, with: "")
                .replacing(/<svg[\s\S]*?<\/svg>/, with: "")
                .replacing(/<details class="figure-data">[\s\S]*?<\/details>/, with: "")
            #expect(try packedSize(of: withoutFigures) <= 60 << 10, "\(page) without its figures")
        }
    }

    private func packedSize(of text: String) throws -> Int {
        let file = FileManager.default.temporaryDirectory.appending(path: "labbook-page-\(UUID())")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let packed = file.appendingPathExtension("gz")
        defer { try? FileManager.default.removeItem(at: packed) }
        #expect(try run("/usr/bin/env", ["gzip", "-9", "-k", file.path]).status == 0)
        return try Data(contentsOf: packed).count
    }
}
