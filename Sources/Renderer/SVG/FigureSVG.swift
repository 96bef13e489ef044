import Exhibits

/// The widths for which figures are laid out, in units of the view box (pixels where nothing is scaled).
enum FigureWidth {
    /// As wide as the text of an article.
    static let wide = 720.0
    /// As wide as a phone held upright.
    static let narrow = 360.0
}

/// A figure as an SVG element, for a page or for a file of its own.
func svg(of figure: Figure, id: String, width: Double = FigureWidth.wide) -> String { "" }
