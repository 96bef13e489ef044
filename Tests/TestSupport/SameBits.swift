public import Testing

/// Expects two lists to be equal to the last bit. Zeros of unequal sign differ; a NaN equals any NaN, because which one
/// an operation returns is not fixed.
public func expectSameBits(
    _ actual: [Float], _ expected: [Float], _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record(
            "\(what) has \(actual.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    for i in actual.indices {
        let (x, y) = (actual[i], expected[i])
        if x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN) { continue }
        Issue.record(
            "\(what)[\(i)] is \(x) (bits \(hex(x.bitPattern))), expected \(y) (bits \(hex(y.bitPattern)))",
            sourceLocation: sourceLocation)
        return
    }
}

private func hex(_ bits: UInt32) -> String { String(bits, radix: 16) }
