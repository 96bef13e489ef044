public import KernelInterface

// Every kernel of the table on the same inputs, and the digest of what it gives. The tests run it against each build of the
// kernels; `Tools/arm64.sh` compiles the same files for a processor of another kind. So they use neither Foundation nor
// an operating system.

/// One entry of the kernel table, and how it is run.
struct KernelCase: Sendable {
    /// The entry's name in `KernelTable` or `LayerKernelTable`.
    let name: StaticString
    let run: @Sendable (KernelTable, inout Bench) -> Void

    init(_ name: StaticString, run: @escaping @Sendable (KernelTable, inout Bench) -> Void) {
        self.name = name
        self.run = run
    }
}

/// What a kernel gave, as 64 bits.
public struct KernelDigest: Sendable {
    /// The entry's name in `KernelTable` or `LayerKernelTable`, or `training`.
    public let name: StaticString
    /// The digest of all results of the entry's case, each NaN counted as the same.
    public let value: UInt64

    #if !hasFeature(Embedded)
        /// The digest as sixteen hexadecimal digits.
        public var hexadecimal: String { KernelDigests.hexadecimal(value) }
    #endif
}

/// The digests of all entries of a table, and that of a small training by its kernels, which comes last.
public func kernelDigests(of table: KernelTable, _ placement: Placement = Placement()) -> [KernelDigest] {
    let cases =
        elementCases + reductionCases + normalizationCases + lossCases + descentCases + productCases
        + windowCases + channelCases + recurrentCases + [KernelCase("training", run: training)]
    var bench = Bench(placement)
    defer { bench.deallocate() }
    var digests: [KernelDigest] = []
    for each in cases {
        bench.begin()
        each.run(table, &bench)
        digests.append(KernelDigest(name: each.name, value: bench.digest.value))
    }
    return digests
}

#if !hasFeature(Embedded)
    /// One digest of several, in their order, as sixteen hexadecimal digits.
    public func combinedDigest(_ values: [UInt64]) -> String {
        var digest = WordDigest()
        for value in values {
            digest.take(UInt32(truncatingIfNeeded: value >> 32))
            digest.take(UInt32(truncatingIfNeeded: value))
        }
        return hexadecimal(digest.value)
    }

    private func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
#endif
