// What the recurrent operations have in common: the products with the same weights at every step, and masks.

/// Products of rows with one matrix, packed once if it serves more than one step.
struct RepeatedProduct<Scalar: TensorScalar> {
    private let matrix: Tensor<Scalar>
    private let transposed: Bool
    private let packed: Tensor<Scalar>?
    private let (n, k): (Int, Int)

    /// x·Mᵀ where `transposed` is set, else x·M.
    init(_ matrix: Tensor<Scalar>, transposed: Bool, steps: Int) {
        self.matrix = matrix
        self.transposed = transposed
        (n, k) = transposed ? (matrix.rows, matrix.columns) : (matrix.columns, matrix.rows)
        guard steps > 1 else {
            packed = nil
            return
        }
        var packed = Tensor<Scalar>(uninitialized: [k * ((n + 31) / 32 * 32)])
        Scalar.pack(transposed, n, k, matrix.start, packed.mutableStart)
        self.packed = packed
    }

    func callAsFunction(
        _ rows: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, accumulate: Bool = false
    ) {
        if let packed {
            Scalar.productPacked(rows, n, k, x, packed.start, y, accumulate)
        } else {
            Scalar.product(false, transposed, rows, n, k, x, matrix.start, y, accumulate)
        }
    }
}

extension Tape {
    /// Adds to the gradient of a weight W, for y = x·Wᵀ: dW = dyᵀ·x.
    func addProduct(
        to weight: Variable<Scalar>, _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, rows: Int
    ) {
        let (outputs, inputs) = (weight.value.rows, weight.value.columns)
        update(weight.slot, shape: weight.shape) { dw, accumulate in
            Scalar.product(true, false, outputs, inputs, rows, dy, x, dw, accumulate)
        }
    }

    /// The same for y[t] = h[t − 1]·Wᵀ: the state before the first step is `h0`, the others are the rows of `h`.
    func addProduct(
        to weight: Variable<Scalar>, _ dy: UnsafePointer<Scalar>, statesAfter h0: Tensor<Scalar>,
        _ h: Tensor<Scalar>, steps: Int
    ) {
        let batch = h0.rows
        addProduct(to: weight, dy, h0.start, rows: batch)
        if steps > 1 {
            addProduct(
                to: weight, dy + batch * weight.value.rows, h.start, rows: (steps - 1) * batch)
        }
    }

    /// Adds to the gradient of x, for y = x·Wᵀ: dx = dy·W.
    func addProduct(to x: Variable<Scalar>, _ dy: UnsafePointer<Scalar>, _ weight: Tensor<Scalar>) {
        update(x.slot, shape: x.shape) { dx, accumulate in
            Scalar.product(
                false, false, x.value.rows, weight.columns, weight.rows, dy, weight.start, dx, accumulate)
        }
    }

    /// Adds the sum of rows to the gradient of a bias.
    func addRows(to bias: Variable<Scalar>?, _ dy: UnsafePointer<Scalar>, rows: Int) {
        guard let bias else { return }
        update(bias.slot, shape: bias.shape) { db, accumulate in
            Scalar.sumRows(dy, db, rows, bias.value.count, accumulate)
        }
    }
}

/// What flows back into the state before a step: the gradient of one tensor of shape [batch, units].
struct Carry<Scalar: TensorScalar> {
    var gradient: Tensor<Scalar>
    private var kept: Tensor<Scalar>?

    init(_ last: Tensor<Scalar>?, shape: [Int]) { gradient = last ?? Tensor(zeros: shape) }

    var pointer: UnsafeMutablePointer<Scalar> {
        mutating get { gradient.mutableStart }
    }

    /// Sets the rows of the absent cases aside: nothing reaches what the step computed for them.
    mutating func setAside(_ absent: [Int]) {
        guard !absent.isEmpty else { return }
        kept = gradient
        let columns = gradient.columns
        for row in absent { (gradient.mutableStart + row * columns).update(repeating: 0, count: columns) }
    }

    /// Adds the rows that were set aside to the gradient of the state before the step.
    mutating func bringBack(_ absent: [Int]) {
        guard !absent.isEmpty, let kept else { return }
        let columns = gradient.columns
        for row in absent {
            let place = gradient.mutableStart + row * columns
            Scalar.add(place, kept.start + row * columns, place, columns)
        }
    }
}

/// Copies the old rows of the absent cases over the new ones.
func keepRows<Scalar>(
    _ absent: [Int], of old: UnsafePointer<Scalar>, in new: UnsafeMutablePointer<Scalar>, columns: Int
) {
    for row in absent { (new + row * columns).update(from: old + row * columns, count: columns) }
}
