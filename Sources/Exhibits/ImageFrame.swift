extension DataFrame {
    /// Images for `.pixels()`: a row for each pixel, with the columns "image" (from 1), "row", "column" (from 0), "value".
    ///
    ///     let frame = DataFrame(images: digits, width: 28, titles: ["a seven", "a one"])
    ///     Figure(frame, .pixels(), facet: Facet("image", title: "title"))
    ///
    /// - Parameters:
    ///   - images: the values of each image's pixels, row by row from the top. A last row may be shorter.
    ///   - width: how many pixels a row has, at least 1.
    ///   - titles: what the images are called, for a column "title"; an image without a title gets an empty one.
    public init(images: [[Double]], width: Int, titles: [String] = []) {
        precondition(
            width > 0,
            "DataFrame(images:width:): the width is \(width); an image's rows need a pixel at least.")
        let pixels = images.indices.flatMap { image in images[image].indices.map { (image, $0) } }
        columns = [
            Column("image", pixels.map { $0.0 + 1 }), Column("row", pixels.map { $0.1 / width }),
            Column("column", pixels.map { $0.1 % width }), Column("value", images.flatMap { $0 }),
        ]
        if !titles.isEmpty {
            columns.append(
                Column("title", pixels.map { titles.indices.contains($0.0) ? titles[$0.0] : "" }))
        }
    }
}
