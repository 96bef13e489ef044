/// A sequence for every case of a batch: what goes into a recurrent layer and what comes out of it.
///
/// The rows stand in the order of time: those of all cases at step 0, then of all cases at step 1, and so on. So one
/// matrix product, and one dense layer, serves all steps at once: `output(states.rows)`.
public struct TimeSteps<Scalar: TensorScalar> {
    /// All steps below one another, of shape [steps·batch, features].
    public let rows: Variable<Scalar>
    /// The number of time steps.
    public let steps: Int
    /// The number of cases.
    public let batch: Int
    /// The number of features of a case at one step.
    public var features: Int { rows.shape[1] }

    /// A sequence from its rows.
    public init(
        rows: Variable<Scalar>, steps: Int, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            steps > 0 && rows.shape.count == 2 && rows.shape[0] % steps == 0,
            "\(steps) time steps have the shape [\(steps)·batch, features] with at least one step, but the rows are "
                + "\(rows.shape)", file, line)
        self.rows = rows
        self.steps = steps
        batch = rows.shape[0] / steps
    }

    /// A constant sequence of shape [steps, batch, features].
    public init(_ x: Tensor<Scalar>, file: StaticString = #fileID, line: UInt = #line) {
        require(
            x.shape.count == 3 && x.shape[0] > 0,
            "a sequence has the shape [steps, batch, features] with at least one step, not \(x.shape)", file,
            line)
        self.init(
            rows: Variable(x.reshaped(to: [x.shape[0] * x.shape[1], x.shape[2]])), steps: x.shape[0],
            file: file, line: line)
    }

    /// A sequence from its steps, each of shape [batch, features].
    public init(_ steps: [Variable<Scalar>], file: StaticString = #fileID, line: UInt = #line) {
        require(
            !steps.isEmpty && steps.allSatisfy { $0.shape == steps[0].shape },
            "a sequence is made of one or more steps of the same shape, but they are \(steps.map(\.shape))",
            file,
            line)
        self.init(
            rows: steps.count == 1 ? steps[0] : joinedRows(steps, file: file, line: line), steps: steps.count,
            file: file, line: line)
    }

    /// One step, of shape [batch, features].
    public subscript(
        step: Int, file file: StaticString = #fileID, line line: UInt = #line
    ) -> Variable<Scalar> {
        require(step >= 0 && step < steps, "step \(step) is not one of 0 ..< \(steps)", file, line)
        return steps == 1
            ? rows : Lab.rows(step * batch..<(step + 1) * batch, of: rows, file: file, line: line)
    }

    /// The steps from the last to the first.
    public func reversed() -> TimeSteps {
        if steps == 1 { return self }
        let (count, steps) = (batch * features, steps)
        func turned(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
            x.mapped { x, y in
                for t in 0..<steps {
                    (y + t * count).update(from: x + (steps - 1 - t) * count, count: count)
                }
            }
        }
        let rows = rows
        let turnedRows = result(turned(rows.value), of: rows) { [slot = rows.slot] dy, tape in
            tape.add(turned(dy), to: slot)
        }
        return TimeSteps(rows: turnedRows, steps: steps)
    }
}

/// Which cases take part in which steps. At a step in which a case takes no part its state stays as it is, to the last
/// bit, and the input there does not matter, as long as it is finite.
public struct StepMask: Sendable, Equatable {
    /// The number of time steps.
    public let steps: Int
    /// The number of cases.
    public let batch: Int
    /// Whether a case takes part, in the order of `TimeSteps.rows`.
    let present: [Bool]

    /// A mask from one list for each step.
    public init(_ present: [[Bool]], file: StaticString = #fileID, line: UInt = #line) {
        require(
            !present.isEmpty && present.allSatisfy { $0.count == present[0].count },
            "a mask has one list for each step, all of the same length, not \(present.map(\.count))", file,
            line)
        steps = present.count
        batch = present[0].count
        self.present = present.flatMap { $0 }
    }

    /// A mask for cases of unequal lengths, which all begin at step 0.
    public init(
        lengths: [Int], steps: Int, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init((0..<steps).map { t in lengths.map { t < $0 } }, file: file, line: line)
    }

    /// The mask of the reversed sequence.
    public func reversed() -> StepMask {
        StepMask((0..<steps).reversed().map { t in Array(present[t * batch..<(t + 1) * batch]) })
    }

    /// The cases that take no part in a step.
    func absent(at step: Int) -> [Int] { (0..<batch).filter { !present[step * batch + $0] } }
}

/// What a recurrent layer carries from one step to the next.
public struct RecurrentState<Scalar: TensorScalar> {
    /// h, the state that is also the output, of shape [batch, units].
    public var output: Variable<Scalar>
    /// c, the cell of an LSTM, of shape [batch, units]; nil for other layers.
    public var cell: Variable<Scalar>?

    /// A state.
    public init(output: Variable<Scalar>, cell: Variable<Scalar>? = nil) {
        self.output = output
        self.cell = cell
    }
}
