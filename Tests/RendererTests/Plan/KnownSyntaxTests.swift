import Digest
import Foundation
import Storage
import Testing

@testable import Renderer

/// What parsing gave is kept from one build to the next, and believed only where it is what this program would find.
@Suite final class KnownSyntaxTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
    var path: String { "\(folder)/syntax/a" }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Something of each kind that a block can hold.
    static let code = """
        import Foundation
        @frozen struct Point { var x = 0.5; static var count = 1 }
        extension Point { func moved() -> Point { self } }
        extension Point: Equatable {}
        infix operator <+>
        final class Box { let run: () -> Void = {} }
        let (a, b): (Int, Int) = (1, 2), c = 3
        var word = "é \\(a)" // a remark
        let _ = f()
        for i in 0..<a { print(i, #line) }
        let drawn = [1, 2].shuffled()
        if a == 1 { return }
        a + b
        """

    func block(_ code: String, line: Int = 10, indentation: Int = 0) -> ExperimentBlock {
        ExperimentBlock(
            position: SourcePosition(file: "notebooks/a.md", line: line), code: code,
            indentation: indentation, options: BlockOptions(), optionLineCount: 0)
    }

    @Test func whatIsKnownIsWhatParsingGives() {
        let inline = InlineExpression(
            position: SourcePosition(file: "notebooks/a.md", line: 3, column: 7), code: "a + b")
        var first = KnownSyntax()
        #expect(first.parse(block(Self.code)).0 == BlockSyntax.parse(block(Self.code)).0)
        #expect(first.parse(inline).0 == BlockSyntax.parse(inline).0)
        first.keep(in: path, by: "program")

        var second = KnownSyntax(keptIn: path, by: "program")
        #expect(second != KnownSyntax())
        // The block has moved, and the value too.
        let moved = block(Self.code, line: 25, indentation: 3)
        var movedInline = inline
        movedInline.position.line += 4
        #expect(second.parse(moved).0 == BlockSyntax.parse(moved).0)
        #expect(second.parse(movedInline).0 == BlockSyntax.parse(movedInline).0)
    }

    /// Writes a file in which the syntax of `code` is that of other code, so that it shows whether the file is believed.
    private func writeLie(about code: String) throws {
        let lie = block("let lie = 1")
        let origin = SourcePosition(file: "notebooks/a.md", line: lie.firstCodeLine, column: 0)
        var packer = Packer()
        packer.write("program")
        packer.write([sha256(parts: ["block", code])]) { packer, key in
            packer.write(key)
            packer.write(BlockSyntax.parse(lie).0.packed(from: origin)[...])
        }
        try SealedFile.write(packer.bytes, to: path)
    }

    private func names(_ syntax: BlockSyntax) -> [String] { syntax.names.declared.map(\.name) }

    @Test func anotherProgramIsNotBelieved() throws {
        try writeLie(about: "let truth = 1")
        var known = KnownSyntax(keptIn: path, by: "program")
        #expect(names(known.parse(block("let truth = 1")).0) == ["lie"])
        known = KnownSyntax(keptIn: path, by: "another program")
        #expect(names(known.parse(block("let truth = 1")).0) == ["truth"])
    }

    @Test func aDamagedFileIsNotBelieved() throws {
        try writeLie(about: "let truth = 1")
        let whole = try readFile(path).get()
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 1
            try writeFile(bytes, to: path, isFlushed: false)
            var known = KnownSyntax(keptIn: path, by: "program")
            #expect(names(known.parse(block("let truth = 1")).0) == ["truth"])
        }
    }

    /// An entry that is sealed and yet no syntax: wherever it ends too early, the code is parsed.
    @Test func halfAnEntryIsNotBelieved() throws {
        let origin = SourcePosition(file: "notebooks/a.md", line: 11, column: 0)
        let packed = BlockSyntax.parse(block(Self.code)).0.packed(from: origin)
        for length in packed.indices {
            #expect(throws: Unpacker.Mismatch.self) { try BlockSyntax(packed: packed[..<length], at: origin) }
        }
    }

    @Test func codeWithAMistakeIsParsedAgain() {
        var known = KnownSyntax()
        let broken = block("let x = (1 +")
        let problems = known.parse(broken).1
        #expect(!problems.isEmpty)
        known.keep(in: path, by: "program")
        known = KnownSyntax(keptIn: path, by: "program")
        #expect(known.parse(broken).1 == problems)
    }

    /// What a notebook no longer has is not kept.
    @Test func onlyWhatWasAskedForIsKept() throws {
        var known = KnownSyntax()
        _ = known.parse(block("let old = 1"))
        known.keep(in: path, by: "program")
        let before = try readFile(path).get()
        known = KnownSyntax(keptIn: path, by: "program")
        _ = known.parse(block("let new = 1"))
        known.keep(in: path, by: "program")
        let after = try readFile(path).get()
        #expect(after != before)
        #expect(after.count == before.count)
    }
}
