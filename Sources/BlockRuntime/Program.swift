import Exhibits
// C's `stdout` is a variable that Swift cannot know to be safe.
@preconcurrency import Glibc

// What the generated program of a notebook calls. Authors don't; their calls are `show`, `sweep` and the exhibits.

/// One block of a notebook's program.
public struct Block {
    let name: String
    let key: String
    let run: () throws -> Void

    /// - Parameters:
    ///   - name: the block's label, or its number.
    ///   - key: a digest of everything that can change the block's result.
    ///   - run: the block's statements.
    public init(name: String, key: String, run: @escaping () throws -> Void) {
        self.name = name
        self.key = key
        self.run = run
    }
}

/// Runs a notebook's blocks in order, then its inline values, and reports what happens to the renderer.
public func labbookMain(notebook: String, blocks: [Block], inlineValues: () throws -> Void) {
    endWithParent()
    // Whole lines leave at once, so that what a block printed before it crashed or was stopped is not lost.
    setvbuf(stdout, nil, _IOLBF, 0)
    for (index, block) in blocks.enumerated() {
        session.begin(block: index, named: block.name, key: block.key, of: notebook)
        run(block.run)
        session.end(block: index)
    }
    session.begin(block: blocks.count, named: "inline-values", key: "", of: notebook)
    run(inlineValues)
    session.end(block: blocks.count)
    session.report(.finished)
}

private func run(_ block: () throws -> Void) {
    do { try block() } catch { session.fail(with: error) }
}

/// Notes that a statement is about to run.
public func labbookReach(_ block: Int, _ statement: Int) { session.reach(block, statement) }

/// Computes the value of a top-level binding on its first use.
public func labbookBind<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) -> Value {
    session.evaluate(block, statement, value)
}

/// Computes the value of a block's last expression and shows it.
public func labbookShow<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) throws {
    session.reach(block, statement)
    show(try value())
}

/// Computes a value that stands in the running text.
public func labbookInline<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) throws {
    session.reach(block, statement)
    session.report(.inline(inlineExhibit(try value())))
}

/// Ends this process when the renderer that started it has died. The blocks run in a process group of their own,
/// so a Ctrl-C or a kill of the renderer would otherwise leave them running. The renderer names itself in
/// `LABBOOK_PARENT`, because it may have died before this process could ask who its parent is.
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
