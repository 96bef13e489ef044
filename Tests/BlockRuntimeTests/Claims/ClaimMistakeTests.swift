import Exhibits
import Testing

@testable import BlockRuntime

/// What an author may get wrong in a claim, each with its whole sentence.
@Suite struct ClaimMistakeTests {
    private let five: [Double?] = [0.1, 0.2, 0.3, 0.4, 0.5]

    private func expect(
        _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation, _ claim: () throws -> Claim
    ) {
        do {
            _ = try claim()
            Issue.record("no mistake was found", sourceLocation: sourceLocation)
        } catch {
            #expect("\(error)" == sentence, sourceLocation: sourceLocation)
        }
    }

    private func compare(
        _ outcomes: Outcomes, _ arms: [String] = ["layer", "batch"], by setting: String? = nil,
        margin: Double? = nil, as effect: PairedEffect = .difference,
        at settings: KeyValuePairs<String, Any> = [:]
    ) throws -> Claim {
        try ClaimText("A sentence", "Section 1").ordered(
            outcomes, arms, .below, margin, effect, by: setting, at: settings)
    }

    @Test func wordsAreNeeded() {
        expect("a claim needs a sentence: claim(\"…\", source: \"Section 6.6\", …)") {
            try ClaimText(" \n", "x").draws("d", [1], .everyAtMost, 1, nil, nil)
        }
        expect(
            "the claim 'It holds' has an empty source; say where the sentence comes from, such as \"Section 6.6\""
        ) {
            try ClaimText("It holds", "").draws("d", [1], .everyAtMost, 1, nil, nil)
        }
    }

    @Test func namesAreKnown() {
        let runs = sampleRuns(["layer": five, "batch": five], batchSizes: [4, 128])
        let loss = runs.final("loss")
        expect("no run recorded 'los' in full; did you mean 'loss'?") { try compare(runs.final("los")) }
        expect("no run recorded 'accuracy' in full; known are 'loss'") { try compare(runs.mean("accuracy")) }
        expect("the runs have no setting 'batch'; did you mean 'batch size'?") {
            try compare(loss, at: ["batch": 4])
        }
        expect("no run has 'batch size' set to '5'; known are '4', '128'") {
            try compare(loss, at: ["batch size": 5])
        }
        expect("no setting of the runs takes the value 'layr'; did you mean 'layer'?") {
            try compare(loss, ["layr", "batch"], at: ["batch size": 4])
        }
        expect("'layer' is a value of 'norm' and '128' of 'batch size'; compare two values of one setting") {
            try compare(loss, ["layer", "128"])
        }
        expect("no run has 'norm' set to '4'; known are 'layer', 'batch'") {
            try compare(loss, ["layer", "4"], by: "norm")
        }
        expect("the runs have no setting 'width'; known are 'norm', 'batch size'") {
            try compare(loss, by: "width")
        }
        expect("the claim compares 'layer' with itself; name two arms") {
            try compare(loss, ["layer", "layer"])
        }
        expect("'norm' is what the claim compares, so at: cannot fix it; leave it out there") {
            try compare(loss, at: ["norm": "layer", "batch size": 4])
        }
        expect(
            "the runs also differ in 'batch size' (4, 128); say which are compared with at: [\"batch size\": …]"
        ) {
            try compare(loss)
        }
        expect("an order needs at least three arms, found 2; for two write isBelow: or isAbove:") {
            throw ClaimMistake.fewArms(2)
        }
    }

    @Test func armsBelongToOneSetting() {
        let runs = Runs(
            ["1", "2"].flatMap { width in
                ["1", "2"].flatMap { depth in
                    (0..<5).map { seed in
                        var run = Run(settings: [.init("width", width), .init("depth", depth)], seed: seed)
                        run.record("loss", at: 0, Double(seed) + 1)
                        return run
                    }
                }
            })
        expect("'1' and '2' are values of 'width' and of 'depth'; say which is compared with by: \"width\"") {
            try compare(runs.final("loss"), ["1", "2"])
        }
        #expect(throws: Never.self) {
            try compare(runs.final("loss"), ["1", "2"], by: "depth", at: ["width": 1])
        }
    }

    @Test func seedsArePaired() {
        let runs = sampleRuns(["layer": five, "batch": five + [0.6, 0.7]])
        expect(
            "'layer' and 'batch' don't have the same seeds: only one of them has 5, 6; run both with the same seeds"
        ) {
            try compare(runs.final("loss"))
        }
        let few = sampleRuns(["layer": [0.1, 0.2, 0.3, 0.4], "batch": [0.1, 0.2, 0.3, 0.4]])
        expect("a claim about trainings needs at least 5 seeds, found 4; raise seeds: in the sweep") {
            try compare(few.final("loss"))
        }
        expect("two runs have norm = layer, batch size = 4, seed = 0; a claim needs one run for each seed") {
            try compare(Runs(runs.runs + [runs.runs[0]]).final("loss"))
        }
        expect("no run has an outcome") {
            try ClaimText("A sentence", "x").against(Runs([]).final("loss"), .below, 1, nil, at: [:])
        }
        let partial = Runs(
            sampleRuns(["layer": five, "batch": five], batchSizes: [4, 128]).runs.filter {
                $0["norm"] == "layer" || $0["batch size"] == "4"
            })
        expect("no run has norm = batch, batch size = 128") {
            try compare(partial.final("loss"), at: ["batch size": 128])
        }
    }

    @Test func numbersAreUsable() {
        let runs = sampleRuns(["layer": [0, 0.2, 0.3, 0.4, 0.5], "batch": five])
        let loss = runs.final("loss")
        expect(
            "the final loss is 0, and ratios and geometric means need positive numbers; compare differences or arithmetic means"
        ) { try compare(loss, as: .ratio) }
        expect(
            "the geometric mean of the loss is 0, and ratios and geometric means need positive numbers; compare differences or arithmetic means"
        ) { try compare(runs.geometricMean("loss")) }
        expect("byAtLeast: is -0.1, but must be a finite number that is not negative") {
            try compare(loss, margin: -0.1)
        }
        expect("byAtLeast: is 0.5, but must be a finite factor of at least 1, because ratios are compared") {
            try compare(loss, margin: 0.5, as: .ratio)
        }
        expect("within: is NaN, but must be a finite number that is not negative") {
            try ClaimText("A", "x").near(loss, ["layer", "batch"], 0, .nan, by: nil, at: [:])
        }
        expect("the threshold is Infinity, but must be finite") {
            try ClaimText("A", "x").draws("d", [1], .everyAtMost, .infinity, nil, nil)
        }
        expect("the prediction is NaN, but must be finite") {
            try ClaimText("A", "x").draws("d", [1], .everyNear, .nan, 1, nil)
        }
        expect("the number to compare with is NaN, but must be finite") {
            try ClaimText("A", "x").against(loss, .below, .nan, nil, at: [:])
        }
        expect("a claim about draws needs at least one, found none") {
            try ClaimText("A", "x").draws("d", [], .everyAtMost, 1, nil, nil)
        }
    }
}
