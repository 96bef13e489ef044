import Digest

/// A novel by Jane Austen, as the R package janeaustenr has it: the text of Project Gutenberg, in lines of a book.
///
/// Read from `Rdata.rdx` and `Rdata.rdb` in a folder, the files of that package's data.
public enum Novel: String, CaseIterable, Sendable, CustomStringConvertible {
    case emma = "Emma"
    case mansfieldPark = "Mansfield Park"
    case northangerAbbey = "Northanger Abbey"
    case persuasion = "Persuasion"
    case prideAndPrejudice = "Pride and Prejudice"
    case senseAndSensibility = "Sense and Sensibility"

    /// The title.
    public var description: String { rawValue }

    /// The whole text, with a line feed between two lines. It must have the digest of the text that is known under this name.
    public func text(in folder: String) throws(DataError) -> String {
        let origin = DataOrigin.fetched(set: "austen")
        let text = try RDatabase(folder + "/Rdata", from: origin).texts(of: pinned.variable)
            .joined(separator: "\n")
        let found = sha256(text)
        guard found == pinned.sha256 else {
            throw .wrongDigest(
                path: folder + "/Rdata.rdb", expected: pinned.sha256, found: found, from: origin)
        }
        return text
    }

    /// The name of the package's variable, and the SHA-256 of the text.
    private var pinned: (variable: String, sha256: String) {
        switch self {
        case .emma: ("emma", "dd08b340a56ad4a0a00718d5682528a5a5886ae0aef91c9e0fa528074fa64b75")
        case .mansfieldPark:
            ("mansfieldpark", "e0e9ef3863ea77f51f6070062ee0dd50ad9b933223880617629e4e4963ea40ff")
        case .northangerAbbey:
            ("northangerabbey", "8618a5acf5be50cc6e9b7680c7469fb6012649ab08c709dfc63c6367989fd31d")
        case .persuasion: ("persuasion", "726513a6c18bb678427bcbcf7c72d0d20816a67c25b0471b26ddcabf3ebac140")
        case .prideAndPrejudice:
            ("prideprejudice", "2e44edaa4946d64ad541c68e0224f5d672f43bf3ce2a8a0b0637ad5e02fc6eb3")
        case .senseAndSensibility:
            ("sensesensibility", "0996d90842bbe8093f3b8142c1e77d1b20cff52d1d0615f3ed67733653e74e26")
        }
    }
}
