import Digest
import Storage

/// Typeset formulas of earlier builds: sealed files below `.labbook/store`, named by all that decides what is in them.
///
/// They don't travel with the site, which has their HTML in its pages already: at 16 ms a formula, a fresh clone makes them again
/// in a moment.
struct FormulaStore: Sendable {
    /// The kind of these entries in the store, and how their files end.
    static let kind = (folder: "formulas", ending: ".formula")

    /// The folder of the store.
    let folder: String
    /// KaTeX's version.
    let version: String

    /// The name of a formula's entry, as a path below the store.
    func name(of formula: Formula.Text) -> String {
        entry([formula.isDisplay ? "display" : "inline", formula.tex])
    }

    /// The name of the entry with KaTeX's style sheet and fonts, so that pages can be written where it is no longer installed.
    var nameOfFiles: String { entry(["files"]) }

    private func entry(_ parts: [String]) -> String {
        let digest = sha256(parts: ["formula 1", version, sha256(Typesetter.bridge)] + parts)
        return "\(FormulaStore.kind.folder)/\(digest)\(FormulaStore.kind.ending)"
    }

    /// A kept entry. A damaged one is set aside, and made again by whoever needs it.
    func load<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
        let path = "\(folder)/\(name)"
        switch SealedFile.read(path) {
        case .missing: return nil
        case .damaged: SealedFile.setAside(path)
        case .bytes(let bytes):
            if let value = try? RecordCoding.decode(type, from: bytes) { return value }
            SealedFile.setAside(path)
        }
        return nil
    }

    /// Keeps an entry.
    func keep(_ value: some Encodable, _ name: String) throws {
        try SealedFile.write(RecordCoding.encode(value), to: "\(folder)/\(name)")
    }
}
