/// The look of the site: the style sheets and scripts of this folder, embedded when the renderer is built.
enum Theme {
    /// The files that every page asks for.
    static var files: [SiteFile] {
        [
            SiteFile(path: "style.css", bytes: styleSheet), SiteFile(path: "script.js", bytes: script),
            SiteFile(path: "theme.js", bytes: PackageResources.theme_js),
        ]
    }

    /// The one style sheet that every page links. What is for paper stands last and wins.
    static var styleSheet: [UInt8] {
        let sheets = [
            PackageResources.palette_css, PackageResources.style_css, PackageResources.page_css,
            PackageResources.prose_css, PackageResources.figures_css, PackageResources.claims_css,
            PackageResources.formulas_css,
            PackageResources.print_css,
        ]
        return Array(sheets.joined(separator: "\n".utf8))
    }

    /// What runs once a page has been read. Each part is complete in itself, and no page needs any of them.
    static var script: [UInt8] {
        let parts = [PackageResources.contents_js, PackageResources.hover_js, PackageResources.scroll_js]
        return Array(parts.joined(separator: "\n".utf8))
    }
}
