#if canImport(Elementary)
    // Elsewhere `philox4x32`'s own file is compiled into this module.
    import Elementary
#endif

/// What kind of numbers a kernel is fed.
enum InputKind {
    /// Any bits: every exponent, NaN and infinities among them.
    case any
    /// From −2 to 2, with zeros of both signs, denormals and far larger numbers between them.
    case wide
    /// From −2 to 2.
    case tame
    /// From 0 to 4.
    case positive
    /// From −104 to 104: the range of the exponential function.
    case steep
}

/// The numbers that all cases draw from. They come from Philox's counter by IEEE arithmetic alone: no function whose bits
/// could differ between machines stands before the kernels.
struct Inputs: Sendable {
    static let count = 1 << 13
    private let words: [UInt32]
    private let wide: [Float]
    private let tame: [Float]
    private let positive: [Float]
    private let steep: [Float]
    private let any: [Float]

    static let shared = Inputs()

    private init() {
        var words: [UInt32] = []
        words.reserveCapacity(2 * Self.count)
        for block in 0..<UInt32(Self.count / 2) {
            let (a, b, c, d) = philox4x32(counter: (block, 0, 0, 0), key: (2016, 1607))
            words += [a, b, c, d]
        }
        any = words.prefix(Self.count).map { Float(bitPattern: $0) }
        // 24 bits of a word, so that the conversion is exact.
        let tame = words.prefix(Self.count).map { Float(Int32(bitPattern: $0) >> 8) * 0x1p-22 }
        var wide = tame
        for i in wide.indices {
            switch words[Self.count + i] % 24 {
            case 0: wide[i] = 0
            case 1: wide[i] = -0.0
            case 2: wide[i] *= 0x1p-139
            case 3: wide[i] *= 1e6
            default: break
            }
        }
        positive = tame.map { $0 * $0 }
        steep = tame.map { $0 * 52 }
        (self.words, self.tame, self.wide) = (words, tame, wide)
    }

    /// Copies `count` numbers from a place that `draw` decides.
    func copy(_ kind: InputKind, draw: Int, to p: UnsafeMutablePointer<Float>, _ count: Int) {
        let numbers =
            switch kind {
            case .any: any
            case .wide: wide
            case .tame: tame
            case .positive: positive
            case .steep: steep
            }
        precondition(count < Self.count)
        let start = draw * 617 % (Self.count - count)
        numbers.withUnsafeBufferPointer { p.update(from: $0.baseAddress! + start, count: count) }
    }

    /// `count` whole numbers below `bound`.
    func copy(below bound: Int, draw: Int, to p: UnsafeMutablePointer<Int32>, _ count: Int) {
        for i in 0..<count { p[i] = Int32(words[(draw * 617 + i) % words.count] % UInt32(bound)) }
    }
}
