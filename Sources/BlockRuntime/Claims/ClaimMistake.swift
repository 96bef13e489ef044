import Exhibits

/// What keeps a claim from being checked: a mistake of its author, as facts. The words are below.
enum ClaimMistake: Error, Equatable {
    case emptyStatement
    case emptySource(statement: String)
    case unknownMetric(String, known: [String])
    case unknownSetting(String, known: [String])
    case unknownValue(String, setting: String, known: [String])
    case unknownArm(String, known: [String])
    case ambiguousArms(String, String, settings: [String])
    case armsOfDifferentSettings(String, of: String, String, of: String)
    case sameArm(String)
    case fewArms(Int)
    case armSettingFixed(String)
    case openSetting(String, values: [String])
    case severalRuns(words: String)
    case unpairedSeeds(String, String, seeds: [Int])
    case noRuns(words: String)
    case fewSeeds(Int, needed: Int)
    case notPositive(String, Double)
    case notUsable(String, Double, needed: String)
    case noDraws
}

extension ClaimMistake: CustomStringConvertible {
    /// What was found, what was expected, and what to do.
    var description: String {
        switch self {
        case .emptyStatement: "a claim needs a sentence: claim(\"…\", source: \"Section 6.6\", …)"
        case .emptySource(let statement):
            "the claim '\(statement)' has an empty source; say where the sentence comes from, such as \"Section 6.6\""
        case .unknownMetric(let name, let known):
            "no run recorded '\(name)' in full" + suggestion(name, known)
        case .unknownSetting(let name, let known):
            "the runs have no setting '\(name)'" + suggestion(name, known)
        case .unknownValue(let value, let setting, let known):
            "no run has '\(setting)' set to '\(value)'" + suggestion(value, known)
        case .unknownArm(let name, let known):
            "no setting of the runs takes the value '\(name)'" + suggestion(name, known)
        case .ambiguousArms(let a, let b, let settings):
            "'\(a)' and '\(b)' are values of \(list(settings, "and")); say which is compared with by: \"\(settings[0])\""
        case .armsOfDifferentSettings(let a, let first, let b, let second):
            "'\(a)' is a value of '\(first)' and '\(b)' of '\(second)'; compare two values of one setting"
        case .sameArm(let name):
            "the claim compares '\(name)' with itself; name two arms"
        case .fewArms(let count):
            "an order needs at least three arms, found \(count); for two write isBelow: or isAbove:"
        case .armSettingFixed(let name):
            "'\(name)' is what the claim compares, so at: cannot fix it; leave it out there"
        case .openSetting(let name, let values):
            "the runs also differ in '\(name)' (\(values.joined(separator: ", "))); say which are compared with "
                + "at: [\"\(name)\": …]"
        case .severalRuns(let words):
            "two runs have \(words); a claim needs one run for each seed"
        case .unpairedSeeds(let a, let b, let seeds):
            "'\(a)' and '\(b)' don't have the same seeds: only one of them has \(seeds.map(String.init).joined(separator: ", ")); "
                + "run both with the same seeds"
        case .noRuns(let words): "no run has \(words)"
        case .fewSeeds(let count, let needed):
            "a claim about trainings needs at least \(needed) seeds, found \(count); raise seeds: in the sweep"
        case .notPositive(let quantity, let value):
            "the \(quantity) is \(shortest(value)), and ratios and geometric means need positive numbers; "
                + "compare differences or arithmetic means"
        case .notUsable(let name, let value, let needed):
            "\(name) is \(shortest(value)), but must be \(needed)"
        case .noDraws: "a claim about draws needs at least one, found none"
        }
    }

    private func suggestion(_ name: String, _ known: [String]) -> String {
        // A number that is like another is not meant for it.
        if Double(name) == nil, let nearest = nearestName(to: name, among: known) {
            return "; did you mean '\(nearest)'?"
        }
        if known.isEmpty { return "; there are none" }
        return "; known are " + known.map { "'\($0)'" }.joined(separator: ", ")
    }

    private func list(_ names: [String], _ word: String) -> String {
        names.map { "'\($0)'" }.joined(separator: " \(word) of ")
    }
}
