import Foundation
import Storage

/// Writes a notebook with its results in another format. It takes the results from the store and runs nothing.
public struct Export: Sendable {
    /// What a notebook can be written as.
    public enum Format: String, CaseIterable, Sendable {
        /// A Jupyter notebook.
        case jupyter = "ipynb"
        /// Markdown, with figures as files beside it.
        case markdown = "md"
    }

    let project: Project
    let inspection: Inspection

    /// Looks at a project.
    public init(_ project: Project, engine: Engine) async throws {
        self.project = project
        inspection = try await Inspection(project, engine: engine)
    }

    /// Writes a notebook to the file at `path`, in place of what is there.
    ///
    /// - Returns: the paths of the files written.
    /// - Throws: `ExportError`, `InspectionError` where there is no such notebook, `FileError`.
    @discardableResult
    public func write(_ name: String, as format: Format, to path: String) throws -> [String] {
        let notebook = try exported(name)
        let whole = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
        let notebooks = URL(fileURLWithPath: project.path(project.notebooks)).resolvingSymlinksInPath()
        if whole.pathExtension == "md", whole.deletingLastPathComponent().path == notebooks.path {
            throw ExportError.amongNotebooks(path: path)
        }
        switch format {
        case .jupyter:
            try writeFile(JupyterNotebook(notebook).json, to: path)
            return [path]
        case .markdown:
            let stem = whole.deletingPathExtension().lastPathComponent
            let export = MarkdownExport(notebook, figureFolder: "\(stem)_files")
            try writeFile(Array(export.text.utf8), to: path)
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            return try [path]
                + export.figures.map { figure in
                    let path = "\(folder)\(stem)_files/\(figure.name)"
                    try writeFile(Array("\(figure.svg)\n".utf8), to: path)
                    return path
                }
        }
    }

    func exported(_ name: String) throws -> ExportedNotebook {
        let inspected = try inspection.selected(name)[0]
        let targets = SiteTargets(inspection.notebooks.map(\.result))
        return try ExportedNotebook(inspected, targets, profile: project.profile)
    }
}
