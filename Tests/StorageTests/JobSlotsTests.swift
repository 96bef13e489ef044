import Foundation
import Testing

@testable import Storage

@Suite struct JobSlotsTests {
    @Test func noMoreAreHeldThanThereAre() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let slots = try JobSlots(folder: folder, count: 2)
        let first = try #require(slots.takeIfFree())
        let second = try #require(slots.takeIfFree())
        #expect(slots.takeIfFree() == nil)
        // Another process, or another value, sees the same slots.
        #expect(try JobSlots(folder: folder, count: 2).takeIfFree() == nil)
        first.release()
        let again = slots.take()
        #expect(slots.takeIfFree() == nil)
        again.release()
        second.release()
    }
}
