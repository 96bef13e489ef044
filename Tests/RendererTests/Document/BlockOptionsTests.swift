import Testing

@testable import Renderer

@Suite struct BlockOptionsTests {
    @Test func readsEveryOption() {
        let block = notebook(
            """
            ```swift
            //| label: claim-error
            //| expect: contradicted
            //| fig-cap: "Error: by epoch"
            //| fig-alt: A falling line
            //| tbl-cap: Final values
            //| echo: false
            //| eval: false
            //| include: false
            //| code-fold: true
            //| code-summary: Show it
            //| time-limit: 2.5
            //| output-limit: 64
            //| memory-limit: 512
            //| data: [letters, words]
            //| data-profile: paper
            let x = 1
            ```
            """
        ).experiments[0]
        var expected = BlockOptions()
        expected.label = "claim-error"
        func place(_ line: Int, _ column: Int) -> SourcePosition {
            SourcePosition(file: MarkedSource.file, line: line, column: column)
        }
        expected.expectation = Expectation(verdict: .contradicted, position: place(6, 5))
        expected.figureCaption = PlacedText("Error: by epoch", at: place(7, 15))
        expected.figureDescription = PlacedText("A falling line", at: place(8, 14))
        expected.tableCaption = PlacedText("Final values", at: place(9, 14))
        expected.showsCode = false
        expected.isEvaluated = false
        expected.isIncluded = false
        expected.foldsCode = true
        expected.codeSummary = "Show it"
        expected.timeLimit = 2.5
        expected.outputLimit = 64
        expected.memoryLimit = 512
        expected.data = [
            PlacedText("letters", at: place(18, 12)), PlacedText("words", at: place(18, 21)),
        ]
        expected.dataProfile = .paper
        #expect(block.options == expected)
        #expect(block.optionLineCount == BlockOption.allCases.count)
        #expect(block.shownCode == "let x = 1")
    }

    @Test func emptyLinesMayStandBeforeTheFirst() {
        let block = notebook("```swift\n\n  \n//| label: first\n//| echo: false\n\nlet x = 1\n```\n")
            .experiments[0]
        #expect(block.options.label == "first")
        #expect(!block.options.showsCode)
        #expect(block.shownCode == "let x = 1")
    }

    @Test func optionsInAnotherPlaceOrFormAreNotPassedOver() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                //| label: stats
                let text = \"""
                    //| echo: false
                    \"""
                1️⃣//| echo: false
                // A remark | with a bar: nothing.
                2️⃣// | fig-cap: A line
                  3️⃣//| include: false
                ```

                ```swift
                4️⃣#| label: runs
                let x = 1
                ```

                ```swift
                5️⃣// | label: other
                let y = 1
                ```
                """,
            [
                "1️⃣ the option 'echo' means nothing here; options stand at the top of a block, "
                    + "each at the beginning of a line",
                "2️⃣ an option begins with '//|', found '// |'",
                "3️⃣ the option 'include' means nothing here; options stand at the top of a block, "
                    + "each at the beginning of a line",
                "4️⃣ an option begins with '//|', found '#|'",
                "5️⃣ an option begins with '//|', found '// |'",
            ])
    }

    @Test func problemsHavePlaceAndRemedy() {
        let known = BlockOption.allCases.map(\.rawValue).joined(separator: ", ")
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                //| 1️⃣lable: a
                //| 2️⃣colour: red
                //| echo: 3️⃣perhaps
                //| 4️⃣echo only
                //| label: 5️⃣Not A Label
                //| time-limit: 6️⃣0
                //| output-limit: 7️⃣1.5
                //| 8️⃣echo: true
                //| memory-limit: 9️⃣4 GB
                1
                ```
                """,
            [
                "1️⃣ unknown option 'lable'; did you mean 'label'?",
                "2️⃣ unknown option 'colour'; known are \(known)",
                "3️⃣ option 'echo' is 'perhaps', but must be true or false",
                "4️⃣ expected an option '//| key: value', found '//| echo only'",
                "5️⃣ option 'label' is 'Not A Label', but must be a name of lower-case letters, digits and hyphens "
                    + "that begins with a letter",
                "6️⃣ option 'time-limit' is '0', but must be a number of seconds above 0, at most 86400",
                "7️⃣ option 'output-limit' is '1.5', but must be a whole number of kilobytes from 1 to 16384",
                "8️⃣ option 'echo' was already given on line 7; keep one of the two",
                "9️⃣ option 'memory-limit' is '4 GB', but must be a whole number of megabytes from 64 to 1048576",
            ])
    }

    @Test func labelsMustDiffer() {
        expectProblems(
            in: "---\ntitle: T\n---\n```swift\n//| label: a\n1\n```\n\n```swift\n//| 1️⃣label: a\n2\n```\n",
            ["1️⃣ the label 'a' already names the block on line 4; labels must differ"])
    }
}
