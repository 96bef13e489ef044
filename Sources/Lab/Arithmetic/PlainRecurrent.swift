import Elementary

// The element-wise parts of recurrent cells, as `KernelTable` says.
extension Plain {
    /// op(B) itself, of shape [k, n].
    package static func pack<Scalar: ElementaryScalar>(
        _ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input<Scalar>, _ packed: Output<Scalar>
    ) {
        for p in 0..<k {
            for j in 0..<n { packed[p * n + j] = transposeB ? b[j * k + p] : b[p * n + j] }
        }
    }

    package static func productPacked<Scalar: ElementaryScalar>(
        _ m: Int, _ n: Int, _ k: Int, _ a: Input<Scalar>, _ packed: Input<Scalar>, _ c: Output<Scalar>,
        _ accumulate: Bool
    ) {
        product(false, false, m, n, k, a, packed, c, accumulate)
    }

    package static func tanhBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ y: Input<Scalar>, _ dx: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { dx[i] = dy[i] * slope(y[i]) }
    }

    /// 1 − y², the derivative of tanh where it gave y.
    private static func slope<Scalar: ElementaryScalar>(_ y: Scalar) -> Scalar {
        (1 as Scalar).addingProduct(-y, y)
    }

    private static func sigmoid<Scalar: ElementaryScalar>(_ x: Scalar) -> Scalar {
        let e = Scalar.exp(-x.magnitude)
        return (x > 0 ? 1 : e) / (1 + e)
    }

    package static func lstmCell<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ r: Input<Scalar>, _ c0: Input<Scalar>, _ gates: Output<Scalar>,
        _ c: Output<Scalar>, _ rows: Int, _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                let place = i * 4 * units + j
                let (f, n, o, g) = (place, place + units, place + 2 * units, place + 3 * units)
                gates[f] = sigmoid(x[f] + r[f])
                gates[n] = sigmoid(x[n] + r[n])
                gates[o] = sigmoid(x[o] + r[o])
                gates[g] = Scalar.tanh(x[g] + r[g])
                c[i * units + j] = (gates[n] * gates[g]).addingProduct(gates[f], c0[i * units + j])
            }
        }
    }

    package static func lstmCellBackward<Scalar: ElementaryScalar>(
        _ dc: Input<Scalar>, _ gates: Input<Scalar>, _ c0: Input<Scalar>, _ dgates: Output<Scalar>,
        _ dc0: Output<Scalar>, _ rows: Int, _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                let place = i * 4 * units + j
                let (f, n, g) = (gates[place], gates[place + units], gates[place + 3 * units])
                let d = dc[i * units + j]
                dgates[place] = d * c0[i * units + j] * f * (1 - f)
                dgates[place + units] = d * g * n * (1 - n)
                dgates[place + 3 * units] = d * n * slope(g)
                dc0[i * units + j] = d * f
            }
        }
    }

    package static func lstmOutput<Scalar: ElementaryScalar>(
        _ gates: Input<Scalar>, _ z: Input<Scalar>, _ u: Output<Scalar>, _ h: Output<Scalar>, _ rows: Int,
        _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                u[i * units + j] = Scalar.tanh(z[i * units + j])
                h[i * units + j] = gates[(i * 4 + 2) * units + j] * u[i * units + j]
            }
        }
    }

    package static func lstmOutputBackward<Scalar: ElementaryScalar>(
        _ dh: Input<Scalar>, _ gates: Input<Scalar>, _ u: Input<Scalar>, _ dgates: Output<Scalar>,
        _ dz: Output<Scalar>, _ rows: Int, _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                let (d, y) = (dh[i * units + j], u[i * units + j])
                let o = gates[(i * 4 + 2) * units + j]
                dgates[(i * 4 + 2) * units + j] = d * y * o * (1 - o)
                dz[i * units + j] = d * o * slope(y)
            }
        }
    }

    package static func gruCell<Scalar: ElementaryScalar>(
        _ xGates: Input<Scalar>, _ x: Input<Scalar>, _ rGates: Input<Scalar>, _ r: Input<Scalar>,
        _ h0: Input<Scalar>, _ gates: Output<Scalar>, _ candidate: Output<Scalar>, _ h: Output<Scalar>,
        _ rows: Int, _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                let (update, reset, place) = (i * 2 * units + j, (i * 2 + 1) * units + j, i * units + j)
                gates[update] = sigmoid(xGates[update] + rGates[update])
                gates[reset] = sigmoid(xGates[reset] + rGates[reset])
                let new = Scalar.tanh(x[place].addingProduct(gates[reset], r[place]))
                let old = h0[place]
                candidate[place] = new
                h[place] = old.addingProduct(gates[update], new - old)
            }
        }
    }

    package static func gruCellBackward<Scalar: ElementaryScalar>(
        _ dh: Input<Scalar>, _ gates: Input<Scalar>, _ candidate: Input<Scalar>, _ r: Input<Scalar>,
        _ h0: Input<Scalar>, _ dgates: Output<Scalar>, _ dx: Output<Scalar>, _ dr: Output<Scalar>,
        _ dh0: Output<Scalar>, _ rows: Int, _ units: Int
    ) {
        for i in 0..<rows {
            for j in 0..<units {
                let place = i * units + j
                let (update, reset) = (gates[i * 2 * units + j], gates[(i * 2 + 1) * units + j])
                let (d, new, old) = (dh[place], candidate[place], h0[place])
                let dnew = d * update * slope(new)
                dgates[i * 2 * units + j] = d * (new - old) * update * (1 - update)
                dgates[(i * 2 + 1) * units + j] = dnew * r[place] * reset * (1 - reset)
                dx[place] = dnew
                dr[place] = dnew * reset
                dh0[place] = d.addingProduct(-update, d)
            }
        }
    }
}
