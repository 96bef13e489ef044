extension Tensor {
    /// self + other, in place.
    mutating func add(_ other: Tensor) { combine(other, Scalar.add) }

    /// A function of this one and another of the same shape, in place.
    mutating func combine(
        _ other: Tensor,
        _ body: (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
    ) {
        let start = mutableStart
        body(start, other.start, start, count)
    }

    /// A new tensor of the same shape that `body` fills.
    func mapped(_ body: (_ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>) -> Void) -> Tensor {
        var new = Tensor(uninitialized: shape)
        body(start, new.mutableStart)
        return new
    }

    /// A new tensor from this one and another of the same shape.
    func combined(
        _ other: Tensor,
        _ body: (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
    ) -> Tensor {
        mapped { x, z in body(x, other.start, z, count) }
    }
}

private func requireSameShape<Scalar>(
    _ a: Variable<Scalar>, _ b: Variable<Scalar>, _ operation: String, _ file: StaticString, _ line: UInt
) {
    require(
        a.shape == b.shape,
        "\(operation) takes two tensors of the same shape, but the first is \(a.shape) and the second \(b.shape)",
        file, line)
}

/// z = x + y, element by element. Both have the same shape.
public func add<Scalar>(
    _ x: Variable<Scalar>, _ y: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    requireSameShape(x, y, "add", file, line)
    return result(x.value.combined(y.value, Scalar.add), of: x, y) { [x = x.slot, y = y.slot] dz, tape in
        tape.add(dz, to: x)
        tape.add(dz, to: y)
    }
}

/// z = x − y, element by element. Both have the same shape.
public func subtract<Scalar>(
    _ x: Variable<Scalar>, _ y: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    requireSameShape(x, y, "subtract", file, line)
    return result(x.value.combined(y.value, Scalar.subtract), of: x, y) {
        [x = x.slot, y = y.slot] dz, tape in
        tape.add(dz, to: x)
        let count = dz.count
        tape.add(dz.mapped { Scalar.scale(-1, $0, $1, count) }, to: y)
    }
}

/// z = x·y, element by element. Both have the same shape.
public func multiply<Scalar>(
    _ x: Variable<Scalar>, _ y: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    requireSameShape(x, y, "multiply", file, line)
    // A value is kept for the gradient of the other operand, if that has one.
    let (xValue, yValue) = (y.slot == nil ? nil : x.value, x.slot == nil ? nil : y.value)
    return result(x.value.combined(y.value, Scalar.multiply), of: x, y) {
        [x = x.slot, y = y.slot] dz, tape in
        if let yValue { tape.add(dz.combined(yValue, Scalar.multiply), to: x) }
        if let xValue { tape.add(dz.combined(xValue, Scalar.multiply), to: y) }
    }
}

/// y = a·x for a number a.
public func scale<Scalar>(_ x: Variable<Scalar>, by a: Scalar) -> Variable<Scalar> {
    let count = x.value.count
    return result(x.value.mapped { Scalar.scale(a, $0, $1, count) }, of: x) { [x = x.slot] dy, tape in
        let start = dy.mutableStart
        Scalar.scale(a, start, start, count)
        tape.add(dy, to: x)
    }
}

/// y = x where x is positive, else 0 (Nair and Hinton 2010). The derivative at 0 counts as 0; a NaN stays NaN.
public func relu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let count = x.value.count
    let y = x.value.mapped { Scalar.relu($0, $1, count) }
    return result(y, of: x) { [x = x.slot] dy, tape in
        let start = dy.mutableStart
        Scalar.reluBackward(start, y.start, start, count)
        tape.add(dy, to: x)
    }
}

/// y = eˣ.
public func exp<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let y = x.value.mapped { Scalar.exp($0, $1, x.value.count) }
    return result(y, of: x) { [x = x.slot] dy, tape in
        dy.combine(y, Scalar.multiply)
        tape.add(dy, to: x)
    }
}

/// y = tanh x.
public func tanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let y = x.value.mapped { Scalar.tanh($0, $1, x.value.count) }
    return result(y, of: x) { [x = x.slot] dy, tape in
        // dx = dy·(1 − y²) = dy − (dy·y)·y
        var dyy = dy.combined(y, Scalar.multiply)
        dyy.combine(y, Scalar.multiply)
        dy.combine(dyy, Scalar.subtract)
        tape.add(dy, to: x)
    }
}

/// y = 1 / (1 + e⁻ˣ), the logistic function.
public func sigmoid<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let y = x.value.mapped { Scalar.sigmoid($0, $1, x.value.count) }
    return result(y, of: x) { [x = x.slot] dy, tape in
        // dx = dy·y·(1 − y) = dy·y − (dy·y)·y
        dy.combine(y, Scalar.multiply)
        dy.combine(dy.combined(y, Scalar.multiply), Scalar.subtract)
        tape.add(dy, to: x)
    }
}

/// The sum of all elements, of shape [].
public func sum<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    result(Tensor([], [Scalar.sum(x.value.start, x.value.count)]), of: x) {
        [x = x.slot, shape = x.shape] dy, tape in
        tape.add(Tensor(repeating: dy.start[0], shape), to: x)
    }
}

/// The mean of all elements, of shape [].
public func mean<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    scale(sum(x), by: 1 / Scalar(x.value.count))
}

extension Variable {
    /// x + y, element by element.
    public static func + (x: Variable, y: Variable) -> Variable { add(x, y) }
    /// x − y, element by element.
    public static func - (x: Variable, y: Variable) -> Variable { subtract(x, y) }
    /// x·y, element by element.
    public static func * (x: Variable, y: Variable) -> Variable { multiply(x, y) }
}
