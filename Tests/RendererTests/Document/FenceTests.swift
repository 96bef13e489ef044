import Testing

@testable import Renderer

/// What is wrong with the lines around a block is said once, at the opening one.
@Suite struct FenceTests {
    @Test func aBlockThatIsNotClosedEndsBeforeTheNext() {
        let text = """
            ---
            title: T
            ---
            See @fig-temps and `{swift} later`.

            1️⃣```swift
            //| label: stats
            let temps = [1.0]

            ## A heading

            Text with `code` and an apostrophe's trouble.

            ```swift
            //| label: fig-temps
            let later = 2
            ```
            """
        expectProblems(
            in: text,
            [
                "1️⃣ this block of code is not closed before the '```swift' on line 14; add a line '```' where it ends, "
                    + "or open and close it with '````' if that line belongs to it"
            ])
        let (notebook, _) = read(text)
        #expect(notebook.experiments.map(\.options.label) == ["stats", "fig-temps"])
        #expect(notebook.experiments.map(\.position.line) == [6, 14])
        #expect(notebook.experiments.map(\.isMisread) == [true, false])
        #expect(notebook.experiments.map(\.lines) == [6...13, 14...17])
    }

    @Test func theNextBlockMayFollowAtOnce() {
        let text = "---\ntitle: T\n---\n1️⃣```text\nabc\n```swift\nlet x = 1\n```\n"
        expectProblems(
            in: text,
            [
                "1️⃣ this block of code is not closed before the '```swift' on line 6; add a line '```' where it ends, "
                    + "or open and close it with '````' if that line belongs to it"
            ])
        let (notebook, _) = read(text)
        #expect(notebook.experiments.map(\.code) == ["let x = 1\n"])
        #expect(notebook.experiments.map(\.position.line) == [6])
    }

    @Test func severalAreSaidAtOnce() {
        expectProblems(
            in: "---\ntitle: T\n---\n1️⃣~~~text\nabc\n\n2️⃣~~~~swift\nlet x = 1\n~~~\n\n~~~~json\n",
            [
                "1️⃣ this block of code is not closed before the '~~~~swift' on line 7; add a line '~~~' where it ends, "
                    + "or open and close it with '~~~~' if that line belongs to it",
                "2️⃣ this block of code is not closed before the '~~~~json' on line 11; add a line '~~~~' where it ends, "
                    + "or open and close it with '~~~~~' if that line belongs to it",
                "11:1 this block of code is never closed and takes in the rest of the notebook; "
                    + "add a line '~~~~' where it ends",
            ])
    }

    @Test func theLastBlockMustBeClosedToo() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                  1️⃣```swift
                  let x = 1

                  Words that are no code at all.
                """,
            [
                "1️⃣ this block of code is never closed and takes in the rest of the notebook; "
                    + "add a line '```' where it ends"
            ])
    }

    @Test func fewerSignsMayStandInside() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                ````markdown
                ```swift
                let x = 1
                ```
                ````

                ```text
                ~~~swift
                    ```swift
                ``` ` no fence
                ```

                - a list
                  ```text
                  is closed by its end
                """, [])
    }

    @Test(arguments: [
        "Swift", "{swift}", "{.swift}", "swift label=stats", "swift {label=stats}", "{swift, echo=false}",
        "swfit",
        "SWIFT",
    ])
    func aBlockIsMarkedSwiftAlone(_ info: String) {
        let text = "---\ntitle: T\n---\n1️⃣```\(info)\nlet x = \n```\n\n```swift\nprint(x)\n```\n"
        expectProblems(
            in: text,
            [
                "1️⃣ a block that runs is marked 'swift' alone, found '\(info)'; options follow in lines '//| key: value'"
            ])
        #expect(read(text).notebook.experiments.map(\.isMisread) == [true, false])
    }

    @Test(arguments: ["", "text", "swift-format", "swiftinterface", "{python}", "json swift", "wifi"])
    func otherCodeIsShown(_ info: String) {
        let text = "---\ntitle: T\n---\n```\(info)\nlet x = \n```\n"
        expectProblems(in: text, [])
        #expect(read(text).notebook.experiments == [])
    }

    private func read(_ marked: String) -> (notebook: Notebook, [Problem]) {
        Notebook.parse(file: MarkedSource.file, bytes: MarkedSource(marked).bytes)
    }
}
