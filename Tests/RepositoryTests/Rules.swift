import Foundation

// The rules as functions from text to findings, so that a test can show each one failing.

/// The modules that a Swift source imports, in order, with their lines.
func imports(in source: String) -> [(module: String, line: Int, isInternal: Bool)] {
    lines(of: source).enumerated().compactMap { index, line in
        guard line.mentions("import"),
            let match = line.prefixMatch(
                of:
                    /\s*((?:@\w+(?:\([^)]*\))?\s+|\w+\s+)*?)import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
            ),
            !line.contains("\"")
        else { return nil }
        return (String(match.2), index + 1, match.1.contains("internal"))
    }
}

/// `line: module` for each import that is not among those allowed.
func forbiddenImports(in source: String, allowed: Set<String>) -> [String] {
    imports(in: source).filter { !allowed.contains($0.module) }.map { "\($0.line): \($0.module)" }
}

/// The words that mark unfinished work, with their lines.
func unfinishedMarks(in text: String) -> [String] {
    // Put together here, so that this file doesn't find itself.
    let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    guard words.contains(where: text.mentions) else { return [] }
    return lines(of: text).enumerated().flatMap { index, line in
        line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter { words.contains(String($0)) }
            .map { "\(index + 1): \($0)" }
    }
}

/// Paths that exist on one machine only: below a home or where somebody's toolchain happens to be.
func machinePaths(in text: String) -> [String] {
    let folders = ["opt", "root", "work", "home"].filter { text.mentions("/\($0)/") }
    return folders.isEmpty
        ? []
        : lines(of: text).enumerated().flatMap { index, line in
            folders.filter { folder in
                line.ranges(of: "/\(folder)/").contains { range in
                    // `\(folder)/work/` and `.labbook/work/` go on from a path; `https://host/home/` from an address.
                    guard let before = line[..<range.lowerBound].last else { return true }
                    return !(before.isLetter || before.isNumber || ".)]}_-~".contains(before))
                }
            }.map { "\(index + 1): /\($0)/" }
        }
}

/// Hosts that serve packages, mirrors of them, and addresses of one machine. Sources of Swift packages are named in
/// Package.swift alone; everything else comes from the system's own package manager.
func packageHosts(in text: String) -> [String] {
    let names = [
        "pypi", "pythonhosted", "npmjs", "crates", "rubygems", "artifactory", "nexus", "jfrog", "goproxy",
        "golang",
        "localhost", "conda", "anaconda", "maven", "deb.debian", "archive.ubuntu",
    ]
    return lines(of: text).enumerated().flatMap { index, line in
        guard line.mentions("://") else { return [String]() }
        return line.matches(of: /https?:\/\/(?:[^\/@\s"']*@)?([A-Za-z0-9.\-]+)(?::(\d+))?/).filter { match in
            names.contains { match.1.lowercased().contains($0) } || match.2 != nil
                || match.1.allSatisfy { $0.isNumber || $0 == "." }
        }.map { "\(index + 1): \($0.1)" }
    }
}

/// The package dependencies of a manifest that are not pinned to one version.
func unpinnedDependencies(in manifest: String) -> [String] {
    manifest.matches(of: /\.package\(([^)]*)\)/).map { String($0.1) }
        .filter { $0.contains("url:") && !$0.contains("exact:") }
}

/// The targets that a Makefile explains with `## …`, as `make help` lists them.
func makeTargets(in makefile: String) -> [String] {
    lines(of: makefile).compactMap { $0.prefixMatch(of: /([a-z][a-z-]*):[^=].*##/).map { String($0.1) } }
}

func lineCount(of text: String) -> Int { lines(of: text).count - (text.hasSuffix("\n") ? 1 : 0) }

extension StringProtocol {
    /// Whether the text contains `words`, without the regard for characters that makes `contains` slow in a debug
    /// build: most files have nothing to find.
    fileprivate func mentions(_ words: String) -> Bool { Data(utf8).range(of: Data(words.utf8)) != nil }
}

private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
}
