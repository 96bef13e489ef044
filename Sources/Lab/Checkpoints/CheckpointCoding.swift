/// Appends the parts of a checkpoint.
struct CheckpointWriter {
    var bytes: [UInt8] = []

    mutating func put(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ name: String) {
        put(UInt64(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
    }

    mutating func put(_ numbers: [Double]) {
        put(UInt64(numbers.count))
        for number in numbers { put(number.bitPattern) }
    }

    mutating func put<Scalar>(_ tensors: [Tensor<Scalar>]) {
        put(UInt64(tensors.count))
        for tensor in tensors {
            put(UInt64(tensor.shape.count))
            for size in tensor.shape { put(UInt64(size)) }
            bytes.append(contentsOf: tensor.bytes)
        }
    }
}

/// Takes the parts of a checkpoint. It never reads past `end`, nor makes room for more than what is left could fill.
struct CheckpointReader {
    let bytes: [UInt8]
    var place: Int
    let end: Int

    mutating func next<Number: FixedWidthInteger>() throws(CheckpointError) -> Number {
        let size = MemoryLayout<Number>.size
        guard end - place >= size else { throw .malformed }
        var number: Number = 0
        withUnsafeMutableBytes(of: &number) { $0.copyBytes(from: bytes[place..<place + size]) }
        place += size
        return Number(littleEndian: number)
    }

    /// A count of items that take at least `size` bytes each.
    mutating func count(of size: Int) throws(CheckpointError) -> Int {
        let count: UInt64 = try next()
        guard count <= UInt64((end - place) / size) else { throw .malformed }
        return Int(count)
    }

    mutating func name() throws(CheckpointError) -> String {
        let count = try count(of: 1)
        guard let name = String(validating: bytes[place..<place + count], as: UTF8.self) else {
            throw .malformed
        }
        place += count
        return name
    }

    mutating func numbers() throws(CheckpointError) -> [Double] {
        var numbers: [Double] = []
        for _ in 0..<(try count(of: 8)) { numbers.append(Double(bitPattern: try next())) }
        return numbers
    }

    mutating func tensors<Scalar: TensorScalar>() throws(CheckpointError) -> [Tensor<Scalar>] {
        var tensors: [Tensor<Scalar>] = []
        for _ in 0..<(try count(of: 8)) {
            var shape: [Int] = []
            var elements = 1
            for _ in 0..<(try count(of: 8)) {
                let size: UInt64 = try next()
                let (product, overflow) = elements.multipliedReportingOverflow(by: Int(clamping: size))
                guard !overflow else { throw .malformed }
                elements = product
                shape.append(Int(clamping: size))
            }
            let size = MemoryLayout<Scalar>.size
            guard elements <= (end - place) / size else { throw .malformed }
            var tensor = Tensor<Scalar>(uninitialized: shape)
            let target = UnsafeMutableRawBufferPointer(start: tensor.mutableStart, count: elements * size)
            target.copyBytes(from: bytes[place..<place + elements * size])
            place += elements * size
            tensors.append(tensor)
        }
        return tensors
    }
}
