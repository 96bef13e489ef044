/// What has happened to the site since the preview began, numbered: each time something is new the version grows.
struct News: Equatable, Sendable {
    /// The version of the newest.
    private(set) var version: Int
    /// What is wrong now, as the terminal says it.
    private(set) var problems: [String] = []
    private let first: Int
    private var changes: [String: Int] = [:]
    private var styleChange: Int

    /// The news of a preview that begins. Later previews begin with larger numbers, so that a page which another one sent is
    /// found to be old.
    init(first: Int) {
        (self.first, version, styleChange) = (first, first, first)
    }

    /// Takes over the end of a build: the files of the site that it changed, and what is wrong.
    mutating func add(changed: [String], problems: [String]) {
        guard !changed.isEmpty || problems != self.problems else { return }
        version += 1
        self.problems = problems
        for path in changed { changes[path] = version }
        if changed.contains(where: { $0.hasSuffix(".css") }) { styleChange = version }
    }

    /// What a page is told that shows `page` as of version `loaded`.
    func answer(page: String, loaded: Int) -> Answer {
        let change = max(changes[page] ?? first, styleChange)
        return Answer(version: version, reload: change > loaded, problems: problems)
    }

    /// The JSON that the script in the page reads.
    struct Answer: Codable, Equatable, Sendable {
        var version: Int
        /// Whether the page or its style has changed since it was sent.
        var reload: Bool
        var problems: [String]
    }
}

/// The news, and who waits for them.
actor Newsroom {
    private(set) var news: News
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var count = 0

    init(_ news: News) { self.news = news }

    /// Takes over the end of a build and tells everybody who waits.
    func add(changed: [String], problems: [String]) {
        let before = news.version
        news.add(changed: changed, problems: problems)
        guard news.version > before else { return }
        for one in waiting.values { one.resume() }
        waiting = [:]
    }

    /// The news as soon as they are newer than `version`, or as they are when the patience ends.
    func next(after version: Int, patience: Duration) async -> News {
        guard news.version <= version, !Task.isCancelled else { return news }
        count += 1
        let number = count
        let timer = Task {
            try? await Task.sleep(for: patience)
            giveUp(number)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting[number] = $0 }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
        timer.cancel()
        return news
    }

    private func giveUp(_ number: Int) { waiting.removeValue(forKey: number)?.resume() }
}
