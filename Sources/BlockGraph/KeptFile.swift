import Exhibits
import Storage

/// A value that a block computed in one profile for all others, as its record names it.
public struct KeptValue: Codable, Hashable, Sendable {
    /// What the block calls it; the name of its file.
    public var name: String
    /// SHA-256 of the value's JSON, which the store has.
    public var digest: String

    /// A kept value.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }

    /// The largest JSON of a value: its file travels with the project.
    public static let mostBytes = 1 << 20
}

/// The file in which a value travels from the profile that computed it to the others: readable JSON, committed with the
/// notebooks.
public struct KeptFile<Value: Decodable>: Decodable {
    /// Where the value comes from.
    public var origin: KeptOrigin
    /// The value.
    public var value: Value
}

/// Where a kept value comes from.
public struct KeptOrigin: Codable, Equatable, Sendable {
    /// The notebook.
    public var notebook: String
    /// The block's label.
    public var block: String
    /// The profile that computed it.
    public var profile: Profile
    /// The block's content key there.
    public var contentKey: String
    /// The version of the numeric contract.
    public var numericContract: Int
    /// The files that the block read, each with its digest.
    public var files: [FileUse]

    /// An origin.
    public init(
        notebook: String, block: String, profile: Profile, contentKey: String, numericContract: Int,
        files: [FileUse]
    ) {
        self.notebook = notebook
        self.block = block
        self.profile = profile
        self.contentKey = contentKey
        self.numericContract = numericContract
        self.files = files
    }
}

extension KeptOrigin {
    /// The path of a kept value's file, relative to the folder of the notebooks.
    public static func path(of name: String, in profile: Profile) -> String {
        "data/\(profile.rawValue)/\(name).json"
    }

    /// The content of the file of a value that comes from here; `value` is its JSON.
    public func file(holding value: [UInt8]) throws -> [UInt8] {
        let origin = try RecordCoding.encodeReadably(self)
        return Array("{\n  \"origin\": ".utf8) + indented(origin) + Array(",\n  \"value\": ".utf8)
            + indented(value)
            + Array("\n}\n".utf8)
    }

    /// A text of JSON two columns further to the right, without a line's end behind it. No string of JSON goes over a
    /// line's end, so nothing but space changes.
    private func indented(_ json: [UInt8]) -> [UInt8] {
        let lines = json.split(separator: UInt8(ascii: "\n"))
        return Array(lines.joined(separator: Array("\n  ".utf8)))
    }
}
