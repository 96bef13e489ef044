import Foundation
import Testing

@testable import Renderer

/// Files beside a notebook, as a whole build takes them in.
@Suite struct AttachmentTests {
    @Test func anImageIsPartOfWhatAPageNeeds() async throws {
        let project = try SampleProject(["a": "![A photo](images/photo.png)\n"])
        let path = "images/photo.png"
        try project.write(Data("first".utf8), to: "notebooks/\(path)")
        #expect(try await project.build().report.messages == [])
        #expect(try project.text("site/\(path)") == "first")
        #expect(try project.page("a").contains("<img src=\"\(path)\" alt=\"A photo\" />"))

        try project.write(Data("second".utf8), to: "notebooks/\(path)")
        let changed = try await project.build().report
        #expect(changed.messages == [])
        #expect(changed.changed == [path])
        #expect(try project.text("site/\(path)") == "second")

        try project.remove("notebooks/\(path)")
        let lacking = try await project.build().report
        #expect(
            lacking.messages == [
                """
                notebooks/a.md:4:12: error: 'images/photo.png' cannot be part of the site, because \
                notebooks/images/photo.png cannot be read: No such file or directory; put the file beside the \
                notebook or below it
                     4 | ![A photo](images/photo.png)
                       |            ^
                """
            ])
        #expect(try project.page("a").contains(escaped(lacking.messages[0])))
        #expect(try project.contents("site")[path] == nil)
    }
}
