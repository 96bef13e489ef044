import TestSupport
import Testing

/// A comparison that cannot fail is worth nothing: `withKnownIssue` fails unless its body records an issue.
@Suite struct ComparisonTests {
    @Test func closeNumbersAgree() {
        expectClose([1, 2, 3.0000001], [1, 2, 3], tolerance: 1e-6)
        expectClose([Double.infinity, 1], [.infinity, 1], tolerance: 0)
        expectClose([Double](), [], tolerance: 0)
        expectClose([0.0], [0.0], tolerance: 0)
    }

    @Test func otherNumbersDoNot() {
        withKnownIssue { expectClose([1, 2, 3.1], [1, 2, 3], tolerance: 1e-6) }
        withKnownIssue { expectClose([Double.infinity], [-.infinity], tolerance: 1) }
        withKnownIssue { expectClose(1e-300, 0, tolerance: 1e-6) }
    }

    @Test func aNaNAgreesWithNothing() {
        withKnownIssue { expectClose([Double.nan], [1], tolerance: 1) }
        withKnownIssue { expectClose([Double.nan], [.nan], tolerance: 1) }
        withKnownIssue { expectClose([1.0], [.nan], tolerance: 1) }
    }

    @Test func unequalCountsFail() {
        withKnownIssue { expectClose([1.0, 2], [1], tolerance: 1) }
        withKnownIssue { expectClose([Double](), [1], tolerance: 1) }
        withKnownIssue { expectSameBits([1, 2], [1]) }
    }

    @Test func bitsAreCompared() {
        expectSameBits([1, -0.0, .infinity, .nan], [1, -0.0, .infinity, -.nan])
        withKnownIssue { expectSameBits([0], [-0.0]) }
        withKnownIssue { expectSameBits([1], [Float(1).nextUp]) }
        withKnownIssue { expectSameBits([.nan], [1]) }
    }

    @Test func issuesStandAtTheCaller() {
        withKnownIssue {
            expectClose(1, 2, tolerance: 0)
        } matching: { issue in
            issue.sourceLocation?.fileID.hasSuffix("ComparisonTests.swift") == true
        }
    }

    @Test func distancesInUlps() {
        #expect(ulps(1, from: 1) == 0)
        #expect(ulps(Float(1).nextUp, from: 1) == 1)
        #expect(ulps(.infinity, from: 1e39) == 0)
        #expect(ulps(.greatestFiniteMagnitude, from: 1e39) == .infinity)
        #expect(ulps(.nan, from: 1) == .infinity)
        #expect(ulps(0, from: 1e-46) < 0.5)
    }
}
