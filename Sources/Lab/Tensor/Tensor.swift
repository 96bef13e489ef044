/// An array of numbers with a shape: row-major, without gaps, a value like Swift's own arrays.
///
/// A copy shares memory until one of the two is written to. A tensor of shape [] has one element; a dimension may
/// be 0.
///
///     let x = Tensor<Float>([2, 3], [1, 2, 3, 4, 5, 6])
///     x[1, 0]          // 4
///     x.scalars        // [1, 2, 3, 4, 5, 6]
public struct Tensor<Scalar: TensorScalar>: Sendable {
    /// The sizes of the axes, the outermost first.
    public let shape: [Int]
    /// The number of elements, the product of the shape.
    public let count: Int
    private var storage: Storage<Scalar>

    /// A tensor whose content the caller writes at once.
    init(uninitialized shape: [Int]) {
        self.shape = shape
        count = shape.reduce(1, *)
        storage = Storage(count: count)
    }

    /// A tensor with the given elements in row-major order.
    public init(
        _ shape: [Int], _ scalars: [Scalar], file: StaticString = #fileID, line: UInt = #line
    ) {
        requireShape(shape, file, line)
        self.init(uninitialized: shape)
        require(
            scalars.count == count,
            "a tensor of shape \(shape) has \(count) elements, but \(scalars.count) were given", file, line)
        scalars.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { storage.start.update(from: start, count: count) }
        }
    }

    /// A tensor with the same number everywhere.
    public init(
        repeating scalar: Scalar, _ shape: [Int], file: StaticString = #fileID, line: UInt = #line
    ) {
        requireShape(shape, file, line)
        self.init(uninitialized: shape)
        guard count > 0 else { return }
        // What is filled already is copied behind itself: whole blocks of memory, not element after element.
        storage.start[0] = scalar
        var filled = 1
        while filled < count {
            let more = min(filled, count - filled)
            (storage.start + filled).update(from: storage.start, count: more)
            filled += more
        }
    }

    /// A tensor of zeros.
    public init(zeros shape: [Int], file: StaticString = #fileID, line: UInt = #line) {
        self.init(repeating: 0, shape, file: file, line: line)
    }

    /// The elements in row-major order.
    public var scalars: [Scalar] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// The same elements in another shape with as many elements.
    public func reshaped(
        to shape: [Int], file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        requireShape(shape, file, line)
        require(
            shape.reduce(1, *) == count,
            "a tensor of shape \(self.shape) has \(count) elements and cannot take the shape \(shape) with "
                + "\(shape.reduce(1, *))", file, line)
        return Tensor(shape: shape, sharing: self)
    }

    private init(shape: [Int], sharing other: Tensor) {
        self.shape = shape
        count = other.count
        storage = other.storage
    }

    /// The element at an index for each axis.
    public subscript(index: Int..., file file: StaticString = #fileID, line line: UInt = #line) -> Scalar {
        get { storage.start[offset(index, file, line)] }
        set {
            let offset = offset(index, file, line)
            mutableStart[offset] = newValue
        }
    }

    private func offset(_ index: [Int], _ file: StaticString, _ line: UInt) -> Int {
        require(
            index.count == shape.count && zip(index, shape).allSatisfy { $0 >= 0 && $0 < $1 },
            "index \(index) is outside the shape \(shape)", file, line)
        return zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }
    }

    /// The first element's place, for reading while a variable holds the tensor (a temporary may be gone at once).
    var start: UnsafePointer<Scalar> { UnsafePointer(storage.start) }

    /// The first element's place, for writing: makes this tensor the only owner of its memory first.
    var mutableStart: UnsafeMutablePointer<Scalar> {
        mutating get {
            if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
            return storage.start
        }
    }
}

private func requireShape(_ shape: [Int], _ file: StaticString, _ line: UInt) {
    require(shape.allSatisfy { $0 >= 0 }, "the shape \(shape) has a negative size", file, line)
}

extension Tensor: Equatable {
    /// Whether the shapes and, as IEEE 754 compares them, all elements are equal.
    public static func == (a: Tensor, b: Tensor) -> Bool {
        a.shape == b.shape
            && withExtendedLifetime((a, b)) { (0..<a.count).allSatisfy { a.start[$0] == b.start[$0] } }
    }
}

extension Tensor {
    /// The first axis' size, where the tensor is a matrix.
    var rows: Int { shape[0] }
    /// The second axis' size, where the tensor is a matrix.
    var columns: Int { shape[1] }
}
