/// What a block can show: data that a page draws later. Nothing here knows pixels or HTML.
///
/// As JSON an exhibit is an object with one key that names its kind: `{"text": "hello\n"}`.
public enum Exhibit: Sendable, Equatable {
    /// A plot.
    case figure(Figure)
    /// Rows and columns.
    case table(Table)
    /// One number with its name.
    case value(Value)
    /// What a block printed, character by character.
    case text(String)
    /// A checked sentence.
    case claim(Claim)

    /// What is wrong with the exhibit, one sentence each, for its author; empty when it can be drawn as meant.
    public func problems() -> [String] {
        switch self {
        case .figure(let figure): figure.problems()
        case .table(let table): table.problems()
        case .value, .text, .claim: []
        }
    }
}

extension Exhibit: Codable {
    private enum Key: String, CodingKey { case figure, table, value, text, claim }

    /// Reads the object with one key that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.onlyKey(in: decoder) {
        case .figure: self = .figure(try container.decode(Figure.self, forKey: .figure))
        case .table: self = .table(try container.decode(Table.self, forKey: .table))
        case .value: self = .value(try container.decode(Value.self, forKey: .value))
        case .text: self = .text(try container.decode(String.self, forKey: .text))
        case .claim: self = .claim(try container.decode(Claim.self, forKey: .claim))
        }
    }

    /// Writes an object with one key, the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .figure(let figure): try container.encode(figure, forKey: .figure)
        case .table(let table): try container.encode(table, forKey: .table)
        case .value(let value): try container.encode(value, forKey: .value)
        case .text(let text): try container.encode(text, forKey: .text)
        case .claim(let claim): try container.encode(claim, forKey: .claim)
        }
    }
}

extension KeyedDecodingContainer {
    /// The one key of an object that spells an enum's case; an object with none or several is corrupt.
    func onlyKey(in decoder: any Decoder) throws -> Key {
        guard allKeys.count == 1, let key = allKeys.first else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "expected an object with exactly one known key, which names the kind"))
        }
        return key
    }
}
