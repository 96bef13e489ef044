import Foundation
import Subprocess

/// A part of which another version may give other bytes, and how a machine is asked which one it has.
struct DeclaredVersion: Equatable, Sendable {
    var name: String
    /// What the site was made with.
    var version: String
    /// The command whose answer begins with the version, or has it behind `answerPrefix`.
    var question: [String]
    var answerPrefix = ""

    /// Those of the declared parts whose version may reach a result. Swift packages are pinned and cannot be others, and what
    /// another cmark makes of a page is seen in the page.
    static let all = toolParts.compactMap { part -> DeclaredVersion? in
        guard let version = part.version else { return nil }
        return switch part.name {
        case "Swift":
            DeclaredVersion(
                name: part.name, version: version, question: ["swiftc", "--version"],
                answerPrefix: "Swift version ")
        case "libsleef-dev":
            DeclaredVersion(
                name: "SLEEF", version: version, question: ["pkg-config", "--modversion", "sleef"])
        default: nil
        }
    }

    /// What there is to say about what the machine answered; nil where it has the declared version.
    func remark(answer: String?) -> String? {
        let consequence = "; where the site differs, that may be why"
        guard let answer, let found = version(in: answer) else {
            return "the site was made with \(name) \(version); which one is here cannot be told\(consequence)"
        }
        if found == version { return nil }
        return "the site was made with \(name) \(version), and here is \(found)\(consequence)"
    }

    private func version(in answer: String) -> String? {
        let start = answerPrefix.isEmpty ? answer.startIndex : answer.firstRange(of: answerPrefix)?.upperBound
        let digits = start.map { answer[$0...].prefix { $0.isNumber || $0 == "." } }
        return digits?.isEmpty == false ? digits.map(String.init) : nil
    }
}

/// Where this machine has other versions than those that the site was made with: a sentence each.
public func versionRemarks() async -> [String] {
    var remarks: [String] = []
    for part in DeclaredVersion.all {
        let answer = try? await Subprocess.run(
            .name(part.question[0]), arguments: Arguments(Array(part.question.dropFirst())),
            output: .string(limit: 65_536), error: .discarded)
        let text = answer.flatMap { $0.terminationStatus.isSuccess ? $0.standardOutput : nil }
        if let remark = part.remark(answer: text) { remarks.append(remark) }
    }
    return remarks
}
