import Storage

/// The records of earlier builds below `.labbook/records`, a sealed file each, named by their store key.
struct RecordStore: Sendable {
    var folder: String

    init(folder: String) { self.folder = folder }

    /// What a look-up found.
    enum Found: Equatable {
        case record(NotebookRecord)
        case nothing
        /// A record was there and was damaged: the sentence says which file. It is set aside.
        case damaged(String)
    }

    func load(_ key: String) -> Found {
        let path = path(key)
        switch SealedFile.read(path) {
        case .missing: return .nothing
        case .bytes(let bytes):
            if let record = try? RecordCoding.decode(NotebookRecord.self, from: bytes) {
                return .record(record)
            }
            fallthrough
        case .damaged:
            SealedFile.setAside(path)
            return .damaged(
                "the record \(path) is damaged; it was renamed to \(path).damaged and is computed again")
        }
    }

    func save(_ record: NotebookRecord, as key: String) throws {
        try SealedFile.write(RecordCoding.encode(record), to: path(key))
    }

    private func path(_ key: String) -> String { "\(folder)/\(key).record" }
}
