import BlockGraph
import Exhibits
import Storage

/// The value of a long computation, which only one profile makes and which all others take from where it was kept.
///
///     let learned = try kept("figure-6", in: .paper) {
///         try sweep(over: Setting("normalization", Condition.allCases), seeds: 1) { run, condition in … }
///     }
///
/// In the profile `computing` the closure runs. When the build is done it writes the value to
/// `data/PROFILE/NAME.json`, with where it comes from, to be committed with the notebook; in every other profile the closure does
/// not run, and the value is read from there. Where the file is missing, or holds another type of value, the block fails
/// with a sentence that says what to run.
///
/// - Parameters:
///   - name: lower-case letters, digits and hyphens; no other block of the project keeps a value by it.
///   - computing: the profile that computes, `tune` or `paper`.
///   - value: the computation. Its JSON may have a megabyte.
public func kept<Value: Codable>(
    _ name: String, in computing: Profile, _ value: () throws -> Value
) rethrows -> Value {
    let isName =
        name.first?.isLetter == true
        && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    guard isName else {
        session.fail(
            "a kept value is called '\(name)'; its name is that of a file, and has lower-case letters, digits and "
                + "hyphens and begins with a letter")
    }
    guard computing != .quick else {
        session.fail(
            "'\(name)' is kept in the profile 'quick', which every build computes; keep it in 'tune' or 'paper'"
        )
    }
    guard session.current.output == nil else {
        session.fail("a run of a sweep cannot keep '\(name)'; put the whole sweep into 'kept'")
    }
    if profile == computing { return conductor.keep(try value(), as: name) }
    return readKept(name, in: computing)
}

/// Reads what a build of another profile kept.
private func readKept<Value: Codable>(_ name: String, in computing: Profile) -> Value {
    let path = KeptOrigin.path(of: name, in: computing)
    let command = "'labbook build --profile \(computing.rawValue)'"
    switch readFile("\(conductor.plan?.notebooks ?? ".")/\(path)") {
    case .failure(let error):
        session.fail("'\(path)' cannot be read: \(error.reason); \(command) computes and writes it")
    case .success(let bytes):
        do {
            return try RecordCoding.decode(KeptFile<Value>.self, from: bytes).value
        } catch {
            session.fail(
                "'\(path)' does not hold the \(Value.self) that the block expects; \(command) computes and writes it again"
            )
        }
    }
}
