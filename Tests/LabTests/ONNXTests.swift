import Foundation
import Lab
import TestSupport
import Testing

/// The ONNX backend's node tests, through Lab's public layers and operations: forward values. What the files hold, and
/// what is skipped and why, is said in them and in Tests/Fixtures/make_onnx_fixtures.py.
@Suite struct ONNXTests {
    static let files = [
        "onnx_elementwise", "onnx_images", "onnx_normalizations", "onnx_products", "onnx_recurrent",
        "onnx_softmax",
    ]

    @Test(arguments: files) func everyCaseAgrees(file: String) throws {
        for test in try Fixture.named(file).cases {
            // The expected values were computed in Float32 and hold no more.
            try compare(test, as: Double.self, tolerance: 2e-6)
            try compare(test, as: Float.self, tolerance: 2e-6)
        }
    }

    @Test func noFileIsLeftOut() throws {
        let folder = try #require(Bundle.module.resourcePath) + "/Fixtures"
        let found = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(found.filter { $0.hasPrefix("onnx_") }.sorted() == Self.files.map { "\($0).json" })
    }

    @Test func aCaseThatNothingRunsFails() throws {
        let json = """
            {"name": "new", "settings": {"operator": "Unknown"}, "inputs": {}, "outputs": {}, "gradients": {}}
            """
        let test = try JSONDecoder().decode(Fixture.Case.self, from: Data(json.utf8))
        let error = #expect(throws: Fixture.Missing.self) {
            try compare(test, as: Double.self, tolerance: 1)
        }
        #expect(error?.description == "a runner for the operator Unknown")
    }

    @Test func anotherShapeOrValueFails() throws {
        let json = """
            {"name": "wrong", "settings": {"operator": "Relu"}, "gradients": {},
             "inputs": {"x": {"shape": [2], "values": [1, -1]}}, "outputs": {"y": {"shape": SHAPE, "values": VALUES}}}
            """
        for (shape, values) in [("[2]", "[1, 1e-5]"), ("[2, 1]", "[1, 0]"), ("[1]", "[1]")] {
            let text = json.replacing("SHAPE", with: shape).replacing("VALUES", with: values)
            let test = try JSONDecoder().decode(Fixture.Case.self, from: Data(text.utf8))
            withKnownIssue { try compare(test, as: Float.self, tolerance: 2e-6) }
        }
    }

    private func compare<Scalar: TensorScalar>(
        _ test: Fixture.Case, as type: Scalar.Type, tolerance: Scalar
    ) throws {
        let found = try ONNXCase<Scalar>(test).run()
        #expect(Set(found.keys) == Set(test.outputs.keys), "\(test.name)")
        for (name, numbers) in test.outputs {
            expectClose(
                try #require(found[name]), numbers.tensor(as: Scalar.self), tolerance: tolerance,
                "\(test.name) in \(Scalar.self): \(name)")
        }
    }
}

/// A node test with its tensors in a type of numbers. The runners, a file for each kind of operator, extend it.
struct ONNXCase<Scalar: TensorScalar> {
    let test: Fixture.Case

    init(_ test: Fixture.Case) { self.test = test }

    /// The outputs by their names.
    func run() throws -> [String: Tensor<Scalar>] {
        switch try test.word("operator") {
        case "LayerNormalization": try only(layerNormalization())
        case "RMSNormalization": try only(rmsNormalization())
        case "BatchNormalization": try batchNormalization()
        case "InstanceNormalization": try only(instanceNormalization())
        case "GroupNormalization": try only(groupNormalization())
        case "RNN": try rnn()
        case "LSTM": try lstm()
        case "GRU": try gru()
        case "Conv": try only(convolution())
        case "MaxPool", "GlobalMaxPool": try only(largest())
        case "AveragePool", "GlobalAveragePool": try only(average())
        case "Softmax": try only(softmax())
        case "LogSoftmax": try only(logSoftmax())
        case "SoftmaxCrossEntropyLoss": try crossEntropy()
        case "Gemm": try only(gemm())
        case "MatMul": try only(matrixProduct())
        case "Attention": try only(attention())
        case "Relu": try only(relu(variable("x")).value)
        case "Tanh": try only(tanh(variable("x")).value)
        case "Sigmoid": try only(sigmoid(variable("x")).value)
        case "Exp": try only(exp(variable("x")).value)
        case "Add": try only((variable("x") + variable("y")).value)
        case "Sub": try only((variable("x") - variable("y")).value)
        case "Mul": try only((variable("x") * variable("y")).value)
        case "Gather": try only(gather())
        case "Concat": try only(concatenation())
        case "Transpose": try only(transposed(variable("data"), list("axes")).value)
        case let name: throw Fixture.Missing(description: "a runner for the operator \(name)")
        }
    }

    private func only(_ tensor: Tensor<Scalar>) throws -> [String: Tensor<Scalar>] {
        try #require(test.outputs.count == 1)
        return [test.outputs.keys.first!: tensor]
    }

    func tensor(_ name: String) throws -> Tensor<Scalar> {
        try #require(test.inputs[name], "\(test.name): \(name)").tensor(as: Scalar.self)
    }

    func variable(_ name: String) throws -> Variable<Scalar> { Variable(try tensor(name)) }

    /// The whole numbers of an input.
    func list(_ name: String) throws -> [Int] { try test.input(name).scalars.map { Int($0) } }

    func whole(_ name: String) throws -> Int { Int(try test.number(name)) }

    func scalar(_ name: String) throws -> Scalar { Scalar(try test.number(name)) }

    func flag(_ name: String) throws -> Bool {
        guard case .flag(let flag)? = test.settings[name] else {
            throw Fixture.Missing(description: "setting \(name)")
        }
        return flag
    }
}

/// Axis i of the result is axis axes[i] of x, by exchanges of neighbours.
func transposed<Scalar>(_ x: Variable<Scalar>, _ axes: [Int]) -> Variable<Scalar> {
    var (x, order) = (x, Array(axes.indices))
    for (place, axis) in axes.enumerated() {
        for i in stride(from: order.firstIndex(of: axis)!, to: place, by: -1) {
            x = exchangeAxes(x, i - 1)
            order.swapAt(i - 1, i)
        }
    }
    return x
}
