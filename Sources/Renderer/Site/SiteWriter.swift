import CRename
import Foundation
import Glibc
import Storage

/// Puts a rendered site on the disk.
enum SiteWriter {
    /// Makes `folder` hold exactly the site's files.
    ///
    /// Nothing is written where it already does. Otherwise the whole new site is written beside it and the two
    /// folders change places in one step, so a reader or a crash sees the old site or the new one, never half.
    ///
    /// - Returns: the paths that were added, changed or removed.
    @discardableResult
    static func write(_ site: Site, to folder: String) throws -> [String] {
        let changed = try difference(site, folder)
        if changed.isEmpty { return [] }
        let staging = "\(folder).\(getpid()).new"
        try? FileManager.default.removeItem(atPath: staging)
        do {
            for file in site.files {
                try writeFile(file.bytes, to: "\(staging)/\(file.path)", isFlushed: false)
            }
            try exchange(staging, folder)
        } catch {
            try? FileManager.default.removeItem(atPath: staging)
            throw error
        }
        try? FileManager.default.removeItem(atPath: staging)
        return changed
    }

    /// The paths in which `folder` differs from the site.
    static func difference(_ site: Site, _ folder: String) throws -> [String] {
        let present = FileManager.default.fileExists(atPath: folder) ? try filesBelow(folder) : []
        let wanted = Set(site.files.map(\.path))
        let changed = site.files.filter { file in
            guard case .success(let bytes) = readFile("\(folder)/\(file.path)") else { return true }
            return bytes != file.bytes
        }
        return (changed.map(\.path) + present.filter { !wanted.contains($0) }).sorted()
    }

    /// Lets two folders change places. Where the file system cannot do that in one step, the old folder is moved
    /// away first.
    private static func exchange(_ new: String, _ old: String) throws {
        let here = AT_FDCWD
        if renameat2(here, new, here, old, LABBOOK_RENAME_EXCHANGE) == 0 { return }
        if errno == ENOENT {
            if rename(new, old) == 0 { return }
            // Another build has just put its first site there.
            if errno == ENOTEMPTY || errno == EEXIST { return try exchange(new, old) }
            throw FileError("write", old)
        }
        let away = "\(old).\(getpid()).old"
        guard rename(old, away) == 0 else { throw FileError("replace", old) }
        guard rename(new, old) == 0 else {
            let error = FileError("write", old)
            rename(away, old)
            throw error
        }
        try? FileManager.default.removeItem(atPath: away)
    }
}
