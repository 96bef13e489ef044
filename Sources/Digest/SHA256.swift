import CCrypto

/// The SHA-256 digest of `bytes` as 64 lower-case hexadecimal digits (FIPS 180-4, computed by OpenSSL's libcrypto).
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
    sha256Bytes(bytes).map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }.joined()
}

/// The SHA-256 digest of the UTF-8 bytes of `text`, as 64 lower-case hexadecimal digits.
public func sha256(_ text: String) -> String { sha256(text.utf8) }

/// One digest of several texts. Each is preceded by its length, so that no two lists run together the same way.
public func sha256(parts: [String]) -> String { sha256(joined(parts)) }

private func joined(_ parts: [String]) -> String { parts.map { "\($0.utf8.count):\($0)" }.joined() }

/// The 32 bytes of the SHA-256 digest of `bytes`.
public func sha256Bytes(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let message = ContiguousArray(bytes)
    return message.withUnsafeBufferPointer { message in
        [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            // A nil base address is fine for an empty message; the call fails only where libcrypto was built
            // without SHA-256, and then nothing here can be trusted.
            let status = EVP_Digest(
                message.baseAddress, message.count, digest.baseAddress, nil, EVP_sha256(), nil)
            precondition(status == 1, "libcrypto cannot compute SHA-256")
            count = 32
        }
    }
}

/// The first eight bytes of the SHA-256 digest of `text`, read little-endian: a 64-bit key that depends on every
/// character, for seeding a generator by name.
public func key64(_ text: String) -> UInt64 {
    sha256Bytes(text.utf8).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// The key of several names together; see `sha256(parts:)`.
public func key64(parts: [String]) -> UInt64 { key64(joined(parts)) }
