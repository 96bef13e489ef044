import Exhibits

/// What a cross-reference can lead to. The label's beginning says which.
enum LabelKind: String, CaseIterable, Sendable {
    case figure = "fig"
    case table = "tbl"
    case equation = "eq"
    case claim
    case section = "sec"

    /// The kind of a label such as `fig-error`, if it names one.
    init?(label: String) {
        guard let hyphen = label.firstIndex(of: "-"), let kind = LabelKind(rawValue: String(label[..<hyphen]))
        else {
            return nil
        }
        self = kind
    }

    /// What stands before the number.
    var noun: String {
        switch self {
        case .figure: "Figure"
        case .table: "Table"
        case .equation: "Equation"
        case .claim: "Claim"
        case .section: "Section"
        }
    }
}

/// A name that an author gave to a block, a table, an equation or a heading.
struct Label: Equatable, Sendable {
    var name: String
    var position: SourcePosition
    var carrier: Carrier
    /// Where the name itself stands, if not where its carrier begins.
    var namePosition: SourcePosition?

    enum Carrier: String, Sendable {
        case block
        case table
        case equation
        case heading

        /// How a label of it begins; a block's may begin with anything else.
        var prefix: String? {
            switch self {
            case .block: nil
            case .table: LabelKind.table.rawValue
            case .equation: LabelKind.equation.rawValue
            case .heading: LabelKind.section.rawValue
            }
        }
    }

    /// What is wrong with the name, if anything.
    var problem: Problem? {
        if let prefix = carrier.prefix {
            let rest = name.hasPrefix("\(prefix)-") ? name.dropFirst(prefix.count + 1) : ""
            guard isLabel(name), !rest.isEmpty else {
                return Problem(.labelOf(carrier, found: name, prefix: prefix), at: namePosition ?? position)
            }
            return nil
        }
        let taken: [Carrier] = [.equation, .heading]
        guard let other = taken.first(where: { name.hasPrefix("\($0.prefix ?? "")-") }) else { return nil }
        return Problem(.labelTaken(name, by: other), at: namePosition ?? position)
    }
}

/// The problem of every label that an earlier one has already.
func repeatedLabels(_ labels: [Label]) -> [Problem] {
    var first: [String: Label] = [:]
    return labels.sorted { $0.position < $1.position }.compactMap { label in
        if let earlier = first[label.name] {
            let fact = Problem.Fact.labelTwice(
                label.name, carrier: earlier.carrier, firstLine: earlier.position.line)
            return Problem(fact, at: label.namePosition ?? label.position)
        }
        first[label.name] = label
        return nil
    }
}

/// Whether `text` can be a label: it becomes a file name, an anchor and part of a key, so it is kept plain.
func isLabel(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLowercaseLetter(first) else { return false }
    return text.utf8.count <= 64 && text.utf8.allSatisfy(isLabelByte)
}

/// Whether a byte may stand in a label: a lower-case letter, a digit or a hyphen.
func isLabelByte(_ byte: UInt8) -> Bool {
    isLowercaseLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
}

private func isLowercaseLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}
