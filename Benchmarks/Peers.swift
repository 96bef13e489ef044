import Foundation
import Glibc

/// The libraries that we compare with. None of them is a dependency: OpenBLAS is opened when it is there, PyTorch runs
/// in a Python process of its own.
final class Peers {
    /// A sentence for each peer that is not there, with what to run.
    private(set) var missing: [String] = []
    let openBLAS: OpenBLAS?
    let pyTorch: PyTorch?

    init() {
        openBLAS = OpenBLAS()
        pyTorch = PyTorch()
        if openBLAS == nil {
            missing.append("no OpenBLAS here; install it with: apt-get install libopenblas0-pthread")
        }
        if pyTorch == nil { missing.append("no PyTorch here; install it with: pip install torch") }
        for name in ["hugo", "cmark"] where ToolPath.find(name) == nil {
            missing.append("no \(name) here; install it with: apt-get install \(name)")
        }
    }

    private var others: [PyTorch] = []

    /// As many PyTorch processes as there are cores, started when they are first asked for.
    func pyTorchOnEveryCore(_ cores: Int) -> [PyTorch] {
        while others.count < cores, let another = PyTorch() { others.append(another) }
        return others
    }

    func stop() {
        for process in others + [pyTorch].compactMap(\.self) { process.stop() }
    }
}

/// OpenBLAS's single-precision matrix product, on one thread.
struct OpenBLAS {
    private typealias SGEMM =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32,
            UnsafePointer<Float>, Int32,
            Float, UnsafeMutablePointer<Float>, Int32
        ) -> Void
    private let sgemm: SGEMM

    /// Which of its kernels it chose for this processor.
    let kernels: String

    init?() {
        // A machine may be set up to use older kernels than the processor allows; the comparison is with the best.
        unsetenv("OPENBLAS_CORETYPE")
        unsetenv("OPENBLAS_L2_SIZE")
        guard let library = dlopen("libopenblas.so.0", RTLD_NOW), let product = dlsym(library, "cblas_sgemm"),
            let threads = dlsym(library, "openblas_set_num_threads"),
            let name = dlsym(library, "openblas_get_corename")
        else { return nil }
        kernels = String(cString: unsafeBitCast(name, to: (@convention(c) () -> UnsafePointer<CChar>).self)())
        sgemm = unsafeBitCast(product, to: SGEMM.self)
        unsafeBitCast(threads, to: (@convention(c) (Int32) -> Void).self)(1)
    }

    /// C = A·Bᵀ for row-major A [m, k] and B [n, k].
    func product(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _ m: Int,
        _ n: Int,
        _ k: Int
    ) {
        let (rowMajor, plain, transposed): (Int32, Int32, Int32) = (101, 111, 112)
        sgemm(
            rowMajor, plain, transposed, Int32(m), Int32(n), Int32(k), 1, a, Int32(k), b, Int32(k), 0, c,
            Int32(n))
    }
}

/// A Python process with `peers/pytorch_peer.py`: it is told the name of a piece of work and answers with seconds.
final class PyTorch {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    init?() {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "Benchmarks/peers/pytorch_peer.py"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, readLine() == "ready" else { return nil }
    }

    /// The seconds of one call of the work with that name.
    func time(_ name: String) -> Double {
        ask(name)
        return answeredSeconds(name)
    }

    /// Sends a name, with a number of calls behind it if it is not to be the work's own.
    func ask(_ line: String) { input.fileHandleForWriting.write(Data("\(line)\n".utf8)) }

    /// Waits for the answer to `ask`.
    func answeredSeconds(_ name: String) -> Double {
        guard let answer = readLine(), let seconds = Double(answer) else {
            fatalError(
                "the PyTorch peer gave no time for '\(name)'; run Benchmarks/peers/pytorch_peer.py by hand")
        }
        return seconds
    }

    /// Sets up work that may not succeed, such as compiling; what stood in its way, or nil.
    func obstacle(to name: String) -> String? {
        ask("prepare \(name)")
        let answer = readLine() ?? "the PyTorch peer ended"
        return answer == "ready" ? nil : answer
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func readLine() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest = Data(rest[rest.index(after: end)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest += more
        }
    }
}
