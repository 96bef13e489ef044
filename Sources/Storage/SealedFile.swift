import Digest
import Glibc

/// A file that carries its own SHA-256, is written whole or not at all, and says so when it was damaged.
///
/// The first line is the digest of the rest. A crash at any moment leaves the old file or the new one: the bytes go
/// to a temporary name in the same folder, are flushed, and the name is changed.
public enum SealedFile {
    /// What reading found.
    public enum Content: Equatable, Sendable {
        case bytes([UInt8])
        case missing
        /// The digest does not fit, or the file could not be read.
        case damaged
    }

    /// Reads the file at `path` and checks its seal.
    public static func read(_ path: String) -> Content {
        switch readFile(path) {
        case .failure(let error): return error.code == ENOENT ? .missing : .damaged
        case .success(let bytes):
            guard bytes.count > 64, bytes[64] == UInt8(ascii: "\n") else { return .damaged }
            let content = Array(bytes[65...])
            return sha256(content).utf8.elementsEqual(bytes[..<64]) ? .bytes(content) : .damaged
        }
    }

    /// Renames a damaged file to `path.damaged`, so that it can be looked at and is not read again.
    public static func setAside(_ path: String) { rename(path, path + ".damaged") }

    /// Writes `content` with its seal, making the folder where it is missing.
    public static func write(_ content: [UInt8], to path: String) throws(FileError) {
        try writeFile(Array(sha256(content).utf8) + [UInt8(ascii: "\n")] + content, to: path)
    }
}

/// A system call on a file that failed.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb with its object: `read`, `make the folder`.
    public let operation: String
    /// The file or folder.
    public let path: String
    /// The system's `errno`.
    public let code: Int32

    /// The failure of the system call that was made just before.
    public init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// Whether there is no such file.
    public var isAbsence: Bool { code == ENOENT }

    /// The system's words for what went wrong.
    public var reason: String { String(cString: strerror(code)) }

    /// What could not be done, where, and the system's reason.
    public var description: String { "cannot \(operation) '\(path)': \(reason)" }
}

/// All bytes of the file at `path`, or those from `offset` on.
public func readFile(_ path: String, from offset: Int = 0) -> Result<[UInt8], FileError> {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return .failure(FileError("read", path)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .failure(FileError("read", path)) }
    if offset > 0 { lseek(file, off_t(offset), SEEK_SET) }
    var bytes = [UInt8](repeating: 0, count: max(0, Int(status.st_size) - offset))
    var length = 0
    while true {
        if length == bytes.count { bytes += [UInt8](repeating: 0, count: 4096) }
        let space = bytes.count - length
        let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress! + length, space) }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { return .failure(FileError("read", path)) }
        if count == 0 { break }
        length += count
    }
    bytes.removeLast(bytes.count - length)
    return .success(bytes)
}

/// Writes a file whole or not at all, making the folder where it is missing.
///
/// - Parameter isFlushed: whether to wait until the disk has it, so that not even a power failure leaves half a file. Not
///   worth the wait for what is compared and made again at every build.
public func writeFile(_ bytes: [UInt8], to path: String, isFlushed: Bool = true) throws(FileError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try makeFolder(folder)
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError("write", temporary) }
    var written = 0
    var failure: FileError?
    while written < bytes.count, failure == nil {
        let rest = bytes.count - written
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + written, rest) }
        if count < 0 && errno != EINTR { failure = FileError("write", path) }
        written += max(0, count)
    }
    if failure == nil && isFlushed && fsync(file) != 0 { failure = FileError("write", path) }
    if close(file) != 0 && failure == nil { failure = FileError("write", path) }
    if failure == nil && rename(temporary, path) != 0 { failure = FileError("write", path) }
    if let failure {
        unlink(temporary)
        throw failure
    }
}

/// Removes a file; one that is not there is fine.
public func removeFile(_ path: String) throws(FileError) {
    if unlink(path) != 0 && errno != ENOENT { throw FileError("remove", path) }
}

/// Makes a folder and those above it, where they are missing.
public func makeFolder(_ path: String) throws(FileError) {
    if path.isEmpty || mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw FileError("make the folder", path)
    }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o755) != 0 && errno != EEXIST { throw FileError("make the folder", path) }
}

/// The names in a folder, sorted; nil where `path` is no folder that can be read.
public func folderEntries(_ path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
}
