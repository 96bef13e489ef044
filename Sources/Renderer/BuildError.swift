/// What stops a whole build, as opposed to a `Problem` of one notebook.
public enum BuildError: Error, Equatable {
    case noCompiler
    case noNotebooks(folder: String, project: String)
    case noEngine
    case engineOutOfDate
    case notASite(folder: String)
    case noKaTeX(file: String)
}

/// The site could not be written, on a disk that is full or may only be read; what is wrong with the notebooks was found all
/// the same.
public struct SiteNotWritten: Error, CustomStringConvertible {
    /// The problems of the notebooks, which come first: they may tell why.
    public var problems: [Diagnostic]
    /// What the disk said.
    public var reason: String

    /// Everything, a message a line.
    public var description: String { (problems.map(\.text) + [reason]).joined(separator: "\n") }
}

extension BuildError: CustomStringConvertible {
    /// What was found, and what to do.
    public var description: String {
        switch self {
        case .noCompiler:
            "found no 'swiftc' on the PATH; install a Swift toolchain (https://www.swift.org/install)"
        case .noNotebooks(let folder, let project):
            "found no notebook in '\(folder)/' of '\(project)'; 'labbook new NAME' writes a first one, "
                + "and --project names another folder"
        case .noKaTeX(let file):
            "found no '\(file)' of KaTeX, which typesets formulas, in \(KaTeX.folders.map { "'\($0)'" }.joined(separator: " or ")); "
                + "install Debian's package libjs-katex, or name KaTeX's folder in LABBOOK_KATEX"
        case .engineOutOfDate:
            "the sources in 'Sources/' are not those that labbook was built from; build it again with 'make report'"
        case .noEngine:
            "labbook must be run from the build folder of its package; build it with 'make report'"
        case .notASite(let folder):
            "'\(folder)/' holds something else than a site, which the site would replace; name another folder with --site"
        }
    }
}
