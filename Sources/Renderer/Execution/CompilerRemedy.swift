import Exhibits

/// What an author can do about an error of the compiler's that has another cause in a notebook than in a program.
enum CompilerRemedy {
    /// The remedy, to stand behind the compiler's message; nil where the message needs none.
    static func words(for message: String) -> String? {
        if let match = message.wholeMatch(of: /no such module '(.+)'/) { return module(String(match.1)) }
        if let match = message.firstMatch(of: /^cannot find (?:type )?'(.+)' in scope/) {
            return name(String(match.1))
        }
        // The name belongs to an operation of Lab's on variables, too.
        if message.contains(
            /^cannot convert value of type '(Double|Float)' to expected argument type 'Variable</)
        {
            return "for a function of numbers, write 'import Elementary' at the block's top"
        }
        if message.hasPrefix("cannot pass function of type '() async")
            || message.contains("in a function that does not support concurrency")
        {
            return "a block runs from top to bottom on one thread, without 'async' and 'await'; "
                + "to use all cores, give the work to 'sweep'"
        }
        return nil
    }

    /// The modules that a block can name besides those of the toolchain.
    static let modules = ["Lab", "Elementary", "Exhibits", "Statistics"]

    /// The functions of `Elementary` that the C library has too.
    static let elementary: Set = [
        "cos", "erfc", "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "tanh",
    ]

    private static func module(_ name: String) -> String {
        let known = modules + ["Foundation", "Glibc", "Dispatch", "Synchronization"]
        if let nearest = nearestName(to: name, among: known), nearest != name {
            return "did you mean '\(nearest)'?"
        }
        let list = modules.map { "'\($0)'" }.joined(separator: ", ")
        return
            "a block can import \(list) and what comes with Swift, such as 'Foundation', but no other package"
    }

    /// Where a name comes from that is not in every block's reach.
    private static func name(_ name: String) -> String? {
        switch name {
        case _ where elementary.contains(name): "write 'import Elementary' at the block's top"
        case "sqrt": "write 'x.squareRoot()'"
        case "fabs": "write 'abs(x)'"
        case "floor", "ceil", "round", "trunc": "write 'x.rounded(…)'"
        case "Data", "URL", "FileManager", "FileHandle", "JSONDecoder", "JSONEncoder", "Decimal",
            "NSRegularExpression",
            "CharacterSet", "NumberFormatter":
            "write 'import Foundation' at the block's top"
        default: nil
        }
    }
}
