import BlockGraph
import Exhibits
import Storage

/// Where the site has its claims as data.
let claimsFilePath = "data/claims.json"

/// All claims of a book as JSON: an array of objects with the fields of `ClaimEntry`, in reading order.
func claimsFile(_ claims: BookClaims, profile: String) -> SiteFile {
    let entries = claims.all.map { ClaimEntry($0, profile: profile) }
    // Strings and finite numbers always have JSON.
    return SiteFile(path: claimsFilePath, bytes: (try? RecordCoding.encodeReadably(entries)) ?? [])
}

/// The claims of a notebook as a site has them, by their labels; none where the file cannot be read.
///
/// The file names a claim by the block's label, which its record does not know, and a record has all of a claim, of which the file has
/// only the numbers that others ask for.
func keptClaims(of notebook: String, file: [UInt8], records: CommittedRecords) -> [String: Claim] {
    guard let entries = try? RecordCoding.decode([KeptEntry].self, from: file) else { return [:] }
    let claims = records.records.values.flatMap(\.exhibits).compactMap { exhibit in
        if case .claim(let claim) = exhibit { claim } else { nil }
    }
    let found = entries.filter { $0.notebook == notebook }.compactMap { entry in
        claims.first { entry == KeptEntry(id: entry.id, notebook: notebook, $0) }.map { (entry.id, $0) }
    }
    return Dictionary(found) { first, _ in first }
}

/// What of an entry tells one claim from another.
private struct KeptEntry: Decodable, Equatable {
    var id: String
    var notebook: String
    var statement: String
    var source: String
    var metric: String
    var effect: Double?
    var p: Double?

    init(id: String, notebook: String, _ claim: Claim) {
        (self.id, self.notebook, statement, source) = (id, notebook, claim.statement, claim.source)
        (metric, effect, p) = (claim.quantity.name, claim.decidingEvidence?.estimate, claim.p)
    }
}

extension Claim {
    /// Of an order of several arms, the comparison that decides least.
    fileprivate var decidingEvidence: Evidence? { evidence.max { ($0.p ?? 0) < ($1.p ?? 0) } }
}

/// A claim as other programs read it. The names stay. What a claim doesn't have is null: an interval without statistics, a p value
/// without a test, an effect that cannot be had.
private struct ClaimEntry: Encodable {
    var book: BookClaim
    var profile: String

    init(_ book: BookClaim, profile: String) { (self.book, self.profile) = (book, profile) }

    private enum Key: String, CodingKey {
        case id, statement, source, notebook, metric, scale, n, effect, interval, p, adjustedP = "p_holm",
            verdict,
            expected, profile
    }

    func encode(to encoder: any Encoder) throws {
        let claim = book.claim
        let evidence = claim.decidingEvidence
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(book.id, forKey: .id)
        try container.encode(claim.statement, forKey: .statement)
        try container.encode(claim.source, forKey: .source)
        try container.encode(book.notebook, forKey: .notebook)
        try container.encode(claim.quantity.name, forKey: .metric)
        try container.encode(evidence?.scale, forKey: .scale)
        try container.encode(claim.count, forKey: .n)
        try container.encode(evidence?.estimate, forKey: .effect)
        if let lower = evidence?.lower, let upper = evidence?.upper {
            try container.encode([lower, upper], forKey: .interval)
        } else {
            try container.encodeNil(forKey: .interval)
        }
        try container.encode(claim.p, forKey: .p)
        try container.encode(book.adjustedP, forKey: .adjustedP)
        try container.encode(claim.verdict, forKey: .verdict)
        try container.encode(book.expected, forKey: .expected)
        try container.encode(profile, forKey: .profile)
    }
}
