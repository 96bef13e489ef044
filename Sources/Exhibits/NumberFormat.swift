/// How a number is shown to a reader. Without one, a number has up to six significant digits.
///
/// As JSON an object with one key: `{"decimals": 3}`.
public enum NumberFormat: Sendable, Equatable {
    /// So many digits after the point: 0.250 with 3.
    case decimals(Int)
    /// So many significant digits: 0.25 with 2.
    case significant(Int)
    /// A hundredfold with a percent sign and so many digits after the point: 2.5 % with 1.
    case percent(decimals: Int)
}

extension NumberFormat: Codable {
    private enum Key: String, CodingKey { case decimals, significant, percent }

    /// Reads the object with one key that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let key = try container.onlyKey(in: decoder)
        let digits = try container.decode(Int.self, forKey: key)
        switch key {
        case .decimals: self = .decimals(digits)
        case .significant: self = .significant(digits)
        case .percent: self = .percent(decimals: digits)
        }
    }

    /// Writes an object with one key, the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .decimals(let digits): try container.encode(digits, forKey: .decimals)
        case .significant(let digits): try container.encode(digits, forKey: .significant)
        case .percent(let digits): try container.encode(digits, forKey: .percent)
        }
    }
}
