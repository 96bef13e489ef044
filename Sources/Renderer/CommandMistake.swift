import Exhibits

/// What the words of a command line can get wrong besides what its parser knows.
public enum CommandMistake: Error, Equatable {
    case unknownCommand(String, nearest: String?, known: [String])
    /// A name behind `build`.
    case buildsAll(String)
    case noFolder(String)
    case fileAsProject(String)
    case siteOutside(String)

    /// A word that stands where one of the commands `known` must.
    public init(unknownCommand word: String, known: [String]) {
        self = .unknownCommand(word, nearest: nearestName(to: word, among: known), known: known)
    }

    /// What is wrong with the folders that a command is to work in; nil where nothing is.
    ///
    /// - Parameters:
    ///   - isFolder: whether what lies at the project's path is a folder; nil where nothing lies there.
    ///   - site: the folder of the site, as it was given.
    public init?(project: String, isFolder: Bool?, site: String?) {
        switch isFolder {
        case nil: self = .noFolder(project)
        case false?: self = .fileAsProject(project)
        default:
            let parts = site?.split(separator: "/") ?? []
            guard let site, site.hasPrefix("/") || parts.contains("..") else { return nil }
            self = .siteOutside(site)
        }
    }
}

extension CommandMistake: CustomStringConvertible {
    /// What was found, what was expected, and what to do.
    public var description: String {
        switch self {
        case .unknownCommand(let word, let nearest, let known):
            "there is no command '\(word)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; known are " + known.joined(separator: ", "))
        case .buildsAll(let name):
            "'build' builds all notebooks and takes no name, found '\(name)'; what has a result is not run again"
        case .noFolder(let folder):
            "there is no folder '\(folder)'; --project names the one that holds 'notebooks/'"
        case .fileAsProject(let file):
            "'\(file)' is a file; --project names the folder that holds 'notebooks/'"
        case .siteOutside(let folder):
            "the site cannot be written to '\(folder)', because it must lie below the project's folder; "
                + "name it from there, such as --site public"
        }
    }
}
