public import Testing

/// Expects the numbers to agree within a tolerance, relative to the largest expected magnitude (or to `floor`, if that
/// is larger: for expectations that are 0 but for rounding).
///
/// Counts are compared first: two lists of unequal length never agree. Infinities agree with themselves only. A NaN
/// agrees with nothing, so that a calculation gone wrong cannot pass.
public func expectClose<Scalar: BinaryFloatingPoint>(
    _ actual: [Scalar], _ expected: [Scalar], tolerance: Scalar, floor: Scalar = 0, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record(
            "\(what) has \(actual.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    let size = expected.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    for (i, (x, y)) in zip(actual, expected).enumerated() {
        // Written so that a NaN fails.
        if x == y || (x - y).magnitude <= tolerance * max(size, floor) { continue }
        Issue.record("\(what)[\(i)] is \(x), expected \(y)", sourceLocation: sourceLocation)
        return
    }
}

/// Expects two numbers to agree within a tolerance relative to the expected one.
public func expectClose<Scalar: BinaryFloatingPoint>(
    _ actual: Scalar, _ expected: Scalar, tolerance: Scalar, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose([actual], [expected], tolerance: tolerance, what, sourceLocation: sourceLocation)
}
