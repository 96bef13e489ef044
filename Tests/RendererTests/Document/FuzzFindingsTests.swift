import Fuzzing
import Testing

/// What `make fuzz` found, shrunk; each broke a promise once.
@Suite struct FuzzFindingsTests {
    @Test(arguments: [
        "a||\n-|-\n$$||`", "\u{D}\u{AE}", "<p:&#xFDD1;>", "<p:&#xFDD0;0&#xFDD1;> $a$ {#x}",
        "[a]: b '&#xFDD0;'\n[a]",
        "> [!NTE]\n> $$a$$\n", "> [!NOTE]\n> $$a$$\n", "> $$a$$\n> [!NTE]\n",
        "```a&#xFDD0;0&#xFDD1;\n```\n$a$", "# $$$${#eq-a}\n#\n#\n",
    ]) func staysFixed(_ body: String) {
        let head = "---\ntitle: T\nbibliography: fuzz.bib\n---\n"
        for text in [body, head + body] {
            #expect(brokenInvariants(FuzzCase(notebook: Array(text.utf8), bibliography: [])) == [])
        }
    }

    /// An author's own HTML stays where it stands.
    @Test(arguments: [
        "<b>\n", "<b>*a</b>*\n", "</article>\n", "- <i>\n", "<!-- a\n", "<div>\n\n> </div>\n", "<div a=\"\n",
    ])
    func htmlStaysInItsPlace(_ body: String) {
        let text = "---\ntitle: T\nallow-html: true\n---\n" + body
        #expect(brokenInvariants(FuzzCase(notebook: Array(text.utf8), bibliography: [])) == [])
    }

    /// The toolchain's parser would overflow its stack, or never end.
    @Test(arguments: [
        "[@", "[", "(@", "(", "{", "@[", "\"\\(", "[a<", "!", "- ", "try ", "a ? ", "x.", "A<",
        "else if a { } ",
    ])
    func deepCodeIsReadOrRefused(_ part: String) {
        for count in [12, 60, 2000] {
            let code = String(repeating: part, count: count)
            for body in ["```swift\n\(code)\n```\n", "`{swift} \(code)`\n"] {
                let text = "---\ntitle: T\n---\n" + body
                #expect(brokenInvariants(FuzzCase(notebook: Array(text.utf8), bibliography: [])) == [])
            }
        }
    }

    @Test func bytesThatAreNoText() {
        for bytes in [[0xEF, 0xB7, 0x90], [0x0D, 0xAE], [0xFF]] as [[UInt8]] {
            #expect(brokenInvariants(FuzzCase(notebook: bytes, bibliography: bytes)) == [])
        }
    }
}
