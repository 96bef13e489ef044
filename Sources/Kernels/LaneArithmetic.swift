import CProcessor

// Arithmetic on lanes by single instructions (see lanes.h). These overloads stand in front of the standard library's.

@inline(__always) func splat(_ x: Float) -> Lanes { labbook_splat(x) }

@inline(__always) func + (x: Lanes, y: Lanes) -> Lanes { labbook_add(x, y) }
@inline(__always) func - (x: Lanes, y: Lanes) -> Lanes { labbook_subtract(x, y) }
@inline(__always) func * (x: Lanes, y: Lanes) -> Lanes { labbook_multiply(x, y) }
@inline(__always) func / (x: Lanes, y: Lanes) -> Lanes { labbook_divide(x, y) }
@inline(__always) prefix func - (x: Lanes) -> Lanes { labbook_negate(x) }
@inline(__always) func += (x: inout Lanes, y: Lanes) { x = labbook_add(x, y) }

@inline(__always) func + (x: Lanes, y: Float) -> Lanes { x + splat(y) }
@inline(__always) func - (x: Lanes, y: Float) -> Lanes { x - splat(y) }
@inline(__always) func * (x: Lanes, y: Float) -> Lanes { x * splat(y) }
@inline(__always) func / (x: Lanes, y: Float) -> Lanes { x / splat(y) }
@inline(__always) func - (x: Float, y: Lanes) -> Lanes { splat(x) - y }
@inline(__always) func * (x: Float, y: Lanes) -> Lanes { splat(x) * y }
@inline(__always) func / (x: Float, y: Lanes) -> Lanes { splat(x) / y }

/// a·b + c, rounded once.
@inline(__always) func fma(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { labbook_fma(a, b, c) }

@inline(__always) func fma(_ a: Float, _ b: Float, _ c: Float) -> Float { c.addingProduct(a, b) }

/// The square root of each lane, correctly rounded.
@inline(__always) func squareRoot(_ x: Lanes) -> Lanes { labbook_square_root(x) }
