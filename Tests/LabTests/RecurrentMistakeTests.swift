import Lab
import Testing

/// A programmer's mistakes with sequences and recurrent layers; see `MistakeTests`.
@Suite struct RecurrentMistakeTests {
    private func expect(
        _ sentence: String, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(output.contains(sentence), sourceLocation: sourceLocation)
        #expect(output.contains("LabTests/RecurrentMistakeTests.swift:"), sourceLocation: sourceLocation)
    }

    @Test func sequences() async {
        expect(
            "3 time steps have the shape [3·batch, features] with at least one step, but the rows are [4, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TimeSteps(rows: Variable(Tensor<Float>(zeros: [4, 2])), steps: 3)
            })
        expect(
            "a sequence has the shape [steps, batch, features] with at least one step, not [0, 1, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TimeSteps(Tensor<Float>(zeros: [0, 1, 2]))
            })
        expect(
            "a sequence is made of one or more steps of the same shape, but they are [[1, 2], [2, 2]]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TimeSteps([Variable(Tensor<Float>(zeros: [1, 2])), Variable(Tensor(zeros: [2, 2]))])
            })
        expect(
            "step 2 is not one of 0 ..< 2",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TimeSteps(Tensor<Float>(zeros: [2, 1, 2]))[2]
            })
        expect(
            "a mask has one list for each step, all of the same length, not [1, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = StepMask([[true], [true, false]])
            })
    }

    @Test func joining() async {
        expect(
            "rows 1..<3 were asked for, but x is [2, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = rows(1..<3, of: Variable(Tensor<Float>(zeros: [2, 2])))
            })
        expect(
            "rows are joined of matrices with the same number of columns, but they are [[1, 2], [1, 3]]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = joinedRows([Variable(Tensor<Float>(zeros: [1, 2])), Variable(Tensor(zeros: [1, 3]))])
            })
        expect(
            "columns are joined of two matrices with the same number of rows, but they are [1, 2] and [2, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = joinedColumns(Variable(Tensor<Float>(zeros: [1, 2])), Variable(Tensor(zeros: [2, 2])))
            })
    }

    @Test func layers() async {
        expect(
            "a recurrent layer has at least one input and one unit, not 0 and 3",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = LSTM<Float>(inputs: 0, units: 3, random: &random)
            })
        expect(
            "batch normalization in time needs at least one unit and one step, not 12 and 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = LSTM<Float>(inputs: 1, units: 3, .batch(steps: 0), random: &random)
            })
        expect(
            "the initial weights of a gate have the shape [3, 2], but [2, 3] were drawn",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = GRU<Float>(
                    inputs: 2, units: 3,
                    inputWeights: { Tensor(zeros: [$1, $0 + 0 * $2.integer(below: 2)]) },
                    random: &random)
            })
        expect(
            "this LSTM takes steps of shape [batch, 2], but x has the shape [4, 1, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = LSTM<Float>(inputs: 2, units: 3, random: &random)
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 3])))
            })
        expect(
            "the state of this GRU for 1 cases has the shape [1, 3], but it is [2, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = GRU<Float>(inputs: 2, units: 3, random: &random)
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 2])), from: layer.initialState(batch: 2))
            })
        expect(
            "the state of this LSTM for 1 cases has the shape [1, 3], but it is [1, 3] with a cell of shape [1, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = LSTM<Float>(inputs: 2, units: 3, random: &random)
                var state = layer.initialState(batch: 1)
                state.cell = Variable(Tensor(zeros: [1, 2]))
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 2])), from: state)
            })
        expect(
            "the state of an LSTM has a cell, but there is none; was it made by another layer?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = LSTM<Float>(inputs: 2, units: 3, random: &random)
                let other = RNN<Float>(inputs: 2, units: 3, random: &random)
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 2])), from: other.initialState(batch: 1))
            })
        expect(
            "a batch-normalized LSTM runs over whole sequences and must be told the phase, .training or .inference",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = LSTM<Float>(inputs: 2, units: 3, .batch(steps: 4), random: &random)
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 2])))
            })
        expect(
            "the mask is for 3 steps of 1 cases, but x has 4 steps of 1",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let layer = RNN<Float>(inputs: 2, units: 3, random: &random)
                _ = layer(TimeSteps(Tensor(zeros: [4, 1, 2])), mask: StepMask(lengths: [2], steps: 3))
            })
        expect(
            "the two layers read the same input, but one takes 2 features and the other 3",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = Bidirectional(
                    forward: RNN<Float>(inputs: 2, units: 3, random: &random),
                    backward: RNN<Float>(inputs: 3, units: 3, random: &random))
            })
    }
}
