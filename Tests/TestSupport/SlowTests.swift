import Foundation

/// Whether the tests that take longer than a second run too: `LABBOOK_SLOW_TESTS=1`.
public let slowTestsAreOn = ProcessInfo.processInfo.environment["LABBOOK_SLOW_TESTS"] == "1"
