import Digest
import Foundation
import Storage

/// KaTeX as it is installed: its script, its style sheet and its fonts.
struct KaTeX: Sendable {
    /// The version that the committed site is made with. Another one may give other HTML, so a build says when it finds one.
    static let declaredVersion = "0.16.4"

    /// Where Debian's package `libjs-katex` puts it, and where npm's would be.
    static let folders = ["/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist"]

    /// The folder with `katex.js`; nil where there is none.
    let folder: String?

    /// Looks for KaTeX in the folder that `LABBOOK_KATEX` names, or else where packages put it.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let candidates = environment["LABBOOK_KATEX"].map { [$0] } ?? KaTeX.folders
        folder = candidates.first { FileManager.default.fileExists(atPath: "\($0)/katex.js") }
    }

    /// The script, where it is installed and can be read.
    func script() throws(BuildError) -> [UInt8] { try file("katex.js") }

    /// One of its files.
    func file(_ name: String) throws(BuildError) -> [UInt8] {
        guard let folder, case .success(let bytes) = readFile("\(folder)/\(name)") else {
            throw .noKaTeX(file: name)
        }
        return bytes
    }

    /// The version that is installed, as it says itself; `cache` remembers the answer for the script's digest. Where none is
    /// installed the declared one, since its records may be there.
    func version(cache: String) throws -> String {
        guard let script = try? script() else { return KaTeX.declaredVersion }
        let digest = sha256(script)
        let remembered = RememberedAnswer(path: cache)
        if let answer = remembered.recall(for: digest) { return answer }
        let version = try Typesetter(katex: script).version
        remembered.keep(version, for: digest)
        return version
    }
}
