import CSleef

/// The natural logarithm of `x`. Error at most 1.0 ulp; the same bits on every platform (SLEEF's
/// `cinz_logd1_u10purec`). −∞ at 0, NaN below.
public func log(_ x: Double) -> Double { Sleef_cinz_logd1_u10purec(x) }

/// The natural logarithm of 1 + `x`, without the loss of digits that the sum has for small `x`. Error at most
/// 1.0 ulp; the same bits on every platform (SLEEF's `cinz_log1pd1_u10purec`). −∞ at −1, NaN below.
public func log1p(_ x: Double) -> Double { Sleef_cinz_log1pd1_u10purec(x) }
