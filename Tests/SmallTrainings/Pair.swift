package import Lab

/// Two modules after one another.
package struct Pair<First: Module, Second: Module>: Module where First.Scalar == Second.Scalar {
    package var first: First
    package var second: Second

    package init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    package mutating func forEachParameter(_ body: (inout Parameter<First.Scalar>) -> Void) {
        first.forEachParameter(body)
        second.forEachParameter(body)
    }
}
