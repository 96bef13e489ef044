import CSleef

// SLEEF's `cinz` functions are the platform-consistent ones without fused multiply-add: plain IEEE arithmetic in a
// fixed order, so that x86-64 and arm64 agree in every bit (sleef.org, "Bit-identical results"). `u10` promises an
// error of at most 1.0 units in the last place, `u05` one of at most 0.506.

/// e to the power `x`. 0 below the range of denormals, infinity above the largest number. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_expd1_u10purec`).
public func exp(_ x: Double) -> Double { Sleef_cinz_expd1_u10purec(x) }

/// e to the power `x`. 0 below the range of denormals, infinity above the largest number. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_expf1_u10purec`).
public func exp(_ x: Float) -> Float { Sleef_cinz_expf1_u10purec(x) }

/// eˣ − 1, without cancellation near 0. −1 at −infinity; the sign of a zero is kept. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_expm1d1_u10purec`).
public func expm1(_ x: Double) -> Double { Sleef_cinz_expm1d1_u10purec(x) }

/// eˣ − 1, without cancellation near 0. −1 at −infinity; the sign of a zero is kept. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_expm1f1_u10purec`).
public func expm1(_ x: Float) -> Float { Sleef_cinz_expm1f1_u10purec(x) }

/// The natural logarithm of `x`. −infinity at 0, NaN below. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_logd1_u10purec`).
public func log(_ x: Double) -> Double { Sleef_cinz_logd1_u10purec(x) }

/// The natural logarithm of `x`. −infinity at 0, NaN below. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_logf1_u10purec`).
public func log(_ x: Float) -> Float { Sleef_cinz_logf1_u10purec(x) }

/// ln(1 + x), without cancellation near 0. −infinity at −1, NaN below. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_log1pd1_u10purec`).
public func log1p(_ x: Double) -> Double { Sleef_cinz_log1pd1_u10purec(x) }

/// ln(1 + x), without cancellation near 0. −infinity at −1, NaN below. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_log1pf1_u10purec`).
public func log1p(_ x: Float) -> Float { Sleef_cinz_log1pf1_u10purec(x) }

/// The hyperbolic tangent of `x`. ±1 at ±infinity; the sign of a zero is kept. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_tanhd1_u10purec`).
public func tanh(_ x: Double) -> Double { Sleef_cinz_tanhd1_u10purec(x) }

/// The hyperbolic tangent of `x`. ±1 at ±infinity; the sign of a zero is kept. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_tanhf1_u10purec`).
public func tanh(_ x: Float) -> Float { Sleef_cinz_tanhf1_u10purec(x) }

/// The sine of `x`, an angle in radians. NaN at ±infinity. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_sind1_u10purec`).
public func sin(_ x: Double) -> Double { Sleef_cinz_sind1_u10purec(x) }

/// The sine of `x`, an angle in radians. NaN at ±infinity. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_sinf1_u10purec`).
public func sin(_ x: Float) -> Float { Sleef_cinz_sinf1_u10purec(x) }

/// The cosine of `x`, an angle in radians. NaN at ±infinity. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_cosd1_u10purec`).
public func cos(_ x: Double) -> Double { Sleef_cinz_cosd1_u10purec(x) }

/// The cosine of `x`, an angle in radians. NaN at ±infinity. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_cosf1_u10purec`).
public func cos(_ x: Float) -> Float { Sleef_cinz_cosf1_u10purec(x) }

/// `x` to the power `y`, with the special cases of IEEE 754 (pow(x, 0) is 1 for every x; NaN for a negative `x` and
/// a `y` that is not an integer). Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_powd1_u10purec`).
public func pow(_ x: Double, _ y: Double) -> Double { Sleef_cinz_powd1_u10purec(x, y) }

/// `x` to the power `y`, as for Double. Error at most 1.0 ulp; the same bits everywhere (SLEEF's `cinz_powf1_u10purec`).
public func pow(_ x: Float, _ y: Float) -> Float { Sleef_cinz_powf1_u10purec(x, y) }

/// The sine of π·x: exact at multiples of ½. Error at most 0.506 ulp for |x| ≤ 10⁹; the same bits everywhere
/// (SLEEF's `cinz_sinpid1_u05purec`).
public func sinPi(_ x: Double) -> Double { Sleef_cinz_sinpid1_u05purec(x) }

/// The cosine of π·x: exact at multiples of ½. Error at most 0.506 ulp for |x| ≤ 10⁹; the same bits everywhere
/// (SLEEF's `cinz_cospid1_u05purec`).
public func cosPi(_ x: Double) -> Double { Sleef_cinz_cospid1_u05purec(x) }
