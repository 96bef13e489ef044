import Elementary
import Testing

@Suite struct FunctionTests {
    /// Decimal expansions to 20 digits, from standard tables; Swift rounds the literal correctly, and each function is
    /// within one unit in the last place of it.
    @Test func knownValues() {
        expectWithinOneUlp(exp(1.0), 2.7182818284590452354)
        expectWithinOneUlp(exp(-1.0), 0.36787944117144232160)
        expectWithinOneUlp(exp(10.0), 22026.465794806716517)
        expectWithinOneUlp(expm1(1e-10), 1.0000000000500000000e-10)
        expectWithinOneUlp(log(2.0), 0.69314718055994530942)
        expectWithinOneUlp(log(10.0), 2.3025850929940456840)
        expectWithinOneUlp(log1p(1e-10), 9.9999999995000000000e-11)
        expectWithinOneUlp(tanh(1.0), 0.76159415595576488812)
        expectWithinOneUlp(tanh(0.5), 0.46211715726000975850)
        expectWithinOneUlp(sin(1.0), 0.84147098480789650665)
        expectWithinOneUlp(cos(1.0), 0.54030230586813971740)
        expectWithinOneUlp(pow(2.0, 0.5), 1.4142135623730950488)
        expectWithinOneUlp(sinPi(1 / 6.0), 0.5)
        // SLEEF promises 1.5 units.
        #expect((erfc(1.0) - 0.15729920705028513066).magnitude <= 1.5 * 0.1573.ulp)
        #expect((erfc(5.0) - 1.5374597944280348502e-12).magnitude <= 1.5 * 1.5374597944280348502e-12.ulp)
        expectWithinOneUlp(exp(Float(1)), 2.7182818284590452354)
        expectWithinOneUlp(log(Float(2)), 0.69314718055994530942)
        expectWithinOneUlp(tanh(Float(1)), 0.76159415595576488812)
        expectWithinOneUlp(pow(Float(2), 0.5), 1.4142135623730950488)
    }

    @Test func exactValues() {
        #expect(exp(0.0) == 1 && exp(Float(0)) == 1)
        #expect(log(1.0) == 0 && log(Float(1)) == 0)
        #expect(pow(2.0, 10) == 1024 && pow(9.0, 0.5) == 3 && pow(Double.nan, 0) == 1)
        #expect(sinPi(0.5) == 1 && sinPi(1) == 0 && cosPi(0.5) == 0 && cosPi(1) == -1)
    }

    @Test func edges() {
        #expect(exp(Double.infinity) == .infinity && exp(-Double.infinity) == 0 && exp(Double.nan).isNaN)
        #expect(exp(710.0) == .infinity && exp(-746.0) == 0)
        #expect(exp(-745.0) == .leastNonzeroMagnitude)
        #expect(exp(Float(89)) == .infinity && exp(Float(-104)) == 0 && exp(Float.nan).isNaN)
        #expect(log(0.0) == -.infinity && log(-1.0).isNaN && log(Double.infinity) == .infinity)
        #expect(log(Float(0)) == -.infinity && log(Float(-1)).isNaN && log(Float.infinity) == .infinity)
        expectWithinOneUlp(log(Double.leastNonzeroMagnitude), -744.44007192138126231)
        expectWithinOneUlp(log(Float.leastNonzeroMagnitude), -103.27892990343184369)
        #expect(tanh(Double.infinity) == 1 && tanh(-Double.infinity) == -1 && tanh(Double.nan).isNaN)
        #expect(tanh(-0.0).sign == .minus && expm1(-0.0).sign == .minus && sin(-0.0).sign == .minus)
        #expect(expm1(-Double.infinity) == -1 && log1p(-1.0) == -.infinity && log1p(-2.0).isNaN)
        #expect(sin(Double.infinity).isNaN && cos(Double.infinity).isNaN)
        #expect(pow(-8.0, 1 / 3).isNaN && pow(0.0, -1) == .infinity)
        #expect(erfc(Double.infinity) == 0 && erfc(-Double.infinity) == 2 && erfc(0.0) == 1)
        #expect(erfc(Double.nan).isNaN)
        #expect(tanh(Double.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    }

    /// The bits that SLEEF 3.5.1 gives; another version, compiler or processor must give the same.
    @Test func bits() {
        let x = 0.7
        #expect(exp(x).bitPattern == 0x40001c2a61268987)
        #expect(log(x).bitPattern == 0xbfd6d3c324e13f50)
        #expect(tanh(x).bitPattern == 0x3fe356fb17af2e91)
        #expect(sin(x).bitPattern == 0x3fe49d6e694619b8)
        #expect(cos(x).bitPattern == 0x3fe87996529f9d93)
        #expect(pow(x, x).bitPattern == 0x3fe8ee06aa5599b0)
        #expect(expm1(x).bitPattern == 0x3ff03854c24d130d)
        #expect(log1p(x).bitPattern == 0x3fe0fae81914a991)
        #expect(sinPi(x).bitPattern == 0x3fe9e3779b97f4a8)
        #expect(exp(Float(x)).bitPattern == 0x4000e153)
        #expect(log(Float(x)).bitPattern == 0xbeb69e1a)
        #expect(tanh(Float(x)).bitPattern == 0x3f1ab7d9)
    }

    @Test func genericCodeGetsTheSameFunctions() {
        func all<Scalar: ElementaryScalar>(_ x: Scalar) -> [Scalar] {
            [Scalar.exp(x), Scalar.log(x), Scalar.tanh(x)]
        }
        #expect(all(0.7) == [exp(0.7), log(0.7), tanh(0.7)])
        #expect(all(Float(0.7)) == [exp(Float(0.7)), log(Float(0.7)), tanh(Float(0.7))])
    }
}

private func expectWithinOneUlp<Scalar: BinaryFloatingPoint>(
    _ actual: Scalar, _ exact: Scalar, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect((actual - exact).magnitude <= exact.ulp, sourceLocation: sourceLocation)
}
