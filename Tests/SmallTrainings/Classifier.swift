package import Lab

/// The network of Section 6.6 in any size: dense layers, each with its normalization, and ReLU between them.
package struct Classifier<Scalar: TensorScalar>: Module {
    package var layers: [Dense<Scalar>]
    package var normalizations: [Normalization<Scalar>]

    package init(layers: [Dense<Scalar>], normalizations: [Normalization<Scalar>]) {
        self.layers = layers
        self.normalizations = normalizations
    }

    package init(
        _ sizes: [Int], normalizedBy normalization: (Int) -> Normalization<Scalar>, random: inout RandomStream
    ) {
        layers = zip(sizes, sizes.dropFirst()).map { Dense(inputs: $0, outputs: $1, random: &random) }
        normalizations = sizes.dropFirst().dropLast().map(normalization) + [.none]
    }

    package func callAsFunction(_ x: Variable<Scalar>, _ phase: Phase) -> Variable<Scalar> {
        var h = x
        for i in layers.indices {
            h = normalizations[i](layers[i](h), phase)
            if i < layers.count - 1 { h = relu(h) }
        }
        return h
    }

    package mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        for i in layers.indices {
            layers[i].forEachParameter(body)
            normalizations[i].forEachParameter(body)
        }
    }
}
