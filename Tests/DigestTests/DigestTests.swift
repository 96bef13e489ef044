import Testing
@Test func placeholderDigest() {}
