/// The works that a page cites, with the names and years that its text gives them.
struct CitedWorks: Sendable {
    /// How the text names a work.
    struct Name: Hashable, Sendable {
        var authors: String
        /// The year, with a letter where another work has the same authors and year.
        var year: String
    }

    /// In the order of the list of references.
    private let works: [Work]
    private let names: [String: Name]

    init(_ notebook: Notebook) {
        let keys = Set(
            notebook.allProse.flatMap(\.references).flatMap(\.items).filter { $0.kind == nil }.map(\.name))
        let cited = keys.sorted().compactMap { notebook.bibliography?.works[$0] }
        works = cited.map { (key: $0.sortKey, work: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.work)
        let plain = works.map { Name(authors: $0.shortAuthors, year: $0.year ?? "n.d.") }
        let counts = Dictionary(plain.map { ($0, 1) }, uniquingKeysWith: +)
        var used: [Name: Int] = [:]
        var names: [String: Name] = [:]
        for (work, name) in zip(works, plain) {
            let letter = counts[name] == 1 ? "" : CitedWorks.letter(used[name, default: 0])
            used[name, default: 0] += 1
            names[work.key] = Name(authors: name.authors, year: name.year + letter)
        }
        self.names = names
    }

    /// `a` … `z`, `aa` …
    private static func letter(_ index: Int) -> String {
        let last = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }

    /// How the text names the work with a key; nil where no work has it.
    subscript(_ key: String) -> Name? { names[key] }

    /// The anchor of a work in the list of references.
    static func anchor(_ key: String) -> String { "ref-\(key)" }

    /// The anchor of the list.
    static let listAnchor = "ref-list"

    /// The list of references at the page's end; nil where there is none.
    var listHTML: String? {
        if works.isEmpty { return nil }
        let entries = works.map { work in
            "<li id=\"\(escaped(CitedWorks.anchor(work.key)))\">\(entry(of: work))</li>"
        }
        return "<section class=\"references\">\n<h2 id=\"\(CitedWorks.listAnchor)\">References</h2>\n<ul>\n"
            + entries.joined(separator: "\n") + "\n</ul>\n</section>"
    }

    /// `Ba, J. L., Kiros, J. R., Hinton, G. E. (2016). Layer Normalization. arXiv:1607.06450.`
    private func entry(of work: Work) -> String {
        let year = names[work.key]?.year ?? ""
        var people = work.authors.map(\.withInitials).joined(separator: ", ")
        if work.hasMoreAuthors { people += " et al." }
        if work.isEdited { people += work.authors.count == 1 && !work.hasMoreAuthors ? " (ed.)" : " (eds.)" }
        var sentences: [String] = []
        let container = self.container(of: work)
        if !work.title.isEmpty {
            // What is published on its own has its title in italics; a part has that of the whole.
            sentences.append(container == nil ? "<em>\(escaped(work.title))</em>" : escaped(work.title))
        }
        if let container { sentences.append(container) }
        let publishers = ["school", "institution", "publisher", "howpublished"].compactMap { work.fields[$0] }
        sentences += publishers.filter { !$0.isEmpty }.map { escaped($0) }
        sentences += link(of: work).map { [$0] } ?? []
        let head = people.isEmpty ? "(\(escaped(year)))." : "\(escaped(people)) (\(escaped(year)))."
        return ([head] + sentences.map { $0.hasSuffix(".") ? $0 : $0 + "." }).joined(separator: " ")
    }

    /// The journal or book that a work is a part of, with volume and pages.
    private func container(of work: Work) -> String? {
        let pages = work.fields["pages"].map { $0.replacing("-", with: "–").replacing("––", with: "–") }
        let journal = work.fields["journal"] ?? work.fields["journaltitle"]
        if let journal {
            let volume = work.fields["volume"] ?? ""
            let number = work.fields["number"].map { "(\($0))" } ?? ""
            let place = [volume + number, pages ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
            return "<em>\(escaped(journal))</em>" + (place.isEmpty ? "" : " \(escaped(place))")
        }
        guard let book = work.fields["booktitle"] else { return nil }
        return "In <em>\(escaped(book))</em>" + (pages.map { ", pp. \(escaped($0))" } ?? "")
    }

    private func link(of work: Work) -> String? {
        func link(_ address: String, _ words: String) -> String {
            Element("a", ["href": address], text: words).markup(.html)
        }
        if let doi = work.fields["doi"], !doi.isEmpty {
            return link("https://doi.org/\(linkAddress(doi))", "doi:\(doi)")
        }
        let archive = (work.fields["archiveprefix"] ?? work.fields["eprinttype"] ?? "").lowercased()
        if let number = work.fields["eprint"], archive == "arxiv" {
            return link("https://arxiv.org/abs/\(linkAddress(number))", "arXiv:\(number)")
        }
        guard let url = work.fields["url"], url.hasPrefix("https://") || url.hasPrefix("http://"),
            !url.contains(where: \.isWhitespace)
        else { return nil }
        return link(url, url)
    }
}
