import Testing

@testable import Preview

@Suite struct NewsTests {
    @Test func aPageReloadsWhenItOrTheStyleHasChanged() {
        var news = News(first: 10)
        #expect(news.answer(page: "a.html", loaded: 10) == .init(version: 10, reload: false, problems: []))
        // Another preview had sent it.
        #expect(news.answer(page: "a.html", loaded: 9).reload)
        news.add(changed: ["a.html", "data/a/x.csv"], problems: [])
        #expect(news.answer(page: "a.html", loaded: 10) == .init(version: 11, reload: true, problems: []))
        #expect(news.answer(page: "a.html", loaded: 11) == .init(version: 11, reload: false, problems: []))
        #expect(news.answer(page: "b.html", loaded: 10).reload == false)
        news.add(changed: ["style.css"], problems: [])
        #expect(news.answer(page: "b.html", loaded: 11) == .init(version: 12, reload: true, problems: []))
    }

    @Test func problemsAreNewsUntilTheyAreGone() {
        var news = News(first: 0)
        news.add(changed: [], problems: ["x"])
        #expect(news.answer(page: "a.html", loaded: 0) == .init(version: 1, reload: false, problems: ["x"]))
        news.add(changed: [], problems: ["x"])
        #expect(news.version == 1)
        news.add(changed: [], problems: [])
        #expect(news.answer(page: "a.html", loaded: 1) == .init(version: 2, reload: false, problems: []))
    }

    @Test func everybodyWhoWaitsIsTold() async {
        let newsroom = Newsroom(News(first: 5))
        await withTaskGroup(of: News.self) { group in
            for _ in 0..<8 { group.addTask { await newsroom.next(after: 5, patience: .seconds(60)) } }
            await newsroom.add(changed: ["a.html"], problems: [])
            for await news in group { #expect(news.version == 6) }
        }
        #expect(await newsroom.next(after: 5, patience: .seconds(60)).version == 6)
    }

    @Test func patienceEndsAndSoDoesACancelledTask() async {
        let newsroom = Newsroom(News(first: 5))
        #expect(await newsroom.next(after: 5, patience: .milliseconds(10)).version == 5)
        let waiting = Task { await newsroom.next(after: 5, patience: .seconds(3600)) }
        waiting.cancel()
        #expect(await waiting.value.version == 5)
    }
}
