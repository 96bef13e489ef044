import Exhibits

/// The scales of a figure's axes: one for each group of panels that share it.
struct PlotScales {
    /// By `PlotData.Panel.xGroup`.
    var x: [AxisScale]
    /// By `PlotData.Panel.scaleGroup`.
    var y: [AxisScale]

    /// The scales for axes of some length, which decides how many ticks an axis has room for.
    init(_ data: PlotData, plotWidth: Double, plotHeight: Double) {
        func scales(isX: Bool, length: Double, _ group: (PlotData.Panel) -> Int) -> [AxisScale] {
            (0...(data.panels.map(group).max() ?? 0)).map { number in
                let scale = PlotScales.scale(
                    data, panels: data.panels.filter { group($0) == number }, isX: isX, length: length)
                return (isX ? data.figure.x : data.figure.y).isReversed ? scale.reversed : scale
            }
        }
        x = scales(isX: true, length: plotWidth, \.xGroup)
        y = scales(isX: false, length: plotHeight, \.scaleGroup)
        if data.figure.hasPixels, !data.figure.y.isReversed { y = y.map(\.reversed) }
    }

    private static func scale(
        _ data: PlotData, panels: [PlotData.Panel], isX: Bool, length: Double
    ) -> AxisScale {
        if let categories = isX ? data.xCategories : data.yCategories { return .bands(categories) }
        let scale = isX ? data.figure.x : data.figure.y
        let isValueAxis = isX == data.isSideways
        var values = panels.flatMap { panel in
            panel.points.filter(\.hasPlace).flatMap { point in
                [isX ? point.x : point.y] + (isValueAxis ? [point.lower, point.upper] : [])
                    + (isX ? [point.end] : [])
            }
        }
        // Ends of intervals may be halves where the data are whole numbers.
        let wholeNumbers = values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
        for mark in data.figure.marks {
            switch mark {
            case .rule(let rule): if (rule.axis == .x) == isX { values.append(rule.value) }
            case .note(let note): values.append(isX ? note.x : note.y)
            case .swarm(let swarm):
                // The interval of few values reaches beyond them.
                if isValueAxis { values += PlotScales.swarmEnds(swarm, panels, isX: isX) }
            default: break
            }
        }
        let hasOnlyLines = data.figure.marks.allSatisfy { mark in
            switch mark {
            case .lines, .histogram, .rule, .note, .labels: true
            case .dots, .bars, .swarm, .cells, .pixels, .strokes: false
            }
        }
        if data.figure.hasPixels {
            // A pixel is as large as the distance of two.
            let usable = values.filter { $0.isFinite && $0.magnitude < 1e9 }
            return .linear(low: (usable.min() ?? 0) - 0.5, high: (usable.max() ?? 0) + 0.5)
        }
        return axisScale(
            scale, values: values, isLog: scale.kind == .log && !data.figure.isPicture,
            style: data.figure.isPicture ? .padded : isValueAxis ? .nice : hasOnlyLines ? .tight : .padded,
            includesZero: scale.includesZero || (isValueAxis && data.growsFromZero && scale.kind != .log),
            tickCount: tickCount(length, isHorizontal: isX), wholeNumbers: wholeNumbers)
    }
}

extension PlotScales {
    /// The ends of the intervals that swarms draw.
    fileprivate static func swarmEnds(_ swarm: Mark.Swarm, _ panels: [PlotData.Panel], isX: Bool) -> [Double]
    {
        guard swarm.summary == .interval else { return [] }
        return panels.flatMap(\.layers).filter { $0.mark == .swarm(swarm) }.flatMap { layer in
            layer.lines.flatMap { line -> [Double] in
                var values: [Double: [Double]] = [:]
                var order: [Double] = []
                for point in line.points where point.hasPlace {
                    let (category, value) = isX ? (point.y, point.x) : (point.x, point.y)
                    if values[category] == nil { order.append(category) }
                    values[category, default: []].append(value)
                }
                return order.flatMap { category -> [Double] in
                    let interval = SwarmSummary(values[category] ?? []).interval
                    return [interval.lower ?? .nan, interval.upper ?? .nan]
                }
            }
        }
    }
}

/// How many ticks an axis has room for.
func tickCount(_ length: Double, isHorizontal: Bool) -> Int {
    max(2, Int(length / (isHorizontal ? 70 : 42)))
}

/// The ticks of an axis of numbers, such that neighbouring labels don't touch.
///
/// One number doesn't tell a scale: where the steps that `most` allows leave only one, shorter ones are tried.
///
/// - Parameter most: how many there may be; where nil as many as an axis of that length has room for.
func ticks(
    of scale: AxisScale, length: Double, isHorizontal: Bool, size: Double, wholeNumbers: Bool,
    most: Int? = nil
) -> [Tick] {
    let most = most ?? tickCount(length, isHorizontal: isHorizontal)
    func attempt(_ count: Int) -> (ticks: [Tick], isWhole: Bool) {
        let found = untestedTicks(of: scale, count: count, wholeNumbers: wholeNumbers)
        let apart = withoutTouching(
            found, scale: scale, length: length, isHorizontal: isHorizontal, size: size)
        return (apart, apart == found)
    }
    func labelCount(_ ticks: [Tick]) -> Int { ticks.count { $0.label != nil } }
    var count = most
    var fitting = attempt(count)
    while !fitting.isWhole, count > 1 {
        count -= 1
        fitting = attempt(count)
    }
    if labelCount(fitting.ticks) == 1 {
        // The next shorter step is at most 2.5 times shorter.
        let shorter = (count + 1...count * 3).lazy.map(attempt).first { labelCount($0.ticks) > 1 }
        if let shorter { return shorter.ticks }
    }
    return fitting.ticks
}

/// The ticks of an axis from its low end on, also where that has the larger number, whatever room their labels take.
private func untestedTicks(of scale: AxisScale, count: Int, wholeNumbers: Bool) -> [Tick] {
    var found: [Tick]
    switch scale {
    case .linear(let start, let end):
        let (low, high) = (min(start, end), max(start, end))
        // In halves, as `fraction(of:)` does, for spans that overflow.
        let span = min(high / 2 - low / 2, .greatestFiniteMagnitude / 4) * 2
        found = linearTicks(
            from: low, to: high, step: TickStep(span: span, count: count, wholeNumbers: wholeNumbers))
    case .log(let start, let end):
        found = logTicks(from: min(start, end), to: max(start, end), count: count)
    case .bands: return []
    }
    if let last = found.last, let first = found.first,
        scale.fraction(of: last.value) < scale.fraction(of: first.value)
    {
        found.reverse()
    }
    return found
}

/// The ticks, without the labels of those that come closer to their neighbour than the width of a letter or so.
private func withoutTouching(
    _ ticks: [Tick], scale: AxisScale, length: Double, isHorizontal: Bool, size: Double
) -> [Tick] {
    var end = -Double.infinity
    return ticks.map { tick in
        guard let label = tick.label else { return tick }
        let center = scale.fraction(of: tick.value) * length
        let extent = isHorizontal ? label.width(size: size) : size
        if center - extent / 2 < end { return Tick(value: tick.value, label: nil) }
        end = center + extent / 2 + (isHorizontal ? 12 : 4)
        return tick
    }
}
