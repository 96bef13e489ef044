import Renderer

/// The script that the preview adds to every page it sends.
enum PageScript {
    /// Where the script is.
    static let path = ".preview/script.js"
    /// Where the script asks for news.
    static let newsPath = ".preview/news"

    static var source: [UInt8] { PackageResources.preview_js }

    /// The page with the script at the end of its body. `path` is the page's in the site, `version` that of the news when its
    /// file was read.
    static func added(to page: [UInt8], path: String, version: Int) -> [UInt8] {
        let element = Array(
            "<script src=\"/\(self.path)\" data-page=\"\(escaped(path))\" data-version=\"\(version)\"></script>\n"
                .utf8)
        let end = Array("</body>".utf8)
        let place = page.indices.reversed().first { page[$0...].starts(with: end) } ?? page.endIndex
        return Array(page[..<place]) + element + Array(page[place...])
    }
}
