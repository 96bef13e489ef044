import Elementary
import Lab
import TestSupport
import Testing

/// Clipping, learning-rate schedules, initialization, dropout.
@Suite struct TrainingToolsTests {
    @Test func clippingByNorm() {
        var gradient = Gradient(tensors: [Tensor<Double>([2], [3, 0]), Tensor([1], [-4])])
        #expect(gradient.clip(toNorm: 5) == 5)
        #expect(gradient.tensors == [Tensor([2], [3, 0]), Tensor([1], [-4])])
        #expect(gradient.clip(toNorm: 2.5) == 5)
        #expect(gradient.tensors == [Tensor([2], [1.5, 0]), Tensor([1], [-2])])
        // A run that diverges shows it.
        var broken = Gradient(tensors: [Tensor<Float>([2], [.infinity, 1])])
        #expect(broken.clip(toNorm: 1) == .infinity)
        #expect(broken.tensors == [Tensor([2], [.infinity, 1])])
        var none = Gradient(tensors: [Tensor<Float>([2], [0, 0])])
        #expect(none.clip(toNorm: 1) == 0)
    }

    @Test func clippingByMagnitude() {
        var gradient = Gradient(tensors: [Tensor<Float>([4], [3, -0.5, -7, 1]), Tensor([1], [.infinity])])
        gradient.clip(toMagnitude: 1)
        #expect(gradient.tensors == [Tensor([4], [1, -0.5, -1, 1]), Tensor([1], [1])])
    }

    @Test func schedules() {
        func rates(_ schedule: LearningRateSchedule, _ steps: [Int]) -> [Double] {
            steps.map { schedule.rate(at: $0) }
        }
        #expect(rates(.constant(0.3), [0, 7]) == [0.3, 0.3])
        #expect(rates(.step(from: 8, factor: 0.5, every: 3), [0, 2, 3, 5, 6, 9]) == [8, 8, 4, 4, 2, 1])
        expectClose(rates(.exponential(from: 2, factor: 0.9), [0, 1, 2]), [2, 1.8, 1.62], tolerance: 1e-15)
        expectClose(
            rates(.cosine(from: 3, to: 1, steps: 4), [0, 1, 2, 3, 4, 100]),
            [3, 2 + 0.5.squareRoot(), 2, 2 - 0.5.squareRoot(), 1, 1], tolerance: 1e-15)
        let warm = LearningRateSchedule.linearWarmUp(steps: 4, then: .step(from: 8, factor: 0.5, every: 1))
        #expect(rates(warm, [0, 1, 2, 3, 4, 5]) == [2, 4, 6, 8, 8, 4])
    }

    @Test(arguments: [[4, 4], [3, 7], [7, 3], [1, 5], [5, 1], [40, 33], [4, 2, 3, 2]])
    func orthogonal(shape: [Int]) {
        var random = RandomStream(key: 71)
        let weight: Tensor<Double> = Initialization.orthogonal(gain: 2).weight(shape, random: &random)
        #expect(weight.shape == shape)
        let matrix = weight.reshaped(to: [shape[0], shape.dropFirst().reduce(1, *)])
        let isWide = shape[0] <= matrix.shape[1]
        let square = product(
            Variable(matrix), transposeA: !isWide, Variable(matrix), transposeB: isWide
        ).value
        let n = square.shape[0]
        let identity = (0..<n * n).map { $0 / n == $0 % n ? 4.0 : 0 }
        expectClose(square.scalars, identity, tolerance: 1e-14, "Q·Qᵀ")
        // The same stream gives the same bits, and Float the same numbers rounded.
        var (again, floats) = (RandomStream(key: 71), RandomStream(key: 71))
        #expect(Initialization.orthogonal(gain: 2).weight(shape, as: Double.self, random: &again) == weight)
        let rounded: Tensor<Float> = Initialization.orthogonal(gain: 2).weight(shape, random: &floats)
        #expect(rounded.scalars == weight.scalars.map { Float($0) })
    }

