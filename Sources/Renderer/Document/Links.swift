/// A link or an image of the prose whose address leads to this site.
struct WrittenLink: Equatable, Sendable {
    /// As it was written, but for escapes and entities.
    var address: String
    var isImage: Bool
    /// Whether there are words in the brackets: for an image, what it shows.
    var hasWords: Bool
    /// Where the address stands; known when the document has been read.
    var position = SourcePosition(file: "", line: 1)

    /// The part of the address in front of `?` and `#`, with its percent signs decoded.
    var path: String {
        let path = address.prefix { $0 != "#" && $0 != "?" }
        return percentDecoded(path)
    }

    /// The part of the address behind `#`, decoded; nil where there is none.
    var anchor: String? {
        guard let sign = address.firstIndex(of: "#") else { return nil }
        return percentDecoded(address[address.index(after: sign)...])
    }
}

/// A part of an address with what `%41` and the like stand for.
private func percentDecoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var place = 0
    while place < bytes.count {
        if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
            let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
        {
            decoded.append(byte)
            place += 3
        } else {
            decoded.append(bytes[place])
            place += 1
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}

/// Whether an address leads to this site, because it names neither a protocol nor another host.
func leadsToThisSite(_ address: String) -> Bool {
    if address.isEmpty || address.hasPrefix("//") { return false }
    let protocolName = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
    return protocolName.isEmpty || address.dropFirst(protocolName.count).first != ":"
}

/// The links with their places in the text that they were written in.
func placed(_ links: [WrittenLink], in text: ArrangedText) -> [WrittenLink] {
    if links.isEmpty { return [] }
    var places = LinkPlaces(text)
    return links.map { link in
        var link = link
        link.position = places.next(of: link.address)
        return link
    }
}

/// Where each address of a link stands in a text. Cmark's own columns cannot be used.
private struct LinkPlaces {
    private var places: [String: [SourcePosition]] = [:]
    private let start: SourcePosition

    /// Goes through a text once, for what stands behind `](` and `]:`.
    init(_ text: ArrangedText) {
        start = text.position(line: 0, offset: 0)
        for (number, line) in text.lines.enumerated() {
            let bytes = line.bytes
            for place in bytes.indices.dropLast() where bytes[place] == UInt8(ascii: "]") {
                guard bytes[place + 1] == UInt8(ascii: "(") || bytes[place + 1] == UInt8(ascii: ":") else {
                    continue
                }
                var begin = place + 2
                while begin < bytes.count, bytes[begin].isSpace || bytes[begin] == UInt8(ascii: "<") {
                    begin += 1
                }
                let address = bytes[begin...].prefix { !$0.isSpace && !Array(")>".utf8).contains($0) }
                places[String(decoding: address, as: UTF8.self), default: []].append(
                    text.position(line: number, offset: begin))
            }
        }
    }

    /// The next place of an address; the last one again where it was asked for more often; the text's beginning where
    /// the address was written otherwise.
    mutating func next(of address: String) -> SourcePosition {
        guard let known = places[address], let first = known.first else { return start }
        if known.count > 1 { places[address]?.removeFirst() }
        return first
    }
}
