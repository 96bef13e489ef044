import Foundation
import Lab

/// The matrix product and the normalization, as kernels.
func kernelRows(_ peers: Peers) -> [Row] {
    var rows: [Row] = []
    for (name, m, n, k) in [
        ("sgemm-large", 128, 1000, 1000), ("sgemm-input", 128, 1000, 784), ("sgemm-skinny", 8, 1600, 400),
        ("sgemm-skinny-24", 24, 1600, 400), ("sgemm-4", 4, 1000, 784),
    ] {
        rows.append(product(name, m, n, k, peers.openBLAS))
    }
    return rows + layerNormalizationRows(peers)
}

/// C = A·Bᵀ, the forward pass of a dense layer.
private func product(_ name: String, _ m: Int, _ n: Int, _ k: Int, _ openBLAS: OpenBLAS?) -> Row {
    let (a, b, c) = (memory(m * k), memory(n * k), memory(m * n))
    // As many products a measurement as take about ten milliseconds.
    let repetitions = max(1, 500_000_000 / (m * n * k))
    return Row(
        name: name,
        unit: .rate("GFLOP/s", perCall: 2e-9 * Double(m) * Double(n) * Double(k)),
        peerName: openBLAS.map { "OpenBLAS (\($0.kernels))" } ?? "OpenBLAS",
        ours: {
            seconds {
                for _ in 0..<repetitions { Float.product(false, true, m, n, k, a, b, c, false) }
            } / Double(repetitions)
        },
        peer: openBLAS.map { openBLAS in
            {
                seconds { for _ in 0..<repetitions { openBLAS.product(a, b, c, m, n, k) } }
                    / Double(repetitions)
            }
        })
}

private func layerNormalizationRows(_ peers: Peers) -> [Row] {
    let (rows, columns) = (8192, 1024)
    let count = rows * columns
    let (x, dy, y, dx) = (memory(count), memory(count), memory(count), memory(count))
    let (gain, bias, dgain, dbias) = (memory(columns), memory(columns), memory(columns), memory(columns))
    let (mean, rstd) = (memory(rows), memory(rows))
    func pass() -> Double {
        seconds {
            Float.layerNormalization(x, gain, bias, 1e-5, y, mean, rstd, rows, columns)
            Float.layerNormalizationBackward(dy, x, gain, mean, rstd, dx, dgain, dbias, rows, columns)
        }
    }
    return [
        Row(
            name: "layernorm", unit: .milliseconds, peerName: "PyTorch eager", ours: pass,
            peer: peers.pyTorch.map { torch in { torch.time("layernorm") } }),
        // The five arrays of forward and backward, in both columns: x and y; dy, x and dx. Neither side reads what it
        // writes, so there is no traffic beyond them.
        Row(
            name: "layernorm-bandwidth", unit: .rate("GB/s", perCall: 5 * 4e-9 * Double(count)),
            peerName: "the same reads and writes without arithmetic", ours: pass,
            peer: { memoryTraffic(x, dy, y, dx, count) }),
    ]
}

/// Memory like that of a tensor (`ThreadMemory`), filled with numbers of both signs between −1 and 1.
private func memory(_ count: Int) -> UnsafeMutablePointer<Float> {
    let (bytes, page) = (4 * count, 1 << 21)
    let start = UnsafeMutableRawPointer.allocate(
        byteCount: bytes, alignment: bytes >= page ? page : 64)
    if bytes >= page { madvise(start, bytes & -page, MADV_HUGEPAGE) }
    let memory = start.bindMemory(to: Float.self, capacity: count)
    var random = RandomStream(key: UInt64(count))
    for index in 0..<count { memory[index] = Float(2 * random.uniform() - 1) }
    return memory
}
