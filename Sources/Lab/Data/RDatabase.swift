/// The data of an R package, of which the variables that hold text can be read.
///
/// R keeps such data in two files. `NAME.rdx` is the directory, a gzip file: for each variable where its bytes lie in
/// `NAME.rdb`. There stands the length of the unpacked value, four bytes with the high one first, then the value packed
/// by zlib. Directory and values are R's serialization in its binary form with the high byte first (*R Internals*,
/// Section 1.8).
struct RDatabase {
    private let path: String
    private let origin: DataOrigin
    private let values: [UInt8]
    private let places: [(name: String, start: Int, length: Int)]

    /// Reads the directory; `path` is that of both files without `.rdx` and `.rdb`.
    init(_ path: String, from origin: DataOrigin) throws(DataError) {
        self.path = path
        self.origin = origin
        let (directoryPath, valuesPath) = (path + ".rdx", path + ".rdb")
        let directory = try unpackGzip(
            readFile(directoryPath, from: origin), path: directoryPath, from: origin)
        values = try readFile(valuesPath, from: origin)
        do {
            places = try Self.places(in: RValue(serialized: directory))
        } catch {
            throw .notRData(path: directoryPath, error, from: origin)
        }
    }

    /// The names of all variables, in the directory's order.
    var names: [String] { places.map(\.name) }

    /// The texts of a variable, one after the other.
    func texts(of name: String) throws(DataError) -> [String] {
        do {
            return try unpackedTexts(of: name)
        } catch {
            throw .notRData(path: path + ".rdb", error, from: origin)
        }
    }

    private func unpackedTexts(of name: String) throws(RDataFault) -> [String] {
        guard let place = places.first(where: { $0.name == name }) else {
            throw .noVariable(name, known: names)
        }
        guard place.start >= 0, place.length >= 4, place.start <= values.count - place.length else {
            throw .outside(name)
        }
        let bytes = values[place.start..<place.start + place.length]
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard let content = inflated(Array(bytes.dropFirst(4)), windowBits: 15), content.count == length
        else {
            throw .notUnpacked(name)
        }
        guard case .texts(let texts) = try RValue(serialized: content) else { throw .noTexts(name) }
        return texts
    }

    private static func places(
        in directory: RValue
    ) throws(RDataFault) -> [(name: String, start: Int, length: Int)] {
        guard case .list(let parts, let names) = directory, let index = names.firstIndex(of: "variables"),
            case .list(let variables, let variableNames) = parts[index]
        else { throw .noDirectory }
        var places: [(name: String, start: Int, length: Int)] = []
        for (name, variable) in zip(variableNames, variables) {
            guard case .integers(let numbers) = variable, numbers.count == 2 else { throw .noDirectory }
            places.append((name, numbers[0], numbers[1]))
        }
        return places
    }
}
