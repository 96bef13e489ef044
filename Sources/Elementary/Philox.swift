/// Philox4x32-10: ten rounds that turn a counter of four words and a key of two into four random words.
///
/// Salmon, Moraes, Dror, Shaw: *Parallel Random Numbers: As Easy as 1, 2, 3* (SC11). Each counter's block is
/// computed on its own, so a stream does not depend on which thread asks, or on what was asked before.
public func philox4x32(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for round in 0..<10 {
        if round > 0 {
            // The key's schedule: the golden ratio and √3 − 1 as fractions of 2³².
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        let (high0, low0) = c0.multipliedFullWidth(by: 0xD251_1F53)
        let (high1, low1) = c2.multipliedFullWidth(by: 0xCD9E_8D57)
        (c0, c1, c2, c3) = (high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0)
    }
    return (c0, c1, c2, c3)
}
