/// The look of the site: the style sheets and scripts of this folder, embedded when the renderer is built.
enum Theme {
    /// The files that every page asks for.
    static func files(for book: Book = Book()) -> [SiteFile] {
        [
            SiteFile(path: "style.css", bytes: styleSheet(for: book)),
            SiteFile(path: "script.js", bytes: script),
            SiteFile(path: "theme.js", bytes: PackageResources.theme_js),
        ] + typeface
    }

    /// The typeface of the text (`Tools/fonts.py`), with its licence.
    private static var typeface: [SiteFile] {
        [
            ("serif-regular.woff2", PackageResources.serif_regular_woff2),
            ("serif-italic.woff2", PackageResources.serif_italic_woff2),
            ("serif-bold.woff2", PackageResources.serif_bold_woff2),
            ("serif-OFL.txt", PackageResources.OFL_txt),
        ].map { SiteFile(path: "fonts/\($0)", bytes: $1) }
    }

    /// The one style sheet that every page links. What is for paper stands last and wins.
    static var styleSheet: [UInt8] {
        let sheets = [
            PackageResources.palette_css, PackageResources.style_css, PackageResources.page_css,
            PackageResources.prose_css, PackageResources.figures_css, PackageResources.claims_css,
            PackageResources.formulas_css,
            PackageResources.pages_css, PackageResources.search_css, PackageResources.narrow_css,
            PackageResources.print_css,
        ]
        return Array(sheets.joined(separator: "\n".utf8))
    }

    /// That sheet, and behind it the book's accent and the sheet of its own theme, which therefore win.
    static func styleSheet(for book: Book) -> [UInt8] {
        var sheet = styleSheet
        if let accent = book.settings.accent { sheet += Array("\n\(rules(for: accent))".utf8) }
        if !book.styleSheet.isEmpty { sheet += Array("\n".utf8) + book.styleSheet }
        return sheet
    }

    /// The papers of `palette.css`, light and dark.
    static let lightPaper = Colour(red: 0xFF, green: 0xFE, blue: 0xFC)
    static let darkPaper = Colour(red: 0x15, green: 0x18, blue: 0x1C)

    /// The accent on each paper. Print has none.
    private static func rules(for accent: Colour) -> String {
        let light = accent.legible(on: lightPaper).hexadecimal
        let dark = accent.legible(on: darkPaper).hexadecimal
        return """
            /* The accent of site.yml, as it is legible on each paper. */

            @media screen {
                :root { --accent: light-dark(\(light), \(dark)); }
            }

            """
    }

    /// What runs once a page has been read. Each part is complete in itself, and no page needs any of them.
    static var script: [UInt8] {
        let parts = [
            PackageResources.contents_js, PackageResources.hover_js, PackageResources.scroll_js,
            PackageResources.search_js,
        ]
        return Array(parts.joined(separator: "\n".utf8))
    }
}
