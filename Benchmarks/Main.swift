import ArgumentParser
import Foundation

/// `make bench`: measures Lab against the libraries that people would use instead, side by side in one run.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "Measure Lab against its peers: interleaved, medians, one thread each.",
        discussion: """
            Leave the machine alone while it runs. A peer that is not installed is named and its column stays empty. \
            With --record every peer must be there, and Benchmarks/latest.json is written, and its copy for the \
            notebook "How exact is this book", since a block sees nothing but the notebooks' folder.
            """)

    @Option(help: "Only the rows whose name contains this.")
    var filter = ""

    @Option(help: "How often each side is measured.")
    var rounds = 15

    @Flag(help: "Write Benchmarks/latest.json.")
    var record = false

    /// Where a record goes: to its place, and to where a notebook can read it.
    private static let records = ["Benchmarks/latest.json", "notebooks/data/benchmarks.json"]

    func run() throws {
        let peers = Peers()
        defer { peers.stop() }
        let rows = allRows(peers).filter { filter.isEmpty || $0.name.contains(filter) }
        guard !rows.isEmpty else {
            throw ValidationError("No row's name contains '\(filter)'; known are \(names(allRows(peers))).")
        }
        for missing in peers.missing { FileHandle.standardError.write(Data("bench: \(missing)\n".utf8)) }
        if record, !peers.missing.isEmpty {
            throw ValidationError(
                "--record needs every peer: an empty column would be read as 'no peer exists'.")
        }
        if record, !filter.isEmpty { throw ValidationError("--record needs all rows; leave --filter out.") }
        print(Result.header)
        var results: [Result] = []
        for row in rows {
            if let obstacle = row.obstacle() {
                print("\(row.name): not measured; \(obstacle)")
                continue
            }
            let result = row.measure(rounds: rounds)
            print(result.line)
            results.append(result)
        }
        if record {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let record = try encoder.encode(results) + Data("\n".utf8)
            for file in Self.records { try record.write(to: URL(fileURLWithPath: file)) }
        }
    }

    private func names(_ rows: [Row]) -> String { rows.map(\.name).joined(separator: ", ") }
}
