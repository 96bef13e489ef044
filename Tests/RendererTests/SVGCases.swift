import Exhibits

/// A figure whose drawing is kept in `Golden/svg/NAME.svg`.
struct SVGCase: CustomStringConvertible, Sendable {
    var name: String
    var figure: Figure
    var width = 720.0
    var description: String { name }
}

/// Curves such as a training gives, made of whole-number arithmetic so that they are the same everywhere.
private func curves(_ names: [String], batchSizes: [Int] = [128], epochs: Int = 20) -> DataFrame {
    var (norms, sizes, steps): ([String], [Int], [Int]) = ([], [], [])
    var (means, lowers, uppers): ([Double], [Double], [Double]) = ([], [], [])
    for size in batchSizes {
        for (place, name) in names.enumerated() {
            for epoch in 1...epochs {
                let speed = Double(place + 1) * (size == 4 ? 1.6 : 1)
                let wobble = Double((epoch * 37 + place * 11) % 7 - 3) / 60
                let mean = (1 + wobble) * speed / (1 + Double(epoch * epoch) / 3) / 2
                norms.append(name)
                sizes.append(size)
                steps.append(epoch)
                means.append(mean)
                lowers.append(mean * 0.8)
                uppers.append(mean * 1.25)
            }
        }
    }
    return DataFrame(
        Column("normalization", norms), Column("batch size", sizes), Column("epoch", steps),
        Column("mean", means), Column("lower", lowers), Column("upper", uppers))
}

private let norms = ["layer", "batch (all layers)", "batch (hidden)", "none"]
private let withBand = Mark.lines(
    x: "epoch", y: "mean", lower: "lower", upper: "upper", color: "normalization")
private let hostile = "<script>\"]]>&'\u{202E}\u{0}"

