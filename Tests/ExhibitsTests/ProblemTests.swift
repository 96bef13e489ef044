import Exhibits
import Testing

private let frame = DataFrame(
    Column("epoch", [1, 2]), Column("mean", [0.3, 0.2]), Column("lower", [0.2, 0.1]),
    Column("upper", [0.4, 0.3]),
    Column("normalization", ["layer", "batch"]))

@Suite struct ProblemTests {
    @Test func aGoodFigureHasNone() {
        let figure = Figure(
            frame, .lines(x: "epoch", y: "mean", lower: "lower", upper: "upper", color: "normalization"),
            x: Scale("epoch"), y: .log("loss"), facet: "normalization")
        #expect(figure.problems() == [])
        #expect(Exhibit.figure(figure).problems() == [])
        #expect(Figure(frame, .bars(x: "normalization", y: "mean")).problems() == [])
        #expect(
            Figure(frame, .dots(x: "mean", y: "normalization", lower: "lower", upper: "upper")).problems()
                == [])
        #expect(Figure(frame, .bars(x: "epoch", y: "mean"), x: .categorical("epoch")).problems() == [])
        #expect(Figure(frame, .histogram(x: "mean", color: "normalization")).problems() == [])
        #expect(Figure(frame, .cells(x: "epoch", y: "normalization", fill: "mean")).problems() == [])
        #expect(Figure(frame, .swarm(x: "mean", y: "normalization")).problems() == [])
        #expect(Figure(DataFrame(images: [[0, 1, .nan]], width: 2), .pixels()).problems() == [])
    }

    @Test(
        arguments: [
            (
                Figure(frame, .lines(x: "epock", y: "mean")),
                "The figure's lines name for x column 'epock', which the data doesn't have. Did you mean 'epoch'? "
                    + "It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(frame, .dots(x: "epoch", y: "mean", color: "norm")),
                "The figure's dots name for color column 'norm', which the data doesn't have. Did you mean "
                    + "'normalization'? It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "accuracy")),
                "The figure's lines name for y column 'accuracy', which the data doesn't have. "
                    + "It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(DataFrame(), .rule(y: 1), facet: "size"),
                "The facet names column 'size', but the data has no columns."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "mean"), facet: Facet("epoch", row: "Mean")),
                "The facet's rows name column 'Mean', which the data doesn't have. Did you mean 'mean'? "
                    + "It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "normalization"), y: .linear("loss")),
                "The figure's lines use 'normalization' for y, which holds text: it needs a column of numbers there."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "mean", lower: "lower", upper: "normalization")),
                "The figure's lines use 'normalization' for upper, which holds text: it needs a column of numbers there."
            ),
            (
                Figure(frame, .bars(x: "epoch", y: "mean", lower: "lower")),
                "The figure's bars have lower but not upper: an interval needs both ends."
            ),
            (
                Figure(frame, .dots(x: "normalization", y: "mean"), y: .categorical("loss")),
                "The figure's dots have categories on both axes: one of x and y needs numbers."
            ),
            (Figure(frame), "The figure has no marks: add .lines(…), .dots(…), .bars(…) or another."),
            (Figure(frame, .rule(y: .nan)), "The figure's rule stands at NaN: it needs a finite number."),
            (
                Figure(frame, .rule(x: 0), x: .log("epoch")),
                "The figure's rule stands at 0, which has no place on the log scale of x."
            ),
            (
                Figure(frame, .histogram(x: "mean", bins: 0)),
                "The figure's histogram has 0 bins: it needs 1 to 1000."
            ),
            (
                Figure(frame, .histogram(x: "normalization")),
                "The figure's histogram uses 'normalization' for x, which holds text: it needs a column of numbers there."
            ),
            (
                Figure(frame, .cells(x: "epoch", y: "normalization", fill: "normalization")),
                "The figure's cells use 'normalization' for fill, which holds text: it needs a column of numbers there."
            ),
            (
                Figure(frame, .pixels(x: "epoch", y: "mean", fill: "lower")),
                "The figure's pixels use 'mean', which doesn't hold whole numbers only."
            ),
            (
                Figure(
                    DataFrame(images: [[0, 1]], width: 1).adding(Column("far", [0, 600])), .pixels(x: "far")),
                "The figure's pixels in 'far' go from 0 to 600: an image has at most 512 pixels in a row or a column."
            ),
            (
                Figure(frame, .labels(x: "epoch", y: "mean", text: "words")),
                "The figure's labels name for text column 'words', which the data doesn't have. "
                    + "It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "mean"), facet: Facet("epoch", title: "Mean")),
                "The facet's titles name column 'Mean', which the data doesn't have. Did you mean 'mean'? "
                    + "It has 'epoch', 'mean', 'lower', 'upper', 'normalization'."
            ),
            (
                Figure(frame, .note("here", x: 1, y: .infinity)),
                "The figure's note stands at Infinity: it needs a finite number."
            ),
            (
                Figure(
                    frame, .cells(x: "epoch", y: "normalization", fill: "mean"),
                    fill: FillScale(palette: .diverging, isLog: true)),
                "The fill is diverging and logarithmic: it can be one of the two."
            ),
            (
                Figure(
                    frame, .cells(x: "epoch", y: "normalization", fill: "mean"),
                    fill: .diverging(middle: .nan)),
                "The middle of the fill is NaN: it needs to be finite."
            ),
            (
                Figure(
                    frame, .cells(x: "epoch", y: "normalization", fill: "mean"), fill: .log(domain: 0...1)),
                "The domain of the fill is 0...1: a log scale starts above zero."
            ),
            (
                Figure(frame, .lines(x: "epoch", y: "mean"), y: .log("loss", domain: 0...1)),
                "The domain of y is 0...1: a log scale starts above zero."
            ),
            (
                Figure(
                    frame, .lines(x: "epoch", y: "mean"), x: .linear("epoch", domain: 0...Double.infinity)),
                "The domain of x is 0...Infinity: both ends need to be finite."
            ),
        ] as [(Figure, String)])
    func problemsAreSentences(figure: Figure, sentence: String) {
        #expect(figure.problems() == [sentence])
    }

    @Test func allProblemsAreCollected() {
        #expect(Figure(frame, .lines(x: "a", y: "b"), facet: "c").problems().count == 3)
    }

    @Test func tableRowsMustFitTheColumns() {
        #expect(
            Table(["a", "b"], rows: [["1", "2"], ["1"]]).problems() == [
                "Row 2 of the table has 1 cells for 2 columns: give each row one cell a column (\"\" for an empty one)."
            ])
    }
}
