import Storage

/// An answer that takes long to find, kept in a file beside what it was the answer for.
struct RememberedAnswer {
    /// The file, which may be missing.
    let path: String

    /// The kept answer, if it is whole and was the answer for the same `question`.
    func recall(for question: String) -> String? {
        guard case .bytes(let bytes) = SealedFile.read(path),
            let pair = try? RecordCoding.decode([String].self, from: bytes), pair.count == 2,
            pair[0] == question
        else { return nil }
        return pair[1]
    }

    /// Keeps the answer. It only saves time; a disk that refuses it stops nothing.
    func keep(_ answer: String, for question: String) {
        guard let bytes = try? RecordCoding.encode([question, answer]) else { return }
        try? SealedFile.write(bytes, to: path)
    }
}
