/// A floating-point type with elementary functions that give the same bits everywhere: `Float` or `Double`.
///
/// It lets generic code call them; where the type is known the free functions of this module read better.
public protocol ElementaryScalar: BinaryFloatingPoint & Sendable {
    /// e to the power `x`; see the free function `exp`.
    static func exp(_ x: Self) -> Self
    /// The natural logarithm; see the free function `log`.
    static func log(_ x: Self) -> Self
    /// The hyperbolic tangent; see the free function `tanh`.
    static func tanh(_ x: Self) -> Self
}

extension Double: ElementaryScalar {
    /// e to the power `x`; see the free function `exp`.
    public static func exp(_ x: Double) -> Double { Elementary.exp(x) }
    /// The natural logarithm; see the free function `log`.
    public static func log(_ x: Double) -> Double { Elementary.log(x) }
    /// The hyperbolic tangent; see the free function `tanh`.
    public static func tanh(_ x: Double) -> Double { Elementary.tanh(x) }
}

extension Float: ElementaryScalar {
    /// e to the power `x`; see the free function `exp`.
    public static func exp(_ x: Float) -> Float { Elementary.exp(x) }
    /// The natural logarithm; see the free function `log`.
    public static func log(_ x: Float) -> Float { Elementary.log(x) }
    /// The hyperbolic tangent; see the free function `tanh`.
    public static func tanh(_ x: Float) -> Float { Elementary.tanh(x) }
}
