/// The p values adjusted for their number by Holm's method, in the order given.
///
/// With the values sorted, p₍₁₎ ≤ … ≤ p₍ₘ₎: the i-th becomes min(1, maxⱼ≤ᵢ (m − j + 1) p₍ⱼ₎). Rejecting what is then below α
/// keeps the chance of even one false rejection below α, whatever depends on what. A value that is NaN (nothing was tested)
/// stays NaN and doesn't count. Holm, *A Simple Sequentially Rejective Multiple Test Procedure* (1979).
public func holmAdjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }
    var adjusted = values
    var largest = 0.0
    for (position, index) in order.enumerated() {
        largest = max(largest, min(1, Double(order.count - position) * values[index]))
        adjusted[index] = largest
    }
    return adjusted
}
