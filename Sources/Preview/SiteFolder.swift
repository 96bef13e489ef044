import Glibc
import Renderer
import Storage

/// The files of the built site, as a browser asks for them. Nothing outside the folder can be had.
struct SiteFolder: Sendable {
    /// The folder's path.
    let path: String

    /// What an address names.
    enum Found: Equatable {
        /// A file of the site by its path in it, with its bytes.
        case file(path: String, bytes: [UInt8])
        /// Nothing; the path is what would be served if it were there.
        case nothing(path: String)
        /// An address that leads out of the site, or that no file of it can have.
        case refused
    }

    /// Looks up the path of an address, percent-encoded as it was sent, with its leading slash.
    func find(_ address: String) -> Found {
        guard address.hasPrefix("/"), let decoded = address.removingPercentEncoding else { return .refused }
        var parts = decoded.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(
            String.init)
        if parts.last == "" { parts[parts.count - 1] = "index.html" }
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && !part.contains("\\") && !part.contains("\0")
        }
        guard isPlain else { return .refused }
        let inSite = parts.joined(separator: "/")
        guard let real = Self.realPath("\(path)/\(inSite)") else { return .nothing(path: inSite) }
        guard let root = Self.realPath(path), real.hasPrefix(root + "/") else { return .refused }
        guard folderEntries(real) == nil, case .success(let bytes) = readFile(real) else {
            return .nothing(path: inSite)
        }
        return .file(path: inSite, bytes: bytes)
    }

    /// The pages, in alphabetical order.
    var pages: [String] { ((try? filesBelow(path)) ?? []).filter { $0.hasSuffix(".html") } }

    /// The path without symbolic links; nil where there is nothing.
    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// What kind of file it is, by the end of its name.
func contentType(of path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return switch ending {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json", "ipynb": "application/json"
    case "csv": "text/csv; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    case "txt", "md", "records": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
}
