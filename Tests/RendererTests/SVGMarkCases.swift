import Exhibits

/// Numbers from 0 to 1 that look accidental, made of whole-number arithmetic so that they are the same everywhere.
private func accidental(_ count: Int, _ salt: Int = 0) -> [Double] {
    (0..<count).map { Double(($0 * 7919 + salt * 104_729 + 13) % 1009) / 1009 }
}

/// The sum of four such numbers: many near the middle, few at the ends.
private func bell(_ count: Int, middle: Double, width: Double, _ salt: Int) -> [Double] {
    let parts = (0..<4).map { accidental(count, salt * 4 + $0) }
    return (0..<count).map { index in
        middle + (parts.reduce(0) { $0 + $1[(index * ($1[0] > 0.5 ? 3 : 1)) % count] } - 2) * width
    }
}

private let twoBells = DataFrame(
    Column("error", bell(60, middle: 2, width: 0.8, 1) + bell(60, middle: 3, width: 0.5, 2)),
    Column("norm", Array(repeating: "layer", count: 60) + Array(repeating: "batch", count: 60)))

private func matrix(_ rows: [String], _ columns: [String], _ values: [Double]) -> DataFrame {
    DataFrame(
        Column("from", rows.flatMap { row in columns.map { _ in row } }),
        Column("to", rows.flatMap { _ in columns }), Column("weight", values))
}

private let hostile = "<script>\"]]>&'\u{202E}\u{0}"

private let seeds = DataFrame(
    Column("norm", ["layer", "batch", "none"].flatMap { Array(repeating: $0, count: 7) }),
    Column(
        "error",
        [0.021, 0.0213, 0.0212, 0.022, 0.019, 0.0205, 0.0211, 0.031, 0.034, 0.0312, 0.0311, 0.029, 0.037]
            + [0.03, 0.045, 0.0452, 0.044, 0.051, .nan, 0.0448, 0.047]))

private func digit(_ number: Int) -> [Double] {
    (0..<64).map { place in
        let (x, y) = (Double(place % 8) - 3.5, Double(place / 8) - 3.5)
        return max(0, 1 - ((x * x + y * y).squareRoot() - Double(number % 3) - 1).magnitude)
    }
}

private let letter = DataFrame(
    Column("x", [0.0, 1, 2, 1, 2, 3.5, 4, 5, 6, 5, 4, 4, 6.5]),
    Column("y", [4.0, 0, 4, 2, 2, 4, 2, 2, 1, 0, 0.5, 1.5, 0]),
    Column("stroke", [1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 4, 4, 5]))

