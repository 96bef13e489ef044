/// What every page of the site has around its content.
struct PageFrame {
    /// The name of the whole site, on every page.
    var siteTitle: String
    /// The page's own title.
    var title: String
    /// Whether this is the front page, which needs no link to itself.
    var isFront = false
    /// Whether typeset formulas are on it, which have a style sheet of their own.
    var hasFormulas = false
    /// A sentence for search engines and link previews.
    var description: String?

    /// What says that a folder with such a page in it is a site of ours, and may be replaced by the next one.
    static let generator = "<meta name=\"generator\" content=\"Labbook\">"

    /// The whole HTML document around `main`. It asks for nothing but the style sheets beside it.
    func document(main: String) -> String {
        let fullTitle = isFront ? title : "\(title) · \(siteTitle)"
        let meta = description.map { "\n<meta name=\"description\" content=\"\(escaped($0))\">" } ?? ""
        let math = hasFormulas ? "\n<link rel=\"stylesheet\" href=\"math.css\">" : ""
        let home =
            isFront
            ? "" : "\n<header class=\"site\"><a href=\"index.html\">\(escaped(siteTitle))</a></header>"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            \(PageFrame.generator)
            <title>\(escaped(fullTitle))</title>\(meta)
            <link rel="stylesheet" href="style.css">\(math)
            </head>
            <body>\(home)
            <main>
            \(main)
            </main>
            </body>
            </html>

            """
    }
}
