/// What every page of the site has around its content.
struct PageFrame {
    /// The name of the whole site, on every page.
    var siteTitle: String
    /// The page's own title.
    var title: String
    /// A sentence for search engines and link previews.
    var description: String?

    /// The whole HTML document around `main`. It asks for nothing but the style sheet beside it.
    func document(main: String) -> String {
        let isFront = title == siteTitle
        let fullTitle = isFront ? title : "\(title) · \(siteTitle)"
        let meta = description.map { "\n<meta name=\"description\" content=\"\(escaped($0))\">" } ?? ""
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
            <title>\(escaped(fullTitle))</title>\(meta)
            <link rel="stylesheet" href="style.css">
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
