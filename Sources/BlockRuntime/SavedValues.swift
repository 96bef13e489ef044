import BlockGraph
import Storage

// Which values are saved, and how. A binding is saved when its type is Codable and its values are values; what is saved is
// what every later block sees, whether it was computed in this process or long ago.

/// A top-level `var`, so that the run time can put it into the state in which a block expects it.
public struct BoundVariable {
    let name: String
    /// The present value, if its type can be saved.
    let current: () -> SavableValue?
    /// Gives it the value with these saved bytes; false where they are another type's.
    let restore: ([UInt8]) -> Bool
}

/// What the generated program says of a top-level `var`.
public func labbookVariable<Value>(
    _ name: String, get: @escaping () -> Value, set: @escaping (Value) -> Void
) -> BoundVariable {
    BoundVariable(
        name: name, current: { SavableValue(get()) },
        restore: { bytes in
            guard let value = restored(Value.self, from: bytes) else { return false }
            set(value)
            return true
        })
}

/// A value with its type's name, and its bytes where it can be saved.
struct SavableValue {
    let type: String
    let bytes: [UInt8]?
    private let isClass: Bool

    init<Value>(_ value: Value) {
        type = String(reflecting: Value.self)
        isClass = Value.self is AnyClass
        let isCodable = value is any Encodable && Value.self is any Decodable.Type
        guard isCodable, !isClass, let encodable = value as? any Encodable else {
            bytes = nil
            return
        }
        bytes = try? RecordCoding.encode(encodable)
    }

    /// Past this size a value is not saved but made again when it is needed; reading it would take as long.
    static let mostBytes = 16 << 20

    /// What a record says of the value, after saving it in `store`.
    ///
    /// - Parameter isVariable: whether a later block may assign to the binding.
    func output(in graph: NotebookGraph, isVariable: Bool, store: BlockStore) throws -> BlockRecord.Output {
        guard !isClass, isValueType(type, in: graph) else { return .init(.object, type: stableType) }
        if let bytes, bytes.count <= Self.mostBytes {
            return .init(.value, type: type, digest: try store.keep(bytes))
        }
        return .init(isVariable ? .object : .constant, type: type)
    }

    /// The type's name without the addresses that stand in the names of private types and differ from run to run.
    private var stableType: String { type.replacing(/\$[0-9a-f]+/, with: "$") }
}

/// The value that was saved as `bytes`; nil where its type cannot be read from them.
func restored<Value>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
    guard let decodable = type as? any Decodable.Type else { return nil }
    return (try? RecordCoding.decode(decodable, from: bytes)) as? Value
}
