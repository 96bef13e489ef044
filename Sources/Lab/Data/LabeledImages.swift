/// Images with a label each.
public struct LabeledImages<Scalar: TensorScalar>: Sendable {
    /// The images, of shape [count, pixels], from 0 (background) to 1.
    public let images: Tensor<Scalar>
    /// The class of each image.
    public let labels: [Int32]

    /// Images of shape [count, pixels] and as many labels.
    public init(
        images: Tensor<Scalar>, labels: [Int32], file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            images.shape.count == 2 && images.rows == labels.count,
            "labelled images have the shape [count, pixels] and one label each, but the images are \(images.shape) and "
                + "there are \(labels.count) labels", file, line)
        self.images = images
        self.labels = labels
    }

    /// Reads two gzip-compressed IDX files, as MNIST and Fashion-MNIST have them. Each byte becomes byte / 255. An error
    /// says how to get files from `origin` back.
    public init(
        images imagePath: String, labels labelPath: String,
        sha256 digests: (images: String, labels: String)? = nil, from origin: DataOrigin = .unknown
    ) throws(DataError) {
        let images = try IDXArray(gzip: imagePath, sha256: digests?.images, from: origin)
        let labels = try IDXArray(gzip: labelPath, sha256: digests?.labels, from: origin)
        guard images.shape.count == 3 else {
            throw .wrongAxes(path: imagePath, expected: 3, found: images.shape.count)
        }
        guard labels.shape.count == 1 else {
            throw .wrongAxes(path: labelPath, expected: 1, found: labels.shape.count)
        }
        guard images.shape[0] == labels.shape[0] else {
            throw .unequalCounts(images: images.shape[0], labels: labels.shape[0], path: labelPath)
        }
        var tensor = Tensor<Scalar>(uninitialized: [images.shape[0], images.shape[1] * images.shape[2]])
        images.bytes.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress {
                Scalar.fillUnit(tensor.mutableStart, from: start, bytes.count)
            }
        }
        self.init(images: tensor, labels: labels.bytes.map { Int32($0) })
    }

    /// How many images there are.
    public var count: Int { labels.count }

    /// The images with the given indices, in their order.
    public func selecting(
        _ indices: some Collection<Int>, file: StaticString = #fileID, line: UInt = #line
    ) -> LabeledImages {
        let pixels = images.columns
        var chosen = Tensor<Scalar>(uninitialized: [indices.count, pixels])
        var to = chosen.mutableStart
        var chosenLabels: [Int32] = []
        chosenLabels.reserveCapacity(indices.count)
        for index in indices {
            require(
                index >= 0 && index < count, "image \(index) was asked for, but there are \(count)", file,
                line)
            to.update(from: images.start + index * pixels, count: pixels)
            to += pixels
            chosenLabels.append(labels[index])
        }
        return LabeledImages(images: chosen, labels: chosenLabels)
    }

    /// Parts of the given sizes, without overlap, drawn in random order. Sizes that add up to less than `count` leave
    /// the rest out.
    public func split(
        into sizes: [Int], random: inout RandomStream, file: StaticString = #fileID, line: UInt = #line
    ) -> [LabeledImages] {
        require(
            sizes.allSatisfy { $0 >= 0 } && sizes.reduce(0, +) <= count,
            "\(count) images cannot be split into \(sizes)", file, line)
        var rest = random.permutation(of: count)[...]
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return selecting(rest.prefix(size))
        }
    }

    /// One epoch in random order: batches of `size` images; the last one holds what is left, or is left out.
    public func batches(
        of size: Int, random: inout RandomStream, dropLast: Bool = false, file: StaticString = #fileID,
        line: UInt = #line
    ) -> Batches<Scalar> {
        require(size > 0, "batches of \(size) images were asked for; a batch has at least one", file, line)
        return Batches(images: self, size: size, order: random.permutation(of: count), dropLast: dropLast)
    }
}

/// One epoch of batches; see `LabeledImages.batches`.
public struct Batches<Scalar: TensorScalar>: Sequence, IteratorProtocol {
    let images: LabeledImages<Scalar>
    let size: Int
    let order: [Int]
    let dropLast: Bool
    private var position = 0

    init(images: LabeledImages<Scalar>, size: Int, order: [Int], dropLast: Bool) {
        self.images = images
        self.size = size
        self.order = order
        self.dropLast = dropLast
    }

    /// The next batch.
    public mutating func next() -> LabeledImages<Scalar>? {
        let end = Swift.min(position + size, order.count)
        guard position < end, !dropLast || end - position == size else { return nil }
        defer { position = end }
        return images.selecting(order[position..<end])
    }
}
