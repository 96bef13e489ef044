/// A `Double` as JSON that survives what JSON has no number for: `"NaN"`, `"Infinity"`, `"-Infinity"`.
///
/// Results of trainings that diverged are results; a record must carry them.
struct EncodedNumber: Codable {
    var value: Double

    init(_ value: Double) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            value = number
            return
        }
        switch try container.decode(String.self) {
        case "NaN": value = .nan
        case "Infinity": value = .infinity
        case "-Infinity": value = -.infinity
        case let other:
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected a number, NaN, Infinity or -Infinity, found '\(other)'")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if value.isNaN {
            try container.encode("NaN")
        } else if value.isInfinite {
            try container.encode(value < 0 ? "-Infinity" : "Infinity")
        } else {
            try container.encode(value)
        }
    }
}

extension KeyedDecodingContainer {
    func decodeNumber(forKey key: Key) throws -> Double { try decode(EncodedNumber.self, forKey: key).value }
    func decodeNumberIfPresent(forKey key: Key) throws -> Double? {
        try decodeIfPresent(EncodedNumber.self, forKey: key)?.value
    }
    func decodeNumbers(forKey key: Key) throws -> [Double] {
        try decode([EncodedNumber].self, forKey: key).map(\.value)
    }
}

extension KeyedEncodingContainer {
    mutating func encodeNumber(_ value: Double, forKey key: Key) throws {
        try encode(EncodedNumber(value), forKey: key)
    }
    mutating func encodeNumberIfPresent(_ value: Double?, forKey key: Key) throws {
        try encodeIfPresent(value.map(EncodedNumber.init), forKey: key)
    }
    mutating func encodeNumbers(_ values: [Double], forKey key: Key) throws {
        try encode(values.map(EncodedNumber.init), forKey: key)
    }
}

/// Equal as records are: two NaNs are the same result, though `==` says otherwise.
func sameNumber(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }

/// The same for numbers that may be missing.
func sameNumber(_ a: Double?, _ b: Double?) -> Bool {
    switch (a, b) {
    case (nil, nil): true
    case (let a?, let b?): sameNumber(a, b)
    default: false
    }
}

/// `sameNumber` for arrays; different lengths are different.
func sameNumbers(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { sameNumber($0, $1) }
}

/// The shortest decimal text that reads back as the same `Double`, without a useless `.0`: `4`, `0.1`, `1e-05`.
func shortestText(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
