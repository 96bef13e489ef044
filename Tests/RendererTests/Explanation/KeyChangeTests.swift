import BlockGraph
import Testing

@testable import Renderer

@Suite struct KeyChangeTests {
    @Test func differencesAreToldNearestFirst() {
        let old = BlockKey(parts: [
            KeyPart(.module, "Lab", digest: "1"), KeyPart(.code, "", digest: "1"),
            KeyPart(.value, "kept", digest: "1"), KeyPart(.value, "gone", digest: "1"),
            KeyPart(.declaration, "f", digest: "1"), KeyPart(.declaration, "f", digest: "2"),
        ])
        let new = BlockKey(parts: [
            KeyPart(.module, "Lab", digest: "2"), KeyPart(.code, "", digest: "2"),
            KeyPart(.value, "kept", digest: "1"), KeyPart(.value, "new", digest: "1"),
            KeyPart(.declaration, "f", digest: "2"), KeyPart(.declaration, "f", digest: "3"),
        ])
        #expect(
            KeyChange.between(old, new).map { $0.sentence(origin: " (data, line 4)") } == [
                "its own code was edited",
                "it no longer uses 'gone'",
                "it now uses 'new' (data, line 4)",
                "the code of 'f', which it reaches, was edited (data, line 4)",
                "the sources of the module Lab were edited",
            ])
        #expect(KeyChange.between(old, old) == [])
    }

    @Test(arguments: [
        (
            KeyPart.Kind.code, KeyChange.Way.changed, "line",
            "it stands on another line, for which it asks with #line"
        ),
        (.imports, .changed, "", "the 'import' lines that hold in it changed"),
        (.identity, .added, "b", "its seeds are now made from the name 'b'"),
        (.identity, .removed, "a", "its seeds are no longer made from the name 'a'"),
        (.notebook, .added, "n", "the notebook, from whose name its seeds are made, was renamed"),
        (.profile, .added, "paper", "the profile is now 'paper'"),
        (.profile, .removed, "quick", "the profile is no longer 'quick'"),
        (.module, .added, "More", "the program now links the module More"),
        (.module, .removed, "Less", "the program no longer links the module Less"),
        (.value, .changed, "x", "the value of 'x' changed"),
        (.object, .changed, "x", "something that makes 'x' or may change it was edited"),
        (.object, .added, "x", "it now uses 'x'"),
        (.declaration, .added, "f", "it now reaches the code of 'f'"),
        (.declaration, .removed, "f", "it no longer reaches the code of 'f'"),
        (.reaching, .changed, "Int", "the extension or operator 'Int', which reaches it, was edited"),
        (.reaching, .added, "Int", "the extension or operator 'Int' now reaches it"),
        (.reaching, .removed, "Int", "the extension or operator 'Int' no longer reaches it"),
    ]) func sentences(_ kind: KeyPart.Kind, _ way: KeyChange.Way, _ name: String, _ expected: String) {
        #expect(KeyChange(way: way, kind: kind, name: name).sentence() == expected)
    }
}
