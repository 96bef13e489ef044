import Glibc
import Preview
import Storage

@testable import Renderer

/// One of each message that an author can meet, with the values that the guide's list of messages shows.
enum MessageSamples {
    /// Every kind of fact, in the order of the list.
    static let facts: [Problem.Fact] =
        file + frontMatter + settings + options + claims + labels + prose + references + bibliography + swift
        + running + limits + unexpected + dataSets

    private static let file: [Problem.Fact] = [
        .unreadable(reason: "Permission denied"), .notUTF8, .controlCharacter(0x1B), .noncharacter(0xFDD0),
    ]

    private static let frontMatter: [Problem.Fact] = [
        .noFrontMatter, .frontMatterNotClosed,
        .frontMatterNotYAML("mapping values are not allowed in this context"),
        .yaml(.needsQuotes(key: "title", value: "Loss: a study", sign: ":")),
        .yaml(.quoteNotClosed(key: "title", quote: "\"")),
        .frontMatterNotMapping(found: "a list"),
        .unknownFrontMatterKey("titel", nearest: "title", known: FrontMatter.keys),
        .missingFrontMatterKey("title"),
        .frontMatterValue(key: "order", found: "first", expected: "a number"),
    ]

    private static let settings: [Problem.Fact] = [
        .unknownThumbnail("fig-los", nearest: "fig-loss"), .nameOfSourcePage("mnist.source"),
        .settingsUnreadable(reason: "Permission denied"),
        .settingsNotYAML("mapping values are not allowed in this context"),
        .settingsNotMapping(found: "a list"),
        .unknownSetting("colour", nearest: nil, known: SiteSettings.keys),
        .settingValue(key: "accent", found: "blue", expected: "a colour, such as \"#0b5a8a\""),
        .unknownNotebookInOrder("mnits", nearest: "mnist"), .notebookTwiceInOrder("mnist"),
        .themeUnreadable(file: "notebooks/theme/style.css", reason: "No such file or directory"),
    ]

    private static let options: [Problem.Fact] = [
        .fenceNotClosed("```", before: "```swift", line: 27), .fenceNeverClosed("```"),
        .fenceMarkedOtherwise("{swift}"),
        .optionNotKeyValue(" echo false"), .optionContinued(of: "fig-cap"), .optionNotAtTop("echo"),
        .optionMarker(found: "#|"),
        .unknownOption("fig-caption", nearest: "fig-cap", known: []),
        .optionTwice("label", firstLine: 5),
        .optionValue(key: "echo", found: "off course", expected: "true or false"),
    ]

    private static let claims: [Problem.Fact] = [
        .claimWithoutExpectation("claim-small-batch"), .expectationWithoutClaim,
        .claimWithoutLabel("comparison"), .claimCount("claim-small-batch", 0),
        .verdictChanged(
            expected: .supported, found: .inconclusive,
            numbers:
                "lower by 0.013 (95\u{202F}% interval: from lower by 0.031 to higher by 0.005; 5 pairs of seeds)"
        ),
    ]

    private static let labels: [Problem.Fact] = [
        .labelTwice("fig-loss", carrier: .block, firstLine: 12),
        .labelOf(.equation, found: "loss", prefix: "eq"),
        .labelTaken("sec-loss", by: .heading),
    ]

    private static let prose: [Problem.Fact] =
        [
            .unclosedMath, .inlineMarkedOtherwise("swfit"), .inlineNotClosed("`"),
        ] + tex.map(Problem.Fact.tex) + [
            .unknownFootnote("tow", nearest: "two"), .footnoteTwice("one", firstLine: 20),
            .footnoteUnused("three"), .tableRowTooLong(cells: 3, columns: 2),
            .tableWithoutDelimiterRow(columns: 2), .tableRowTooShort(cells: 1, columns: 2),
            .captionWithoutExhibit(option: "fig-cap", call: "Figure"),
            .unknownCallout("WARNUNG", nearest: "WARNING", known: []), .htmlNotClosed("b"),
            .htmlClosesNothing("b", open: "i"), .htmlClosesNothing("b", open: nil), .htmlNotEnded("<!--"),
            .inlineWithoutExpression,
        ] + links

    private static let links: [Problem.Fact] = [
        .linkToNoPage("cion.html", nearest: "coin.html"),
        .linkToNoPlace(page: "coin.html", anchor: "result", nearest: "results"),
        .linkToSource("coin.md", page: "coin.html"),
        .fileUnreadable(
            "phtoo.png", file: "notebooks/phtoo.png", reason: "No such file or directory",
            nearest: "photo.png"),
        .fileOutside("../photo.png"), .imageWithoutWords("photo.png"),
    ]

    private static let tex: [TeXFault] = [
        .unknownCommand("\\ovreline", nearest: "\\overline"), .unknownEnvironment("matrx", nearest: "matrix"),
        .environmentEndsOtherwise(begun: "cases", ended: "matrix"), .missing("\\right"),
        .braceNotClosed, .endsTooEarly,
        .stray("}"), .expected("}", found: "&"), .nothingAfter("^"), .twoSuperscripts, .twoSubscripts,
        .notIn(mode: "text", command: "\\frac"), .tooManyColumns, .displayOnly("\\tag"),
        .numbersItself("align"),
        .tagAndLabel, .refused("\\href"), .referenceCommand("\\eqref"), .comment, .definition("\\newcommand"),
        .tooDeep,
        .tooLong(bytes: 5000), .other("Unknown column alignment: q"),
    ]

