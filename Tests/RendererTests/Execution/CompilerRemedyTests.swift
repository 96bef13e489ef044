import Foundation
import TestSupport
import Testing

@testable import Renderer

@Suite struct CompilerRemedyTests {
    @Test(
        arguments: [
            ("no such module 'Labb'", "did you mean 'Lab'?"),
            (
                "no such module 'Numerics'",
                "a block can import 'Lab', 'Elementary', 'Exhibits', 'Statistics' and what comes with Swift, such as "
                    + "'Foundation', but no other package"
            ),
            ("cannot find 'tanh' in scope", "write 'import Elementary' at the block's top"),
            ("cannot find 'sqrt' in scope", "write 'x.squareRoot()'"),
            ("cannot find 'JSONDecoder' in scope", "write 'import Foundation' at the block's top"),
            ("cannot find type 'URL' in scope", "write 'import Foundation' at the block's top"),
            ("cannot find 'rns' in scope", nil),
            ("value of type 'Int' has no member 'cuont'", nil),
        ] as [(String, String?)]) func whatToDo(_ message: String, _ remedy: String?)
    {
        #expect(CompilerRemedy.words(for: message) == remedy)
    }

    /// A function that `Elementary` gains or loses must not be missed here.
    @Test func elementaryHasTheFunctionsThatItIsRecommendedFor() throws {
        let folder = "\(Products.package)/Sources/Elementary"
        var functions: Set<String> = []
        for file in try filesBelow(folder) where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for match in text.matches(of: /public func (\w+)\(/) { functions.insert(String(match.1)) }
        }
        // What the C library doesn't have can't be missed by whoever comes from there.
        #expect(
            functions.subtracting(["sinPi", "cosPi", "logGamma", "philox4x32"]) == CompilerRemedy.elementary)
    }
}
