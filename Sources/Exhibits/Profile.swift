/// How large the experiments of a book are computed. A block asks for it by `profile`.
public enum Profile: String, CaseIterable, Codable, Sendable {
    /// What the committed site shows: every notebook, small, from data that anybody can have.
    case quick
    /// The search for learning rates.
    case tune
    /// The paper's own sizes and lengths, with data that a reader provides or fetches.
    case paper
}
