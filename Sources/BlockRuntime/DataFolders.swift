import BlockGraph
import Exhibits

/// The profile that is built: how large an experiment should be.
///
///     let epochs = profile == .paper ? 60 : 10
///
/// Every block's key has the profile in it, so each profile has results of its own.
public var profile: Profile {
    (conductor.plan?.profile).flatMap { Profile(rawValue: $0) } ?? .quick
}

/// The folder of a data set that is fetched, relative to the one in which blocks run. The block names the set in its
/// option `data`, so that its files are there.
public func dataFolder(_ name: String) -> String {
    let set = known(name)
    if set.isProvided {
        session.fail(
            "a reader provides the files of '\(name)', so they may be missing; ask for them with "
                + "providedFolder(\"\(name)\"), which is nil then")
    }
    return set.folder
}

/// The folder of a data set whose files a reader puts there by hand; nil where they are not all there, and in the
/// profile `quick`, whose results everybody must be able to repeat. The block names the set in its option `data`.
public func providedFolder(_ name: String) -> String? {
    let set = known(name)
    guard set.isProvided else {
        session.fail("'\(name)' is fetched, not provided by a reader; use dataFolder(\"\(name)\")")
    }
    guard let plan = conductor.plan, profile != .quick else { return nil }
    let files = set.files.map { FileUse.current("\(set.folder)/\($0.name)", in: plan.notebooks) }
    // Whether they are there decides the result, so the block is stale when that changes.
    FileWatch.note(files)
    guard files.allSatisfy({ $0.digest != nil }) else { return nil }
    for (file, wanted) in zip(files, set.files) where file.digest != wanted.sha256 {
        session.fail(
            "'\(file.path)' is not the file that the data set '\(name)' names: its SHA-256 is \(file.digest ?? ""), "
                + "expected \(wanted.sha256)")
    }
    return set.folder
}

private func known(_ name: String) -> DataSetPlace {
    let sets = conductor.plan?.data.sets ?? []
    guard let set = sets.first(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, among: sets.map(\.name)).map { "; did you mean '\($0)'?" }
        session.fail("no data set is called '\(name)'" + (nearest ?? "; describe it in 'notebooks/data.yml'"))
    }
    return set
}
