/// Stops the program because of a programmer's mistake, such as shapes that do not fit.
///
/// The message says what was expected, what was found and the likely fix. (`precondition` would lose it at -O.)
func fail(_ message: String, _ file: StaticString, _ line: UInt) -> Never {
    fatalError(message, file: file, line: line)
}

/// Stops with a message unless `condition` holds; the message is only built then.
@inline(__always)
func require(
    _ condition: Bool, _ message: @autoclosure () -> String, _ file: StaticString, _ line: UInt
) {
    if !condition { fail(message(), file, line) }
}
