/// How far a Float is from the exact value, in units of the distance between Floats there.
///
/// Where the exact value is beyond the largest Float, infinity is right; where both are NaN, the distance is 0.
public func ulps(_ actual: Float, from exact: Double) -> Double {
    if exact.isNaN || actual.isNaN { return exact.isNaN && actual.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if rounded.isInfinite || actual.isInfinite { return actual == rounded ? 0 : .infinity }
    return (Double(actual) - exact).magnitude / Double(rounded.ulp)
}
