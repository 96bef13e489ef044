import Glibc
import SwiftParser
import SwiftSyntax

/// Parses Swift code and does something with its tree, on a stack as deep as the code could need; the only place that
/// calls the toolchain's parser. Code that `CodeNesting` finds too deep is never parsed.
///
/// - Returns: what `body` makes of the tree, or what is too deep and the byte at which it becomes so.
func withSyntaxTree<Result: Sendable>(
    of code: String, _ body: @escaping @Sendable (SourceFileSyntax) -> Result
) -> Swift.Result<Result, CodeTooDeep> {
    if let (fact, offset) = CodeNesting.fault(in: Array(code.utf8)) {
        return .failure(CodeTooDeep(fact: fact, offset: offset))
    }
    return .success(onDeepStack(bytes: code.utf8.count) { body(Parser.parse(source: code)) })
}

/// The tree of one of our own sources, which need no guard.
func syntaxTree(ofOwn source: String) -> SourceFileSyntax { Parser.parse(source: source) }

/// Code that is not parsed, because the parser would run out of its stack, or take for ever.
struct CodeTooDeep: Error, Equatable {
    var fact: Problem.Fact
    /// The byte of the code at which it becomes too deep.
    var offset: Int

    /// The line and the column in it, counted from 0, of the place in the code.
    func place(in code: String) -> (line: Int, column: Int) {
        let before = code.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") }
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) }
        return (line, before.distance(from: start ?? before.startIndex, to: before.endIndex))
    }
}

/// How much stack the parser and the visitors of its tree need: of all forms that were measured, nested type arguments
/// take the most for a byte of code, six kilobytes, and sixty-four nested brackets two megabytes in all.
private let stackForEachByte = 10 << 10
private let leastStack = 16 << 20
/// Code this short needs no more than the eight megabytes that a thread has anyway.
private let smallCode = 512

/// Runs `body` on a stack reserved for code of so many bytes. Only what is used of it takes memory.
private func onDeepStack<Result: Sendable>(
    bytes: Int, _ body: @escaping @Sendable () -> Result
) -> Result {
    if bytes <= smallCode { return body() }
    let size = leastStack + bytes * stackForEachByte
    let memory = mmap(
        nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0)
    // A machine that is so short of address space has no room for the parser's work either.
    guard let memory, memory != MAP_FAILED else { return body() }
    defer { munmap(memory, size) }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstack(&attributes, memory, size)
    let task = DeepTask(body)
    var thread = pthread_t()
    let status = pthread_create(
        &thread, &attributes,
        { task in
            if let task { Unmanaged<DeepTask>.fromOpaque(task).takeUnretainedValue().run() }
            return nil
        }, Unmanaged.passUnretained(task).toOpaque())
    guard status == 0 else { return body() }
    pthread_join(thread, nil)
    // `task` is read here, so it has lived as long as the thread.
    return task.result as? Result ?? body()
}

/// What a thread does and what comes of it. The thread that made it reads the result after the other has ended.
private final class DeepTask: @unchecked Sendable {
    private let body: @Sendable () -> Any
    private(set) var result: Any?

    init(_ body: @escaping @Sendable () -> Any) { self.body = body }

    func run() { result = body() }
}