let svgCases: [SVGCase] = [
    SVGCase(
        name: "lines-band",
        figure: Figure(
            curves(["layer", "batch"]), withBand, x: Scale("epoch"),
            y: .linear("test error", includesZero: true),
            title: "Test error while training")),
    SVGCase(
        name: "log-facets",
        figure: Figure(
            curves(norms, batchSizes: [128, 4]), withBand, x: Scale("epoch"),
            y: .log("training negative log likelihood"), facet: "batch size")),
    SVGCase(
        name: "log-facets-narrow",
        figure: Figure(
            curves(norms, batchSizes: [128, 4]), withBand, x: Scale("epoch"),
            y: .log("training negative log likelihood"), facet: "batch size"), width: 360),
    SVGCase(
        name: "direct-labels",
        figure: Figure(
            curves(norms), .lines(x: "epoch", y: "mean", color: "normalization"), x: Scale("epoch"),
            y: .log("negative log likelihood"))),
    SVGCase(
        name: "three-facets-free-y",
        figure: Figure(
            curves(["layer", "batch"], batchSizes: [128, 32, 4]), withBand,
            facet: Facet("batch size", columns: Categories(order: ["4", "32", "128"]), freeY: true))),
    SVGCase(
        name: "facet-grid",
        figure: Figure(
            DataFrame(
                Column("x", [0, 1, 0, 1, 0, 1, 0, 1]), Column("y", [1, 2, 2, 1, 10, 20, 20, 15]),
                Column("metric", ["error", "error", "error", "error", "time", "time", "time", "time"]),
                Column("norm", ["layer", "layer", "batch", "batch", "layer", "layer", "batch", "batch"])),
            .lines(x: "x", y: "y"), facet: Facet("norm", row: "metric", freeY: true))),
    SVGCase(
        name: "dots-whiskers-sideways",
        figure: Figure(
            DataFrame(
                Column("gap", [0.013, -0.002, 0.008, 0.021]), Column("lower", [0.009, -0.006, 0.001, 0.012]),
                Column("upper", [0.017, 0.002, 0.015, 0.030]),
                Column(
                    "claim",
                    ["Lower error at batch 4", "Lower error at batch 128", "Faster start", "No drift"])),
            .rule(x: 0, label: "no difference"), .dots(x: "gap", y: "claim", lower: "lower", upper: "upper"),
            x: Scale("difference of test errors"), y: Scale(""))),
    SVGCase(
        name: "sideways-narrow",
        figure: Figure(
            DataFrame(
                Column("gap", [0.013, -0.002, 0.008]), Column("lower", [0.009, -0.006, 0.001]),
                Column("upper", [0.017, 0.002, 0.015]),
                Column(
                    "claim", ["Lower test error at batch size 4", "Lower test error at batch 128", "Faster"])),
            .rule(x: 0, label: "no difference"), .dots(x: "gap", y: "claim", lower: "lower", upper: "upper"),
            x: Scale("difference of test errors", domain: -0.01...0.02), y: Scale("")), width: 360),
    SVGCase(
        name: "sideways-facets",
        figure: Figure(
            DataFrame(
                Column("gap", [3, 5, 4, 7]), Column("norm", ["layer", "batch", "layer", "batch"]),
                Column("batch size", [128, 128, 4, 4])),
            .dots(x: "gap", y: "norm"), .rule(x: 4, label: "paper"), x: Scale("minutes"), y: Scale(""),
            facet: "batch size")),
    SVGCase(
        name: "dots-seeds",
        figure: Figure(
            DataFrame(
                Column("norm", ["layer", "layer", "layer", "batch", "batch", "batch"]),
                Column("error", [0.021, 0.024, 0.019, 0.034, 0.029, 0.041])),
            .dots(x: "norm", y: "error", color: "norm"), y: .linear("test error", includesZero: true))),
    SVGCase(
        name: "dots-numbers",
        figure: Figure(
            DataFrame(
                Column("width", [100, 200, 500, 1000, 100, 200, 500, 1000]),
                Column("error", [0.05, 0.04, 0.033, 0.03, 0.07, 0.061, 0.05, 0.044]),
                Column("lower", [0.045, 0.036, 0.03, 0.028, 0.06, 0.055, 0.046, 0.04]),
                Column("upper", [0.055, 0.044, 0.036, 0.032, 0.08, 0.067, 0.054, 0.048]),
                Column("norm", ["layer", "layer", "layer", "layer", "batch", "batch", "batch", "batch"])),
            .dots(x: "width", y: "error", lower: "lower", upper: "upper", color: "norm"),
            x: .log("hidden units"),
            y: Scale("test error"))),
    SVGCase(
        name: "bars-series",
        figure: Figure(
            DataFrame(
                Column("batch size", [128, 128, 128, 4, 4, 4]),
                Column("norm", ["layer", "batch", "none", "layer", "batch", "none"]),
                Column("error", [0.021, 0.019, 0.024, 0.023, 0.071, 0.029]),
                Column("lower", [0.019, 0.017, 0.021, 0.021, 0.06, 0.026]),
                Column("upper", [0.023, 0.021, 0.027, 0.025, 0.082, 0.032])),
            .bars(x: "batch size", y: "error", lower: "lower", upper: "upper", color: "norm"),
            y: Scale("test error"),
            color: Categories("normalization", labels: ["layer": "layer norm", "batch": "batch norm"]))),
    SVGCase(
        name: "bars-sideways-negative",
        figure: Figure(
            DataFrame(
                Column("change", [1.5, -0.75, 0.25]),
                Column("where", ["first layer", "second layer", "logits"])),
            .bars(x: "change", y: "where"), x: Scale("change of the mean"), y: .categorical(""))),
    SVGCase(
        name: "long-categories",
        figure: Figure(
            DataFrame(
                Column(
                    "method",
                    [
                        "layer normalization", "batch normalization", "weight normalization",
                        "instancenormalization",
                        "group normalization with thirty-two groups", "RMS", "none at all",
                        "recurrentbatchnormalization",
                    ]),
                Column("error", [3, 4, 5, 4, 3, 2, 7, 5])),
            .bars(x: "method", y: "error"), y: Scale("errors"))),
    SVGCase(
        name: "rules",
        figure: Figure(
            curves(["layer"]), .rule(y: 0.3, label: "chance"), .rule(x: 12, label: "learning rate drops"),
            .lines(x: "epoch", y: "mean"), y: Scale("error"))),
    SVGCase(
        name: "empty",
        figure: Figure(
            DataFrame(Column("epoch", [Double]()), Column("error", [Double]())),
            .lines(x: "epoch", y: "error"))),
    SVGCase(
        name: "all-nan",
        figure: Figure(
            DataFrame(Column("epoch", [1, 2]), Column("error", [Double.nan, .infinity])),
            .lines(x: "epoch", y: "error"), y: .log())),
    SVGCase(
        name: "one-point",
        figure: Figure(
            DataFrame(
                Column("epoch", [3]), Column("error", [0.25]), Column("lower", [0.2]), Column("upper", [0.3])),
            .lines(x: "epoch", y: "error", lower: "lower", upper: "upper"))),
    SVGCase(
        name: "nan-gap",
        figure: Figure(
            DataFrame(
                Column("epoch", [1, 2, 3, 4, 5, 6, 7, 8]),
                Column("error", [0.5, 0.4, .nan, 0.35, .nan, 0.3, 0.28, 0.27]),
                Column("lower", [0.45, 0.36, .nan, 0.3, .nan, 0.25, 0.22, 0.2]),
                Column("upper", [0.55, 0.44, .nan, 0.4, .nan, 0.35, .nan, 0.34])),
            .lines(x: "epoch", y: "error", lower: "lower", upper: "upper"))),
    SVGCase(
        name: "log-nonpositive",
        figure: Figure(
            DataFrame(
                Column("epoch", [1, 2, 3, 4, 5]), Column("loss", [1, 0.1, 0, -0.001, 0.002]),
                Column("lower", [0.5, -0.1, 0, -1, 0.001]), Column("upper", [2, 0.3, 0, 0, 0.004])),
            .lines(x: "epoch", y: "loss", lower: "lower", upper: "upper"), y: .log("loss"))),
    SVGCase(
        name: "huge-range",
        figure: Figure(
            DataFrame(Column("x", [-1e308, 0, 1e308]), Column("y", [1e-300, 1, 1e300])),
            .lines(x: "x", y: "y"),
            y: .log())),
    SVGCase(
        name: "large-and-small",
        figure: Figure(
            DataFrame(Column("x", [0, 2e-7, 5e-7]), Column("y", [-3e9, 0, 4.5e9])), .lines(x: "x", y: "y"))),
    SVGCase(
        name: "fixed-domain",
        figure: Figure(
            curves(["layer", "batch"]), withBand, x: .linear("epoch", domain: 5...15),
            y: .linear("error", domain: 0...0.05))),
    SVGCase(
        name: "many-series",
        figure: Figure(
            curves((1...10).map { "variant \($0)" }), .lines(x: "epoch", y: "mean", color: "normalization"),
            y: Scale("error"))),
    SVGCase(
        name: "seeds-and-mean",
        figure: Figure(
            DataFrame(
                Column("step", [0, 1, 2, 0, 1, 2]), Column("loss", [3, 2, 1, 3.2, 1.8, 1.2]),
                Column("seed", [1, 1, 1, 2, 2, 2])),
            .lines(x: "step", y: "loss", group: "seed"))),
    SVGCase(
        name: "scripts-and-emoji",
        figure: Figure(
            DataFrame(Column("لغة", ["عربي", "עברית", "日本語", "😀 emoji"]), Column("n", [3, 2, 4, 1])),
            .bars(x: "لغة", y: "n"), title: "כותרת 標題 🎓")),
    SVGCase(
        name: "hostile",
        figure: Figure(
            DataFrame(
                Column("x\(hostile)", [1, 2, 1, 2]), Column("y\(hostile)", [1, 2, 2, 1]),
                Column("color\(hostile)", ["a\(hostile)", "a\(hostile)", "b", "b"])),
            .lines(x: "x\(hostile)", y: "y\(hostile)", color: "color\(hostile)"),
            .rule(y: 1.5, label: hostile), facet: Facet("color\(hostile)"), title: hostile,
            description: hostile)),
]
