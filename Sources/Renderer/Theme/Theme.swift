/// The look of the site: the style sheets of this folder, embedded when the renderer is built.
enum Theme {
    /// The one style sheet that every page links.
    static var styleSheet: [UInt8] {
        let sheets = [
            PackageResources.style_css, PackageResources.prose_css, PackageResources.figures_css,
            PackageResources.formulas_css,
        ]
        return Array(sheets.joined(separator: "\n".utf8))
    }
}
