/// The two-sided p value of the sign test: how likely it is that at least so many of `count` fair coins show the same side.
///
///     p = min(1, 2 · P(X ≥ agreeing)), X binomial with n = count and ½
///
/// It needs no spread and no mean, so it can judge pairs of which some have no number. A tie agrees with neither side and
/// still counts among the `count`, which makes the test careful. 1 for no pairs, and where at most half agree.
public func signTest(agreeing: Int, of count: Int) -> Double {
    guard count > 0, agreeing * 2 > count else { return 1 }
    // C(n, k) / 2ⁿ for k = n, n − 1, …, each from the last; 2⁻ⁿ is 0 from 1075 on, where p is none to care about.
    var term = (0..<count).reduce(1.0) { product, _ in product / 2 }
    var tail = term
    for k in stride(from: count, to: agreeing, by: -1) {
        term *= Double(k) / Double(count - k + 1)
        tail += term
    }
    return min(1, 2 * tail)
}
