/// The operations of one forward pass in the order in which they ran, for walking back along them.
///
/// Every parameter and every recorded result has a slot. The backward pass visits the operations from last to first;
/// each adds to the gradients of its inputs' slots, always in the same order, so that the sums have the same bits
/// each time. A tape is used by the one thread that made it. (Usable from inlined code for the reason that `Storage`
/// gives.)
@usableFromInline
final class Tape<Scalar: TensorScalar>: @unchecked Sendable {
    /// What a backward step does: it gets the gradient of the operation's result, whose memory it may give to the gradient
    /// of an input. It keeps of its inputs what it reads (their slots, say, without their values): what no backward step
    /// keeps is free memory as soon as the forward pass has used it.
    typealias Backward = (_ dy: inout Tensor<Scalar>, _ tape: Tape) -> Void

    /// The same for several results; the gradient of one that had no part in the loss is nil.
    typealias JointBackward = (_ dys: inout [Tensor<Scalar>?], _ tape: Tape) -> Void

    /// Whether the forward pass is still going on. A copy of the model that outlives it no longer records.
    private(set) var isOpen = true
    private var operations: [(slots: Range<Int>, backward: JointBackward)] = []
    private var gradients: [Tensor<Scalar>?] = []
    /// The new values of statistics, by slot, to be written into the model after the pass.
    private(set) var assignments: [Int: Tensor<Scalar>] = [:]

    /// A slot for a parameter or a result.
    func newSlot() -> Int {
        gradients.append(nil)
        return gradients.count - 1
    }

    /// Records an operation and returns the slot of its result.
    func record(_ backward: @escaping Backward) -> Int {
        record(results: 1) { dys, tape in backward(&dys[0]!, tape) }.lowerBound
    }

    /// Records an operation with several results and returns their slots.
    func record(results count: Int, _ backward: @escaping JointBackward) -> Range<Int> {
        let slots = gradients.count..<gradients.count + count
        for _ in slots { gradients.append(nil) }
        operations.append((slots, backward))
        return slots
    }

    /// Adds `dx` to the gradient of a slot. Does nothing for a constant, which has no slot.
    func add(_ dx: @autoclosure () -> Tensor<Scalar>, to slot: Int?) {
        guard let slot else { return }
        let dx = dx()
        if gradients[slot] == nil {
            gradients[slot] = dx
        } else {
            gradients[slot]!.add(dx)
        }
    }

    /// Lets `body` write or add to the gradient of a slot in place: `accumulate` says whether there is something to
    /// add to; if not, the content is undefined and `body` overwrites it.
    func update(
        _ slot: Int?, shape: [Int], _ body: (_ dx: UnsafeMutablePointer<Scalar>, _ accumulate: Bool) -> Void
    ) {
        guard let slot else { return }
        if gradients[slot] == nil {
            var fresh = Tensor<Scalar>(uninitialized: shape)
            body(fresh.mutableStart, false)
            gradients[slot] = fresh
        } else {
            body(gradients[slot]!.mutableStart, true)
        }
    }

    /// Ends the forward pass.
    func close() {
        isOpen = false
        operations = []
    }

    /// Walks back from the result in `slot`. Afterwards only the parameters' gradients are left.
    func backward(from slot: Int, _ seed: Tensor<Scalar>) {
        gradients[slot] = seed
        while let operation = operations.popLast() {
            // The gradient of an intermediate result is of no use once its operation has passed it on.
            var dys = operation.slots.map { gradients[$0].take() }
            if dys.contains(where: { $0 != nil }) { operation.backward(&dys, self) }
        }
    }

    /// The gradient of a parameter, if it had any part in the result.
    func takeGradient(_ slot: Int) -> Tensor<Scalar>? { gradients[slot].take() }

    func assign(_ value: Tensor<Scalar>, to slot: Int) { assignments[slot] = value }
}
