import Digest
import Testing

@Suite struct SHA256Tests {
    // FIPS 180-4's examples, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownAnswers(_ message: String, _ expected: String) { #expect(sha256(message) == expected) }

    @Test func aMillionLetters() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(sha256(message) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func keyIsTheFirstBytesLittleEndian() {
        #expect(key64("abc") == 0xEACF_018F_BF16_78BA)
        // SHA-256 of "3:abc" begins with these bytes in reverse (sha256sum).
        #expect(key64(parts: ["abc"]) == 0x8FE3_B299_AEF9_B5AA)
    }

    @Test func listsDoNotRunTogether() {
        #expect(sha256(parts: ["ab", "c"]) != sha256(parts: ["a", "bc"]))
        #expect(sha256(parts: ["1:a"]) != sha256(parts: ["1", "a"]))
        #expect(sha256(parts: []) == sha256(""))
    }
}
