import Testing

@testable import Renderer

@Suite struct MathStyleTests {
    private let sheet = MathStyle(
        """
        /* stylelint */
        @font-face {
          font-family: 'KaTeX_Main';
          src: url(fonts/KaTeX_Main-Regular.woff2) format('woff2'), url(fonts/KaTeX_Main-Regular.ttf) format('truetype');
          font-weight: normal;
        }
        @font-face { font-family: 'KaTeX_Main'; src: url(fonts/KaTeX_Main-Bold.woff2) format('woff2'); font-weight: bold; }
        @font-face { font-family: 'KaTeX_AMS'; src: url(fonts/KaTeX_AMS-Regular.woff2) format('woff2'); }
        .katex { font: normal 1.21em KaTeX_Main, serif; width: -moz-min-content; width: min-content; }
        .katex .mathbb, .katex .textbb { font-family: KaTeX_AMS; }
        .katex .mathbf { font-weight: bold; }
        .katex .accent-body:not(.accent-full) { width: 0; }
        .katex .old { -ms-zoom: 1; }
        """)

    @Test func onlyWhatIsNeededIsKept() {
        let plain = sheet.reduced(to: ["katex", "accent-body", "old"])
        #expect(
            plain.text.split(separator: "\n").dropFirst(2) == [
                "@font-face { font-family: 'KaTeX_Main'; font-weight: normal; src: url(fonts/KaTeX_Main-Regular.woff2) "
                    + "format(\"woff2\"); font-display: swap }",
                ".katex { font: normal 1.21em KaTeX_Main, serif; width: min-content }",
                ".katex .accent-body:not(.accent-full) { width: 0 }",
            ])
        #expect(plain.allFonts == ["KaTeX_Main-Regular.woff2"])
        #expect(
            sheet.reduced(to: ["katex", "mathbb"]).allFonts == [
                "KaTeX_Main-Regular.woff2", "KaTeX_AMS-Regular.woff2",
            ])
        #expect(
            sheet.reduced(to: ["katex", "mathbb"]).text.contains(
                "\n.katex .mathbb { font-family: KaTeX_AMS }\n"))
        #expect(
            sheet.reduced(to: ["katex", "mathbf"]).allFonts == [
                "KaTeX_Main-Regular.woff2", "KaTeX_Main-Bold.woff2",
            ])
    }

    /// What is known of KaTeX's own sheet, so that a new version of it cannot lose its fonts unseen.
    @Test func theInstalledSheetIsRead() throws {
        let style = MathStyle(String(decoding: try KaTeX().file("katex.css"), as: UTF8.self))
        #expect(style.allFonts.count == 20 && Set(style.allFonts).count == 20)
        #expect(style.reduced(to: ["katex"]).allFonts == ["KaTeX_Main-Regular.woff2"])
        #expect(style.rules.allSatisfy { !$0.selectors.contains("") })
    }
}
