import Testing

@Test func placeholderRenderer() {}
