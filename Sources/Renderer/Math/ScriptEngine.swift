import CDuktape

/// A JavaScript engine of our own process: Duktape, which knows ECMAScript 5. This file is the only one that calls it.
///
/// An engine is used by one thread at a time; several can work side by side.
final class ScriptEngine {
    private let context: OpaquePointer

    /// What a script threw, in its own words.
    struct Exception: Error, Equatable {
        var message: String
    }

    /// An engine that has run no script.
    init() throws(Exception) {
        // Without memory there is no engine, and nothing else either.
        guard let context = duk_create_heap(nil, nil, nil, nil, nil) else {
            throw Exception(message: "no memory")
        }
        self.context = context
    }

    deinit { duk_destroy_heap(context) }

    /// Runs a script; its functions and variables stay.
    func run(_ script: [UInt8]) throws(Exception) {
        let status = script.withUnsafeBytes {
            labbook_evaluate(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        _ = try result(status)
    }

    /// Calls a global function that takes texts and gives a text.
    func call(_ function: String, _ arguments: String...) throws(Exception) -> String {
        push(function) { duk_get_global_lstring(context, $0, $1) }
        for argument in arguments { push(argument) { duk_push_lstring(context, $0, $1) } }
        return try result(duk_pcall(context, duk_idx_t(arguments.count)))
    }

    /// Takes what a call left on the stack.
    private func result(_ status: duk_int_t) throws(Exception) -> String {
        defer { duk_pop(context) }
        var length = 0
        let start = duk_safe_to_lstring(context, -1, &length)
        let text = string(UnsafeRawBufferPointer(start: start, count: length))
        if status != 0 { throw Exception(message: text) }
        return text
    }

    private func push<Result>(_ text: String, _ take: (UnsafePointer<CChar>?, Int) -> Result) {
        let bytes = scriptBytes(of: text)
        _ = bytes.withUnsafeBytes { take($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    }
}

/// A text as the engine wants it: each unit of UTF-16 written as UTF-8 would write it, because JavaScript counts those.
private func scriptBytes(of text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for unit in text.utf16 {
        switch unit {
        case ..<0x80: bytes.append(UInt8(unit))
        case ..<0x800: bytes += [0xC0 | UInt8(unit >> 6), 0x80 | UInt8(unit & 0x3F)]
        default:
            bytes += [
                0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F),
            ]
        }
    }
    return bytes
}

/// The reverse; a half of a pair that stands alone becomes U+FFFD.
private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
        let length = bytes[at] < 0xC0 ? 1 : bytes[at] < 0xE0 ? 2 : 3
        guard at + length <= bytes.count else { break }
        var unit = UInt16(length == 1 ? bytes[at] : bytes[at] & (length == 2 ? 0x1F : 0x0F))
        for byte in bytes[(at + 1)..<(at + length)] { unit = unit << 6 | UInt16(byte & 0x3F) }
        units.append(unit)
        at += length
    }
    return String(decoding: units, as: UTF16.self)
}
