import Testing

@testable import BlockGraph

@Suite struct TypeNameTests {
    private let graph = NotebookGraph(
        notebook: "a", blocks: [],
        types: [
            "Point": DeclaredType(digest: "1", isValue: true),
            "Box": DeclaredType(digest: "2", isValue: false),
        ])

    @Test(arguments: [
        ("Swift.Int", true), ("Swift.Array<Lab.Tensor<Swift.Float>>", true),
        ("Lab.LabeledImages<Swift.Float>", true),
        ("(Swift.Int, Swift.String)", true), ("Swift.Dictionary<Swift.String, Notebook.Point>", true),
        ("Notebook.Box", false), ("Swift.Array<Notebook.Box>", false), ("Notebook.Point.Part", true),
        ("(Swift.Int) -> Swift.Int", false), ("any Swift.Sequence", false),
        ("Swift.AnyIterator<Swift.Int>", false),
        ("Swift.UnsafeMutablePointer<Swift.Int>", false), ("Foundation.Date", false),
        ("Notebook.(Hidden in $1000d3c)", false),
    ]) func valuesAreTold(_ type: String, _ isValue: Bool) {
        #expect(isValueType(type, in: graph) == isValue)
    }

    @Test func namesOfANotebooksTypesAreFound() {
        #expect(
            typeNames(
                in: "Swift.Dictionary<Notebook.Point, Swift.Array<Notebook.Outer.Inner>>", of: "Notebook")
                == ["Point", "Outer", "Inner"])
        #expect(typeNames(in: "Swift.Int", of: "Notebook") == [])
        #expect(typeNames(in: "NotebookTools.Point", of: "Notebook") == [])
    }
}
