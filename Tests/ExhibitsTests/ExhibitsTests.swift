import Testing
@Test func placeholderExhibits() {}
