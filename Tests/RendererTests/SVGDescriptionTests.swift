import Exhibits
import Testing

@testable import Renderer

private func words(_ figure: Figure) -> [String] {
    let words = FigureDescription(PlotData(figure))
    return [words.title, words.description]
}

@Suite struct SVGDescriptionTests {
    private let frame = DataFrame(
        Column("epoch", [1, 2, 3, 1, 2, 3]), Column("loss", [2, 1, 0.123456, 4, 3, 2.5]),
        Column("norm", ["layer", "layer", "layer", "batch", "batch", "batch"]))

    @Test func figureSaysWhatItShows() {
        #expect(
            words(Figure(frame, .lines(x: "epoch", y: "loss", color: "norm"), y: .log("training loss"))) == [
                "training loss by epoch",
                "A plot of lines for layer and batch. training loss from 0.123 to 4.00.",
            ])
    }

    @Test func panelsAreListed() {
        #expect(
            words(Figure(frame, .dots(x: "epoch", y: "loss"), facet: "norm", title: "Loss")) == [
                "Loss", "A plot of dots. 2 panels: layer; batch. loss from 0.123 to 4.00.",
            ])
    }

    @Test func authorsDescriptionStandsAndDroppedPointsAreStillCounted() {
        let data = DataFrame(Column("x", [1, 2, 3, 4, 5]), Column("y", [1, 0, -1, .nan, .infinity]))
        let figure = Figure(data, .lines(x: "x", y: "y"), y: .log(), description: "The loss falls.")
        #expect(
            words(figure)[1]
                == "The loss falls. 2 points are left out for want of a finite value. "
                + "2 points are left out because the log axis has no place for values of zero and below.")
    }

    @Test func countsColoursAndSwarmsAreToldToo() {
        let data = DataFrame(
            Column("norm", ["layer", "layer", "batch"]), Column("size", ["4", "8", "4"]),
            Column("error", [0.25, .nan, 0.5]))
        #expect(
            words(Figure(data, .histogram(x: "error", bins: 1))) == [
                "count by error",
                "A plot of histogram. error from 0 to 0.500 in 1 interval, with up to 2 in one. "
                    + "1 point is left out for want of a finite value.",
            ])
        #expect(
            words(Figure(data, .cells(x: "size", y: "norm", fill: "error"), fill: .sequential("test error")))
                == [
                    "test error by size and norm",
                    "A plot of cells. test error from 0.250 to 0.500. 1 cell has no value.",
                ])
        #expect(
            words(Figure(data, .swarm(x: "norm", y: "error")))[1]
                == "A plot of dots in categories. error from 0.250 to 0.500. layer: mean 0.250 (n = 1). "
                + "batch: mean 0.500 (n = 1). 1 point is left out for want of a finite value.")
        #expect(
            words(Figure(DataFrame(images: [[0, 1]], width: 1), .pixels())) == [
                "value", "A plot of pixels. value from 0 to 1.00.",
            ])
    }

    @Test func emptyFigureSaysSo() {
        let figure = Figure(
            DataFrame(Column("x", [Double]()), Column("y", [Double]())), .lines(x: "x", y: "y"))
        #expect(words(figure) == ["y by x", "The figure has no data."])
        #expect(svg(of: figure, id: "f").contains(">no data</text>"))
    }

    @Test func missingColumnIsDrawnAsNoData() {
        // The author is told by `problems()`; the page must still be whole.
        let figure = Figure(
            frame, .lines(x: "epock", y: "loss"), .bars(x: "a", y: "b", color: "c"), facet: "d")
        #expect(svg(of: figure, id: "f").contains(">no data</text>"))
    }

    @Test func seriesKeepTheirPlaceWhereOthersAreAbsent() {
        let color = Categories(order: ["none", "batch", "layer"])
        let layer = Figure(
            frame.filter { $0.text("norm") == "layer" }, .lines(x: "epoch", y: "loss", color: "norm"),
            color: color)
        #expect(svg(of: layer, id: "f").contains("series-3"))
        #expect(!svg(of: layer, id: "f").contains("series-1"))
        #expect(PlotData(layer).series == [PlotData.SeriesKey(index: 2, text: "layer")])
    }

    @Test func widthsOfTextAreHelveticas() {
        #expect(textWidth("W", size: 100) > textWidth("i", size: 100) * 3)
        #expect(fitted("normalization", width: 40, size: 13).hasSuffix("…"))
        #expect(fitted("layer", width: 400, size: 13) == "layer")
        #expect(wrapped("one two three", width: 50, size: 13, limit: 2) == ["one two", "three"])
        #expect(wrapped("", width: 50, size: 13, limit: 2) == [""])
    }
}
