import Exhibits
import Statistics

/// Where the dots of a swarm stand, a group for each series in each category: as near to their category's middle as
/// they can be without overlapping, the smallest value first.
struct SwarmPlaces {
    struct Group {
        var series: Int
        var points: [PlotData.Point]
        /// The places of the points.
        var places: [(x: Double, y: Double)]
        /// Where what the values come to is drawn, across the axis of the values.
        var summaryPlace: Double

        /// The values, on their axis.
        func values(_ frame: PanelFrame) -> [Double] { points.map { frame.isSideways ? $0.x : $0.y } }
    }

    var groups: [Group] = []
    /// The radius of a dot.
    let radius: Double

    init(_ layer: PlotData.Layer, in frame: PanelFrame) {
        let slots = Slots(layer, in: frame)
        let total = layer.lines.reduce(0) { $0 + $1.points.count }
        radius = total > 400 ? 1.8 : total > 120 ? 2.4 : 3.2
        var hasSummary = false
        if case .swarm(let swarm) = layer.mark { hasSummary = swarm.summary != .none }
        // The dots have the first part of the room, the summary the last.
        let room = max(slots.width, 24)
        let reach = room * (hasSummary ? 0.24 : 0.46)
        let shift = hasSummary ? -room * 0.18 : 0
        for line in layer.lines {
            let points = line.points.filter(\.hasPlace)
            var categories: [Double] = []
            for point in points {
                let category = frame.isSideways ? point.y : point.x
                if !categories.contains(category) { categories.append(category) }
            }
            for category in categories {
                let members = points.filter { (frame.isSideways ? $0.y : $0.x) == category }
                let middle =
                    (frame.isSideways ? frame.place(y: category) : frame.place(x: category))
                    + slots.offset(of: line.series)
                let along = members.map { frame.isSideways ? frame.place(x: $0.x) : frame.place(y: $0.y) }
                let aside = SwarmPlaces.offsets(along, radius: radius, reach: reach)
                groups.append(
                    Group(
                        series: line.series, points: members,
                        places: zip(along, aside).map { place, offset in
                            let across = middle + shift + offset
                            return frame.isSideways ? (place, across) : (across, place)
                        }, summaryPlace: middle + room * 0.34))
            }
        }
    }

    /// How far each dot moves aside so that no two overlap; where there is no room left, to the edge of the room.
    static func offsets(_ places: [Double], radius: Double, reach: Double) -> [Double] {
        let distance = 2 * radius + 0.6
        var result = [Double](repeating: 0, count: places.count)
        var placed: [(place: Double, offset: Double)] = []
        for index in places.indices.sorted(by: { (places[$0], $0) < (places[$1], $1) }) {
            let near = placed.reversed().prefix { places[index] - $0.place < distance }
            func isFree(_ offset: Double) -> Bool {
                near.allSatisfy { other in
                    let (a, b) = (other.place - places[index], other.offset - offset)
                    return a * a + b * b >= distance * distance - 1e-9
                }
            }
            // A free place nearest to the middle touches a neighbour; of two as near the left one.
            let candidates = near.flatMap { other -> [Double] in
                let along = other.place - places[index]
                let across = max(0, distance * distance - along * along).squareRoot()
                return [other.offset - across, other.offset + across]
            }
            let free = ([0] + candidates).filter { $0.magnitude <= reach && isFree($0) }
            result[index] =
                free.min { ($0.magnitude, $0) < ($1.magnitude, $1) }
                ?? (placed.count % 2 == 0 ? reach : -reach)
            placed.append((places[index], result[index]))
        }
        return result
    }
}

/// What the values of one group of a swarm come to, for drawing and for words.
struct SwarmSummary {
    let interval: Interval

    init(_ values: [Double]) { interval = meanInterval(values.filter(\.isFinite)) }

    /// `mean 0.0213 (95 % interval 0.0198 to 0.0229, n = 5)`
    var words: String {
        let mean = "mean \(numberText(interval.estimate, .significant(3)))"
        guard let lower = interval.lower, let upper = interval.upper else {
            return "\(mean) (n = \(interval.count))"
        }
        return
            "\(mean) (95\u{202F}% interval \(intervalText(lower, upper, .significant(3))), n = \(interval.count))"
    }
}
