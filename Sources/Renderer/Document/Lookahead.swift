/// Remembers the next place of something, so that a text is searched once.
struct Lookahead {
    /// How far the text has been searched.
    private var searched = 0
    private var found: Int?
    /// Where the search ends, if that is remembered too.
    var limit: Int?

    mutating func forget() { self = Lookahead() }

    /// The first place from `start` at which `isMatch` holds. Later calls begin no earlier.
    mutating func next(from start: Int, to end: Int, where isMatch: (Int) -> Bool) -> Int? {
        if let found, found >= start { return found < end ? found : nil }
        found = nil
        var place = max(start, searched)
        while place < end {
            if isMatch(place) {
                found = place
                break
            }
            place += 1
        }
        searched = max(searched, min(place + 1, end))
        return found
    }
}

/// The runs of backticks of one paragraph, by their length.
struct BacktickRuns {
    private var starts: [Int: [Int]]?

    /// Where the next run of `length` begins behind `start`. Escapes mean nothing inside code, so that a run counts
    /// whole even if its first backtick could not have opened one.
    mutating func close(of start: Int, _ length: Int, in bytes: [UInt8], to limit: Int) -> Int? {
        if starts == nil { starts = BacktickRuns.starts(bytes, from: start, to: limit) }
        guard let same = starts?[length] else { return nil }
        var (low, high) = (0, same.count)
        while low < high {
            let middle = (low + high) / 2
            if same[middle] > start { high = middle } else { low = middle + 1 }
        }
        return low < same.count ? same[low] : nil
    }

    private static func starts(_ bytes: [UInt8], from start: Int, to limit: Int) -> [Int: [Int]] {
        var starts: [Int: [Int]] = [:]
        var place = start
        while place < limit {
            guard bytes[place] == UInt8(ascii: "`") else {
                place += 1
                continue
            }
            var end = place
            while end < limit, bytes[end] == UInt8(ascii: "`") { end += 1 }
            starts[end - place, default: []].append(place)
            place = end
        }
        return starts
    }
}

/// Pandoc's rule: a `$` closes a formula where no space stands before it and no digit after it, and isn't escaped.
func closesMath(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: "$"), !bytes[place - 1].isSpace, !isEscaped(bytes, place) else {
        return false
    }
    return place + 1 >= bytes.count || !bytes[place + 1].isDigit
}

/// Whether an odd number of backslashes stands before a place.
func isEscaped(_ bytes: [UInt8], _ place: Int) -> Bool {
    var start = place
    while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (place - start) % 2 == 1
}

/// The end of `[^name]`, which begins at `start`: nil where it isn't one.
func footnoteEnd(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    guard start + 3 < limit, bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "^") else {
        return nil
    }
    var end = start + 2
    while end < limit, end - start < 66 {
        let byte = bytes[end]
        if byte == UInt8(ascii: "]") { return end > start + 2 ? end + 1 : nil }
        if byte.isSpace || [UInt8]("[`$<\\".utf8).contains(byte) { return nil }
        end += 1
    }
    return nil
}

/// The length of a numeric entity at the beginning that stands for a character of which marks are made, or 0.
func reservedEntityLength(_ bytes: ArraySlice<UInt8>) -> Int {
    let head = bytes.prefix(12)
    guard let end = head.firstIndex(of: UInt8(ascii: ";")) else { return 0 }
    let entity = String(decoding: head[..<end], as: UTF8.self)
    let code =
        entity.hasPrefix("&#x") || entity.hasPrefix("&#X")
        ? UInt32(entity.dropFirst(3), radix: 16) : entity.hasPrefix("&#") ? UInt32(entity.dropFirst(2)) : nil
    guard let scalar = code.flatMap(Unicode.Scalar.init), MarkCharacter.isReserved(scalar) else { return 0 }
    return end + 1 - bytes.startIndex
}
