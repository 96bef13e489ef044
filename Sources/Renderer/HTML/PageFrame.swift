/// What every page of the site has around its content.
struct PageFrame {
    /// The name of the whole site, on every page.
    var siteTitle: String
    /// The page's own title.
    var title: String
    /// Whether this is the front page, which needs no link to itself.
    var isFront = false
    /// Whether the page has typeset formulas, which have a style sheet of their own.
    var hasFormulas = false
    /// A sentence for search engines and link previews.
    var description: String?
    /// The language of the page.
    var language = "en"
    /// Further links and facts for the head of the document.
    var head = ""
    /// The pages before and after this one.
    var turn = PageTurn()
    /// What stands below each page.
    var footer = ""

    /// What says that a folder with such a page in it is a site of ours, and may be replaced by the next one.
    static let generator = "<meta name=\"generator\" content=\"Labbook\">"

    /// The anchors of the text and of the front page's list: no label and no heading's anchor has such a sign.
    static let textAnchor = "main_text"
    static let listAnchor = "all_notebooks"

    /// The whole HTML document around `main`. It asks for nothing but the style sheets and the scripts beside it.
    ///
    /// `theme.js` stands before the style sheet and is waited for, so that a page that is to be dark is never drawn light.
    func document(main: String) -> String {
        let fullTitle = isFront ? title : "\(title) · \(siteTitle)"
        let meta = description.map { "\n<meta name=\"description\" content=\"\(escaped($0))\">" } ?? ""
        let math = hasFormulas ? "\n<link rel=\"stylesheet\" href=\"math.css\">" : ""
        return """
            <!DOCTYPE html>
            <html lang="\(escaped(language))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            \(PageFrame.generator)
            <title>\(escaped(fullTitle))</title>\(meta)
            <script src="theme.js"></script>
            <link rel="stylesheet" href="style.css">\(math)
            <script src="script.js" defer=""></script>\(head)
            </head>
            <body>
            <a class="skip" href="#\(PageFrame.textAnchor)">Skip to the text</a>
            \(header)
            <main id="\(PageFrame.textAnchor)">
            \(main)
            </main>\(turn.html.map { "\n" + $0 } ?? "")\(footer)
            </body>
            </html>

            """
    }

    /// The line above every page. The script adds the choice of colours to it.
    private var header: String {
        let home =
            isFront ? "" : "\n<a class=\"book\" href=\"index.html\"><bdi>\(escaped(siteTitle))</bdi></a>"
        let list = isFront ? "" : "index.html"
        return """
            <header class="site">\(home)
            <nav aria-label="Site">
            <a href="\(list)#\(PageFrame.listAnchor)">All notebooks</a>
            </nav>
            </header>
            """
    }
}
