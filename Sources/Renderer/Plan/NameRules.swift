// Rules about the names in a notebook's blocks. They keep a result from depending on what is not in its key.

/// What is wrong with the names of a notebook's blocks, given in order.
///
/// - A block may not use what only a later block declares: its key covers the blocks before it, so an edit further down
///   would not make it stale.
/// - A block may not ask for the time, the system's random numbers or the C library's elementary functions, which differ
///   from run to run or from machine to machine.
func nameProblems(_ blocks: [(names: BlockNames, imports: [String])]) -> [Problem] {
    var problems: [Problem] = []
    var declaredSoFar: Set<String> = []
    var imports: Set<String> = []
    let everything = Set(blocks.flatMap { $0.names.declared.map(\.name) })
    for (index, block) in blocks.enumerated() {
        declaredSoFar.formUnion(block.names.declared.map(\.name))
        imports.formUnion(block.imports)
        let later = blocks[(index + 1)...].flatMap(\.names.declared)
        let bringsLibm = !imports.isDisjoint(with: [
            "import Foundation", "import Glibc", "import FoundationEssentials",
        ])
        for mention in block.names.mentioned where !declaredSoFar.contains(mention.name) {
            if let declaration = later.first(where: { $0.name == mention.name }) {
                let fact = Problem.Fact.usedBeforeDeclared(mention.name, line: declaration.position.line)
                problems.append(Problem(fact, at: mention.position))
            } else if !everything.contains(mention.name),
                let instead = replacement(for: mention.name, bringsLibm)
            {
                problems.append(
                    Problem(.notReproducible(mention.name, instead: instead), at: mention.position))
            }
        }
        for call in block.names.systemRandomCalls {
            let instead = "pass a generator, as in '\(call.name)(…, using: &random)' with a RandomStream"
            problems.append(Problem(.notReproducible(".\(call.name)", instead: instead), at: call.position))
        }
        problems += block.names.topLevelReturns.map { Problem(.returnAtTopLevel, at: $0) }
    }
    return problems
}

/// What to write instead of a name that makes a result irreproducible; nil for a name that doesn't.
private func replacement(for name: String, _ bringsLibm: Bool) -> String? {
    switch name {
    case "Date", "ContinuousClock", "SuspendingClock", "DispatchTime", "DispatchWallTime", "gettimeofday",
        "clock_gettime", "CFAbsoluteTimeGetCurrent":
        "leave the time out: it is another one at every build"
    case "SystemRandomNumberGenerator", "UUID", "arc4random", "arc4random_uniform", "drand48", "srand48":
        "use a RandomStream, whose key names its numbers"
    case "ProcessInfo", "getenv":
        "write the value into the notebook; a block sees no environment"
    case _ where bringsLibm && CompilerRemedy.elementary.contains(name):
        "leave out Foundation or Glibc and 'import Elementary', whose functions have the same bits everywhere"
    case "exp2", "log2", "tan", "sinh", "cosh", "asin", "acos", "atan", "atan2", "cbrt", "erf", "lgamma",
        "tgamma",
        "hypot":
        bringsLibm
            ? "compute it from the functions of 'Elementary', which have the same bits everywhere" : nil
    default: nil
    }
}
