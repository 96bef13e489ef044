import Exhibits

/// Something wrong with a notebook, as facts. `ProblemSentences.swift` holds the words.
struct Problem: Error, Equatable, Sendable {
    var position: SourcePosition
    var fact: Fact
    /// Further places and remarks that belong to it, such as a compiler's notes or a back trace.
    var notes: [Note]

    init(_ fact: Fact, at position: SourcePosition, notes: [Note] = []) {
        self.position = position
        self.fact = fact
        self.notes = notes
    }

    struct Note: Equatable, Sendable {
        /// Where the remark belongs, if it isn't about the problem's own place.
        var position: SourcePosition?
        var text: String

        init(_ text: String, at position: SourcePosition? = nil) {
            self.position = position
            self.text = text
        }
    }

    enum Fact: Equatable, Sendable {
        // The file
        case unreadable(reason: String)
        case notUTF8
        case controlCharacter(UInt32)
        case noncharacter(UInt32)
        // YAML: front matter, options and settings
        case yaml(YAMLMistake)
        // Front matter
        case noFrontMatter
        case frontMatterNotClosed
        case frontMatterNotYAML(String)
        case frontMatterNotMapping(found: String)
        case unknownFrontMatterKey(String, nearest: String?, known: [String])
        case missingFrontMatterKey(String)
        case frontMatterValue(key: String, found: String, expected: String)
        // The settings of the site
        case settingsUnreadable(reason: String)
        case settingsNotYAML(String)
        case settingsNotMapping(found: String)
        case unknownSetting(String, nearest: String?, known: [String])
        case settingValue(key: String, found: String, expected: String)
        case unknownNotebookInOrder(String, nearest: String?)
        case notebookTwiceInOrder(String)
        case themeUnreadable(file: String, reason: String)
        case unknownThumbnail(String, nearest: String?)
        case nameOfSourcePage(String)
        // Fences and options of a block
        case fenceNotClosed(String, before: String, line: Int)
        case fenceNeverClosed(String)
        case fenceMarkedOtherwise(String)
        case optionNotKeyValue(String)
        case optionContinued(of: String)
        case optionNotAtTop(String)
        case optionMarker(found: String)
        case unknownOption(String, nearest: String?, known: [String])
        case optionTwice(String, firstLine: Int)
        case optionValue(key: String, found: String, expected: String)
        // Claims
        case claimWithoutExpectation(String)
        case expectationWithoutClaim
        case claimWithoutLabel(String?)
        case claimCount(String, Int)
        /// `numbers` is the effect with its interval, in words.
        case verdictChanged(expected: Claim.Verdict, found: Claim.Verdict, numbers: String)
        // Labels
        case labelTwice(String, carrier: Label.Carrier, firstLine: Int)
        case labelOf(Label.Carrier, found: String, prefix: String)
        case labelTaken(String, by: Label.Carrier)
        // Prose
        case unclosedMath
        case inlineMarkedOtherwise(String)
        case inlineNotClosed(String)
        case tex(TeXFault)
        case unknownFootnote(String, nearest: String?)
        case footnoteTwice(String, firstLine: Int)
        case footnoteUnused(String)
        case tableRowTooLong(cells: Int, columns: Int)
        case tableWithoutDelimiterRow(columns: Int)
        case tableRowTooShort(cells: Int, columns: Int)
        case captionWithoutExhibit(option: String, call: String)
        case unknownCallout(String, nearest: String?, known: [String])
        // Links and images
        case linkToNoPage(String, nearest: String?)
        case linkToNoPlace(page: String, anchor: String, nearest: String?)
        case linkToSource(String, page: String)
        case fileUnreadable(String, file: String, reason: String, nearest: String?)
        case fileOutside(String)
        case imageWithoutWords(String)
        // Raw HTML of the author's
        case htmlNotClosed(String)
        case htmlClosesNothing(String, open: String?)
        case htmlNotEnded(String)
        // References to other places and works
        case unknownReference(String, kind: LabelKind, nearest: String?)
        case ambiguousReference(String, files: [String])
        case referenceWithoutNumber(String, kind: LabelKind, firstLine: Int)
        case citationWithoutBibliography(String)
        case referenceWithoutKind(String, carrier: Label.Carrier, line: Int)
        case unknownCitation(String, file: String, nearest: String?)
        // The bibliography
        case bibliographyUnreadable(file: String, reason: String)
        case bibTeX(BibTeXFault)
        // The Swift of a block
        case bindingWithoutValue(String)
        case nameBoundTwice(String, firstLine: Int)
        case guardAtTopLevel
        case returnAtTopLevel
        case usedBeforeDeclared(String, line: Int)
        case notReproducible(String, instead: String)
        case inlineWithoutExpression
        case syntaxError(String)
        case bracketsTooDeep(limit: Int)
        case listsTooDeep(limit: Int)
        case codeTooLong(kilobytes: Int)
        // Compiling and running
        case compileError(String)
        case programNotBuilt(String)
        case programNotRun(String)
        case thrown(String)
        case trapped(signal: String, message: String?)
        case exited(code: Int)
        /// `option` raises the limit; without one it is that of the inline values.
        case timeLimit(seconds: Double, option: String?)
        case showedTooMuch(megabytes: Int)
        case outputLimit(bytes: Int, option: String?)
        case memoryLimit(megabytes: Int, option: String?)
        case processLimit(count: Int)
        case fileLimit(megabytes: Int)
        case reportNotWritten
        case exhibitNotDrawable(String)
        case runtimeSaid(String)
        case resultLost
        /// `by` is the block that keeps a value by this name already, as `NOTEBOOK:BLOCK`.
        case keptTwice(String, by: String)
        // Data sets
        case data(DataFault)

        /// Whether it is about words only, so that a block in whose caption it stands can run.
        var isAboutWords: Bool {
            switch self {
            case .unclosedMath, .inlineMarkedOtherwise, .inlineNotClosed, .tex, .unknownFootnote,
                .captionWithoutExhibit, .referenceWithoutKind, .unknownReference, .ambiguousReference,
                .linkToNoPage, .linkToNoPlace, .linkToSource, .fileUnreadable, .fileOutside,
                .imageWithoutWords,
                .referenceWithoutNumber, .citationWithoutBibliography, .unknownCitation:
                true
            default: false
            }
        }
    }
}
