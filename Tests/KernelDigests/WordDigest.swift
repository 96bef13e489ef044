/// A digest of 64 bits, taken word by word (FNV-1a's step: exclusive or, then times a prime).
///
/// Each step is a bijection of the state, so that a single word that differs is never lost. It is no defence against anyone;
/// it needs nothing but multiplication, and so runs on a machine without an operating system.
struct WordDigest {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func take(_ word: UInt32) { value = (value ^ UInt64(word)) &* 0x0000_0100_0000_01b3 }

    /// Takes a number's bits; every NaN counts as the same, because which one an operation returns is not fixed.
    mutating func take(_ x: Float) { take(x == x ? x.bitPattern : 0x7fc0_0000) }
}
