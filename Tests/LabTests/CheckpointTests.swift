import Digest
import Lab
import SmallTrainings
import TestSupport
import Testing

/// A training that is saved and restored goes on to the same bits; what does not fit says why.
@Suite struct CheckpointTests {
    /// A model with statistics, dropout and whatever optimizer: everything that a checkpoint must not lose.
    private struct Training<Stepper: Optimizer> where Stepper.Scalar == Float {
        var model: Pair<Dense<Float>, BatchNormalization<Float>>
        var optimizer: Stepper
        var random: RandomStream

        init(_ optimizer: Stepper) {
            random = RandomStream(key: 81)
            model = Pair(Dense(inputs: 5, outputs: 4, random: &random), BatchNormalization(units: 4))
            self.optimizer = optimizer
        }

        mutating func step() {
            let x = random.tensor(3, 5, as: Float.self)
            let labels = (0..<3).map { _ in Int32(random.integer(below: 4)) }
            // Odd numbers of draws: after five steps a normal number and half a block are pending.
            _ = random.uniform()
            let start = random
            var mask = start
            let (_, gradient) = valueAndGradient(of: &model) { model in
                mask = start
                let dropped = dropout(Variable(x), rate: 0.3, random: &mask, .training)
                return softmaxCrossEntropy(model.second(model.first(dropped), .training), labels)
            }
            random = mask
            optimizer.update(&model, along: gradient, file: #fileID, line: #line)
            optimizer.learningRate *= 0.97
        }
    }

    private func resumes<Stepper: Optimizer>(_ optimizer: Stepper) throws where Stepper.Scalar == Float {
        var through = Training(optimizer)
        for _ in 0..<10 { through.step() }

        var first = Training(optimizer)
        for _ in 0..<5 { first.step() }
        let bytes = Checkpoint(first.model, first.optimizer, streams: ["training": first.random]).bytes

        // Another start, which restoring must overwrite entirely.
        var second = Training(optimizer)
        second.random = RandomStream(key: 99)
        second.step()
        let saved = try Checkpoint<Float>(bytes: bytes)
        try saved.restore(&second.model, &second.optimizer)
        second.random = try saved.stream("training")
        #expect(
            Checkpoint(second.model, second.optimizer, streams: ["training": second.random]).bytes == bytes)
        for _ in 0..<5 { second.step() }

        #expect(second.model.digest() == through.model.digest())
        #expect(second.optimizer.state == through.optimizer.state)
        #expect(second.random == through.random)
        #expect(first.model.digest() != through.model.digest())
    }

    @Test func tenStepsAreFiveAndFive() throws {
        try resumes(SGD<Float>(learningRate: 0.1, momentum: 0.9))
        try resumes(Adam<Float>(learningRate: 0.01))
        try resumes(Adam<Float>(learningRate: 0.01, correction: .released))
        try resumes(RMSProp<Float>(learningRate: 0.01))
    }

    @Test func anOptimizerAtItsStart() throws {
        var model = Training(Adam<Float>()).model
        var adam = Adam<Float>()
        let bytes = Checkpoint(model, adam).bytes
        try Checkpoint<Float>(bytes: bytes).restore(&model, &adam)
        #expect(adam.step == 0 && adam.state.tensors.isEmpty)
    }

    /// A stream goes on from wherever it was: within a block, between the two normal numbers of a pair.
    @Test func streamsMidway() throws {
        for draws in 0..<16 {
            var random = RandomStream(key: 82, stream: 3)
            for i in 0..<4 where draws >> i & 1 == 1 { _ = i < 2 ? Double(random.next()) : random.normal() }
            let saved = Checkpoint(Parameter(Tensor<Float>(zeros: [1])), streams: ["s": random])
            var restored = try Checkpoint<Float>(bytes: saved.bytes).stream("s")
            #expect(restored == random)
            for _ in 0..<3 {
                #expect(restored.normal() == random.normal() && restored.next() == random.next())
            }
        }
    }

    /// The format, byte for byte, so that it does not change unnoticed.
    @Test func theFormat() throws {
        let model = Parameter(Tensor<Float>([2, 1], [1, -2]))
        let bytes = Checkpoint(model, SGD<Float>(learningRate: 0.5, momentum: 0)).bytes
        func count(_ n: UInt8) -> [UInt8] { [n, 0, 0, 0, 0, 0, 0, 0] }
        var expected = Array("Lab.ckpt".utf8) + [1, 0, 0, 0, 4]
        expected += count(1) + count(2) + count(2) + count(1) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
        expected += [1] + count(3) + Array("SGD".utf8) + count(1) + count(0)
        expected += count(1) + [0, 0, 0, 0, 0, 0, 0xE0, 0x3F] + count(0) + count(0)
        #expect(bytes == expected + sha256Bytes(expected))
    }

