import BlockGraph
import Exhibits
import Foundation
import Storage
import Testing

@testable import BlockRuntime

@Suite final class SavedValueTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
    private let graph = NotebookGraph(notebook: "a", blocks: [], types: [:])
    private var store: BlockStore { BlockStore(folder: root, toolchain: "swift", notebooks: root) }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func kind<Value>(_ value: Value, isVariable: Bool = false) throws -> BlockRecord.Output.Kind {
        try SavableValue(value).output(in: graph, isVariable: isVariable, store: store).kind
    }

    @Test func whatIsCodableAndAValueIsSaved() throws {
        #expect(try kind(3) == .value)
        #expect(try kind([1.5, .nan, -.infinity]) == .value)
        #expect(try kind(["a": [Int?.none, 4]]) == .value)
        #expect(try kind(Runs([])) == .value)
    }

    @Test func whatCannotBeReadBackIsMadeAgain() throws {
        #expect(try kind((1, 2)) == .constant)
        #expect(try kind((1, 2), isVariable: true) == .object)
        #expect(try kind(Figure(DataFrame(), .dots(x: "x", y: "y"))) == .value)
        #expect(try kind({ 1 }) == .object)
        #expect(try kind(NSMutableArray()) == .object)
        #expect(try kind([NSMutableArray()]) == .object)
        // Foundation's types are not known to be values all the way down.
        #expect(try kind(Date(timeIntervalSince1970: 0)) == .object)
    }

    /// Every bit pattern survives, but for the payload of a NaN.
    @Test func numbersComeBackAsTheyWere() throws {
        func back<Value: Codable>(_ value: Value) throws -> Value {
            let bytes = try #require(SavableValue(value).bytes)
            return try #require(restored(Value.self, from: bytes))
        }
        let doubles = [
            0.1, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3, .infinity, 1e23, 5e-324,
        ]
        #expect(try back(doubles).map(\.bitPattern) == doubles.map(\.bitPattern))
        var pattern: UInt32 = 1
        let floats = (0..<20_000).map { _ in
            pattern = pattern &* 1_664_525 &+ 1_013_904_223
            return Float(bitPattern: pattern)
        }.filter { !$0.isNaN }
        #expect(try back(floats).map(\.bitPattern) == floats.map(\.bitPattern))
        #expect(try back([Int.min, .max, 1 << 53 + 1]) == [Int.min, .max, 1 << 53 + 1])
        #expect(try back(UInt64.max) == .max)
        #expect(try back(Double.nan).isNaN)
        #expect(try back("\u{0}\u{FFFD}\u{1F600} \"\\") == "\u{0}\u{FFFD}\u{1F600} \"\\")
        #expect(try back(Int?.none) == nil)
    }

    @Test func aTypeThatTheBytesDoNotFitIsNotRead() {
        #expect(restored(Int.self, from: Array("\"text\"".utf8)) == nil)
        #expect(restored((Int, Int).self, from: Array("1".utf8)) == nil)
    }

    @Test func namesOfPrivateTypesAreTheSameEachTime() throws {
        struct Hidden { var x = 1 }
        let output = try SavableValue(Hidden()).output(in: graph, isVariable: false, store: store)
        #expect(output.kind == .object)
        #expect(!output.type.contains(/\$[0-9a-f]/))
    }
}
