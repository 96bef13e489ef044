/// A finite number as decimal digits: 0.d₁d₂d₃… × 10^exponent, d₁ not 0; zero has no digits.
///
/// They are the digits of the shortest text that reads back as the same `Double`, so 1.005 is rounded to 1.01 as a
/// reader of "1.005" would do it, and not to 1.00 as its binary value (1.00499…) would be. Every number on a page is
/// printed through this type: no locale, no C library, the same text everywhere.
struct DecimalDigits: Equatable {
    var isNegative: Bool
    /// Each 0 … 9.
    var digits: [UInt8]
    var exponent: Int

    /// The digits of `value`, which must be finite.
    init(_ value: Double) {
        isNegative = value < 0
        digits = []
        exponent = 0
        digits.reserveCapacity(24)
        var integerCount: Int?
        let text = value.magnitude.description
        for (place, byte) in text.utf8.enumerated() {
            if byte == UInt8(ascii: ".") {
                integerCount = digits.count
            } else if byte == UInt8(ascii: "e") {
                // A large or small number is printed as "1.5e-05".
                exponent = Int(text.dropFirst(place + 1)) ?? 0
                break
            } else {
                digits.append(byte - UInt8(ascii: "0"))
            }
        }
        exponent += integerCount ?? digits.count
        normalize()
    }

    /// Drops zeros that say nothing.
    private mutating func normalize() {
        while digits.last == 0 { digits.removeLast() }
        if digits.first == 0 {
            let leading = digits.prefix { $0 == 0 }.count
            digits.removeFirst(leading)
            exponent -= leading
        }
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    /// The same number times 10^power.
    func shifted(by power: Int) -> DecimalDigits {
        var result = self
        if !digits.isEmpty { result.exponent += power }
        return result
    }

    /// Rounded to `count` digits after the point, halves away from zero.
    func rounded(decimals count: Int) -> DecimalDigits { keeping(exponent + count) }

    /// Rounded to `count` significant digits, halves away from zero.
    func rounded(significant count: Int) -> DecimalDigits { keeping(max(1, count)) }

    private func keeping(_ count: Int) -> DecimalDigits {
        guard count < digits.count else { return self }
        var result = self
        if count < 0 {
            result.digits = []
        } else {
            result.digits = Array(digits[..<count])
            if digits[count] >= 5 {
                var position = count - 1
                while position >= 0 && result.digits[position] == 9 {
                    result.digits[position] = 0
                    position -= 1
                }
                if position >= 0 {
                    result.digits[position] += 1
                } else {
                    result.digits.insert(1, at: 0)
                    result.exponent += 1
                }
            }
        }
        result.normalize()
        return result
    }

    /// Written out without a power of ten, with at least `decimals` digits after the point.
    func plain(decimals: Int = 0, minus: String = "-", grouping: String = "") -> String {
        func digit(_ index: Int) -> UInt8 {
            UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)
        }
        // Below one, a zero stands before the point.
        let integerCount = max(exponent, 1)
        let fractionCount = max(decimals, digits.count - exponent, 0)
        var text = isNegative ? Array(minus.utf8) : []
        for position in 0..<integerCount {
            // Four digits read well without a comma: 1000, but 10,000.
            if position > 0 && (integerCount - position) % 3 == 0 && integerCount > 4 {
                text += grouping.utf8
            }
            text.append(exponent > 0 ? digit(position) : UInt8(ascii: "0"))
        }
        if fractionCount > 0 { text.append(UInt8(ascii: ".")) }
        for position in 0..<fractionCount { text.append(digit(exponent + position)) }
        return String(decoding: text, as: UTF8.self)
    }
}
