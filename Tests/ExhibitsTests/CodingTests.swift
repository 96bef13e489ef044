import Exhibits
import Foundation
import Testing

private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

private func read<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
}

/// Writes a value, compares the JSON, reads it again and compares the values.
private func check<Value: Codable & Equatable>(
    _ value: Value, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let written = try json(value)
    #expect(written == expected, sourceLocation: sourceLocation)
    #expect(try read(Value.self, written) == value, sourceLocation: sourceLocation)
}

@Suite struct CodingTests {
    @Test func columnsSurviveWhatJSONHasNoNumberFor() throws {
        try check(
            Column("x", [1, 0.5, .nan, .infinity, -.infinity]),
            #"{"name":"x","numbers":[1,0.5,"NaN","Infinity","-Infinity"]}"#)
        try check(Column("s", ["a", "NaN"]), #"{"name":"s","strings":["a","NaN"]}"#)
        try check(Column("none", [Double]()), #"{"name":"none","numbers":[]}"#)
    }

    @Test func figures() throws {
        let figure = Figure(
            DataFrame(Column("x", [1]), Column("y", [2])), .lines(x: "x", y: "y", color: "c"),
            .rule(y: .infinity, label: "end"), x: Scale("epoch"),
            y: .log("loss", domain: 0.1...1), facet: "batch size",
            color: Categories(order: ["a"], labels: ["a": "A"]))
        try check(
            Exhibit.figure(figure),
            #"{"figure":{"color":{"labels":[{"text":"A","value":"a"}],"order":["a"]},"#
                + #""data":{"columns":[{"name":"x","numbers":[1]},{"name":"y","numbers":[2]}]},"#
                + #""facet":{"column":"batch size","columns":{"labels":[],"order":[]},"freeX":false,"freeY":false,"#
                + #""rows":{"labels":[],"order":[]}},"#
                + #""fill":{"isLog":false,"middle":0,"palette":"automatic"},"hasEqualUnits":false,"#
                + #""marks":[{"lines":{"color":"c","x":"x","y":"y"}},{"rule":{"axis":"y","label":"end","value":"Infinity"}}],"#
                + #""x":{"categories":{"labels":[],"order":[]},"includesZero":false,"isReversed":false,"kind":"automatic","label":"epoch"},"#
                + #""y":{"categories":{"labels":[],"order":[]},"domain":[0.1,1],"includesZero":false,"isReversed":false,"kind":"log","label":"loss"}}}"#
        )
    }

    /// Each kind of mark: its key, and what it has besides the columns.
    @Test func marks() throws {
        try check(
            [
                .histogram(x: "e", bins: 7), .swarm(x: "n", y: "e", summary: .box),
                .cells(x: "a", y: "b", fill: "c"), .pixels(), .strokes(x: "a", y: "b", stroke: "s"),
                .labels(x: "a", y: "b", text: "t"), .note("here", x: -.infinity, y: 1),
                .dots(x: "a", y: "b"), .bars(x: "a", y: "b"),
            ] as [Mark],
            #"[{"histogram":{"bins":7,"x":"e"}},{"swarm":{"summary":"box","x":"n","y":"e"}},"#
                + #"{"cells":{"fill":"c","x":"a","y":"b"}},{"pixels":{"fill":"value","x":"column","y":"row"}},"#
                + #"{"strokes":{"group":"s","x":"a","y":"b"}},{"labels":{"text":"t","x":"a","y":"b"}},"#
                + #"{"note":{"text":"here","x":"-Infinity","y":1}},{"dots":{"x":"a","y":"b"}},{"bars":{"x":"a","y":"b"}}]"#
        )
    }

    @Test func tables() throws {
        let table = Table(
            ["a", .number("b", .percent(decimals: 1))],
            rows: [
                ["x", .number(.nan, spread: .infinity, format: .significant(2), isEmphasized: true)],
                ["", 1],
            ])
        try check(
            Exhibit.table(table),
            #"{"table":{"columns":[{"header":"a","isEmphasized":false},"#
                + #"{"alignment":"trailing","format":{"percent":1},"header":"b","isEmphasized":false}],"#
                + #""hasRowHeaders":true,"rows":[{"cells":["x",{"emphasized":true,"format":{"significant":2},"#
                + #""number":"NaN","spread":"Infinity"}],"isEmphasized":false},{"cells":["",{"number":1}],"isEmphasized":false}]}}"#
        )
    }

    @Test func valuesAndText() throws {
        try check(
            Exhibit.value(
                Value("gap", .nan, unit: "nats", format: .decimals(2), lower: -.infinity, upper: 1)),
            #"{"value":{"format":{"decimals":2},"label":"gap","lower":"-Infinity","number":"NaN","unit":"nats","upper":1}}"#
        )
        try check(Exhibit.text("a\n<b>"), #"{"text":"a\n<b>"}"#)
    }

    @Test func runs() throws {
        var run = Run(settings: [.init("norm", "layer")], seed: 3, divergence: "NaN at step 2")
        run.record("loss", at: 1, .infinity)
        try check(
            Runs([run]),
            #"{"runs":[{"divergence":"NaN at step 2","seed":3,"series":[{"metric":"loss","values":["Infinity"],"x":[1]}],"#
                + #""settings":[{"name":"norm","value":"layer"}]}]}"#)
    }

    @Test func claims() throws {
        var evidence = Evidence(
            "layer", "batch", relation: .below, scale: .ratio, bound: 0.5,
            samples: [
                Evidence.Sample(0, 0.25, 0.5), Evidence.Sample(1, 0.25, .nan, note: "batch: diverged"),
            ])
        (evidence.estimate, evidence.lower, evidence.upper) = (0.5, 0.25, 0.75)
        (evidence.p, evidence.effectSize, evidence.method) = (0.5, -1.5, .t)
        let claim = Claim(
            "It's <lower>", source: "Section 1",
            quantity: Claim.Quantity("error", unit: "nats", format: .decimals(2), better: .higher),
            settings: [Run.Setting("batch size", "4")], evidence: [evidence],
            published: Claim.Published(0.75, "Table 2"))
        try check(
            Exhibit.claim(claim),
            #"{"claim":{"evidence":[{"bound":0.5,"effectSize":-1.5,"estimate":0.5,"first":"layer","level":0.95,"lower":0.25,"#
                + #""method":"t","p":0.5,"relation":"below","#
                + #""samples":[{"first":0.25,"number":0,"second":0.5},{"first":0.25,"note":"batch: diverged","number":1}],"#
                + #""scale":"ratio","second":"batch","upper":0.75,"verdict":"inconclusive"}],"#
                + #""published":{"effect":0.75,"words":"Table 2"},"#
                + #""quantity":{"better":"higher","format":{"decimals":2},"name":"error","unit":"nats"},"#
                + #""settings":[{"name":"batch size","value":"4"}],"source":"Section 1","statement":"It's <lower>","verdict":"inconclusive"}}"#
        )
    }

    /// Contradicted as soon as one comparison is, supported when all are.
    @Test func aClaimIsAsGoodAsItsEvidence() {
        func verdict(_ verdicts: Claim.Verdict...) -> Claim.Verdict {
            let evidence = verdicts.map { verdict in
                var evidence = Evidence(relation: .below, scale: .value, bound: 0, samples: [])
                evidence.verdict = verdict
                return evidence
            }
            return Claim("a", source: "b", quantity: Claim.Quantity("c"), evidence: evidence).verdict
        }
        #expect(verdict(.supported) == .supported && verdict(.supported, .supported) == .supported)
        #expect(verdict(.supported, .inconclusive) == .inconclusive)
        #expect(verdict(.inconclusive, .contradicted, .supported) == .contradicted)
    }

    @Test func aMissingNumberIsWorseThanEveryOther() {
        func place(
            _ scale: Evidence.Scale, _ first: Double?, _ second: Double?, _ better: Claim.Better
        ) -> Double? {
            Evidence(relation: .below, scale: scale, bound: 0, samples: []).place(
                of: Evidence.Sample(0, first, second), better: better)
        }
        #expect(place(.difference, 3, 1, .lower) == 2 && place(.ratio, 3, 2, .lower) == 1.5)
        #expect(
            place(.difference, nil, 1, .lower) == .infinity
                && place(.difference, nil, 1, .higher) == -.infinity)
        #expect(
            place(.difference, 1, nil, .lower) == -.infinity
                && place(.difference, 1, nil, .higher) == .infinity)
        #expect(place(.ratio, 1, nil, .lower) == 0 && place(.ratio, 1, nil, .higher) == .infinity)
        #expect(place(.value, nil, nil, .lower) == .infinity && place(.value, 2, nil, .lower) == 2)
        #expect(place(.difference, nil, nil, .lower) == nil && place(.ratio, nil, nil, .higher) == nil)
    }

    @Test(arguments: [
        "{}", #"{"picture":1}"#, #"{"text":"a","value":{"label":"b","number":1}}"#,
        #"{"value":{"label":"b","number":"much"}}"#,
    ])
    func corruptExhibitsAreRefused(text: String) {
        #expect(throws: DecodingError.self) { try read(Exhibit.self, text) }
    }
}
