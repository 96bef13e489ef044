/// What a figure draws for its rows.
///
/// As JSON an object with one key, the kind: `{"lines": {"x": "epoch", "y": "mean"}}`.
public enum Mark: Sendable, Equatable {
    /// A line a series through its rows in order, with a band from `lower` to `upper`.
    case lines(Channels)
    /// A dot a row, with a whisker from `lower` to `upper`.
    case dots(Channels)
    /// A bar a row from zero, with a whisker from `lower` to `upper`.
    case bars(Channels)
    /// How many rows fall into each of some equal intervals of x.
    case histogram(Histogram)
    /// A dot a row, moved aside where dots would overlap, with a summary of them all.
    case swarm(Swarm)
    /// A filled cell a row, among categories on both axes: a heat map.
    case cells(Channels)
    /// A filled pixel a row; without axes, so that small multiples become a grid of images.
    case pixels(Channels)
    /// The lines of a pen, without axes.
    case strokes(Channels)
    /// The words of a column, at the places of its rows.
    case labels(Channels)
    /// A straight line across every panel.
    case rule(Rule)
    /// A few words at one place of every panel.
    case note(Note)

    /// The columns that a mark reads.
    public struct Channels: Sendable, Equatable, Codable {
        /// The column of horizontal positions.
        public var x: String
        /// The column of vertical positions; nil where they are counted, as in a histogram.
        public var y: String?
        /// The column of the intervals' lower ends, on the axis of the values.
        public var lower: String?
        /// The column of the intervals' upper ends.
        public var upper: String?
        /// The column whose values are the series.
        public var color: String?
        /// A column that splits a series into several lines of one colour, such as the seed.
        public var group: String?
        /// The column whose numbers are shown as colours.
        public var fill: String?
        /// The column whose values are written out.
        public var text: String?
    }

    /// Lines through the rows of each series in the order of the data, with an interval band.
    ///
    /// A NaN is a gap; a point between two gaps is drawn as a dot.
    public static func lines(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil,
        group: String? = nil
    ) -> Mark {
        .lines(Channels(x: x, y: y, lower: lower, upper: upper, color: color, group: group))
    }

    /// A dot for each row, with whiskers.
    public static func dots(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil
    ) -> Mark {
        .dots(Channels(x: x, y: y, lower: lower, upper: upper, color: color))
    }

    /// A bar for each row, with whiskers. The positions are categories; series stand side by side.
    ///
    /// Bars are horizontal where the y scale is categorical or the y column holds text.
    public static func bars(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil
    ) -> Mark {
        .bars(Channels(x: x, y: y, lower: lower, upper: upper, color: color))
    }

    /// The number of rows in each of some equal intervals of `x`, the series drawn over each other.
    ///
    /// The intervals are as long as 1, 2 or 5 times a power of ten, begin at multiples of that length, and are the
    /// same for all series and panels. With `bins` there are at most so many. Without it their length is the longest that is
    /// not longer than what Freedman and Diaconis (1981) suggest, twice the interquartile range by the cube root of
    /// the number of values, or where half of the values are the same the span by Sturges' number of intervals (1926),
    /// log₂ n + 1; these are held between a fifth and a fortieth of the span. An interval has its lower end and not
    /// its upper one, the last has both. Whole numbers in intervals of 1 stand in the middle of theirs. On a log axis all of this holds
    /// for the decimal logarithms.
    public static func histogram(x: String, color: String? = nil, bins: Int? = nil) -> Mark {
        .histogram(Histogram(x: x, color: color, bins: bins))
    }

    /// A dot for each row, beside its neighbour where they would overlap, and to its right what they come to.
    ///
    /// One of `x` and `y` names categories, such as the method, the other the values, such as the error of each seed.
    /// The mean's interval is Student's t at 95 %, from two finite values up.
    public static func swarm(x: String, y: String, color: String? = nil, summary: Swarm.Summary = .interval)
        -> Mark
    {
        .swarm(Swarm(x: x, y: y, color: color, summary: summary))
    }

    /// A heat map: for each row a cell whose colour is the number in `fill`, see `Figure.fill`.
    ///
    /// Both axes have a place for each value, in the order of the data (numbers from small to large, y from the top).
    /// The number is written into the cells where all have room for it. A cell without a finite number is hatched.
    public static func cells(x: String, y: String, fill: String) -> Mark {
        .cells(Channels(x: x, y: y, fill: fill))
    }

    /// An image: for each row a pixel whose shade is the number in `fill`, see `Figure.fill`.
    ///
    /// `x` and `y` are whole numbers, y from the top: the column and the row of the pixel. With `facet` there is an image for
    /// each of its values. `DataFrame(images:width:)` has the columns.
    public static func pixels(x: String = "column", y: String = "row", fill: String = "value") -> Mark {
        .pixels(Channels(x: x, y: y, fill: fill))
    }

    /// The path of a pen: a line for each value of `stroke` through its rows in order, x and y in the same measure.
    ///
    /// y grows upwards unless the figure's y scale is reversed or the figure has pixels.
    public static func strokes(x: String, y: String, stroke: String? = nil, color: String? = nil) -> Mark {
        .strokes(Channels(x: x, y: y, color: color, group: stroke))
    }

    /// The words of the column `text`, each beside the place of its row.
    public static func labels(x: String, y: String, text: String, color: String? = nil) -> Mark {
        .labels(Channels(x: x, y: y, color: color, text: text))
    }

    /// A horizontal line at `y`.
    public static func rule(y value: Double, label: String? = nil) -> Mark {
        .rule(Rule(axis: .y, value: value, label: label))
    }

    /// A vertical line at `x`.
    public static func rule(x value: Double, label: String? = nil) -> Mark {
        .rule(Rule(axis: .x, value: value, label: label))
    }

    /// A few words at a place of the axes, a category being the number of its place from 0.
    public static func note(_ text: String, x: Double, y: Double) -> Mark {
        .note(Note(text: text, x: x, y: y))
    }

    /// The columns that the mark reads; nil for a rule and a note.
    public var channels: Channels? {
        switch self {
        case .lines(let channels), .dots(let channels), .bars(let channels), .cells(let channels),
            .pixels(let channels), .strokes(let channels), .labels(let channels):
            channels
        case .histogram(let histogram): Channels(x: histogram.x, color: histogram.color)
        case .swarm(let swarm): Channels(x: swarm.x, y: swarm.y, color: swarm.color)
        case .rule, .note: nil
        }
    }

    /// The mark's name as an author writes it.
    public var name: String { kind.rawValue }
}
