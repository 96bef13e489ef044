import CAllocations
import Foundation
import SmallTrainings
import TestSupport

@testable import Lab

/// A training whose memory is measured, at the sizes of the book's experiments where a test has time for them.
enum MeasuredTraining: CaseIterable {
    /// 784-1000-1000-10 with layer normalization, of Section 6.6, with 128 and with 4 cases.
    case dense128, dense4
    /// Two convolutions and two dense layers on 64 digits.
    case convnet
    /// The layer-normalized LSTM of Section 6.2: 400 units, 8 cases, 100 steps.
    case lstm
    /// A layer-normalized GRU: 256 units, 32 cases, 20 steps.
    case gru

    /// What one step of a training took.
    struct Step {
        /// How often Lab asked the system for memory.
        let requests: Int
        /// The most bytes that were in use, from before the step on.
        let peakBytes: Int
        /// The bytes that Lab has from the system, used or not.
        let systemBytes: Int
        /// What malloc was asked for, by whomever.
        let allocations: AllocationCount
    }

    /// How many numbers of a batch the way back has to know: the input, what each operation's gradient is made of, and
    /// the moments of the normalizations.
    var activations: Int {
        switch self {
        case .dense128, .dense4:
            // A hidden layer: the summed input, its mean and deviation, the output after ReLU. Then the probabilities.
            return batch * (784 + 2 * (1000 + 2 + 1000) + 10)
        case .convnet:
            // A convolution: the output after ReLU, the maxima of the pool and their places.
            return batch * (784 + 16 * 784 + 2 * 16 * 196 + 32 * 196 + 2 * 32 * 49 + 64 + 10)
        case .lstm:
            // The sums of both terms and the gates, 4H each; the cell, its squashed copy, the output, H each.
            return 100 * batch * (400 + (3 * 4 + 3) * 400 + 3 * 2)
        case .gru:
            // The sums of both gate terms and the gates, 2H each; those of the candidate, it, the term U·h, the output.
            return 20 * batch * (100 + (3 * 2 + 5) * 256 + 4 * 2)
        }
    }

    private var batch: Int {
        switch self {
        case .dense128: 128
        case .dense4: 4
        case .convnet: 64
        case .lstm: 8
        case .gru: 32
        }
    }

    /// Trains for some steps, on a thread of its own: what others left in the pool of this one has no part in it.
    func steps(_ count: Int) -> (steps: [Step], parameters: Int) {
        var random = RandomStream(key: 5)
        let labels = (0..<batch).map { Int32($0 % 10) }
        switch self {
        case .dense128, .dense4:
            let x = Variable(random.tensor(batch, 784, as: Float.self))
            return train(count) {
                Classifier<Float>(
                    [784, 1000, 1000, 10], normalizedBy: { .layer(LayerNormalization(units: $0)) },
                    random: &$0)
            } loss: {
                softmaxCrossEntropy($0(x, .training), labels)
            }
        case .convnet:
            let x = Variable(random.tensor(batch, 1, 28, 28, as: Float.self))
            return train(count) {
                Convnet(random: &$0)
            } loss: {
                softmaxCrossEntropy($0(x), labels)
            }
        case .lstm:
            let x = TimeSteps(random.tensor(100, batch, 400, as: Float.self))
            return train(count) {
                LSTM<Float>(inputs: 400, units: 400, .layer(), random: &$0)
            } loss: {
                sum($0(x, phase: .training).states.rows)
            }
        case .gru:
            let x = TimeSteps(random.tensor(20, batch, 100, as: Float.self))
            return train(count) {
                GRU<Float>(inputs: 100, units: 256, normalized: true, random: &$0)
            } loss: {
                sum($0(x).states.rows)
            }
        }
    }
}

private func train<Model: Module<Float> & SendableMetatype>(
    _ count: Int, _ make: @escaping (inout RandomStream) -> Model,
    loss: @escaping (Model) -> Variable<Float>
) -> (steps: [MeasuredTraining.Step], parameters: Int) {
    nonisolated(unsafe) let (make, loss) = (make, loss)
    nonisolated(unsafe) var steps: [MeasuredTraining.Step] = []
    nonisolated(unsafe) var parameters = 0
    steps.reserveCapacity(count)
    let done = DispatchSemaphore(value: 0)
    Thread {
        var random = RandomStream(key: 6)
        var model = make(&random)
        parameters = model.trainedCount
        var adam = Adam<Float>(learningRate: 1e-3)
        for _ in 0..<count {
            let before = memoryUse.requests
            memoryUse.peakBytes = 0
            startCountingAllocations()
            step(&model, &adam, loss)
            let allocations = allocationCount()
            steps.append(
                MeasuredTraining.Step(
                    requests: memoryUse.requests - before, peakBytes: memoryUse.peakBytes,
                    systemBytes: memoryUse.systemBytes, allocations: allocations))
        }
        done.signal()
    }.start()
    done.wait()
    return (steps, parameters)
}

private func step<Model: Module<Float>>(
    _ model: inout Model, _ adam: inout Adam<Float>, _ loss: (Model) -> Variable<Float>
) {
    let (_, gradient) = valueAndGradient(of: &model, loss)
    adam.update(&model, along: gradient)
}

/// Two convolutions, each with ReLU and a pool, and two dense layers.
private struct Convnet: Module {
    var convolutions: [Convolution<Float>]
    var dense: [Dense<Float>]

    init(random: inout RandomStream) {
        convolutions = [
            Convolution(inputs: 1, outputs: 16, window: 3, padding: 1, random: &random),
            Convolution(inputs: 16, outputs: 32, window: 3, padding: 1, random: &random),
        ]
        dense = [
            Dense(inputs: 32 * 7 * 7, outputs: 64, random: &random),
            Dense(inputs: 64, outputs: 10, random: &random),
        ]
    }

    func callAsFunction(_ x: Variable<Float>) -> Variable<Float> {
        var h = x
        for convolution in convolutions { h = maxPool(relu(convolution(h)), window: 2) }
        return dense[1](relu(dense[0](h.flattened())))
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        convolutions.forEachParameter(body)
        dense.forEachParameter(body)
    }
}
