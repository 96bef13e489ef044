import Foundation
import Lab
import Testing

/// A file of Tests/LabTests/Fixtures: what PyTorch or ONNX computes. Its format stands at the head of
/// Tests/Fixtures/make_pytorch_fixtures.py.
struct Fixture: Decodable {
    struct Numbers: Decodable {
        let shape: [Int]
        let values: [Double]

        var tensor: Tensor<Double> { Tensor(shape, values) }

        func tensor<Scalar: TensorScalar>(as type: Scalar.Type) -> Tensor<Scalar> {
            Tensor(shape, values.map { Scalar($0) })
        }
    }

    enum Setting: Decodable {
        case flag(Bool)
        case number(Double)
        case word(String)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else {
                self = .word(try value.decode(String.self))
            }
        }
    }

    struct Case: Decodable {
        let name: String
        let settings: [String: Setting]
        let inputs: [String: Numbers]
        let outputs: [String: Numbers]
        let gradients: [String: Numbers]

        func input(_ name: String) throws -> Tensor<Double> { try #require(inputs[name]).tensor }

        func number(_ name: String) throws -> Double {
            guard case .number(let number)? = settings[name] else {
                throw Missing(description: "setting \(name)")
            }
            return number
        }

        func word(_ name: String) throws -> String {
            guard case .word(let word)? = settings[name] else {
                throw Missing(description: "setting \(name)")
            }
            return word
        }
    }

    struct Missing: Error { let description: String }

    let provenance: String
    let cases: [Case]

    static func named(_ name: String) throws -> Fixture {
        let file = try #require(
            Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
        try #require(!fixture.cases.isEmpty)
        return fixture
    }
}
