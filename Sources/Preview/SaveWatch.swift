import Dispatch
import Glibc
import Storage

/// Notices that something below a folder, or a file outside of it, was saved.
///
/// What decides is a list of all files with size, date and number, taken before a build and compared after it, so that no save
/// is lost however it came. The kernel's notifications only make the look happen at once, and tell of a save that leaves all
/// three as they were; where there are none, as on a network's file system, the list is taken every second.
final class SaveWatch {
    private let folder: String
    private let files: [String]
    /// The kernel's notifications; negative where they are not to be had.
    private let notifications: Int32

    /// - Parameters:
    ///   - files: further files, which need not be there.
    ///   - usesNotifications: whether to ask the kernel; without it the list alone tells.
    init(_ folder: String, files: [String] = [], usesNotifications: Bool = true) {
        self.folder = folder
        self.files = files
        notifications =
            usesNotifications ? inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) : -1
    }

    deinit { if notifications >= 0 { close(notifications) } }

    /// All files and folders below the folder, and the further files, by path.
    struct Listing: Equatable {
        fileprivate var files: [String: Facts] = [:]
        fileprivate var folders: [String] = []
    }

    fileprivate struct Facts: Equatable {
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
        var number: UInt64
    }

    /// Looks at the folder. Notifications so far are forgotten: what they tell of is in the listing.
    func look() -> Listing {
        _ = takeNotifications()
        let listing = contents()
        if notifications >= 0 {
            let kinds =
                IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
                | IN_MOVE_SELF
            for path in listing.folders + files { inotify_add_watch(notifications, path, UInt32(kinds)) }
        }
        return listing
    }

    private func list(_ path: String, into listing: inout Listing, _ seen: inout Set<[UInt64]>) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        // A symbolic link may lead back to where we are.
        if isFolder, !seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted { return }
        if isFolder {
            listing.folders.append(path)
            for name in folderEntries(path) ?? [] where isWatched(name) {
                list("\(path)/\(name)", into: &listing, &seen)
            }
        } else {
            listing.files[path] = Facts(
                size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
                nanoseconds: status.st_mtim.tv_nsec,
                number: UInt64(status.st_ino))
        }
    }

    /// Waits until something was saved since `listing`, and then until the editor has been quiet for a moment.
    ///
    /// - Parameter patience: how long to wait at most.
    /// - Returns: whether something was saved.
    @discardableResult
    func waitForSave(after listing: Listing, patience: Duration? = nil) async -> Bool {
        let end = patience.map { ContinuousClock.now + $0 }
        while !Task.isCancelled {
            if await isNotified(within: notifications >= 0 ? 1000 : 250) || contents() != listing {
                // An editor writes a file in several steps.
                var rest = 20
                while rest > 0, await isNotified(within: 25) { rest -= 1 }
                return true
            }
            if let end, ContinuousClock.now >= end { return false }
        }
        return false
    }

    /// A listing that leaves the notifications alone.
    private func contents() -> Listing {
        var listing = Listing()
        var seen: Set<[UInt64]> = []
        for path in [folder] + files { list(path, into: &listing, &seen) }
        return listing
    }

    /// Whether a file that matters is reported within so many milliseconds.
    private func isNotified(within milliseconds: Int32) async -> Bool {
        let notifications = notifications
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                // Without notifications this only waits.
                var question = pollfd(fd: notifications, events: Int16(POLLIN), revents: 0)
                poll(&question, 1, milliseconds)
                done.resume()
            }
        }
        return takeNotifications().contains(where: isWatched)
    }

    /// The names of the files that were reported.
    private func takeNotifications() -> [String] {
        guard notifications >= 0 else { return [] }
        var names: [String] = []
        let head = MemoryLayout<inotify_event>.size
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(notifications, $0.baseAddress, $0.count) }
            guard count > 0 else { return names }
            buffer.withUnsafeBytes { bytes in
                var offset = 0
                while offset + head <= count {
                    let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let name = bytes[(offset + head)..<(offset + head + Int(event.len))].prefix { $0 != 0 }
                    names.append(String(decoding: name, as: UTF8.self))
                    offset += head + Int(event.len)
                }
            }
        }
    }

    /// Hidden files and the copies that editors keep are nobody's input. What is watched itself has no name here.
    private func isWatched(_ name: String) -> Bool { !name.hasPrefix(".") && !name.hasSuffix("~") }
}
