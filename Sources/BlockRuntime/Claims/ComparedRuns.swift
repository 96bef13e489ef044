import Exhibits

/// The outcomes that a claim is about: those whose other settings are as the claim says, by arm and seed.
struct ComparedRuns {
    /// What is held fixed, in the order of the sweep's settings.
    let settings: [Run.Setting]
    /// For each arm its outcomes by seed, sorted; one arm without a name where nothing is compared.
    private let arms: [(name: String?, outcomes: [(seed: Int, result: Outcomes.Result)])]

    /// Fewer trainings than this decide nothing that chance could not.
    static let fewestSeeds = 5

    /// The outcomes of some arms; of all runs that are left where `names` is empty.
    ///
    /// - Parameters:
    ///   - names: the arms, as the values of the setting that tells them apart.
    ///   - setting: that setting; found by itself where only one takes all these values.
    ///   - fixed: the values of the other settings. One that has only one value need not be named.
    init(
        _ outcomes: Outcomes, arms names: [String], by setting: String?,
        at fixed: [(name: String, value: String)]
    ) throws(ClaimMistake) {
        if let mistake = outcomes.mistake { throw mistake }
        let known = Runs(outcomes.runs).settingNames
        func values(_ setting: String, among runs: [Run]) -> [String] {
            var values: [String] = []
            for value in runs.compactMap({ $0[setting] }) where !values.contains(value) {
                values.append(value)
            }
            return values
        }
        for (name, value) in fixed {
            guard known.contains(name) else { throw .unknownSetting(name, known: known) }
            let taken = values(name, among: outcomes.runs)
            guard taken.contains(value) else { throw .unknownValue(value, setting: name, known: taken) }
        }
        let compared =
            try names.isEmpty
            ? nil : Self.setting(of: names, setting, known) { values($0, among: outcomes.runs) }
        if let compared, fixed.contains(where: { $0.name == compared }) { throw .armSettingFixed(compared) }
        let chosen = zip(outcomes.runs, outcomes.values).filter { run, _ in
            fixed.allSatisfy { run[$0.name] == $0.value }
        }
        var settings: [Run.Setting] = []
        for name in known where name != compared {
            let taken = values(name, among: chosen.map(\.0))
            if taken.count > 1 { throw .openSetting(name, values: taken) }
            settings += taken.map { Run.Setting(name, $0) }
        }
        self.settings = settings
        var arms: [(name: String?, outcomes: [(seed: Int, result: Outcomes.Result)])] = []
        for name in names.isEmpty ? [nil] : names.map(Optional.some) {
            let own = chosen.filter { run, _ in compared.map { run[$0] == name } ?? true }
                .map { (seed: $0.seed, result: $1) }.sorted { $0.seed < $1.seed }
            let words = ((name.map { [Run.Setting(compared ?? "", $0)] } ?? []) + settings)
                .map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            if own.isEmpty { throw .noRuns(words: words.isEmpty ? "an outcome" : words) }
            if let index = own.indices.dropFirst().first(where: { own[$0].seed == own[$0 - 1].seed }) {
                let both = words.isEmpty ? "" : "\(words), "
                throw .severalRuns(words: "\(both)seed = \(own[index].seed)")
            }
            arms.append((name, own))
        }
        for arm in arms.dropFirst() {
            let (a, b) = (Set(arms[0].outcomes.map(\.seed)), Set(arm.outcomes.map(\.seed)))
            let lonely = a.symmetricDifference(b).sorted()
            if !lonely.isEmpty { throw .unpairedSeeds(names[0], arm.name ?? "", seeds: lonely) }
        }
        let count = arms[0].outcomes.count
        if count < Self.fewestSeeds { throw .fewSeeds(count, needed: Self.fewestSeeds) }
        self.arms = arms
    }

    /// The setting that tells the arms apart.
    private static func setting(
        of arms: [String], _ named: String?, _ known: [String], _ values: (String) -> [String]
    ) throws(ClaimMistake) -> String {
        if let twice = arms.indices.first(where: { arms[..<$0].contains(arms[$0]) }) {
            throw .sameArm(arms[twice])
        }
        if let named {
            guard known.contains(named) else { throw .unknownSetting(named, known: known) }
            for arm in arms where !values(named).contains(arm) {
                throw .unknownValue(arm, setting: named, known: values(named))
            }
            return named
        }
        let fitting = known.filter { setting in arms.allSatisfy(values(setting).contains) }
        if fitting.count > 1 { throw .ambiguousArms(arms[0], arms[1], settings: fitting) }
        if let setting = fitting.first { return setting }
        let all = known.flatMap(values)
        if let unknown = arms.first(where: { !all.contains($0) }) { throw .unknownArm(unknown, known: all) }
        let owners = arms.map { arm in known.first { values($0).contains(arm) } ?? "" }
        let other = owners.indices.first { owners[$0] != owners[0] } ?? 1
        throw .armsOfDifferentSettings(arms[0], of: owners[0], arms[other], of: owners[other])
    }

    /// The outcomes of two arms, paired by seed.
    func pairs(_ a: Int, _ b: Int) -> [Evidence.Sample] {
        zip(arms[a].outcomes, arms[b].outcomes).map { first, second in
            let notes = [(arms[a].name, first.result), (arms[b].name, second.result)].compactMap {
                name, result in
                result.note.map { "\(name ?? ""): \($0)" }
            }
            return Evidence.Sample(
                first.seed, first.result.number, second.result.number,
                note: notes.isEmpty ? nil : notes.joined(separator: "; "))
        }
    }

    /// The outcomes of the only arm.
    var singles: [Evidence.Sample] {
        arms[0].outcomes.map { Evidence.Sample($0.seed, $0.result.number, note: $0.result.note) }
    }
}

extension Outcomes.Result {
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var note: String? { if case .missing(let why) = self { why } else { nil } }
}
