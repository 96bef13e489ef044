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
            (Figure(frame), "The figure has no marks: add .lines(…), .dots(…), .bars(…) or .rule(…)."),
            (Figure(frame, .rule(y: .nan)), "The figure's rule stands at NaN: it needs a finite number."),
            (
                Figure(frame, .rule(x: 0), x: .log("epoch")),
                "The figure's rule stands at 0, which has no place on the log scale of x."
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
