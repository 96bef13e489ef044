import Testing

@testable import Renderer

@Suite struct ScriptEngineTests {
    @Test func textsComeThroughAsTheyAre() throws {
        let engine = try ScriptEngine()
        try engine.run(Array("function twice(text, more) { return text + text.length + more; }".utf8))
        #expect(try engine.call("twice", "a", "") == "a1")
        // JavaScript counts units of UTF-16.
        #expect(try engine.call("twice", "é𝔸漢\0", "|") == "é𝔸漢\05|")
        try engine.run(Array("function half() { return '\\ud835'; }".utf8))
        #expect(try engine.call("half") == "\u{FFFD}")
    }

    @Test func whatAScriptThrowsIsThrown() throws {
        let engine = try ScriptEngine()
        #expect(throws: ScriptEngine.Exception(message: "Error: no")) {
            try engine.run(Array("throw new Error('no')".utf8))
        }
        try engine.run(Array("function deep() { return 1 + deep(); }".utf8))
        #expect(throws: ScriptEngine.Exception(message: "RangeError: callstack limit")) {
            _ = try engine.call("deep")
        }
        #expect(throws: ScriptEngine.Exception.self) { _ = try engine.call("missing") }
        try engine.run(Array("function fine() { return 1; }".utf8))
        #expect(try engine.call("fine") == "1")
    }
}
