/// A value of R as far as a table of texts needs it.
enum RValue: Equatable {
    case null
    case symbol(String)
    case integers([Int])
    case texts([String])
    /// Names are those of the attribute `names`, as many as values, or none.
    case list([RValue], names: [String])

    /// Reads a serialized value: `X` and a line feed, the format's version, two versions of R, in version 3 the name of an
    /// encoding, then the value.
    init(serialized bytes: [UInt8]) throws(RDataFault) {
        var reader = RReader(bytes: bytes)
        guard bytes.starts(with: [0x58, 0x0A]) else { throw .noSerialization }
        reader.position = 2
        let version = try reader.word()
        guard version == 2 || version == 3 else { throw .noSerialization }
        for _ in 0..<2 { _ = try reader.word() }
        if version == 3 { _ = try reader.bytes(reader.word()) }
        self = try reader.value(depth: 0)
        guard reader.position == bytes.count else { throw .end(at: reader.position) }
    }
}

/// Where in a serialization the reader stands.
private struct RReader {
    let bytes: [UInt8]
    var position = 0
    /// Symbols that a later place may refer to by number.
    private var symbols: [RValue] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Lists in lists go so deep; a damaged file must not fill the stack.
    private static let deepest = 16

    mutating func bytes(_ count: Int) throws(RDataFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw .end(at: position) }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func word() throws(RDataFault) -> Int {
        Int(Int32(bitPattern: try bytes(4).reduce(0) { $0 << 8 | UInt32($1) }))
    }

    /// A value. Its first word has the kind in the lowest byte, whether attributes (bit 9) and a tag (bit 10) belong to it,
    /// and further up what the kind needs.
    mutating func value(depth: Int) throws(RDataFault) -> RValue {
        let place = position
        guard depth <= Self.deepest else { throw .nesting(at: place) }
        let flags = try word()
        let hasAttributes = flags & 0x200 != 0
        switch flags & 0xFF {
        case 254: return .null
        case 255: return try reference(flags >> 8, at: place)
        case 1:
            guard case .texts(let name) = try value(depth: depth + 1), name.count == 1 else {
                throw .kind(1, at: place)
            }
            symbols.append(.symbol(name[0]))
            return .symbol(name[0])
        case 9: return .texts([try text(flags, at: place)])
        case 10, 13:
            var numbers: [Int] = []
            for _ in 0..<(try count()) { numbers.append(try word()) }
            if hasAttributes { _ = try names(depth) }
            return .integers(numbers)
        case 16:
            var texts: [String] = []
            for _ in 0..<(try count()) {
                guard case .texts(let text) = try value(depth: depth + 1) else { throw .kind(16, at: place) }
                texts += text
            }
            if hasAttributes { _ = try names(depth) }
            return .texts(texts)
        case 19:
            var values: [RValue] = []
            for _ in 0..<(try count()) { values.append(try value(depth: depth + 1)) }
            let names = hasAttributes ? try names(depth) : []
            guard names.isEmpty || names.count == values.count else { throw .kind(19, at: place) }
            return .list(values, names: names)
        case let kind: throw .kind(kind, at: place)
        }
    }

    /// How many elements follow. Each takes four bytes at least, so a larger number is damage.
    private mutating func count() throws(RDataFault) -> Int {
        let count = try word()
        guard count >= 0, count <= (bytes.count - position) / 4 else { throw .end(at: position) }
        return count
    }

    private mutating func reference(_ number: Int, at place: Int) throws(RDataFault) -> RValue {
        let number = number == 0 ? try word() : number
        guard symbols.indices.contains(number - 1) else { throw .kind(255, at: place) }
        return symbols[number - 1]
    }

    /// A text's bytes. Bit 14 says Latin-1, whose bytes are the numbers of its characters; else it is UTF-8, or ASCII.
    private mutating func text(_ flags: Int, at place: Int) throws(RDataFault) -> String {
        let length = try word()
        guard length != -1 else { throw .missingText(at: place) }
        let characters = try bytes(length)
        if flags & 0x4000 != 0 {
            return String(String.UnicodeScalarView(characters.map { Unicode.Scalar($0) }))
        }
        guard let text = String(validating: characters, as: UTF8.self) else { throw .missingText(at: place) }
        return text
    }

    /// The attribute `names` of a list of attributes, which is a chain of pairs; nothing where it isn't among them.
    private mutating func names(_ depth: Int) throws(RDataFault) -> [String] {
        var names: [String] = []
        while true {
            let place = position
            let flags = try word()
            if flags & 0xFF == 254 { return names }
            guard flags & 0xFF == 2, flags & 0x200 == 0, flags & 0x400 != 0 else {
                throw .kind(flags & 0xFF, at: place)
            }
            let tag = try value(depth: depth + 1)
            let content = try value(depth: depth + 1)
            if tag == .symbol("names"), case .texts(let texts) = content { names = texts }
        }
    }
}
