/// What a notebook's running program tells the renderer, one JSON object a line, in the order in which it happened.
///
/// Blocks and statements are named by their numbers in the generated program; the renderer knows their places in
/// the Markdown file. So the same events fit a notebook whose prose has moved the blocks.
public enum BlockEvent: Codable, Sendable, Equatable {
    /// A block begins, after so many printed bytes; `isAgain` where it runs only for the objects that it makes.
    case began(block: Int, printed: Int, isAgain: Bool)
    /// A statement is about to run.
    case reached(block: Int, statement: Int)
    /// A value to show. `printed` counts the bytes that the program had printed before.
    case showed(block: Int, statement: Int, exhibit: Exhibit, printed: Int)
    /// A sweep has finished `done` of `total` runs, `restored` of them by taking them from an earlier build.
    case progress(block: Int, done: Int, total: Int, restored: Int)
    /// A run of a sweep begins, counted from 1, on a thread named `threadName(ofRun:)`; its settings and seed in words.
    case runBegan(block: Int, run: Int, words: String)
    /// A statement threw an error, or the run time refused what it was asked. The block is over.
    case failed(block: Int, statement: Int, isThrown: Bool, message: String)
    /// A block has run to its end and had printed more than it may.
    case printedTooMuch(block: Int, statement: Int)
    /// A block has run to its end. `printed` counts the bytes that the program had printed by then.
    case ended(block: Int, printed: Int)
    /// The program has run to its end.
    case finished

    /// The exit status of a program that could not write its events; the `EX_IOERR` of the C library.
    public static let exitWithoutReport: Int32 = 74
}

/// What the thread of a sweep's run is called while it computes, so that the back trace of a crash names the run.
package func threadName(ofRun number: Int) -> String { "run \(number)" }
