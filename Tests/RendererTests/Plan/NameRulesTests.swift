import Testing

@testable import Renderer

@Suite struct NameRulesTests {
    @Test func whatStandsBelowCannotBeUsed() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                let a = 1️⃣helper(2)
                struct Local { var below = 1; func own() -> Int { below } }
                let parts = [Local()].map(\\.below).map { unit in unit + a }
                func inner(_ later: 2️⃣Shape) -> Int { later.below }
                func helper2() -> Int { inner2() }; func inner2() -> Int { 1 }
                ```

                ```swift
                func helper(_ x: Int) -> Int { x }
                struct Shape { var below = 0 }
                let (below, unit) = (1, 2)
                let later = helper(a) + parts.count
                ```
                """,
            [
                "1️⃣ 'helper' is declared on line 13, below; a block can use only what stands above it or in it",
                "2️⃣ 'Shape' is declared on line 14, below; a block can use only what stands above it or in it",
            ])
    }

    @Test func whatIsNotReproducibleIsRefused() {
        let clock =
            "would make the result depend on more than its source; leave the time out: it is another one at every "
            + "build"
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                import Foundation
                let now = 1️⃣Date()
                let x = Double.2️⃣random(in: 0...1)
                let y = 3️⃣exp(x) + [1, 2].4️⃣shuffled()[0] + 5️⃣tan(x)
                var random = RandomStream(key: 1)
                let z = Int.random(in: 0...1, using: &random) + [3].shuffled(using: &random)[0]
                ```
                """,
            [
                "1️⃣ 'Date' \(clock)",
                "2️⃣ '.random' would make the result depend on more than its source; pass a generator, as in "
                    + "'random(…, using: &random)' with a RandomStream",
                "3️⃣ 'exp' would make the result depend on more than its source; leave out Foundation or Glibc and "
                    + "'import Elementary', whose functions have the same bits everywhere",
                "4️⃣ '.shuffled' would make the result depend on more than its source; pass a generator, as in "
                    + "'shuffled(…, using: &random)' with a RandomStream",
                "5️⃣ 'tan' would make the result depend on more than its source; compute it from the functions of "
                    + "'Elementary', which have the same bits everywhere",
            ])
        // Names of one's own, Lab's operations on variables, and Elementary's functions are fine.
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                struct Date {}
                let day = Date()
                let y = exp(Variable(Tensor<Float>([1], [0])))
                ```
                """, [])
    }
}
