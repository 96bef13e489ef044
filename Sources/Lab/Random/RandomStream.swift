import Digest
import Elementary

/// A stream of random numbers that its key and number determine, the same on every machine and thread.
///
/// The words come from Philox4x32-10: the key is `key`, the counter is (block, `stream`), so that two streams of one
/// key never overlap. A stream is a value: a copy continues on its own from the same place.
///
///     var random = RandomStream(key: 7)
///     let weights = random.normal()              // one number
///     var ofTheData = random.stream("data")      // another stream, whatever was drawn so far
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable, Codable {
    /// What the stream is derived from.
    public let key: UInt64
    /// Which of the key's streams it is.
    public let number: UInt64
    /// How many blocks of two 64-bit words were used up, the current one included.
    private var block: UInt64 = 0
    /// The second word of the current block, if it was not handed out yet.
    private var pending: UInt64?
    /// The second number of the last pair of normal numbers, if it was not handed out yet.
    private var pendingNormal: Double?

    /// The beginning of a stream.
    public init(key: UInt64, stream: UInt64 = 0) {
        self.key = key
        number = stream
    }

    /// The next 64 bits. A block (w₀, w₁, w₂, w₃) gives w₀ + 2³²·w₁, then w₂ + 2³²·w₃.
    public mutating func next() -> UInt64 {
        if let word = pending {
            pending = nil
            return word
        }
        let words = philox4x32(
            counter: (
                UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)
            ), key: (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
        block &+= 1
        pending = UInt64(words.2) | UInt64(words.3) << 32
        return UInt64(words.0) | UInt64(words.1) << 32
    }

    /// The next number, uniform over 0 ..< 1: the upper 53 bits of a word as a multiple of 2⁻⁵³.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// The next number of a normal distribution with mean 0 and deviation 1.
    ///
    /// Box and Muller's method: from u in (0, 1] and v in [0, 1) come √(−2 ln u)·cos 2πv and, kept for the next call,
    /// √(−2 ln u)·sin 2πv. All functions are those of `Elementary`.
    public mutating func normal() -> Double {
        if let number = pendingNormal {
            pendingNormal = nil
            return number
        }
        let u = 1 - uniform()
        let v = uniform()
        let radius = (-2 * Elementary.log(u)).squareRoot()
        pendingNormal = radius * sinPi(2 * v)
        return radius * cosPi(2 * v)
    }

    /// A whole number below `bound`, each with the same chance (Lemire's method: a word times the bound, with the few
    /// words rejected that would favour some results).
    public mutating func integer(below bound: Int, file: StaticString = #fileID, line: UInt = #line) -> Int {
        require(
            bound > 0, "a random integer below \(bound) was asked for; the bound must be at least 1", file,
            line)
        let bound = UInt64(bound)
        var (high, low) = next().multipliedFullWidth(by: bound)
        if low < bound {
            let threshold = (0 &- bound) % bound
            while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
        }
        return Int(high)
    }

    /// The numbers 0 ..< n in random order, every order with the same chance (Fisher and Yates, from the end).
    public mutating func permutation(of n: Int) -> [Int] {
        var order = Array(0..<max(n, 0))
        for i in stride(from: n - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
        return order
    }

    /// A stream of its own for a purpose, which depends on this stream's key and number, not on what was drawn.
    public func stream(_ name: String) -> RandomStream {
        RandomStream(key: key64("\(key)/\(number)/\(name)"))
    }

    /// A stream of its own for each number, as for a name.
    public func stream(_ number: Int) -> RandomStream { stream("#\(number)") }
}

extension RandomStream {
    /// All of the stream's state as words, for a checkpoint: key, number, block, whether a word is pending and which,
    /// whether a normal number is pending and which.
    var words: [UInt64] {
        [
            key, number, block, pending == nil ? 0 : 1, pending ?? 0, pendingNormal == nil ? 0 : 1,
            pendingNormal?.bitPattern ?? 0,
        ]
    }

    /// The stream whose state `words` gave.
    init?(words: [UInt64]) {
        guard words.count == 7, words[3] < 2, words[5] < 2 else { return nil }
        self.init(key: words[0], stream: words[1])
        block = words[2]
        if words[3] == 1 { pending = words[4] }
        if words[5] == 1 { pendingNormal = Double(bitPattern: words[6]) }
    }
}
