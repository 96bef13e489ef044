/// An image as a PNG (ISO/IEC 15948) in a `data:` address.
///
/// Its pixels are not compressed: pages are compressed where they are served, and images of digits or weights are small.
enum PNG {
    /// How many colours a palette has: more than a reader tells apart.
    static let levels = 64

    /// The address of an image of palette entries 1 … `levels`, 0 being transparent, row by row.
    static func address(_ pixels: [UInt8], width: Int, palette: [RGB]) -> String {
        "data:image/png;base64," + base64(bytes(pixels, width: width, palette: palette))
    }

    /// The bytes of the file.
    static func bytes(_ pixels: [UInt8], width: Int, palette: [RGB]) -> [UInt8] {
        let height = pixels.count / width
        var rows: [UInt8] = []
        for row in 0..<height { rows += [0] + pixels[(row * width)..<((row + 1) * width)] }
        // Eight bits a pixel, which are entries of a palette; no interlacing.
        let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 3, 0, 0, 0]
        let colors: [UInt8] = [0, 0, 0] + palette.flatMap { [$0.red, $0.green, $0.blue] }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("PLTE", colors) + chunk("tRNS", [0]) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    /// Bytes as a zlib stream (RFC 1950) of stored blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65535, bytes.count)
            let length = UInt16(end - start)
            stream.append(end == bytes.count ? 1 : 0)
            for part in [length, ~length] { stream += [UInt8(part & 255), UInt8(part >> 8)] }
            stream += bytes[start..<end]
            start = end
        } while start < bytes.count
        return stream + bigEndian(adler32(bytes))
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let checked = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + checked + bigEndian(crc32(checked))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// The checksum of zlib streams (RFC 1950).
    static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return b << 16 | a
    }

    /// The checksum of PNG's chunks (ISO 3309).
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
        }
        return ~remainder
    }

    /// Bytes in base 64 (RFC 4648).
    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + Array(repeating: 0, count: 3 - group.count)
            let bits = UInt32(padded[0]) << 16 | UInt32(padded[1]) << 8 | UInt32(padded[2])
            for place in 0..<4 {
                text.append(
                    place <= group.count
                        ? letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
