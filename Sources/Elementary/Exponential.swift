import CSleef

/// e to the power `x`. Error at most 1.0 ulp; the same bits on every platform (SLEEF's `cinz_expd1_u10purec`).
public func exp(_ x: Double) -> Double { Sleef_cinz_expd1_u10purec(x) }
