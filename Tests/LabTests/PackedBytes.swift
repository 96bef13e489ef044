/// Packed files made without a packer: the content stands in them as it is (RFC 1951's stored block).
enum PackedBytes {
    /// A gzip file (RFC 1952): a header, the block, the content's CRC-32 and its length.
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        var crc: UInt32 = ~0
        for byte in content {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        let end = [~crc, UInt32(content.count)].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
        return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + stored(content) + end
    }

    /// zlib's form (RFC 1950): a header, the block, the content's Adler-32 with the high byte first.
    static func zlib(_ content: [UInt8]) -> [UInt8] {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in content {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        let sum = b << 16 | a
        return [0x78, 0x01] + stored(content)
            + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
    }

    private static func stored(_ content: [UInt8]) -> [UInt8] {
        precondition(content.count < 65536)
        let length = UInt16(content.count)
        return [1, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
            + content
    }
}
