/// The module that a notebook's blocks are compiled as.
public let notebookModule = "Notebook"

/// The names of the types of a module that occur in a type's full name, such as `Point` in
/// `Swift.Array<Notebook.Point>`; of a nested type, all the names on the way to it.
func typeNames(in type: String, of module: String) -> Set<String> {
    var names: Set<String> = []
    for word in type.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) {
        let parts = word.split(separator: ".")
        if parts.first.map(String.init) == module { names.formUnion(parts.dropFirst().map(String.init)) }
    }
    return names
}

/// Whether a type's values are values, as far as its full name tells: nothing that is named in it can be shared and
/// changed, so a `let` of this type stays what it is.
///
/// Only the modules named here are trusted to have value types behind their names. A function, an existential (its
/// content may be anything) and a pointer are not values in this sense; of a notebook's own types the graph knows.
public func isValueType(_ type: String, in graph: NotebookGraph) -> Bool {
    // `$` stands in the name of a type that is private or inside a function, about which the graph knows nothing.
    if ["->", "any ", "Any", "Unsafe", "$"].contains(where: { type.contains($0) }) { return false }
    let trusted: Set<Substring> = ["Swift", "Lab", "Exhibits", "Statistics", "Elementary", "BlockRuntime"]
    let words = type.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." })
    for word in words where word.contains(".") {
        guard let module = word.split(separator: ".").first else { continue }
        if module == notebookModule {
            for name in word.split(separator: ".").dropFirst()
            where graph.types[String(name)]?.isValue == false {
                return false
            }
        } else if !trusted.contains(module) {
            return false
        }
    }
    return true
}
