import Testing
@Test func placeholderBlockRuntime() {}
