import Exhibits
import Testing

@testable import BlockGraph

@Suite struct GraphWalkTests {
    private typealias Binding = BlockDescription.Binding

    private func block(
        _ name: String, inputs: [String] = [], _ bindings: [Binding] = [],
        kind: BlockDescription.Kind = .experiment
    ) -> BlockDescription {
        BlockDescription(
            kind: kind, name: name, identity: name, parts: [KeyPart(.code, "", digest: name)], inputs: inputs,
            bindings: bindings, printLimit: 1000)
    }

    private func walk(_ blocks: [BlockDescription], types: [String: DeclaredType] = [:]) -> GraphWalk {
        GraphWalk(NotebookGraph(notebook: "a", blocks: blocks, types: types))
    }

    private func key(_ walk: GraphWalk, _ block: Int) throws -> BlockKey { try walk.key(of: block).get() }

    private func value(_ digest: String, type: String = "Swift.Int") -> BlockRecord.Output {
        .init(.value, type: type, digest: digest)
    }

    /// The key of the second block, after the first has ended with these outputs.
    private func keyAfter(
        _ outputs: [String: BlockRecord.Output], files: [FileUse] = [], code: String = "make",
        types: [String: DeclaredType] = [:]
    ) throws -> String {
        var walk = walk([block(code, [Binding("x", .constant)]), block("use", inputs: ["x"])], types: types)
        walk.pass(0, key: try key(walk, 0), record: BlockRecord(outputs: outputs, files: files))
        return try key(walk, 1).digest
    }

    @Test func aSavedValueCountsByItsBytesAndType() throws {
        let one = try keyAfter(["x": value("1")])
        #expect(try keyAfter(["x": value("1")], code: "made otherwise") == one)
        #expect(try keyAfter(["x": value("1")], files: [FileUse(path: "a", digest: "1")]) == one)
        #expect(try keyAfter(["x": value("2")]) != one)
        #expect(try keyAfter(["x": value("1", type: "Swift.Double")]) != one)
        // The code of the type comes along.
        let point = value("1", type: "Swift.Array<Notebook.Point>")
        func key(_ digest: String) throws -> String {
            try keyAfter(["x": point], types: ["Point": DeclaredType(digest: digest, isValue: true)])
        }
        #expect(try key("1") != key("2"))
    }

    @Test(arguments: [BlockRecord.Output.Kind.constant, .object])
    func whatIsNotSavedCountsByWhoMadeIt(_ kind: BlockRecord.Output.Kind) throws {
        let output = BlockRecord.Output(kind, type: "Lab.Tensor")
        let one = try keyAfter(["x": output])
        #expect(try keyAfter(["x": output]) == one)
        #expect(try keyAfter(["x": output], code: "made otherwise") != one)
        #expect(try keyAfter(["x": output], files: [FileUse(path: "a", digest: "1")]) != one)
    }

    @Test func anObjectIsChangedByWhoeverReachesIt() throws {
        let blocks = [
            block("make", [Binding("x", .constant)]), block("touch", inputs: ["x"]),
            block("use", inputs: ["x"]),
        ]
        func keyOfLast(_ kind: BlockRecord.Output.Kind, touch: String) throws -> String {
            var blocks = blocks
            blocks[1].parts = [KeyPart(.code, "", digest: touch)]
            var walk = walk(blocks)
            walk.pass(0, key: try key(walk, 0), record: BlockRecord(outputs: ["x": .init(kind, type: "T")]))
            walk.pass(1, key: try key(walk, 1), record: BlockRecord())
            #expect(walk.makers(of: "x") == (kind == .object ? [0, 1] : [0]))
            return try key(walk, 2).digest
        }
        #expect(try keyOfLast(.object, touch: "1") != keyOfLast(.object, touch: "2"))
        #expect(try keyOfLast(.constant, touch: "1") == keyOfLast(.constant, touch: "2"))
    }

    @Test func aVariableIsWhatTheLastBlockLeft() throws {
        var walk = walk([
            block("make", [Binding("x", .variable)]), block("add", inputs: ["x"]),
            block("use", inputs: ["x"]),
        ])
        walk.pass(0, key: try key(walk, 0), record: BlockRecord(outputs: ["x": value("1")]))
        #expect(walk.version(of: "x") == .value(digest: "1", type: "Swift.Int"))
        walk.pass(1, key: try key(walk, 1), record: BlockRecord(outputs: ["x": value("2")]))
        #expect(walk.version(of: "x") == .value(digest: "2", type: "Swift.Int"))
        #expect(walk.makers(of: "x") == [0, 1])
    }

    @Test func anInlineValueChangesNothing() throws {
        var walk = walk([
            block("make", [Binding("x", .constant)]), block("inline", inputs: ["x"], kind: .inline),
            block("another", inputs: ["x"], kind: .inline),
        ])
        walk.pass(0, key: try key(walk, 0), record: BlockRecord(outputs: ["x": .init(.object, type: "T")]))
        let before = try key(walk, 2)
        walk.pass(1, key: try key(walk, 1), record: BlockRecord())
        #expect(try key(walk, 2) == before)
        walk.passWithoutResult(1, because: 1)
        #expect(try key(walk, 2) == before)
    }

    @Test func whatAFailedBlockMakesOrMayChangeIsMissing() throws {
        var walk = walk([
            block("make", [Binding("x", .constant), Binding("v", .variable), Binding("n", .constant)]),
            block("fails", inputs: ["n", "v", "x"], [Binding("y", .constant)]), block("x", inputs: ["x"]),
            block("v", inputs: ["v"]), block("n", inputs: ["n"]), block("y", inputs: ["y"]),
        ])
        let outputs = ["x": BlockRecord.Output(.object, type: "T"), "v": value("1"), "n": value("2")]
        walk.pass(0, key: try key(walk, 0), record: BlockRecord(outputs: outputs))
        walk.passWithoutResult(1, because: 1)
        for (block, name) in [(2, "x"), (3, "v"), (5, "y")] {
            #expect(walk.key(of: block) == .failure(.init(binding: name, cause: 1)))
        }
        #expect(try key(walk, 4).parts.map(\.kind) == [.code, .value])
    }
}
