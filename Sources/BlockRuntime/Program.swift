import BlockGraph
@preconcurrency import Glibc

// What the generated program of a notebook calls. Authors don't; their calls are `show`, `sweep` and the exhibits.

/// One block of a notebook's program, or one inline value.
public struct Block {
    let number: Int
    let run: () throws -> Void
    let variables: [BoundVariable]

    /// - Parameters:
    ///   - number: the block's number in the notebook's graph.
    ///   - run: the block's statements.
    ///   - variables: what it binds with `var`.
    public init(_ number: Int, run: @escaping () throws -> Void, variables: [BoundVariable] = []) {
        self.number = number
        self.run = run
        self.variables = variables
    }
}

/// Runs those blocks of a notebook that have no result yet, in order, and reports to the renderer.
public func labbookMain(_ blocks: [Block]) {
    takeEnvironment()
    endWithParent()
    limitFiles()
    // Whole lines leave at once, so that what a block printed before it crashed or was stopped is not lost.
    setvbuf(stdout, nil, _IOLBF, 0)
    session.holdSlot()
    conductor.perform(blocks)
    session.report(.finished)
}

/// Notes that a statement is about to run.
public func labbookReach(_ block: Int, _ statement: Int) { session.reach(block, statement) }

/// The value of a top-level binding, on its first use: restored where it is saved, else computed.
public func labbookBind<Value>(
    _ block: Int, _ statement: Int, _ name: String, _ value: () throws -> Value
) -> Value {
    conductor.bind(block, statement, name, value)
}

/// Notes that a `var` of the notebook was given another value, or changed in place.
public func labbookChanged(_ name: String) { session.noteChange(of: name) }

/// Computes the value of a block's last expression and shows it.
public func labbookShow<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) throws {
    session.reach(block, statement)
    show(try value())
}

/// Computes a value that stands in the running text.
public func labbookInline<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) throws {
    session.reach(block, statement)
    session.show(inlineExhibit(try value()))
}

/// A file past the renderer's limit ends this process, and a crash leaves no image of its memory behind.
private func limitFiles() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    guard let bytes = environment("LABBOOK_FILE_BYTES").flatMap({ rlim_t($0) }) else { return }
    var most = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &most)
}

/// Ends this process when the renderer that started it has died. The blocks run in a process group of their own,
/// so a Ctrl-C or a kill of the renderer would otherwise leave them running. The renderer names itself in
/// `LABBOOK_PARENT`, because it may have died before this process could ask who its parent is; in a sandbox, which ends
/// with the renderer, it doesn't.
private func endWithParent() {
    guard let parent = environment("LABBOOK_PARENT").flatMap({ pid_t($0) }) else { return }
    var thread = pthread_t()
    let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { parent in
        while Int(getppid()) == Int(bitPattern: parent) { usleep(200_000) }
        kill(0, SIGKILL)
        return nil
    }
    pthread_create(&thread, nil, watch, UnsafeMutableRawPointer(bitPattern: Int(parent)))
}
