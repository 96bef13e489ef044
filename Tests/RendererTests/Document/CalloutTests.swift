import Testing

@testable import Renderer

@Suite struct CalloutTests {
    @Test(arguments: [
        ("NOTE", "note", "Note"), ("TIP", "tip", "Tip"), ("IMPORTANT", "important", "Important"),
        ("WARNING", "warning", "Warning"), ("caution", "caution", "Caution"),
    ]) func quotationsBecomeCallouts(_ word: String, _ name: String, _ title: String) {
        #expect(
            html(of: notebook("> [!\(word)]\n> Mind *this*.\n>\n> > [!TIP]\n>\n> End.\n")) == """
                <div class="callout \(name)" role="note">
                <p class="callout-title">\(title)</p>
                <p>Mind <em>this</em>.</p>
                <div class="callout tip" role="note">
                <p class="callout-title">Tip</p>
                </div>
                <p>End.</p>
                </div>

                """)
    }

    @Test(arguments: [
        "> [!NOTE] in a line\n", "> Text\n> [!NOTE]\n", "[!NOTE]\n", "> `[!NOTE]`\n", "> [!NO 1]\n",
    ])
    func whatIsNoCalloutStaysAsItIs(_ body: String) {
        #expect(!html(of: notebook(body)).contains("callout"))
    }

    @Test func anUnknownWordIsReported() {
        expectProblems(
            in: "---\ntitle: T\n---\n> 1️⃣[!WARNNG]\n> text\n\n- > 2️⃣[!DANGER]\n",
            [
                "1️⃣ unknown callout '[!WARNNG]'; did you mean 'WARNING'?",
                "2️⃣ unknown callout '[!DANGER]'; known are NOTE, TIP, IMPORTANT, WARNING, CAUTION",
            ])
    }
}