let svgMarkCases: [SVGCase] = [
    SVGCase(
        name: "histogram-one",
        figure: Figure(
            twoBells.filter { $0.text("norm") == "layer" }, .histogram(x: "error"), x: Scale("test error"))),
    SVGCase(
        name: "histogram-series",
        figure: Figure(
            twoBells, .histogram(x: "error", color: "norm", bins: 12), .rule(x: 2.5, label: "paper"))),
    SVGCase(
        name: "histogram-facets",
        figure: Figure(twoBells, .histogram(x: "error"), facet: Facet("norm", freeX: true)), width: 360),
    SVGCase(
        name: "histogram-log",
        figure: Figure(
            DataFrame(Column("time", [1, 2, 2, 3, 5, 8, 20, 30, 90, 800, 0, -1])), .histogram(x: "time"),
            x: .log("seconds"))),
    SVGCase(
        name: "histogram-whole",
        figure: Figure(DataFrame(Column("n", [1, 1, 2, 3, 3, 3, 5])), .histogram(x: "n"))),
    SVGCase(
        name: "histogram-empty",
        figure: Figure(DataFrame(Column("n", [Double]())), .histogram(x: "n"))),
    SVGCase(
        name: "histogram-one-value",
        figure: Figure(DataFrame(Column("n", [0.25, .nan])), .histogram(x: "n"))),
    SVGCase(
        name: "histogram-huge",
        figure: Figure(
            DataFrame(Column("n", [-1e308, 1e-300, 5, 1e308, .infinity])), .histogram(x: "n"))),
    SVGCase(
        name: "cells-values",
        figure: Figure(
            matrix(
                ["layer norm", "batch norm", "none"], ["4", "32", "128"],
                [0.021, 0.02, 0.019, 0.071, 0.024, 0.018, .nan, 0.027, 0.025]),
            .cells(x: "to", y: "from", fill: "weight"), x: Scale("batch size"), y: Scale(""),
            fill: .sequential("test error", format: .percent(decimals: 1)))),
    SVGCase(
        name: "cells-diverging",
        figure: Figure(
            matrix(
                (0..<6).map { "\($0)" }, (0..<12).map { "\($0)" }, accidental(72).map { $0 * 3 - 1 }),
            .cells(x: "to", y: "from", fill: "weight"), fill: .diverging("change")), width: 360),
    SVGCase(
        name: "cells-log-facets",
        figure: Figure(
            DataFrame(
                Column("x", (0..<32).map { $0 % 8 }), Column("y", (0..<32).map { $0 / 8 % 2 }),
                Column("v", (0..<32).map { $0 == 3 ? 0 : Double($0 * $0 * 100) }),
                Column("head", (0..<32).map { $0 / 16 + 1 })),
            .cells(x: "x", y: "y", fill: "v"), facet: "head", fill: .log("loss"))),
    SVGCase(
        name: "cells-one",
        figure: Figure(
            DataFrame(Column("x", ["a"]), Column("y", ["b"]), Column("v", [3])),
            .cells(x: "x", y: "y", fill: "v"))),
    SVGCase(
        name: "cells-empty",
        figure: Figure(
            DataFrame(Column("x", [String]()), Column("y", [String]()), Column("v", [Double]())),
            .cells(x: "x", y: "y", fill: "v"))),
    SVGCase(
        name: "cells-huge",
        figure: Figure(
            matrix(["a", "b"], ["c", "d"], [-1e308, 1e-300, 1e308, .infinity]),
            .cells(x: "to", y: "from", fill: "weight"))),
    SVGCase(
        name: "cells-scripts",
        figure: Figure(
            matrix(
                ["עברית ארוכה מאוד", "😀🏳️‍🌈", hostile],
                ["عربي", "日本語の長いラベル", "a label of many words that is long"],
                accidental(9)), .cells(x: "to", y: "from", fill: "weight"), fill: .sequential(hostile)),
        width: 360),
    SVGCase(
        name: "pixels-facets",
        figure: Figure(
            DataFrame(
                images: (0..<4).map(digit), width: 8,
                titles: ["a ring", "a larger ring", "<b>hostile & long title</b>", "חזרה"]),
            .pixels(), facet: Facet("image", title: "title"), fill: .grey("ink", domain: 0...1))),
    SVGCase(
        name: "pixels-grid",
        figure: Figure(
            DataFrame(
                Column("row", (0..<24).map { $0 / 2 % 2 }), Column("column", (0..<24).map { $0 % 2 }),
                Column("value", (0..<24).map { $0 == 5 ? .nan : Double($0 % 7) - 3 }),
                Column("unit", (0..<24).map { $0 / 4 % 3 + 1 }),
                Column("layer", (0..<24).map { $0 / 12 == 0 ? "first" : "second" })),
            .pixels(), facet: Facet("unit", row: "layer"), fill: .diverging("weight")), width: 360),
    SVGCase(
        name: "pixels-strokes",
        figure: Figure(
            DataFrame(
                images: [digit(1)], width: 8
            ).adding(Column("gx", (0..<64).map { [1, 5, 5, 1, 1][min($0, 4)] }))
                .adding(Column("gy", (0..<64).map { [1, 1, 6, 6, 1][min($0, 4)] })),
            .pixels(), .strokes(x: "gx", y: "gy"))),
    SVGCase(
        name: "pixels-empty",
        figure: Figure(DataFrame(images: [], width: 8), .pixels())),
    SVGCase(
        name: "strokes",
        figure: Figure(letter, .strokes(x: "x", y: "y", stroke: "stroke"), title: "A word by hand")),
    SVGCase(
        name: "strokes-facets",
        figure: Figure(
            letter, .strokes(x: "x", y: "y", color: "stroke"), y: Scale(isReversed: true),
            facet: Facet("stroke", freeY: true, freeX: true)), width: 360),
    SVGCase(
        name: "swarm-interval",
        figure: Figure(seeds, .swarm(x: "norm", y: "error", color: "norm"), y: Scale("test error"))),
    SVGCase(
        name: "swarm-box-sideways",
        figure: Figure(
            seeds, .swarm(x: "error", y: "norm", summary: .box), x: Scale("test error"), y: Scale("")),
        width: 360),
    SVGCase(
        name: "swarm-crowded",
        figure: Figure(
            DataFrame(
                Column("kind", (0..<90).map { $0 % 2 == 0 ? "even" : "odd" }),
                Column("value", (0..<90).map { Double($0 % 9) / 3 })),
            .swarm(x: "kind", y: "value", summary: .none)), width: 360),
    SVGCase(
        name: "swarm-one",
        figure: Figure(
            DataFrame(Column("norm", ["layer"]), Column("error", [0.02])), .swarm(x: "norm", y: "error"))),
    SVGCase(
        name: "swarm-huge",
        figure: Figure(
            DataFrame(Column("norm", ["a", "a", "b", "b"]), Column("error", [1e-300, 1, 1e300, .nan])),
            .swarm(x: "norm", y: "error"), y: .log("error"))),
    SVGCase(
        name: "labels-and-note",
        figure: Figure(
            DataFrame(
                Column("parameters", [1e4, 1e5, 1e6, 1e7]), Column("error", [0.2, 0.1, 0.04, 0.03]),
                Column("name", ["small", "medium", "the largest, with a very long name", hostile])),
            .dots(x: "parameters", y: "error"), .labels(x: "parameters", y: "error", text: "name"),
            .note("more data needed", x: 2e5, y: 0.03), x: .log("parameters"), y: .log("error"))),
    SVGCase(
        name: "equal-units",
        figure: Figure(
            DataFrame(Column("x", [0, 4, 4, 0, 0]), Column("y", [0, 0, 3, 3, 0])), .lines(x: "x", y: "y"),
            hasEqualUnits: true)),
    SVGCase(
        name: "reversed",
        figure: Figure(
            DataFrame(Column("x", [1, 10, 100]), Column("y", [1, 2, 3])), .lines(x: "x", y: "y"),
            x: Scale(kind: .log, isReversed: true), y: Scale("rank", isReversed: true)), width: 360),
]
