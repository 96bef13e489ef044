import Lab
import SmallTrainings
import TestSupport
import Testing

/// What a network says of a case does not depend on the rest of the batch, to the last bit: the products of few rows and
/// of many take different ways through the kernels.
@Suite struct BatchPositionTests {
    @Test func aCaseStandsAlone() {
        var random = RandomStream(key: 91)
        let model = Classifier<Float>(
            [40, 37, 19, 10], normalizedBy: { .layer(LayerNormalization(units: $0)) }, random: &random)
        let x: Tensor<Float> = random.tensor(33, 40, as: Float.self)
        let all = model(Variable(x), .inference).value.scalars
        for size in [1, 3, 4, 8, 9, 16] {
            let part = Tensor([size, 40], Array(x.scalars.prefix(40 * size)))
            expectSameBits(
                model(Variable(part), .inference).value.scalars, Array(all.prefix(10 * size)), "\(size) cases"
            )
        }
    }
}
