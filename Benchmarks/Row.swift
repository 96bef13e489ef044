import Foundation

/// One line of the table: a piece of work, and how its time becomes the row's figure.
struct Row {
    /// What a side of the comparison does: called once to warm up, then once a round. Returns seconds.
    typealias Side = () -> Double

    let name: String
    let unit: Unit
    let peerName: String?
    let ours: Side
    /// Nil where there is no peer, or it is not installed.
    let peer: Side?
    /// What keeps the row from being measured, asked once before it is: a sentence, or nil.
    var obstacle: () -> String? = { nil }

    enum Unit: Equatable {
        /// Time of one call; less is better.
        case milliseconds
        /// The same, for work that takes longer.
        case seconds
        /// Work a second; more is better. The number is the work of one call in 10⁹ units.
        case rate(String, perCall: Double)

        var name: String {
            switch self {
            case .milliseconds: "ms"
            case .seconds: "s"
            case .rate(let name, _): name
            }
        }
    }

    /// Measures both sides in turn, so that a slow moment of the machine meets both.
    func measure(rounds: Int) -> Result {
        _ = ours()
        _ = peer?()
        var ourTimes: [Double] = []
        var peerTimes: [Double] = []
        for _ in 0..<rounds {
            ourTimes.append(ours())
            if let peer { peerTimes.append(peer()) }
        }
        let our = median(ourTimes)
        let other = peer == nil ? nil : median(peerTimes)
        let (figure, otherFigure, ratio): (Double, Double?, Double?) =
            switch unit {
            case .milliseconds: (our * 1e3, other.map { $0 * 1e3 }, other.map { $0 / our })
            case .seconds: (our, other, other.map { $0 / our })
            case .rate(_, let work): (work / our, other.map { work / $0 }, other.map { $0 / our })
            }
        return Result(
            name: name, unit: unit.name, ours: figure, peer: otherFigure, peerName: peerName, ratio: ratio,
            machine: machineName)
    }
}

/// A measured row, as `latest.json` has it. `ratio` says how many times faster than the peer we are.
struct Result: Codable {
    let name: String
    let unit: String
    let ours: Double
    let peer: Double?
    let peerName: String?
    let ratio: Double?
    let machine: String

    static let header =
        "\(pad("row", 22)) \(pad("ours", 10, right: true)) \(pad("peer", 10, right: true)) "
        + "\(pad("ratio", 7, right: true))  unit      peer"

    var line: String {
        "\(pad(name, 22)) \(pad(text(ours), 10, right: true)) \(pad(peer.map(text) ?? "–", 10, right: true)) "
            + "\(pad(ratio.map { String(format: "%.2f", $0) } ?? "–", 7, right: true))  \(pad(unit, 9)) "
            + (peerName ?? "none")
    }

    private func text(_ value: Double) -> String { String(format: value < 10 ? "%.3f" : "%.1f", value) }

    enum CodingKeys: String, CodingKey { case name, unit, ours, peer, peerName, ratio, machine }

    /// Writes `null` where there is no peer, so that every row has the same keys.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(unit, forKey: .unit)
        try container.encode(ours, forKey: .ours)
        try container.encode(peer, forKey: .peer)
        try container.encode(peerName, forKey: .peerName)
        try container.encode(ratio, forKey: .ratio)
        try container.encode(machine, forKey: .machine)
    }
}

private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
}

private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The seconds that `body` takes.
func seconds(_ body: () -> Void) -> Double {
    let start = ContinuousClock.now
    body()
    return (ContinuousClock.now - start) / .seconds(1)
}