    /// One direction must be as likely as any other: the mean of an element is 0, that of its square 1 / size.
    @Test func orthogonalMatricesPointAnywhere() {
        var random = RandomStream(key: 72)
        var (mean, square) = (0.0, 0.0)
        for _ in 0..<2000 {
            let q: Tensor<Double> = Initialization.orthogonal().weight([3, 3], random: &random)
            mean += q[0, 0] / 2000
            square += q[2, 2] * q[2, 2] / 2000
        }
        #expect(mean.magnitude < 0.05 && (square - 1.0 / 3).magnitude < 0.03)
    }

    @Test func scales() {
        var random = RandomStream(key: 73)
        func moments(_ initialization: Initialization, _ shape: [Int]) -> (largest: Double, deviation: Double)
        {
            let scalars = initialization.weight(shape, as: Double.self, random: &random).scalars
            let square = scalars.reduce(0) { $0 + $1 * $1 } / Double(scalars.count)
            return (scalars.map(\.magnitude).max()!, square.squareRoot())
        }
        let glorot = moments(.glorot, [40, 160])
        let bound = (6.0 / 200).squareRoot()
        #expect(glorot.largest < bound && glorot.largest > 0.99 * bound)
        expectClose(glorot.deviation, bound / 3.squareRoot(), tolerance: 0.03)
        let images = moments(.glorot, [8, 4, 5, 5])
        #expect(images.largest < (6.0 / 300).squareRoot() && images.largest > 0.99 * (6.0 / 300).squareRoot())
        let uniform = moments(.uniform(0.1), [50, 60])
        #expect(uniform.largest < 0.1 && uniform.largest > 0.099)
        expectClose(moments(.normal(0.01), [50, 60]).deviation, 0.01, tolerance: 0.05)
        expectClose(moments(.he, [50, 60]).deviation, (2.0 / 60).squareRoot(), tolerance: 0.05)
        expectClose(moments(.he, [50, 6, 3, 3]).deviation, (2.0 / 54).squareRoot(), tolerance: 0.05)
    }

    /// `Dense` draws what it always drew.
    @Test func denseStartsAsHe() {
        var (a, b) = (RandomStream(key: 74), RandomStream(key: 74))
        let dense = Dense<Float>(inputs: 5, outputs: 3, random: &a)
        #expect(dense.weight.value == Initialization.he.weight([3, 5], random: &b))
        #expect(a == b)
    }

    @Test func dropped() {
        var random = RandomStream(key: 75)
        var model = Parameter(Tensor<Float>(repeating: 3, [100, 50]))
        let start = random
        var mask: Tensor<Float>?
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let y = dropout(model.variable, rate: 0.25, random: &random, .training)
            mask = y.value
            return sum(y)
        }
        let y = mask!.scalars
        #expect(Set(y) == [0, 4])
        let share = Double(y.count { $0 == 0 }) / 5000
        #expect((share - 0.25).magnitude < 0.02)
        expectClose(gradient.tensors[0].scalars, y.map { $0 / 3 }, tolerance: 1e-6)
        // One number is drawn for each element: the second stream, which draws them by hand, ends at the same place.
        var drawn = start
        let kept = (0..<5000).map { _ in drawn.uniform() >= 0.25 }
        #expect(kept == y.map { $0 != 0 } && drawn == random)
    }

    @Test func nothingIsDroppedInInference() {
        var random = RandomStream(key: 76)
        let before = random
        let x = Variable(Tensor<Float>([3], [1, 2, 3]))
        #expect(dropout(x, rate: 0.9, random: &random, .inference).value == x.value)
        #expect(dropout(x, rate: 0, random: &random, .training).value == x.value)
        #expect(random == before)
    }

    /// The published code's early steps: 3.5 times the rate at first, 6.6 times at step 12, for a constant gradient.
    @Test func releasedAdamIsFasterEarly() {
        var adam = Adam<Double>(learningRate: 1, correction: .released)
        var model = Parameter(Tensor<Double>([1], [0]))
        var lengths: [Double] = []
        for _ in 0..<50 {
            let before = model.value[0]
            adam.update(&model, along: Gradient(tensors: [Tensor([1], [2])]))
            lengths.append(before - model.value[0])
        }
        expectClose(lengths[0], 3.5, tolerance: 0.01)
        expectClose(lengths.max()!, 6.6, tolerance: 0.01)
        #expect((10...14).contains(lengths.firstIndex(of: lengths.max()!)! + 1))
        expectClose(lengths[49], 4.5, tolerance: 0.02)
    }
}
