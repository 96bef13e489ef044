import Foundation
import Testing

@testable import Lab

@Suite struct DataTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "notebooks/data").path

    /// A gzip file with the given content, in a folder of its own.
    private func gzip(_ content: [UInt8], cut: Int = 0) throws -> String {
        try file(Array(PackedBytes.gzip(content).dropLast(cut)))
    }

    private func file(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "labbook-\(UUID().uuidString).gz"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 102]
    private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]

    private func problem(_ body: () throws -> Void) -> DataError? {
        do {
            try body()
            return nil
        } catch { return error as? DataError }
    }

    @Test func imagesAndLabels() throws {
        let read = try LabeledImages<Float>(images: gzip(images), labels: gzip(labels))
        #expect(read.images == Tensor([2, 2], [0, 1, 0.2, 0.4]))
        #expect(read.labels == [7, 3])
        let double = try LabeledImages<Double>(images: gzip(images), labels: gzip(labels))
        #expect(double.images == Tensor([2, 2], [0, 1, 0.2, 0.4]))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: folder + "/mnist5k-images-idx3-ubyte.gz")))
    func theDigits() throws {
        let digits = try LabeledImages<Float>.mnist5k(in: Self.folder)
        #expect(digits.images.shape == [5000, 784])
        #expect((0..<10).allSatisfy { label in digits.labels.count { $0 == Int32(label) } == 500 })
        #expect(digits.labels.prefix(500).allSatisfy { $0 == 0 })
        let pixels = digits.images.scalars
        #expect(pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect((pixels.reduce(0) { $0 + Double($1) } / Double(pixels.count) - 0.13132).magnitude < 1e-5)
    }

    @Test func aMissingFile() {
        let found = problem { _ = try LabeledImages<Float>.mnist5k(in: "/nowhere") }
        let origin = DataOrigin.repository(
            folder: "notebooks/data", script: "notebooks/data/make_mnist5k.py")
        #expect(found == .unreadable(path: "/nowhere/mnist5k-images-idx3-ubyte.gz", from: origin))
        #expect(
            found?.description
                == "cannot read /nowhere/mnist5k-images-idx3-ubyte.gz: there is no such file, or it may not be read; "
                + "restore it with `git checkout notebooks/data`, or make it again with notebooks/data/make_mnist5k.py"
        )
        #expect(problem { _ = try IDXArray(gzip: "/tmp") } == .unreadable(path: "/tmp", from: .unknown))
    }

    @Test func aWrongDigest() throws {
        let path = try gzip(labels)
        let found = problem { _ = try IDXArray(gzip: path, sha256: "abc", from: .fetched(set: "clothes")) }
        guard case .wrongDigest(path, "abc", let actual, .fetched(set: "clothes")) = found else {
            Issue.record("found \(String(describing: found))")
            return
        }
        #expect(actual.count == 64)
        #expect(
            found?.description
                == "\(path) does not hold the data set: the SHA-256 of its unpacked content is \(actual), expected abc; "
                + "bring it back with `labbook data fetch clothes`")
    }

    @Test func theNamedSetsSayHowToGetTheirFilesBack() {
        let fashion = problem { _ = try LabeledImages<Float>.fashionMNIST(.training, in: "/nowhere") }
        #expect(
            fashion?.description
                == "cannot read /nowhere/train-images-idx3-ubyte.gz: there is no such file, or it may not be read; "
                + "bring it back with `labbook data fetch fashion-mnist`")
        let digits = problem { _ = try LabeledImages<Float>.mnist(.test, in: "/nowhere") }
        #expect(
            digits?.description
                == "cannot read /nowhere/t10k-images-idx3-ubyte.gz: there is no such file, or it may not be read; "
                + "put the original there, as `labbook data fetch mnist` says")
    }

    /// Other pictures in the files of Fashion-MNIST are found out.
    @Test func fashionMNISTIsPinned() throws {
        let folder = URL(filePath: try gzip(images)).deletingLastPathComponent().appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in [("train-images-idx3", images), ("train-labels-idx1", labels)] {
            try FileManager.default.copyItem(
                atPath: gzip(content), toPath: folder.appending(path: "\(name)-ubyte.gz").path)
        }
        let found = problem { _ = try LabeledImages<Float>.fashionMNIST(.training, in: folder.path) }
        guard case .wrongDigest(_, _, _, .fetched(set: "fashion-mnist")) = found else {
            Issue.record("found \(String(describing: found))")
            return
        }
        // MNIST's own files are pinned by who provides them; the reader takes what has the form.
        #expect(try LabeledImages<Float>.mnist(.training, in: folder.path).labels == [7, 3])
    }

    @Test func notGzip() throws {
        for path in [try file(images), try file([]), try gzip(images, cut: 1), try gzip(images, cut: 12)] {
            let found = problem { _ = try IDXArray(gzip: path) }
            #expect(found == .notGzip(path: path, from: .unknown))
            #expect(
                found?.description == "\(path) does not unpack: it is not a complete gzip file")
        }
    }

    @Test func notIDX() throws {
        for content in [[1, 2, 3, 4, 5], [0, 0, 13, 1, 0, 0, 0, 0], [0, 0], []] as [[UInt8]] {
            let path = try gzip(content)
            #expect(
                problem { _ = try IDXArray(gzip: path) }
                    == .notIDX(path: path, firstBytes: Array(content.prefix(4))))
        }
        #expect(
            DataError.notIDX(path: "x.gz", firstBytes: [1, 2, 3, 4]).description
                == "x.gz is not an IDX file of unsigned bytes: it begins with [1, 2, 3, 4], not [0, 0, 8, number of axes]"
        )
    }

    @Test func wrongLengths() throws {
        for (content, expected) in [
            (Array(labels.dropLast()), 10), (labels + [0], 10), ([0, 0, 8, 2, 0, 0], 12),
        ] {
            let path = try gzip(content)
            #expect(
                problem { _ = try IDXArray(gzip: path) }
                    == .wrongLength(path: path, expected: expected, found: content.count))
        }
        // A damaged header that asks for more than an Int can count.
        let huge = try gzip([0, 0, 8, 3] + [UInt8](repeating: 255, count: 12))
        guard case .wrongLength? = problem({ _ = try IDXArray(gzip: huge) }) else {
            Issue.record("a huge header was accepted")
            return
        }
        #expect(
            DataError.wrongLength(path: "x.gz", expected: 10, found: 9).description
                == "x.gz has 9 bytes when unpacked, but its header says 10")
    }

    @Test func whatDoesNotBelongTogether() throws {
        let (imagePath, labelPath) = (try gzip(images), try gzip(labels))
        #expect(
            problem { _ = try LabeledImages<Float>(images: labelPath, labels: labelPath) }
                == .wrongAxes(path: labelPath, expected: 3, found: 1))
        #expect(
            problem { _ = try LabeledImages<Float>(images: imagePath, labels: imagePath) }
                == .wrongAxes(path: imagePath, expected: 1, found: 3))
        let one = try gzip([0, 0, 8, 1, 0, 0, 0, 1, 7])
        #expect(
            problem { _ = try LabeledImages<Float>(images: imagePath, labels: one) }
                == .unequalCounts(images: 2, labels: 1, path: one))
        #expect(
            DataError.wrongAxes(path: "x.gz", expected: 3, found: 1).description
                == "x.gz holds an array with 1 axes; images have 3")
        #expect(
            DataError.wrongAxes(path: "x.gz", expected: 1, found: 3).description
                == "x.gz holds an array with 3 axes; labels have 1")
        #expect(
            DataError.unequalCounts(images: 2, labels: 1, path: "x.gz").description
                == "x.gz holds 1 labels, but there are 2 images")
    }

    private var ten: LabeledImages<Float> {
        LabeledImages(
            images: Tensor([10, 1], (0..<10).map { Float($0) }), labels: (0..<10).map { Int32($0) })
    }

    @Test func splitting() {
        var random = RandomStream(key: 81)
        let parts = ten.split(into: [5, 3, 0], random: &random)
        #expect(parts.map(\.count) == [5, 3, 0])
        let all = parts.flatMap(\.labels)
        #expect(Set(all).count == 8)
        #expect(parts.allSatisfy { part in part.labels.map { Float($0) } == part.images.scalars })
        var again = RandomStream(key: 81)
        #expect(ten.split(into: [5, 3, 0], random: &again).flatMap(\.labels) == all)
    }

    @Test func batches() {
        var random = RandomStream(key: 82)
        let epoch = Array(ten.batches(of: 4, random: &random))
        #expect(epoch.map(\.count) == [4, 4, 2])
        #expect(epoch.flatMap(\.labels).sorted() == ten.labels)
        #expect(epoch.allSatisfy { batch in batch.labels.map { Float($0) } == batch.images.scalars })
        let next = Array(ten.batches(of: 4, random: &random))
        #expect(next.flatMap(\.labels) != epoch.flatMap(\.labels))
        #expect(Array(ten.batches(of: 4, random: &random, dropLast: true)).map(\.count) == [4, 4])
        #expect(Array(ten.batches(of: 10, random: &random, dropLast: true)).map(\.count) == [10])
        #expect(Array(ten.batches(of: 99, random: &random)).map(\.count) == [10])
    }

    @Test func fitOfLogits() {
        let logits = Tensor<Double>([4, 2], [3, 1, 0, 0, -1, 5, .nan, 9])
        let two = Tensor<Double>([2, 2], [3, 1, 0, 0])
        #expect(fit(of: logits, to: [0, 0, 0, 1]).errorRate == 0.5)
        let fit = fit(of: two, to: [1, 0])
        #expect(fit.errorRate == 0.5)
        // (ln(e³ + e¹) − 1 + ln 2) / 2
        #expect((fit.negativeLogLikelihood - (2.126928011042972 + 0.6931471805599453) / 2).magnitude < 1e-14)
    }

    // -log(softmax), from numpy in longdouble: log1p(2 * exp(-30)); 30 + log1p(exp(-30) + exp(-60)); log1p(exp(-1000)).
    @Test(arguments: [
        ([30, 0, 0] as [Float], 0 as Int32, 1.8715245937678598e-13), ([0, 30, -30], 0, 30.000000000000092),
        ([1000, 0, 0], 0, 0), ([0, 1000, 0], 0, 1000), ([5], 0, 0),
    ])
    func smallLossesKeepTheirDigits(_ logits: [Float], _ label: Int32, _ expected: Double) {
        let found = fit(of: Tensor([1, logits.count], logits), to: [label]).negativeLogLikelihood
        #expect((found - expected).magnitude <= 2e-15 * max(expected, 1e-13))
    }

    @Test(arguments: [[Float.nan], [.nan, 0], [0, .nan], [.infinity, 0], [0, .infinity]])
    func brokenLogitsShow(_ logits: [Float]) {
        #expect(fit(of: Tensor([1, logits.count], logits), to: [0]).negativeLogLikelihood.isNaN)
    }
}