    private static let references: [Problem.Fact] = [
        .unknownReference("fig-los", kind: .figure, nearest: "fig-loss"),
        .ambiguousReference("fig-loss", files: ["notebooks/a.md", "notebooks/b.md"]),
        .referenceWithoutNumber("fig-loss", kind: .figure, firstLine: 12),
        .citationWithoutBibliography("ba2016"), .referenceWithoutKind("data", carrier: .block, line: 12),
        .unknownCitation("ba2017", file: "notebooks/references.bib", nearest: "ba2016"),
    ]

    private static let bibliography: [Problem.Fact] = [
        .bibliographyUnreadable(file: "notebooks/references.bib", reason: "No such file or directory"),
        .bibTeX(.expected("'=' after 'title'", found: "'{'")), .bibTeX(.entryNotClosed("ba2016")),
        .bibTeX(.textNotClosed), .bibTeX(.unknownMacro("mar", nearest: "march")),
        .bibTeX(.keyTwice("ba2016", firstLine: 1)), .bibTeX(.fieldTwice("year", key: "ba2016")),
    ]

    private static let swift: [Problem.Fact] = [
        .syntaxError("expected '}' to end function"),
        .bracketsTooDeep(limit: CodeNesting.mostBrackets), .listsTooDeep(limit: CodeNesting.mostDoublings),
        .codeTooLong(kilobytes: CodeNesting.mostKilobytes), .bindingWithoutValue("best"),
        .nameBoundTwice("loss", firstLine: 8), .guardAtTopLevel, .returnAtTopLevel,
        .usedBeforeDeclared("loss", line: 30),
        .notReproducible("Date", instead: "leave the time out: it is another one at every build"),
        .compileError("cannot find 'los' in scope"),
    ]

    private static let running: [Problem.Fact] = [
        .thrown("no convergence after 100 steps"),
        .trapped(signal: "illegal instruction", message: "Index out of range"),
        .exited(code: 3),
        .exhibitNotDrawable(
            "The figure's lines name for y column 'los', which the data doesn't have. Did you mean 'loss'? It has 'epoch', 'loss'."
        ),
        .runtimeSaid("the setting 'batch size' has the value '4' twice"),
    ]

    private static let limits: [Problem.Fact] = [
        .timeLimit(seconds: 600, option: "time-limit"),
        .outputLimit(bytes: 256 << 10, option: "output-limit"),
        .memoryLimit(megabytes: 4096, option: "memory-limit"), .showedTooMuch(megabytes: 64),
        .processLimit(count: 64), .fileLimit(megabytes: 2048),
        .timeLimit(seconds: 10, option: nil), .outputLimit(bytes: 64 << 10, option: nil),
        .memoryLimit(megabytes: 4096, option: nil),
    ]

    private static let unexpected: [Problem.Fact] = [
        .programNotBuilt("the disk is full"), .programNotRun("no more processes"), .reportNotWritten,
        .resultLost, .keptTwice("long-run", by: "mnist:runs"),
    ]

    private static let dataSets: [Problem.Fact] = [
        .unreadable("Permission denied"), .notYAML("did not find expected key"),
        .notMapping("the data set 'letters'", found: "a list"),
        .unknownKey("titel", set: "letters", nearest: "title", known: []),
        .missingKey("licence", set: "letters"),
        .value(key: "apt", found: "letters", expected: "a package with its version, such as NAME=1.0"),
        .sources(set: "letters", given: []), .fileTwice("a.txt"),
        .unknownSet("leters", nearest: "letters"),
        .unavailable("letters", .noProgram("apt-get", package: "letters=1.0")),
    ].map { (fault: DataFault) in .data(fault) }

    /// What is said once in a build and stops nothing.
    static let sandboxLacks: [SandboxLack] = [
        .missing, .failing("bwrap: setting up uid map: Permission denied"),
    ]

    /// What stops a command.
    static let commandErrors: [any Error] = [
        CommandMistake.unknownCommand("biuld", nearest: "build", known: []), CommandMistake.buildsAll("coin"),
        CommandMistake.noFolder("book"), CommandMistake.fileAsProject("coin.md"),
        CommandMistake.siteOutside("../public"),
        BuildError.noNotebooks(folder: "notebooks", project: "/srv/coins"),
        BuildError.notASite(folder: "public"),
        BuildError.noKaTeX(file: "katex.js"), BuildError.noCompiler, BuildError.noEngine,
        BuildError.engineOutOfDate,
        InspectionError.noNotebook("cion", nearest: "coin"),
        InspectionError.noBlock("cuont", nearest: "count"),
        InspectionError.severalBlocks("count", notebooks: ["coin", "walk"]),
        NewNotebook.Mistake.nameEmpty, NewNotebook.Mistake.nameWithPath("trials/coin"),
        NewNotebook.Mistake.nameHidden(".coin"), NewNotebook.Mistake.nameWithExtension("coin.txt"),
        NewNotebook.Mistake.nameWithControlCharacter,
        NewNotebook.Mistake.nameTooLong(bytes: 120), NewNotebook.Mistake.titleEmpty,
        NewNotebook.Mistake.titleOnSeveralLines,
        NewNotebook.Mistake.exists(file: "notebooks/coin.md"),
        PreviewError.noFreePort(from: 8017, to: 8036),
        ExportError.notInOrder(file: "notebooks/coin.md"),
        ExportError.noResults(notebook: "coin", blocks: ["throws", "count"]),
        ExportError.amongNotebooks(path: "notebooks/coin.md"),
        DataShelfError.unknown("leters", nearest: "letters"),
        DataShelfError.notInOrder([
            "notebooks/data.yml:2:3: error: the data set 'letters' has no 'licence'; add a line 'licence: …'"
        ]),
        FileError("write", "site.1234.new/coin.html", code: ENOSPC),
    ]
}
