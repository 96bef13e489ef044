/// Writes values as bytes, as `Unpacker` reads them: numbers seven bits a byte, texts and lists behind their lengths. JSON takes
/// longer to read than Swift code takes to parse.
struct Packer {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes += text.utf8
    }

    mutating func write(_ content: ArraySlice<UInt8>) {
        write(content.count)
        bytes += content
    }

    mutating func write<Element>(_ list: [Element], _ element: (inout Packer, Element) -> Void) {
        write(list.count)
        for item in list { element(&self, item) }
    }

    mutating func write<Value>(_ value: Value?, _ content: (inout Packer, Value) -> Void) {
        write(value != nil)
        if let value { content(&self, value) }
    }

    mutating func write(_ texts: [String]) { write(texts) { $0.write($1) } }
}

/// Reads what a `Packer` wrote.
struct Unpacker {
    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// The bytes are not what was expected there.
    struct Mismatch: Error {}

    private mutating func byte() throws -> UInt8 {
        guard at < bytes.endIndex else { throw Mismatch() }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func number() throws -> Int {
        var number: UInt = 0
        for shift in stride(from: 0, to: UInt.bitWidth, by: 7) {
            let byte = try byte()
            number |= UInt(byte & 0x7F) << UInt(shift)
            if byte < 0x80 { return Int(bitPattern: number) }
        }
        throw Mismatch()
    }

    mutating func flag() throws -> Bool { try byte() != 0 }

    mutating func content() throws -> ArraySlice<UInt8> {
        let count = try number()
        guard (0...(bytes.endIndex - at)).contains(count) else { throw Mismatch() }
        defer { at += count }
        return bytes[at..<(at + count)]
    }

    mutating func text() throws -> String { String(decoding: try content(), as: UTF8.self) }

    mutating func list<Element>(_ element: (inout Unpacker) throws -> Element) throws -> [Element] {
        let count = try number()
        // Every element takes a byte at least.
        guard (0...(bytes.endIndex - at)).contains(count) else { throw Mismatch() }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    mutating func optional<Value>(_ content: (inout Unpacker) throws -> Value) throws -> Value? {
        try flag() ? content(&self) : nil
    }

    mutating func texts() throws -> [String] { try list { try $0.text() } }
}
