import Testing
@Test func placeholderElementary() {}
