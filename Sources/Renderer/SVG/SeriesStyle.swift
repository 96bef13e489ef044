/// How the series of a figure look: told apart by colour, and without colour by dashes, marker shapes and hatching (`Hatching`).
///
/// The colours are those of Okabe and Ito (*Color Universal Design*, 2008), darkened where they are too faint on
/// white: each has a contrast of at least 4.5 : 1 there. `figures.css` has the ones for dark pages.
enum SeriesStyle {
    /// The colours on white, for files that stand alone; pages set `--series-1` … `--series-8`.
    static let colors = [
        "#0068a8", "#c04d00", "#00785a", "#a8498a", "#7a6100", "#4a5560", "#2a7d9c", "#7d3c1d",
    ]
    private static let dashes: [String?] = [nil, "8 3", "2.5 3", "10 3 2.5 3", "14 4", "5 2 1.5 2 1.5 2"]

    /// The attributes of a group that holds what a series draws; within it `currentColor` is the series' colour.
    static func attributes(_ series: Int) -> KeyValuePairs<String, String?> {
        let index = series % colors.count
        return ["class": "series-\(index + 1)", "color": colors[index]]
    }

    /// The dash pattern of a series' lines.
    static func dash(_ series: Int) -> String? { dashes[series % dashes.count] }

    /// The path of a series' marker around a point: circle, square, triangle, diamond, cross, star of four.
    static func marker(_ series: Int, x: Double, y: Double, radius: Double = 3.5) -> String {
        func point(_ dx: Double, _ dy: Double) -> String {
            "\(coordinate(x + dx * radius)) \(coordinate(y + dy * radius))"
        }
        func polygon(_ points: [(Double, Double)]) -> String {
            "M" + points.map { point($0.0, $0.1) }.joined(separator: "L") + "Z"
        }
        switch series % 6 {
        case 0:
            let r = coordinate(radius)
            let d = coordinate(2 * radius)
            return "M\(point(-1, 0))a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0Z"
        case 1: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
        case 2: return polygon([(0, -1.2), (1.1, 0.8), (-1.1, 0.8)])
        case 3: return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
        case 4:
            return polygon([
                (-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35),
                (0.35, 1.1), (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35),
            ])
        default:
            return polygon([
                (0, -1.4), (0.4, -0.4), (1.4, 0), (0.4, 0.4), (0, 1.4), (-0.4, 0.4), (-1.4, 0), (-0.4, -0.4),
            ])
        }
    }
}
