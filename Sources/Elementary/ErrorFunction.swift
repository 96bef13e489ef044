import CSleef

/// The complementary error function 2/√π ∫ₓ^∞ e^(−t²) dt, without cancellation for large `x`. Error at most 1.5 ulp;
/// the same bits on every platform (SLEEF's `cinz_erfcd1_u15purec`). 0 at infinity, 2 at −infinity.
public func erfc(_ x: Double) -> Double { Sleef_cinz_erfcd1_u15purec(x) }
