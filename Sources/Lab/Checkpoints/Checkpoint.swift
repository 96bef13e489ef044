import Digest

/// A training at rest: a model's parameters, an optimizer's state, random streams. A training that is restored from one
/// goes on to the same bits as if it had never stopped.
///
///     let bytes = Checkpoint(model, adam, streams: ["batches": random]).bytes
///     …
///     let saved = try Checkpoint<Float>(bytes: bytes)
///     try saved.restore(&model, &adam)
///     random = try saved.stream("batches")
///
/// The model and the optimizer to be restored are made as the first ones were; the checkpoint holds numbers, not code.
/// Writing files stays with the caller.
///
/// **The format**, version 1; whole numbers and bit patterns are stored low byte first.
///
/// | what | how |
/// | --- | --- |
/// | magic | the eight bytes `Lab.ckpt` |
/// | version | 4 bytes |
/// | scalar | 1 byte: 4 for Float, 8 for Double |
/// | parameters, statistics too | a list of tensors, in the model's order |
/// | optimizer | 1 byte: 0 for none, 1; then name, settings, numbers, a list of tensors |
/// | streams | their count; for each, by name: name, seven words (see `RandomStream.words`) |
/// | seal | the SHA-256 of all bytes before, 32 bytes |
///
/// A count is 8 bytes. A list is its count and its items; a name is a list of UTF-8 bytes; a tensor is the list of its
/// sizes (8 bytes each) and its elements.
public struct Checkpoint<Scalar: TensorScalar>: Sendable, Equatable {
    /// The values of all parameters, in the model's order.
    public let parameters: [Tensor<Scalar>]
    /// The optimizer's state, if one was saved.
    public let optimizer: OptimizerState<Scalar>?
    /// Random streams by name.
    public let streams: [String: RandomStream]

    /// A model, with random streams if there are any.
    public init<Model: Module>(_ model: Model, streams: [String: RandomStream] = [:])
    where Model.Scalar == Scalar {
        parameters = model.parameters
        optimizer = nil
        self.streams = streams
    }

    /// A model and its optimizer, with random streams if there are any.
    public init<Model: Module, Stepper: Optimizer>(
        _ model: Model, _ optimizer: Stepper, streams: [String: RandomStream] = [:]
    ) where Model.Scalar == Scalar, Stepper.Scalar == Scalar {
        parameters = model.parameters
        self.optimizer = optimizer.state
        self.streams = streams
    }

    /// Gives a model its saved parameters.
    public func restore<Model: Module>(_ model: inout Model) throws(CheckpointError)
    where Model.Scalar == Scalar {
        let expected = model.parameters.map(\.shape)
        guard expected.count == parameters.count else {
            throw .parameterCount(found: parameters.count, expected: expected.count)
        }
        for (i, (tensor, shape)) in zip(parameters, expected).enumerated() where tensor.shape != shape {
            throw .shape(parameter: i, found: tensor.shape, expected: shape)
        }
        var index = 0
        model.forEachParameter {
            $0.value = parameters[index]
            index += 1
        }
    }

    /// Gives a model its saved parameters and its optimizer the saved state.
    public func restore<Model: Module, Stepper: Optimizer>(
        _ model: inout Model, _ optimizer: inout Stepper
    ) throws(CheckpointError) where Model.Scalar == Scalar, Stepper.Scalar == Scalar {
        guard let state = self.optimizer else { throw .noOptimizer }
        var restored = optimizer
        try restored.restore(state)
        var trained: [[Int]] = []
        var copy = model
        copy.forEachParameter { if $0.kind == .trained { trained.append($0.value.shape) } }
        let shapes = state.tensors.map(\.shape)
        let fits =
            shapes.isEmpty
            || !trained.isEmpty && shapes.count % trained.count == 0
                && shapes.indices.allSatisfy { shapes[$0] == trained[$0 % trained.count] }
        guard fits else { throw .optimizerShapes }
        try restore(&model)
        optimizer = restored
    }

    /// A saved stream.
    public func stream(_ name: String) throws(CheckpointError) -> RandomStream {
        guard let stream = streams[name] else { throw .noStream(name: name, saved: streams.keys.sorted()) }
        return stream
    }
}

private let magic = Array("Lab.ckpt".utf8)
private let knownVersion: UInt32 = 1

extension Checkpoint {
    /// The sealed bytes, in the format above.
    public var bytes: [UInt8] {
        var writer = CheckpointWriter()
        writer.bytes = magic
        writer.put(knownVersion)
        writer.bytes.append(UInt8(MemoryLayout<Scalar>.size))
        writer.put(parameters)
        writer.bytes.append(optimizer == nil ? 0 : 1)
        if let optimizer {
            writer.put(optimizer.name)
            writer.put(optimizer.settings)
            writer.put(optimizer.numbers)
            writer.put(optimizer.tensors)
        }
        writer.put(UInt64(streams.count))
        for (name, stream) in streams.sorted(by: { $0.key < $1.key }) {
            writer.put(name)
            for word in stream.words { writer.put(word) }
        }
        return writer.bytes + sha256Bytes(writer.bytes)
    }

    /// Reads sealed bytes.
    public init(bytes: [UInt8]) throws(CheckpointError) {
        guard bytes.starts(with: magic) else { throw .notACheckpoint }
        guard bytes.count >= magic.count + 4 + 32 else { throw .damaged }
        let sealed = bytes.count - 32
        // The version comes first: how a later one is sealed is not known.
        var reader = CheckpointReader(bytes: bytes, place: magic.count, end: sealed)
        let version: UInt32 = try reader.next()
        guard version == knownVersion else { throw .version(found: version, known: knownVersion) }
        guard sha256Bytes(bytes[..<sealed]) == Array(bytes[sealed...]) else { throw .damaged }
        let size = Int(try reader.next() as UInt8)
        guard size == MemoryLayout<Scalar>.size else {
            throw .otherScalar(found: size, expected: MemoryLayout<Scalar>.size)
        }
        parameters = try reader.tensors()
        switch try reader.next() as UInt8 {
        case 0: optimizer = nil
        case 1:
            optimizer = OptimizerState(
                name: try reader.name(), settings: try reader.numbers(), numbers: try reader.numbers(),
                tensors: try reader.tensors())
        default: throw .malformed
        }
        var streams: [String: RandomStream] = [:]
        for _ in 0..<(try reader.count(of: 64)) {
            let name = try reader.name()
            var words: [UInt64] = []
            for _ in 0..<7 { words.append(try reader.next()) }
            guard let stream = RandomStream(words: words), streams.updateValue(stream, forKey: name) == nil
            else {
                throw .malformed
            }
        }
        guard reader.place == sealed else { throw .malformed }
        self.streams = streams
    }
}
