import Foundation
import Testing

@testable import Renderer

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What needs whole addresses is made only where the site knows its own.
@Suite struct SyndicationTests {
    private func site(_ settings: SiteSettings) -> [String: String] {
        let heads = [
            "index": "title: \"<My> book\"\nsummary: All & more.",
            "new": "title: New\ndate: 2024-02-29\nsummary: \"A \\\"new\\\" page\"\nauthor: [\"A <b>\"]",
            "old": "title: Old & grey\ndate: 2016-07-21", "undated": "title: Undated",
        ]
        let results = heads.sorted { $0.key < $1.key }.map { name, head in
            let (notebook, problems) = Notebook.parse(
                file: "notebooks/\(name).md", bytes: Array("---\n\(head)\n---\n".utf8))
            #expect(problems == [])
            return NotebookResult(
                notebook: notebook, record: nil, blocks: [], problems: [], contentKey: nil)
        }
        var book = Book()
        book.settings = settings
        let files = Site.render(results, book: book, profile: "quick").files
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    @Test func withoutAnAddressThereIsNothing() {
        let files = site(SiteSettings())
        #expect(files["sitemap.xml"] == nil && files["feed.xml"] == nil)
        for (path, text) in files where path.hasSuffix(".html") {
            #expect(!text.contains("canonical") && !text.contains("og:"), "\(path)")
        }
    }

    @Test func theMapAndTheFeedFollowTheNotebooks() throws {
        var settings = SiteSettings()
        settings.baseAddress = "https://example.org/a&b/"
        settings.authors = ["Ann & Ben"]
        let files = site(settings)
        #expect(
            files["sitemap.xml"] == """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <url><loc>https://example.org/a&amp;b/</loc></url>
                <url><loc>https://example.org/a&amp;b/new.html</loc><lastmod>2024-02-29</lastmod></url>
                <url><loc>https://example.org/a&amp;b/old.html</loc><lastmod>2016-07-21</lastmod></url>
                <url><loc>https://example.org/a&amp;b/undated.html</loc></url>
                <url><loc>https://example.org/a&amp;b/colophon.html</loc></url>
                </urlset>

                """)
        let feed = try #require(files["feed.xml"])
        #expect(XMLParser(data: Data(feed.utf8)).parse())
        let titles = feed.matches(of: /<title>(.*?)<\/title>/).map { String($0.1) }
        #expect(titles == ["&lt;My&gt; book", "New", "Old &amp; grey"])
        #expect(
            feed.matches(of: /<updated>(.*?)<\/updated>/).map { String($0.1) } == [
                "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2016-07-21T00:00:00Z",
            ])
        #expect(feed.contains("<author><name>Ann &amp; Ben</name></author>"))
        #expect(feed.contains("<author><name>A &lt;b&gt;</name></author>"))
        #expect(feed.contains("<summary>A &quot;new&quot; page</summary>"))
    }

    @Test func pagesSayWhereTheyAreAndHowTheyLook() throws {
        var settings = SiteSettings()
        settings.baseAddress = "https://example.org/"
        let files = site(settings)
        let page = try #require(files["new.html"])
        #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/new.html\">"))
        #expect(page.contains("<meta property=\"og:title\" content=\"New\">"))
        #expect(page.contains("<meta property=\"og:description\" content=\"A &quot;new&quot; page\">"))
        #expect(page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"feed.xml\">"))
        #expect(
            page.contains(
                "<p class=\"byline\">A &lt;b&gt; · <time datetime=\"2024-02-29\">2024-02-29</time></p>"))
        let front = try #require(files["index.html"])
        #expect(front.contains("<link rel=\"canonical\" href=\"https://example.org/\">"))
        #expect(front.contains("<meta property=\"og:type\" content=\"website\">"))
    }
}
