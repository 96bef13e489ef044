import Digest
import Foundation
import Storage
import Testing

@testable import Renderer

/// A store whose files were damaged serves nothing wrong: what is damaged is computed again.
@Suite(.enabled(if: runsSlowTests), .serialized) struct DamageTests {
    /// Blocks with every kind of entry: records, saved values, runs of a sweep. The last one uses all, and is another each time.
    private static func notebook(_ version: Int) -> String {
        """
        ```swift
        let numbers = Array(0..<200).map { $0 * $0 % 37 }
        ```

        ```swift
        final class Counter { var count = 0 }
        let counter = Counter()
        var tally = [numbers.count]
        ```

        ```swift
        counter.count += numbers.max() ?? 0
        tally.append(counter.count)
        ```

        ```swift
        let runs = try sweep(over: Setting("n", [1, 2, 3]), seeds: 2) { run, n in
            try run.record("size", at: 0, Double(n * numbers[n]))
        }
        let sizes = runs.finals(of: "size").numbers("size") ?? []
        ```

        ```swift
        print(numbers.reduce(0, +), tally, counter.count, sizes, \(version))
        ```
        """
    }

    private static func output(_ version: Int) -> String {
        let numbers = (0..<200).map { $0 * $0 % 37 }
        let sizes = [1, 2, 3].flatMap { n in [Double(n * numbers[n]), Double(n * numbers[n])] }
        let most = numbers.max() ?? 0
        return "\(numbers.reduce(0, +)) \([numbers.count, most]) \(most) \(sizes) \(version)"
    }

    private enum Damage: CaseIterable {
        /// One bit is another.
        case bit
        /// The file ends too early.
        case end
        /// An entry of another format, sealed as it should be.
        case format
        /// What a disk gives that lost the content.
        case zeros

        func applied(to data: Data, _ random: inout SystemRandomNumberGenerator) -> Data {
            var data = data
            switch self {
            case .bit:
                guard let index = data.indices.randomElement(using: &random) else { break }
                data[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case .end: data = data.prefix(Int.random(in: 0..<max(1, data.count), using: &random))
            case .format:
                let content = Array(#"{"blocks":[["old"]],"inlineValues":[]}"#.utf8)
                data = Data(Array(sha256(content).utf8) + [UInt8(ascii: "\n")] + content)
            case .zeros: data = Data(count: data.count)
            }
            return data
        }
    }

    @Test func whatIsDamagedIsComputedAgain() async throws {
        let project = try SampleProject(["a": Self.notebook(0)])
        #expect(try await project.build().report.messages == [])
        var random = SystemRandomNumberGenerator()
        for version in 1...8 {
            let damage = Damage.allCases[version % Damage.allCases.count]
            // In turn all that there is, and a part of it.
            let chance = version > Damage.allCases.count ? 1.0 : 0.5
            var damaged: [String] = []
            for folder in [
                ".labbook/store/records", ".labbook/store/values", ".labbook/store/runs", "site/data",
            ] {
                for (path, data) in try project.contents(folder)
                where !path.hasSuffix(".damaged") && Double.random(in: 0..<1, using: &random) < chance {
                    try project.write(damage.applied(to: data, &random), to: "\(folder)/\(path)")
                    damaged.append("\(folder)/\(path)")
                }
            }
            try project.write("a", Self.notebook(version))
            let built = try await project.build()
            #expect(built.report.messages == [], "\(damage) of \(damaged)")
            let shown = section("block-5", of: try project.page("a"))
            let isRight = shown.contains("class=\"output\">\(Self.output(version))\n</pre>")
            #expect(isRight, "\(damage) of \(damaged): \(shown)")
            let again = try await project.build()
            #expect(again.report.ran == [] && again.report.changed == [], "\(damage) of \(damaged)")
        }
    }

    /// Only the saved values are lost: the blocks that made them run again when a stale block needs them.
    @Test func aLostValueIsMadeAgain() async throws {
        let project = try SampleProject(["a": Self.notebook(1)])
        #expect(try await project.build().report.messages == [])
        try project.remove(".labbook/store/values")
        try project.remove("site/data")
        try project.write("a", Self.notebook(2))
        let built = try await project.build()
        #expect(built.report.messages == [] && built.report.ran == ["a:block-5"])
        let shown = section("block-5", of: try project.page("a"))
        #expect(shown.contains("class=\"output\">\(Self.output(2))\n</pre>"), "\(shown)")
    }
}
