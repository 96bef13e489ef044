import ArgumentParser
import Foundation
import Renderer

/// The options of every command that works on a project.
struct ProjectOptions: ParsableArguments {
    @Option(help: "The folder that holds 'notebooks/'.")
    var project = "."

    @Option(help: "The folder to write the site to, below the project's. [default: site, or site-PROFILE]")
    var site: String?

    @Option(help: "The profile: 'quick' is what the committed site shows, 'tune' and 'paper' take longer.")
    var profile = "quick"

    func validate() throws {
        if !Project.profiles.contains(profile) {
            let known = Project.profiles.joined(separator: ", ")
            throw ValidationError("Unknown profile '\(profile)'; known are \(known).")
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: Self.root(project), isDirectory: &isFolder)
        if let mistake = CommandMistake(
            project: project, isFolder: exists ? isFolder.boolValue : nil, site: site)
        {
            throw ValidationError("\(mistake)")
        }
    }

    /// The project that the options name.
    func chosen(jobs: Int? = nil) -> Project {
        Project(root: Self.root(project), site: site, profile: profile, jobs: jobs)
    }

    /// The whole path of a project's folder.
    static func root(_ folder: String) -> String { URL(fileURLWithPath: folder).standardizedFileURL.path }

    /// What `labbook --version` prints.
    static var version: String { Engine.besideExecutable()?.version ?? "\(BuildError.noEngine)" }

    /// The engine beside the executable, which every command that reads or makes results needs.
    static func engine() throws -> Engine {
        guard let engine = Engine.besideExecutable() else { throw BuildError.noEngine }
        return engine
    }
}
