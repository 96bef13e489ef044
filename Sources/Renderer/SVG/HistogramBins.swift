import Elementary
import Exhibits
import Statistics

/// The equal intervals in which a figure's histograms count, the same for all series and panels.
struct HistogramBins: Equatable {
    /// The ends of the intervals, ascending, one more than there are intervals.
    var edges: [Double]

    var count: Int { edges.count - 1 }

    /// The intervals of a figure's first histogram; nil where it has none. `Mark.histogram` states the rule.
    init?(_ figure: Figure) {
        let histograms = figure.marks.compactMap { mark -> Mark.Histogram? in
            if case .histogram(let histogram) = mark { histogram } else { nil }
        }
        guard let first = histograms.first else { return nil }
        let isLog = figure.x.kind == .log
        let values = histograms.flatMap { figure.data.numbers($0.x) ?? [] }.filter {
            $0.isFinite && (!isLog || $0 > 0)
        }
        self.init(values, most: first.bins, isLog: isLog)
    }

    /// The intervals for finite values, positive ones for equal ratios; from 0 to 1 where there are none.
    init(_ values: [Double], most: Int?, isLog: Bool) {
        let places = isLog ? values.map { log10($0) } : values
        guard let low = places.min(), let high = places.max() else {
            edges = isLog ? [1, 10] : [0, 1]
            return
        }
        guard low < high, (high - low).isFinite, high - low > 1e-290 else {
            edges = HistogramBins.around(low, high, isLog: isLog)
            return
        }
        let isWhole = !isLog && places.allSatisfy { $0 == $0.rounded() }
        var step: TickStep
        if let most {
            step = TickStep(span: high - low, count: max(most, 1), wholeNumbers: isWhole)
            // Values on both ends may need one interval more than the span suggests.
            while HistogramBins.counts(low, high, step).count > max(most, 1), most > 1 { step = step.longer }
        } else {
            let length = HistogramBins.suggestedLength(places, low, high)
            step = TickStep(span: length / 10, count: 1, wholeNumbers: isWhole)
            while step.longer.value <= length * (1 + 1e-12) { step = step.longer }
        }
        let centered = isWhole && step.value == 1
        let multiples = HistogramBins.counts(low, centered ? high + 0.5 : high, step)
        let ends = (multiples.lowerBound...(multiples.upperBound + 1)).map { multiple in
            centered ? Double(multiple) - 0.5 : step.multiple(multiple)
        }
        edges = isLog ? ends.map { pow(10, $0) } : ends
        if !edges.allSatisfy(\.isFinite) || edges.first == 0 && isLog {
            edges = isLog ? [values.min() ?? 1, values.max() ?? 10] : [low, high]
        }
    }

    /// The interval of a value: that whose lower end it has or is above; the last has its upper end too.
    func index(of value: Double) -> Int? {
        guard let first = edges.first, let last = edges.last, value >= first, value <= last else {
            return nil
        }
        // The first end beyond the value, by halving.
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] > value { high = middle } else { low = middle + 1 }
        }
        return min(low - 1, count - 1)
    }

    /// The multiples of a step at which intervals for `low … high` begin.
    private static func counts(_ low: Double, _ high: Double, _ step: TickStep) -> ClosedRange<Int> {
        var first = Int((low / step.value).rounded(.down))
        while step.multiple(first) > low { first -= 1 }
        while step.multiple(first + 1) <= low { first += 1 }
        var last = max(first, Int((high / step.value).rounded(.down)))
        // A value on the last end is in the last interval.
        while last > first, step.multiple(last) >= high { last -= 1 }
        while step.multiple(last + 1) < high { last += 1 }
        return first...last
    }

    private static func around(_ low: Double, _ high: Double, isLog: Bool) -> [Double] {
        if isLog { return [pow(10, low - 0.5), pow(10, high + 0.5)] }
        // No interval divides the span of the largest numbers, which is infinite, or of the smallest.
        if low < high { return [low, high] }
        let room = low == low.rounded() ? 0.5 : low.magnitude / 20
        return low - room < low + room ? [low - room, low + room] : [low.nextDown, low.nextUp]
    }

    /// How long Freedman and Diaconis suggest that intervals are, or where half of the values are the same Sturges.
    private static func suggestedLength(_ values: [Double], _ low: Double, _ high: Double) -> Double {
        let middle = quantile(values, 0.75) - quantile(values, 0.25)
        let count = Double(values.count)
        let length =
            middle > 0 ? 2 * middle / pow(count, 1.0 / 3) : (high - low) / (log10(count) / log10(2) + 1)
        return min(max(length, (high - low) / 40), (high - low) / 5)
    }
}
