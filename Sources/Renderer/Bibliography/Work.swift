/// A work that a notebook can cite: an entry of its bibliography, with TeX turned into words.
struct Work: Equatable, Sendable {
    var key: String
    var type: String
    /// Authors, or editors where there are none.
    var authors: [PersonName]
    var hasMoreAuthors: Bool
    /// Whether the authors are editors.
    var isEdited: Bool
    var title: String
    /// Four digits as a rule; nil where the entry has none.
    var year: String?
    /// The other fields, by name.
    var fields: [String: String]

    private static let addresses: Set<String> = ["url", "doi", "eprint"]

    init(_ entry: BibTeXEntry) {
        key = entry.key
        type = entry.type
        isEdited = entry.fields["author"] == nil && entry.fields["editor"] != nil
        (authors, hasMoreAuthors) = personNames(entry.fields["author"] ?? entry.fields["editor"] ?? "")
        fields = [:]
        for (name, value) in entry.fields {
            fields[name] = Work.addresses.contains(name) ? address(inTeX: value) : plainText(ofTeX: value)
        }
        title = fields["title"] ?? ""
        year = fields["year"] ?? fields["date"].map { String($0.prefix(4)) }
    }

    /// The authors as a sentence names them: `Ba`, `Ba and Kiros`, `Ba et al.`
    var shortAuthors: String {
        switch authors.count {
        case 0: title.isEmpty ? key : "“\(title)”"
        case 1 where !hasMoreAuthors: authors[0].family
        case 2 where !hasMoreAuthors: "\(authors[0].family) and \(authors[1].family)"
        default: "\(authors[0].family) et al."
        }
    }

    /// What the list of references is sorted by: names, year, title, without regard to upper and lower case.
    var sortKey: [String] {
        [authors.map { "\($0.family) \($0.given)" }.joined(separator: ", "), year ?? "", title, key]
            .map { $0.lowercased() }
    }
}

/// A person's name, or that of a group.
struct PersonName: Equatable, Sendable {
    /// The family name with what belongs to it, such as `van den Oord`.
    var family: String
    var given: String
    var suffix = ""

    /// `Hinton, G. E.`
    var withInitials: String {
        let initials = given.split(separator: " ").map { name in
            name.split(separator: "-").compactMap { $0.first.map { "\($0)." } }.joined(separator: "-")
        }
        return
            ([family] + (initials.isEmpty ? [] : [initials.joined(separator: "\u{A0}")])
            + (suffix.isEmpty ? [] : [suffix])).joined(separator: ", ")
    }
}

/// The names in a field of BibTeX, which stand between `and`s: `First von Last`, `von Last, First` or
/// `von Last, Jr, First`. A name in braces is one name; `others` means that there are more.
func personNames(_ tex: String) -> (names: [PersonName], hasMore: Bool) {
    let parts = split(tex) { $0 == " " }
    var names: [[String]] = [[]]
    for part in parts where !part.isEmpty {
        if part.lowercased() == "and" { names.append([]) } else { names[names.count - 1].append(part) }
    }
    var hasMore = false
    let read = names.filter { !$0.isEmpty }.compactMap { words -> PersonName? in
        if words == ["others"] {
            hasMore = true
            return nil
        }
        return personName(words)
    }
    return (read, hasMore)
}

private func personName(_ words: [String]) -> PersonName {
    let parts = split(words.joined(separator: " ")) { $0 == "," }.map { $0.trimmingSpaces }
    if parts.count > 1 {
        return PersonName(
            family: plainText(ofTeX: parts[0]), given: plainText(ofTeX: parts[parts.count - 1]),
            suffix: parts.count > 2 ? plainText(ofTeX: parts[1]) : "")
    }
    // `von` begins with the first word in lower case, if a name stands before and after it.
    let von = words.dropLast().firstIndex { $0.first?.isLowercase == true } ?? words.count - 1
    return PersonName(
        family: plainText(ofTeX: words[von...].joined(separator: " ")),
        given: plainText(ofTeX: words[..<von].joined(separator: " ")))
}

/// An address: what would be a sign of TeX in words belongs to it.
private func address(inTeX tex: String) -> String {
    String(tex.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" && $0 != "\\" })
}

/// The parts of a text between separators that stand in no braces; spaces and line breaks are one kind.
private func split(_ tex: String, at isSeparator: (Character) -> Bool) -> [String] {
    var parts = [""]
    var depth = 0
    for character in tex {
        let plain = character.isWhitespace ? " " : character
        if plain == "{" { depth += 1 }
        if plain == "}" { depth -= 1 }
        if depth == 0, isSeparator(plain) { parts.append("") } else { parts[parts.count - 1].append(plain) }
    }
    return parts
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(self[...].trimmingSuffix(while: \.isWhitespace).drop(while: \.isWhitespace))
    }
}
