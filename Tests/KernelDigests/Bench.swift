/// How a case lays out its arrays and calls its kernel. Nothing of it may show in the results.
public struct Placement: Sendable {
    /// How far the first array stands from a multiple of 64 bytes, in elements of 4 bytes.
    public var shift = 0
    /// How much further than the array before it an array stands from a multiple of 64 bytes, in elements.
    public var stagger = 0
    /// Whether the result takes the place of an input where the contract allows it.
    public var inPlace = false
    /// Whether the kernel gets its elements or rows in pieces of 1, 2, 3 … where the contract says that they do not
    /// depend on one another.
    public var inPieces = false

    /// Every argument has the plainest value unless it is given.
    public init(shift: Int = 0, stagger: Int = 0, inPlace: Bool = false, inPieces: Bool = false) {
        self.shift = shift
        self.stagger = stagger
        self.inPlace = inPlace
        self.inPieces = inPieces
    }
}

/// The memory of the cases, and the digest of what they computed.
struct Bench {
    typealias Output = UnsafeMutablePointer<Float>

    let placement: Placement
    var digest = WordDigest()
    private let memory: UnsafeMutableRawPointer
    private static let byteCount = 1 << 20
    private var used = 0
    private var arrays = 0
    private var draws = 0

    init(_ placement: Placement) {
        self.placement = placement
        memory = .allocate(byteCount: Self.byteCount, alignment: 64)
    }

    func deallocate() { memory.deallocate() }

    /// Starts a new case.
    mutating func begin() {
        digest = WordDigest()
        draws = 0
        clear()
    }

    /// Gives up all arrays.
    mutating func clear() { (used, arrays) = (0, 0) }

    /// Room for a result, full of NaN.
    mutating func room(_ count: Int) -> Output {
        let shift = (placement.shift + arrays * placement.stagger) % 16
        let start = (used + 63) / 64 * 64 + 4 * shift
        used = start + 4 * count
        arrays += 1
        precondition(used <= Self.byteCount)
        let p = (memory + start).bindMemory(to: Float.self, capacity: count)
        p.initialize(repeating: .nan, count: count)
        return p
    }

    /// An array of the next numbers of a kind.
    mutating func input(_ kind: InputKind, _ count: Int) -> Output {
        let p = room(count)
        Inputs.shared.copy(kind, draw: draws, to: p, count)
        draws += 1
        return p
    }

    /// Room for `count` whole numbers.
    mutating func integerRoom(_ count: Int) -> UnsafeMutablePointer<Int32> {
        UnsafeMutableRawPointer(room(count)).bindMemory(to: Int32.self, capacity: count)
    }

    /// An array of the next whole numbers below a bound.
    mutating func integers(below bound: Int, _ count: Int) -> UnsafeMutablePointer<Int32> {
        let p = integerRoom(count)
        Inputs.shared.copy(below: bound, draw: draws, to: p, count)
        draws += 1
        return p
    }

    /// The array that a result may take the place of, or room of its own.
    mutating func result(of input: Output, _ count: Int) -> Output {
        placement.inPlace ? input : room(count)
    }

    /// Calls `body` with the whole of `count` elements or rows, or with pieces of 1, 2, 3 … of them.
    func pieces(of count: Int, _ body: (_ start: Int, _ count: Int) -> Void) {
        guard placement.inPieces else { return body(0, count) }
        var (start, size) = (0, 1)
        while start < count {
            let piece = min(size, count - start)
            body(start, piece)
            start += piece
            size += 1
        }
    }

    mutating func take(_ p: Output, _ count: Int) {
        for i in 0..<count { digest.take(p[i]) }
    }

    mutating func take(_ p: UnsafeMutablePointer<Int32>, _ count: Int) {
        for i in 0..<count { digest.take(UInt32(bitPattern: p[i])) }
    }
}

/// The lengths at which vectors, pairs of vectors and strips begin and end.
let lengths = Array(0...17) + [31, 32, 33, 47, 63, 64, 65, 97, 130]

/// Shapes of matrices: rows of every length, and more rows than a strip is high.
let shapes: [(rows: Int, columns: Int)] =
    lengths.dropFirst().map { (3, $0) } + [(1, 33), (2, 16), (7, 5), (14, 40), (37, 3)]
