/// The look of the site: the style sheets of this folder, embedded when the renderer is built.
enum Theme {
    /// The one style sheet that every page links.
    static var styleSheet: [UInt8] {
        let sheets = [
            PackageResources.style_css, PackageResources.prose_css, PackageResources.figures_css,
            PackageResources.pages_css,
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

    /// The papers of `style.css`, light and dark.
    static let lightPaper = Colour(red: 0xFF, green: 0xFE, blue: 0xFB)
    static let darkPaper = Colour(red: 0x15, green: 0x18, blue: 0x1C)

    /// The accent on each paper. Print has none.
    private static func rules(for accent: Colour) -> String {
        let light = accent.legible(on: lightPaper).hexadecimal
        let dark = accent.legible(on: darkPaper).hexadecimal
        return """
            /* The accent of site.yml, as it is legible on each paper. */

            @media screen {
                :root { --accent: \(light); }
                :root[data-theme="dark"] { --accent: \(dark); }
            }
            @media screen and (prefers-color-scheme: dark) {
                :root:not([data-theme="light"]) { --accent: \(dark); }
            }

            """
    }
}
