import Digest
import Elementary
import Testing

/// Pages print the version of the numeric contract, so it must grow when bits change.
@Suite struct ContractVersionTests {
    /// What pins the bits of each version: the table of digests, as one digest.
    ///
    /// A kernel with other bits needs a new version of `numericContract`, and its line here. A kernel that is new, with all
    /// others as they were, changes the digest of the present line.
    private static let pinned: [Int: String] = [
        1: "2584b2a8e5af4e07affcfd8fa730a51e0c9de6be915ad6c996e29fd8bfb376e4"
    ]

    @Test func theVersionGrowsWithTheBits() {
        let parts = expectedDigests.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        #expect(sha256(parts: parts) == Self.pinned[numericContract])
        #expect(Self.pinned.keys.max() == numericContract)
    }
}