    @Test func everyBitOfDamageShows() throws {
        let bytes = Checkpoint(Parameter(Tensor<Float>([2], [1, 2])), SGD<Float>(learningRate: 1)).bytes
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x10
            let expected: CheckpointError =
                switch place {
                case 0..<8: .notACheckpoint
                case 8..<12: .version(found: 1 ^ (0x10 << UInt32(8 * (place - 8))), known: 1)
                default: .damaged
                }
            #expect(throws: expected) { try Checkpoint<Float>(bytes: damaged) }
        }
        for count in 0..<bytes.count {
            #expect(throws: count < 8 ? CheckpointError.notACheckpoint : .damaged) {
                try Checkpoint<Float>(bytes: Array(bytes.prefix(count)))
            }
        }
    }

    /// Content that a seal vouches for and that is nonsense all the same is refused, and reserves no memory for its claims.
    @Test func sealedNonsense() throws {
        let bytes = Checkpoint(Parameter(Tensor<Float>([2], [1, 2])), SGD<Float>(learningRate: 1)).bytes
            .dropLast(32)
        for place in 13..<bytes.count {
            var content = Array(bytes)
            content[place] = 0xFF
            if let read = try? Checkpoint<Float>(bytes: content + sha256Bytes(content)) {
                // Only a number or a name changed.
                #expect(read.parameters.map(\.shape) == [[2]])
            }
        }
        for count in 13..<bytes.count {
            let content = Array(bytes.prefix(count))
            #expect(throws: CheckpointError.malformed) {
                try Checkpoint<Float>(bytes: content + sha256Bytes(content))
            }
        }
    }

    @Test func sentences() throws {
        var model = Parameter(Tensor<Float>([2], [1, 2]))
        let sgd = SGD<Float>(learningRate: 1, momentum: 0.5)
        var stepped = sgd
        stepped.update(&model, along: Gradient(tensors: [Tensor([2], [1, 1])]))
        let saved = Checkpoint(model, stepped, streams: ["a": RandomStream(key: 1)])

        func expect(
            _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
        ) {
            do {
                try body()
                Issue.record("nothing was thrown", sourceLocation: sourceLocation)
            } catch { #expect("\(error)" == sentence, sourceLocation: sourceLocation) }
        }
        let before = model.value
        expect("these bytes are not a checkpoint: they do not begin with \"Lab.ckpt\"") {
            _ = try Checkpoint<Float>(bytes: [1, 2, 3])
        }
        expect(
            "the checkpoint is damaged or cut off: its digest does not match; restore it from a copy or train again"
        ) { _ = try Checkpoint<Float>(bytes: Array(saved.bytes.dropLast())) }
        var later = saved.bytes
        later[8] = 2
        expect(
            "the checkpoint has version 2 of the format, but this library reads version 1; use the release that wrote it"
        ) { _ = try Checkpoint<Float>(bytes: later) }
        #expect(
            "\(CheckpointError.malformed)"
                == "the checkpoint's content does not follow its format, although its digest matches")
        expect(
            "the checkpoint holds numbers of 4 bytes, but 8 were expected; read it as Checkpoint<Float>"
        ) { _ = try Checkpoint<Double>(bytes: saved.bytes) }
        expect("the checkpoint has 1 parameters, but the model has 2; was it made by another model?") {
            var other = [model, model]
            try saved.restore(&other)
        }
        expect(
            "parameter 0 has the shape [2] in the checkpoint, but [3] in the model; was it made with other sizes?"
        ) {
            var other = Parameter(Tensor<Float>(zeros: [3]))
            try saved.restore(&other)
        }
        expect("the checkpoint has no optimizer; restore the model alone") {
            var optimizer = sgd
            try Checkpoint(model).restore(&model, &optimizer)
        }
        expect(
            "the checkpoint's optimizer is SGD, but Adam is to continue from it; make one of the same kind"
        ) {
            var adam = Adam<Float>()
            try saved.restore(&model, &adam)
        }
        expect(
            "the checkpoint's SGD has the settings [0.5], but the one to continue has [0.0]; make it with the same"
        ) {
            var other = SGD<Float>(learningRate: 1)
            try saved.restore(&model, &other)
        }
        expect(
            "the checkpoint's optimizer stepped parameters of other shapes than the model's trained ones; save a model "
                + "with its own optimizer"
        ) {
            var (other, optimizer) = (Parameter(Tensor<Float>(zeros: [3])), sgd)
            try Checkpoint(other, stepped).restore(&other, &optimizer)
        }
        expect("the checkpoint has no random stream \"b\", only [\"a\"]") { _ = try saved.stream("b") }
        #expect(model.value == before)
    }
}
