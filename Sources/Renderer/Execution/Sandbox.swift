import Glibc
import Storage
import Subprocess
import Synchronization

/// How a notebook's program is started so that it sees nothing but what its key knows: without network, without other
/// processes, with a read-only view of the folders that it needs, and with a temporary folder of its own. It is `bwrap`
/// of the package bubblewrap that does it, where it is there and works.
struct Sandbox: Sendable {
    /// The path of `bwrap`.
    let program: String

    /// The size of the temporary folder, which is kept in memory.
    static let temporaryBytes = 1 << 30

    /// The temporary folder as the program sees it.
    static let temporaryFolder = "/tmp"

    /// The folders of a program, besides those of the system.
    struct Folders: Sendable {
        /// What it reads. One that is missing is left out.
        var readable: [String]
        /// What it writes.
        var writable: [String]
        /// Where it runs; one of the readable ones.
        var working: String
    }

    /// The arguments of `bwrap` that start `command`.
    func arguments(_ folders: Folders, running command: String) -> [String] {
        var arguments = [
            // No network and no other processes in reach. The program's children end with it, even those that left its group.
            "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            "--proc", "/proc", "--dev", "/dev",
            "--size", String(Self.temporaryBytes), "--tmpfs", Self.temporaryFolder,
        ]
        let system = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache"] + Self.toolchain
        for folder in system + folders.readable { arguments += ["--ro-bind-try", folder, folder] }
        for folder in folders.writable { arguments += ["--bind", folder, folder] }
        // What is left of the root are the empty folders that lead to those above.
        return arguments + [
            "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", folders.working, "--", command,
        ]
    }

    /// The folders of the toolchain's run-time libraries and of the program that writes back traces: those around the
    /// `libswiftCore` that runs here.
    private static let toolchain: [String] = {
        let maps = (try? readFile("/proc/self/maps").get()) ?? []
        let ending = "/lib/swift/linux/libswiftCore.so"
        let line = maps.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            .first { $0.hasSuffix(ending) }
        guard let line, let start = line.firstIndex(of: "/") else { return [] }
        let root = line[start...].dropLast(ending.count)
        return ["\(root)/lib", "\(root)/libexec"]
    }()
}

/// Why programs run without a sandbox.
enum SandboxLack: Equatable, CustomStringConvertible {
    case missing
    /// `bwrap` is there and said why it cannot do its work.
    case failing(String)

    /// What follows from it, and what to do.
    var description: String {
        let consequence = "the blocks run without a sandbox: the network and all files are in their reach, "
        return switch self {
        case .missing:
            consequence + "because 'bwrap' is not on the PATH; install bubblewrap "
                + "(Debian: apt-get install bubblewrap)"
        case .failing(let reason):
            consequence + "because 'bwrap' cannot set one up here (\(reason)); "
                + "where this is a container, allow user namespaces in it"
        }
    }
}

/// Finds out whether programs can have a sandbox when the first of them is to run, and says once where they cannot.
final class SandboxSearch: Sendable {
    private let path: String
    private let remark: @Sendable (String) -> Void
    private let search = Mutex<Task<Sandbox?, Never>?>(nil)

    /// - Parameters:
    ///   - path: the folders to look for `bwrap` in, as in the variable `PATH`.
    ///   - remark: called with what a person should know.
    init(path: String, remark: @escaping @Sendable (String) -> Void) {
        self.path = path
        self.remark = remark
    }

    /// The sandbox, if there is one that works.
    func sandbox() async -> Sandbox? {
        let task = search.withLock { search in
            if let search { return search }
            let (path, remark) = (path, remark)
            let begun = Task<Sandbox?, Never> {
                guard let program = executable("bwrap", on: path) else {
                    remark(SandboxLack.missing.description)
                    return nil
                }
                let sandbox = Sandbox(program: program)
                guard let reason = await sandbox.failure() else { return sandbox }
                remark(SandboxLack.failing(reason).description)
                return nil
            }
            search = begun
            return begun
        }
        return await task.value
    }
}

extension Sandbox {
    /// What goes wrong when a program that does nothing is started; nil where nothing does.
    fileprivate func failure() async -> String? {
        let folders = Folders(readable: [], writable: [], working: "/")
        do {
            let tried = try await Subprocess.run(
                .path(.init(program)), arguments: Arguments(arguments(folders, running: "/usr/bin/env")),
                environment: .custom([:]), output: .discarded, error: .string(limit: 65_536))
            if tried.terminationStatus.isSuccess { return nil }
            return tried.standardError.split(separator: "\n").last.map(String.init)
                ?? "\(tried.terminationStatus)"
        } catch {
            return "\(error)"
        }
    }
}

/// The first executable file of this name in the folders of a `PATH`.
func executable(_ name: String, on path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}
