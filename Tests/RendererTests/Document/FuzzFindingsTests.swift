import Fuzzing
import Testing

/// What `make fuzz` found, shrunk; each broke a promise once.
@Suite struct FuzzFindingsTests {
    @Test(arguments: [
        "a||\n-|-\n$$||`", "\u{D}\u{AE}", "<p:&#xFDD1;>", "<p:&#xFDD0;0&#xFDD1;> $a$ {#x}",
        "[a]: b '&#xFDD0;'\n[a]",
        "> [!NTE]\n> $$a$$\n", "> [!NOTE]\n> $$a$$\n", "> $$a$$\n> [!NTE]\n",
        "```a&#xFDD0;0&#xFDD1;\n```\n$a$",
    ]) func staysFixed(_ body: String) {
        let head = "---\ntitle: T\nbibliography: fuzz.bib\n---\n"
        for text in [body, head + body] {
            #expect(brokenInvariants(FuzzCase(notebook: Array(text.utf8), bibliography: [])) == [])
        }
    }

    @Test func bytesThatAreNoText() {
        for bytes in [[0xEF, 0xB7, 0x90], [0x0D, 0xAE], [0xFF]] as [[UInt8]] {
            #expect(brokenInvariants(FuzzCase(notebook: bytes, bibliography: bytes)) == [])
        }
    }
}
