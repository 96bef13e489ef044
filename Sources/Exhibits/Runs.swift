/// The records of a sweep: what each run was set to, its seed, and what it measured along the way.
public struct Runs: Sendable, Equatable, Codable {
    /// The runs in the order of the sweep: settings as listed, seeds last.
    public var runs: [Run]

    /// The records of some runs.
    public init(_ runs: [Run]) { self.runs = runs }

    /// The names of the settings, in the order in which runs first have them.
    public var settingNames: [String] {
        var names: [String] = []
        for run in runs { names += run.settings.map(\.name).filter { !names.contains($0) } }
        return names
    }

    /// The names of the metrics, in the order in which runs first recorded them.
    public var metrics: [String] {
        var names: [String] = []
        for run in runs { names += run.series.map(\.metric).filter { !names.contains($0) } }
        return names
    }

    /// Everything that the runs recorded of a metric, a row a record: the settings, "seed", `x`, and the metric.
    ///
    /// A setting all of whose values are numbers is a column of numbers, whose text is their shortest form: the value
    /// `1.0` is the number 1 and the text "1". A metric that no run recorded gives a frame without rows.
    public func frame(of metric: String, x: String = "step") -> DataFrame {
        frame(of: metric, x: x) { Array($0.indices) }
    }

    /// The last record of a metric of each run: the settings, "seed", `x`, and the metric.
    public func finals(of metric: String, x: String = "step") -> DataFrame {
        frame(of: metric, x: x) { $0.isEmpty ? [] : [$0.count - 1] }
    }

    private func frame(of metric: String, x: String, keeping: ([Double]) -> [Int]) -> DataFrame {
        let names = settingNames
        var settings = [[String]](repeating: [], count: names.count)
        var (seeds, xs, values): ([Int], [Double], [Double]) = ([], [], [])
        for run in runs {
            for series in run.series where series.metric == metric {
                for index in keeping(series.values) {
                    for (position, name) in names.enumerated() { settings[position].append(run[name] ?? "") }
                    seeds.append(run.seed)
                    xs.append(series.x[index])
                    values.append(series.values[index])
                }
            }
        }
        let settingColumns = zip(names, settings).map { Column($0, reading: $1) }
        return DataFrame(
            columns: settingColumns + [Column("seed", seeds), Column(x, xs), Column(metric, values)])
    }
}

/// The record of one run of a sweep.
public struct Run: Sendable, Equatable, Codable {
    /// One choice of the sweep.
    public struct Setting: Sendable, Equatable, Codable {
        /// What was set.
        public var name: String
        /// What it was set to, as text.
        public var value: String

        /// A name and its value.
        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// What was set, in the order of the sweep.
    public var settings: [Setting]
    /// The number of the repetition; it seeds the run's generator.
    public var seed: Int
    /// What was measured, a series a metric, in the order of the first record of each.
    public var series: [Series]
    /// Why the run ended early, in words, where it did: "the loss was NaN at step 120".
    public var divergence: String?

    /// A record; `series` grow by `record`.
    public init(settings: [Setting], seed: Int, series: [Series] = [], divergence: String? = nil) {
        self.settings = settings
        self.seed = seed
        self.series = series
        self.divergence = divergence
    }

    /// The value of a setting.
    public subscript(setting: String) -> String? { settings.first { $0.name == setting }?.value }

    /// Adds a value to a metric's series.
    public mutating func record(_ metric: String, at x: Double, _ value: Double) {
        if let position = series.firstIndex(where: { $0.metric == metric }) {
            series[position].append(x: x, value: value)
        } else {
            series.append(Series(metric, x: [x], values: [value]))
        }
    }
}
