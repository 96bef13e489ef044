import Foundation
import Testing

@testable import Renderer

/// The claims of the theory pages can fail: each way to break layer normalization turns the claims about it red, and no others.
///
/// The code is that of the committed notebooks; only the body of their `layerNormalized` is exchanged, and fewer networks are drawn.
@Suite(.enabled(if: runsSlowTests), .serialized) struct SabotageTests {
    @Test(arguments: [
        // The mean is not subtracted: what is left is RMS normalization with a bias.
        (
            "addRow(rmsNormalization(a, gain: gain, epsilon: epsilon), bias)",
            ["claim-layer-matrix-centered", "claim-constant-case"]
        ),
        // The statistics are those of the batch.
        (
            """
            return {
                var batch = BatchNormalization<S>(units: a.shape[1], epsilon: epsilon)
                (batch.gain.value, batch.bias.value) = (gain.value, bias.value)
                return batch(a, .training)
            }()
            """,
            [
                "claim-layer-matrix-centered", "claim-layer-vector-scaled", "claim-layer-data-centered",
                "claim-layer-case-scaled",
            ]
        ),
        // ε is left out.
        (
            "layerNormalization(a, gain: gain, bias: bias, epsilon: 0 * epsilon)", ["claim-constant-case"]
        ),
        // Nothing is broken.
        ("layerNormalization(a, gain: gain, bias: bias, epsilon: epsilon)", []),
    ])
    func brokenNormalizationsFailTheirCells(body: String, contradicted: [String]) async throws {
        let verdicts = try await verdicts(
            of: "invariances",
            keeping: [
                "layer-norm", "methods", "draw", "changes", "deviations", "cell", "verdicts", "cell-claims",
                "usual-epsilon", "constant-rows", "claim-constant-case",
            ], claims: "claim-layer-",
            exchanging: [
                "layerNormalization(a, gain: gain, bias: bias, epsilon: epsilon)": body,
                "let draws = 100": "let draws = 3",
            ])
        #expect(verdicts.count == 7)
        #expect(Set(verdicts.filter { $0.value != "supported" }.keys) == Set(contradicted), "\(verdicts)")
    }

    @Test(arguments: [
        // The mean and the deviation count as constants in the backward pass.
        (
            """
            return {
                let (cases, units) = (a.shape[0], a.shape[1])
                var (means, inverses) = (a.value, a.value)
                for n in 0..<cases {
                    let row = (0..<units).map { a.value[n, $0] }
                    let center = mean(row)
                    let variance = mean(row.map { ($0 - center) * ($0 - center) })
                    for i in 0..<units {
                        means[n, i] = center
                        inverses[n, i] = 1 / variance.squareRoot()
                    }
                }
                let ones = Variable(Tensor<Double>(repeating: 1, [cases, 1]))
                let gains = product(ones, gain.reshaped(to: [1, units]))
                return addRow((a - Variable(means)) * Variable(inverses) * gains, bias)
            }()
            """, ["claim-growth", "claim-columns"]
        ),
        ("layerNormalization(a, gain: gain, bias: bias, epsilon: 0)", []),
    ])
    func detachedStatisticsFailTheGrowthIdentity(body: String, contradicted: [String]) async throws {
        let verdicts = try await verdicts(
            of: "geometry",
            keeping: ["layer-norm", "vectors", "identities", "claim-growth", "claim-columns"],
            claims: "claim-gradient-",
            exchanging: [
                "layerNormalization(a, gain: gain, bias: bias, epsilon: 0)": body,
                "let networks = 20": "let networks = 3",
            ])
        #expect(verdicts.count == 3)
        #expect(Set(verdicts.filter { $0.value != "supported" }.keys) == Set(contradicted), "\(verdicts)")
    }

    /// The verdicts of the claims in some blocks of a notebook of the book, in which some code was exchanged for other.
    private func verdicts(
        of notebook: String, keeping labels: Set<String>, claims prefix: String,
        exchanging exchanges: KeyValuePairs<String, String>
    ) async throws -> [String: String] {
        let file = URL(filePath: "\(Products.package)/notebooks/\(notebook).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var blocks: [String] = []
        for part in text.components(separatedBy: "\n```swift\n").dropFirst() {
            let block = part.components(separatedBy: "\n```")[0]
            let label = block.components(separatedBy: "\n")[0].replacing("//| label: ", with: "")
            guard labels.contains(label) || label.hasPrefix(prefix) else { continue }
            blocks.append("```swift\n\(block)\n```\n")
        }
        var code = blocks.joined(separator: "\n")
        for (old, new) in exchanges {
            let count = code.components(separatedBy: old).count - 1
            try #require(count == 1, "'\(old)' must stand once in \(notebook).md")
            code = code.replacing(old, with: new)
        }
        let project = try SampleProject([notebook: code])
        let outcome = try await project.build()
        // A verdict that is not the expected one is a message; nothing else may go wrong.
        #expect(outcome.report.messages.filter { !$0.contains("the claim was expected to be") } == [])
        let claims = try JSONSerialization.jsonObject(with: Data(project.text("site/data/claims.json").utf8))
        let entries = try #require(claims as? [[String: Any]])
        return Dictionary(
            entries.compactMap { entry in
                (entry["id"] as? String).flatMap { id in (entry["verdict"] as? String).map { (id, $0) } }
            }, uniquingKeysWith: { first, _ in first })
    }
}
