import Foundation
import Testing

/// SciPy's and statsmodels' numbers, made by `Tests/Fixtures/make_scipy_fixtures.py`.
struct SciPyFixture: Decodable {
    struct Paired: Decodable {
        var a: [Double]
        var b: [Double]
        var level: Double
        var p: Double
        var interval: [Double]
        var g: Double?

        var differences: [Double] { zip(a, b).map { $0 - $1 } }
    }

    struct Single: Decodable {
        var values: [Double]
        var against: Double
        var p: Double
    }

    struct Bootstrap: Decodable {
        var values: [Double]
        var level: Double
        var interval: [Double]
    }

    struct Signs: Decodable {
        var agreeing: Int
        var count: Int
        var p: Double
    }

    struct Holm: Decodable {
        var p: [Double]
        var adjusted: [Double]
    }

    struct Normal: Decodable {
        var z: Double
        var p: Double
    }

    var paired: [Paired]
    var single: [Single]
    var bootstrap: [Bootstrap]
    var signs: [Signs]
    var holm: [Holm]
    var normal: [Normal]

    static func read() throws -> SciPyFixture {
        let file = try #require(
            Bundle.module.url(forResource: "scipy", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(SciPyFixture.self, from: Data(contentsOf: file))
    }
}
