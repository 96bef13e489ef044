import Lab
import SmallTrainings
import TestSupport
import Testing

/// The paper's Table 1, all 18 cells: what a normalized layer's output is invariant to. In Double with ε = 0 the invariant
/// cells agree to 1e-9; the others must differ by more than 0.1.
@Suite struct Table1Tests {
    enum Method: CaseIterable { case batch, weight, layer }

    enum Change: CaseIterable {
        case weightMatrixScaled, weightMatrixShifted, weightVectorScaled, dataScaled, dataShifted, caseScaled
    }

    /// Table 1 of Ba et al. 2016. (The text beside it says that all three are invariant to a re-scaled data set; weight
    /// normalization is not, as the table has it.)
    private static let invariant: [Method: Set<Change>] = [
        .batch: [.weightMatrixScaled, .weightVectorScaled, .dataScaled, .dataShifted],
        .weight: [.weightMatrixScaled, .weightVectorScaled],
        .layer: [.weightMatrixScaled, .weightMatrixShifted, .dataScaled, .caseScaled],
    ]

    private static let (cases, inputs, units) = (6, 5, 7)

    private func output(_ method: Method, _ w: Tensor<Double>, _ x: Tensor<Double>) -> Tensor<Double> {
        var random = RandomStream(key: 132)
        let (gain, bias) = (random.tensor(Self.units), random.tensor(Self.units))
        let (w, x) = (Variable(w), Variable(x))
        switch method {
        case .weight:
            let dense = WeightNormalizedDense(direction: w.value, gain: gain, bias: bias)
            return dense(x).value
        case .layer:
            return layerNormalization(
                product(x, w, transposeB: true), gain: Variable(gain), bias: Variable(bias), epsilon: 0
            ).value
        case .batch:
            var batch = BatchNormalization<Double>(units: Self.units, epsilon: 0)
            batch.gain.value = gain
            batch.bias.value = bias
            return batch(product(x, w, transposeB: true), .training).value
        }
    }

    @Test(arguments: Method.allCases, Change.allCases)
    func cell(method: Method, change: Change) throws {
        var random = RandomStream(key: 131)
        let w = random.tensor(Self.units, Self.inputs)
        // Cases with a mean that is not 0.
        let x = Tensor(
            [Self.cases, Self.inputs], random.tensor(Self.cases, Self.inputs).scalars.map { $0 + 1 })
        let shift = random.tensor(Self.inputs).scalars.map { 2 * $0 }
        let factor = 3.7
        var (w2, x2) = (w, x)
        for p in 0..<Self.inputs {
            switch change {
            case .weightMatrixScaled: for o in 0..<Self.units { w2[o, p] *= factor }
            case .weightMatrixShifted: for o in 0..<Self.units { w2[o, p] = factor * w[o, p] + shift[p] }
            case .weightVectorScaled: w2[2, p] *= factor
            case .dataScaled: for i in 0..<Self.cases { x2[i, p] *= factor }
            case .dataShifted: for i in 0..<Self.cases { x2[i, p] += shift[p] }
            case .caseScaled: x2[1, p] *= factor
            }
        }
        let (before, after) = (output(method, w, x), output(method, w2, x2))
        try #require(before.shape == [Self.cases, Self.units])
        let difference = zip(before.scalars, after.scalars).map { ($0 - $1).magnitude }.max()!
        if try #require(Self.invariant[method]).contains(change) {
            #expect(difference < 1e-9, "\(method), \(change): the output moved by \(difference)")
        } else {
            #expect(difference > 0.1, "\(method), \(change): the output moved by \(difference) only")
        }
    }
}
