import Elementary

/// The learning rate as a function of the step. A plain value, asked for each step:
///
///     let schedule = LearningRateSchedule.linearWarmUp(steps: 100, then: .cosine(from: 1e-3, to: 0, steps: 900))
///     adam.learningRate = schedule.rate(at: adam.step)
///
/// Steps count from 0, the first one.
public indirect enum LearningRateSchedule: Sendable, Hashable, Codable {
    /// The same rate at each step.
    case constant(Double)
    /// rate·factorᵏ with k = ⌊step / every⌋.
    case step(from: Double, factor: Double, every: Int)
    /// rate·factor^step: PyTorch's `ExponentialLR`, asked for each step.
    case exponential(from: Double, factor: Double)
    /// to + (from − to)·(1 + cos(π·step / steps)) / 2, and `to` from step `steps` on. Loshchilov and Hutter 2016 (arXiv
    /// 1608.03983), equation 5, without restarts.
    case cosine(from: Double, to: Double, steps: Int)
    /// (step + 1) / steps of what another schedule has at its step 0, for `steps` steps; then that schedule from its
    /// step 0 on.
    case linearWarmUp(steps: Int, then: LearningRateSchedule)

    /// The rate at a step, the first of which is 0.
    public func rate(at step: Int, file: StaticString = #fileID, line: UInt = #line) -> Double {
        require(step >= 0, "a learning rate was asked for at step \(step); the first step is 0", file, line)
        switch self {
        case .constant(let rate): return rate
        case .step(let rate, let factor, let every):
            require(every > 0, "a learning rate falls every 1 or more steps, not every \(every)", file, line)
            return rate * Elementary.pow(factor, Double(step / every))
        case .exponential(let rate, let factor): return rate * Elementary.pow(factor, Double(step))
        case .cosine(let from, let to, let steps):
            guard step < steps else { return to }
            return to + (from - to) * (1 + cosPi(Double(step) / Double(steps))) / 2
        case .linearWarmUp(let steps, let schedule):
            guard step < steps else { return schedule.rate(at: step - steps, file: file, line: line) }
            return schedule.rate(at: 0, file: file, line: line) * (Double(step + 1) / Double(steps))
        }
    }
}
