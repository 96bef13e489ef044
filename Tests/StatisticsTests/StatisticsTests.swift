import Testing
@Test func placeholderStatistics() {}
