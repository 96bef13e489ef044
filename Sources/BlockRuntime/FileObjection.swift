/// Why a block's result cannot be trusted to depend on what is known alone, or why the block does what no block may.
enum FileObjection: Error, Equatable, CustomStringConvertible {
    /// The program that the block wanted to start.
    case starts(String)
    /// The host that it asked for, as far as it is known.
    case asksNetwork(String)
    /// What it wanted to make, change or remove.
    case changes(String)
    /// A file that lies outside of the folder of the notebooks. In a sandbox nothing is there.
    case readsOutside(String)
    /// A file changed while the block ran, so that nobody can say which content was read.
    case changed
    /// A file of a data set that the block's options don't name, so that nobody would fetch it before the block runs.
    case unnamed(String, set: String)
    /// A file that a reader provides, in the profile that everybody must be able to repeat.
    case providedInQuick(String)
    /// A fetched file that is not what its data set says.
    case notPinned(String, set: String)

    /// Which of several objections a person should read: the one with the lowest rank explains the others.
    var rank: Int {
        switch self {
        case .starts: 0
        case .asksNetwork: 1
        case .changes: 2
        default: 3
        }
    }

    var description: String {
        switch self {
        case .starts(let program):
            "the block starts the program '\(program)', and nobody knows what that reads; "
                + "compute in Swift, or run it by hand and put its output below 'notebooks/data/'"
        case .asksNetwork(let host):
            "the block asks the network" + (host.isEmpty ? "" : " for '\(host)'")
                + ", where others find something else or nothing; describe the data in 'notebooks/data.yml', which "
                + "fetches it once and checks it, or put it below 'notebooks/data/'"
        case .changes(let path):
            "the block would change '\(Self.shown(path))', and a block writes nothing but temporary files; "
                + "show what is to stay, or bind it to a name"
        case .readsOutside(let path):
            "the block reads '\(path)', which lies outside of the folder of the notebooks; "
                + "put it below 'notebooks/data/'"
        case .changed: "a file that the block reads was changed while it ran; run the build again"
        case .unnamed(let path, let set):
            "the block reads '\(path)' of the data set '\(set)'; name the set at the block's top, '//| data: \(set)', "
                + "so that it is fetched before the block runs"
        case .providedInQuick(let path):
            "the block reads '\(path)', which a reader provides; the profile 'quick' uses no such file, because "
                + "not everybody has it"
        case .notPinned(let path, let set):
            "the block reads '\(path)', which is not the file that the data set '\(set)' pins; "
                + "run 'labbook data fetch \(set)'"
        }
    }

    /// Foundation writes a file under a passing name first, which would tell an author nothing: the folder does.
    private static func shown(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.last?.hasPrefix(".dat.nosync") == true else { return path }
        return parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
    }
}
