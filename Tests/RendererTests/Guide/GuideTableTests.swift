import Exhibits
import Testing

@testable import Renderer

/// The guide's lists of what an author may write are those of the code.
@Suite struct GuideTableTests {
    /// Somewhere to parse options at.
    private let place = SourcePosition(file: "notebooks/a.md", line: 1)

    @Test func everyOptionHasItsRow() throws {
        let rows = try GuidePage("blocks").table("tbl-options")
        #expect(rows.map { code($0[0]) } == BlockOption.allCases.map(\.rawValue))
        for row in rows {
            let key = try #require(code(row[0]))
            // A list is no option's value, and the message says what would be.
            let (_, _, problems) = BlockOptions.parse(["//| \(key): [1]"], from: place)
            let expected = problems.map { problem in
                if case .optionValue(_, _, let expected) = problem.fact { expected } else { "" }
            }
            #expect(expected == [row[2]], "the values of '\(key)'")
            if let standard = code(row[3]) {
                let (options, _, problems) = BlockOptions.parse(["//| \(key): \(standard)"], from: place)
                #expect(problems == [] && options == BlockOptions(), "the default of '\(key)'")
            }
        }
        let withoutDefault = Mirror(reflecting: BlockOptions()).children.count {
            Mirror(reflecting: $0.value).displayStyle == .optional
        }
        #expect(rows.count { $0[3] == "none" } == withoutDefault)
        #expect(rows.allSatisfy { code($0[3]) != nil || $0[3] == "none" })
    }

    @Test func everyKeyOfTheFrontMatterHasItsRow() throws {
        let rows = try GuidePage("prose").table("tbl-front-matter")
        #expect(rows.map { code($0[0]) } == FrontMatter.keys)
        for row in rows {
            let key = try #require(code(row[0]))
            let source = SourceText(file: "notebooks/a.md", text: "---\n\(key): [{}]\n---\n")
            let expected = FrontMatter.parse(source).problems.compactMap { problem in
                if case .frontMatterValue(key, _, let expected) = problem.fact { expected } else { nil }
            }
            #expect(expected == [row[2]], "the values of '\(key)'")
        }
        let required = FrontMatter.parse(SourceText(file: "notebooks/a.md", text: "---\n\n---\n")).problems
        #expect(required.map(\.fact) == [.missingFrontMatterKey("title")])
    }

    @Test func everyKeyOfADataSetHasItsRow() throws {
        let rows = try GuidePage("data-sets").table("tbl-data-keys")
        #expect(rows.map { code($0[0]) } == DataSetFile.keys)
    }

    /// The example is one.
    @Test func theDescribedDataSetsAreInOrder() throws {
        let example = try #require(try GuidePage("data-sets").fences.first { $0.info == "yaml" })
        let file = DataSetFile(file: "notebooks/data.yml", content: .success(Array(example.text.utf8)))
        #expect(file.problems == [] && file.sets.map(\.isProvided) == [false, true])
    }

    @Test func everySettingHasItsRow() throws {
        let rows = try GuidePage("site").table("tbl-settings")
        #expect(rows.map { code($0[0]) } == SiteSettings.keys)
        for row in rows {
            let key = try #require(code(row[0]))
            let source = SourceText(file: "site.yml", text: "\(key): [{}]\n")
            let expected = SiteSettings.parse(source, notebooks: []).1.compactMap { problem in
                if case .settingValue(key, _, let expected) = problem.fact { expected } else { nil }
            }
            #expect(expected == [row[2]], "the values of '\(key)'")
        }
    }

    @Test func everyLimitIsThatOfTheCode() throws {
        let rows = try GuidePage("limits").table("tbl-limits")
        let numbers = rows.map { row in row[1].split(separator: " ").first.flatMap { Int($0) } ?? 0 }
        #expect(numbers.count == 8)
        let memory = min(numbers[2] << 20, BlockLimits.defaultMemoryBytes)
        #expect(memory == BlockLimits.defaultMemoryBytes)
        #expect(
            numbers == [
                Int(BlockOptions().timeLimit), BlockOptions().outputLimit, 4096,
                ProgramRun.mostShownBytes >> 20, ProgramRun.mostProcesses, ProgramRun.mostFileBytes >> 20,
                Int(BlockLimits.inlineValue.seconds), BlockLimits.inlineValue.printedBytes >> 10,
            ])
        let options: [BlockOption] = [.timeLimit, .outputLimit, .memoryLimit]
        #expect(rows.compactMap { code($0[2]) } == options.map(\.rawValue))
    }

    @Test func everyKindOfLabelHasItsRow() throws {
        let rows = try GuidePage("prose").table("tbl-kinds")
        let kinds = rows.compactMap { code($0[0]) }
        #expect(kinds.sorted() == LabelKind.allCases.map { "\($0.rawValue)-" }.sorted())
    }

    @Test func everyCalloutIsNamed() throws {
        let section = try #require(try GuidePage("prose").section("## Callouts")).words
        let named = section.matches(of: /\[!([A-Z]+)\](?=[, ])/).map { String($0.1) }
        let known = CalloutKind.allCases.map(\.rawValue)
        #expect(Array(named.prefix(known.count)) == known)
    }

    @Test func everyMarkOfAFigureHasItsRow() throws {
        let rows = try GuidePage("figures").table("tbl-marks")
        let source = try String(
            contentsOfFile: "\(Products.package)/Sources/Exhibits/Mark.swift", encoding: .utf8)
        #expect(rows.map { code($0[0]) } == casesOfEnum("Mark", in: source).map { ".\($0)" })
    }

    @Test func everyFormOfReferenceMeansOne() throws {
        let rows = try GuidePage("prose").table("tbl-references")
        // What is written is in backticks on the left, and stands for itself on the right.
        for row in rows {
            let written = row[0].matches(of: /`([^`]*)`/).map { String($0.1) }
            #expect(written.last == row[1], "\(row)")
        }
        #expect(rows.count >= 10)
    }
}
