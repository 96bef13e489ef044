import CSleef

/// ln |Γ(x)|. Error at most 1.0 ulp, or 2e-16 absolute near its zeros 1 and 2; the same bits on every platform
/// (SLEEF's `cinz_lgammad1_u10purec`). ∞ at 0 and the negative integers.
public func logGamma(_ x: Double) -> Double { Sleef_cinz_lgammad1_u10purec(x) }
