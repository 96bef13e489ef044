import Elementary
import Lab
import TestSupport
import Testing

@Suite struct RandomTests {
    /// The vectors that Random123 ships with (kat_vectors, philox4x32 10).
    @Test func knownAnswers() {
        #expect(
            philox4x32(counter: (0, 0, 0, 0), key: (0, 0)) == (
                0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8
            ))
        let all = UInt32.max
        #expect(
            philox4x32(counter: (all, all, all, all), key: (all, all))
                == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        #expect(
            philox4x32(
                counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0)
            )
                == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func theWordsOfAStream() {
        var random = RandomStream(key: 0)
        #expect(random.next() == 0xe169_c58d_6627_e8d5)
        #expect(random.next() == 0x9b00_dbd8_bc57_ac4c)
        // The third word begins block 1.
        let block = philox4x32(counter: (1, 0, 0, 0), key: (0, 0))
        #expect(random.next() == UInt64(block.1) << 32 | UInt64(block.0))
        var other = RandomStream(key: 1 << 32 | 2, stream: 3 << 32 | 4)
        let words = philox4x32(counter: (0, 0, 4, 3), key: (2, 1))
        #expect(other.next() == UInt64(words.1) << 32 | UInt64(words.0))
    }

    @Test func aCopyContinuesOnItsOwn() {
        var a = RandomStream(key: 7)
        _ = a.normal()
        var b = a
        #expect((0..<5).map { _ in a.normal() } == (0..<5).map { _ in b.normal() })
    }

    /// The first numbers of a stream, so that a change of the method cannot go unseen.
    @Test func theFirstNumbers() {
        var random = RandomStream(key: 7)
        #expect((0..<2).map { _ in random.uniform() } == [0.7501522221031126, 0.0856578653012815])
        random = RandomStream(key: 7)
        #expect(
            (0..<3).map { _ in random.normal() } == [
                1.4300277086839792, 0.8537140167271431, 1.7190003661702244,
            ])
        random = RandomStream(key: 7)
        #expect(random.permutation(of: 8) == [1, 3, 2, 7, 5, 4, 0, 6])
    }

    @Test func uniformNumbers() {
        var random = RandomStream(key: 71)
        let numbers = (0..<20_000).map { _ in random.uniform() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        // The mean of n has a deviation of 1 / √(12 n) = 0.002; four of them.
        #expect((numbers.reduce(0, +) / 20_000 - 0.5).magnitude < 0.0082)
    }

    @Test func normalNumbers() {
        var random = RandomStream(key: 72)
        let n = 20_000.0
        let x = (0..<20_000).map { _ in random.normal() }
        #expect(x.allSatisfy { $0.isFinite })
        // Four deviations of each estimate: √(1/n), √(2/n), √(15/n), √(96/n).
        #expect((x.reduce(0, +) / n).magnitude < 4 * (1 / n).squareRoot())
        #expect((x.reduce(0) { $0 + $1 * $1 } / n - 1).magnitude < 4 * (2 / n).squareRoot())
        #expect((x.reduce(0) { $0 + $1 * $1 * $1 } / n).magnitude < 4 * (15 / n).squareRoot())
        #expect((x.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n - 3).magnitude < 4 * (96 / n).squareRoot())
    }

    @Test func integers() {
        var random = RandomStream(key: 73)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<7_000 { counts[random.integer(below: 7)] += 1 }
        // Four deviations of √(7000 · 1/7 · 6/7) = 29.
        #expect(counts.min()! > 880 && counts.max()! < 1120)
        #expect((0..<9).map { _ in random.integer(below: 1) } == [Int](repeating: 0, count: 9))
    }

    @Test func permutations() {
        var random = RandomStream(key: 74)
        #expect(random.permutation(of: 100).sorted() == Array(0..<100))
        #expect(random.permutation(of: 0) == [] && random.permutation(of: 1) == [0])
        var counts: [[Int]: Int] = [:]
        for _ in 0..<6_000 { counts[random.permutation(of: 3), default: 0] += 1 }
        #expect(counts.count == 6 && counts.values.min()! > 880 && counts.values.max()! < 1120)
    }

    @Test func namedStreams() {
        let random = RandomStream(key: 7)
        var drawn = random
        _ = drawn.next()
        var (a, b, c) = (random.stream("data"), drawn.stream("data"), random.stream("weights"))
        let first = a.next()
        #expect(first == b.next())
        #expect(first != c.next())
        #expect(random.stream(1).key != random.stream(2).key)
        #expect(random.stream(1).key != random.stream("1").key)
        #expect(RandomStream(key: 7, stream: 1).stream("data").key != random.stream("data").key)
    }

    @Test func initialWeights() {
        var random = RandomStream(key: 75)
        let weight = Dense<Float>(inputs: 200, outputs: 100, random: &random).weight.value.scalars
        let deviation = (weight.reduce(0) { $0 + $1 * $1 } / 20_000).squareRoot()
        expectClose(deviation, Float(0.1), tolerance: 0.02, "deviation")
        // Float weights are the rounded Double ones.
        var (a, b) = (RandomStream(key: 1), RandomStream(key: 1))
        #expect(
            Dense<Float>(inputs: 5, outputs: 3, random: &a).weight.value.scalars
                == Dense<Double>(inputs: 5, outputs: 3, random: &b).weight.value.scalars.map { Float($0) })
    }
}
