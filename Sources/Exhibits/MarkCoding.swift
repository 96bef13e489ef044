extension Mark {
    /// The kinds of mark by name.
    enum Kind: String, CodingKey, CaseIterable {
        case lines, dots, bars, histogram, swarm, cells, pixels, strokes, labels, rule, note
    }

    var kind: Kind {
        switch self {
        case .lines: .lines
        case .dots: .dots
        case .bars: .bars
        case .histogram: .histogram
        case .swarm: .swarm
        case .cells: .cells
        case .pixels: .pixels
        case .strokes: .strokes
        case .labels: .labels
        case .rule: .rule
        case .note: .note
        }
    }
}

extension Mark: Codable {
    /// Reads the object with one key that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Kind.self)
        let kind = try container.onlyKey(in: decoder)
        func part<Part: Decodable>(_ type: Part.Type) throws -> Part {
            try container.decode(type, forKey: kind)
        }
        switch kind {
        case .lines: self = .lines(try part(Channels.self))
        case .dots: self = .dots(try part(Channels.self))
        case .bars: self = .bars(try part(Channels.self))
        case .histogram: self = .histogram(try part(Histogram.self))
        case .swarm: self = .swarm(try part(Swarm.self))
        case .cells: self = .cells(try part(Channels.self))
        case .pixels: self = .pixels(try part(Channels.self))
        case .strokes: self = .strokes(try part(Channels.self))
        case .labels: self = .labels(try part(Channels.self))
        case .rule: self = .rule(try part(Rule.self))
        case .note: self = .note(try part(Note.self))
        }
    }

    /// Writes an object with one key, the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Kind.self)
        switch self {
        case .lines(let channels), .dots(let channels), .bars(let channels), .cells(let channels),
            .pixels(let channels), .strokes(let channels), .labels(let channels):
            try container.encode(channels, forKey: kind)
        case .histogram(let histogram): try container.encode(histogram, forKey: kind)
        case .swarm(let swarm): try container.encode(swarm, forKey: kind)
        case .rule(let rule): try container.encode(rule, forKey: kind)
        case .note(let note): try container.encode(note, forKey: kind)
        }
    }
}
