import CSleef

/// The logarithm of `x` to base 10. Error at most 1.0 ulp; the same bits on every platform (SLEEF's
/// `cinz_log10d1_u10purec`). −∞ at 0, NaN below.
public func log10(_ x: Double) -> Double { Sleef_cinz_log10d1_u10purec(x) }
