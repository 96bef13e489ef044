import Exhibits

/// The scales of a figure's axes: one for x, one of y for each group of panels that share it.
struct PlotScales {
    var x: AxisScale
    /// By `PlotData.Panel.scaleGroup`.
    var y: [AxisScale]

    /// The scales for axes of some length, which decides how many ticks an axis has room for.
    init(_ data: PlotData, plotWidth: Double, plotHeight: Double) {
        let groups = (data.panels.map(\.scaleGroup).max() ?? 0) + 1
        x = PlotScales.scale(data, panels: data.panels, isX: true, length: plotWidth)
        y = (0..<groups).map { group in
            PlotScales.scale(
                data, panels: data.panels.filter { $0.scaleGroup == group }, isX: false, length: plotHeight)
        }
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
            }
        }
        // Ends of intervals may be halves where the data are whole numbers.
        let wholeNumbers = values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
        for case .rule(let rule) in data.figure.marks where (rule.axis == .x) == isX {
            values.append(rule.value)
        }
        let hasOnlyLines = data.figure.marks.allSatisfy { mark in
            switch mark {
            case .lines, .rule: true
            case .dots, .bars: false
            }
        }
        return axisScale(
            scale, values: values, isLog: scale.kind == .log,
            style: isValueAxis ? .nice : hasOnlyLines ? .tight : .padded,
            includesZero: scale.includesZero || (isValueAxis && data.hasBars && scale.kind != .log),
            tickCount: tickCount(length, isHorizontal: isX), wholeNumbers: wholeNumbers)
    }
}

/// How many ticks an axis has room for.
func tickCount(_ length: Double, isHorizontal: Bool) -> Int {
    max(2, Int(length / (isHorizontal ? 70 : 42)))
}

/// The ticks of an axis of numbers, such that neighbouring labels don't touch.
func ticks(of scale: AxisScale, length: Double, isHorizontal: Bool, size: Double, wholeNumbers: Bool)
    -> [Tick]
{
    var count = tickCount(length, isHorizontal: isHorizontal)
    while true {
        let found: [Tick]
        switch scale {
        case .linear(let low, let high):
            // In halves, as `fraction(of:)` does, for spans that overflow.
            let span = min(high / 2 - low / 2, .greatestFiniteMagnitude / 4) * 2
            found = linearTicks(
                from: low, to: high, step: TickStep(span: span, count: count, wholeNumbers: wholeNumbers))
        case .log(let low, let high): found = logTicks(from: low, to: high, count: count)
        case .bands: return []
        }
        let apart = withoutTouching(
            found, scale: scale, length: length, isHorizontal: isHorizontal, size: size)
        if count <= 1 || apart == found { return apart }
        count -= 1
    }
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
