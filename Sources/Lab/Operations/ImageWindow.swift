/// How a window goes over images of shape [batch, channels, height, width]: the eleven numbers of
/// `LayerKernelTable.Window`, with the checks that they fit.
struct ImageWindow {
    let numbers: [Int]

    var channels: Int { numbers[0] }
    var size: Int { numbers[1] * numbers[2] }
    var taps: Int { numbers[3] * numbers[4] }
    var outHeight: Int { numbers[9] }
    var outWidth: Int { numbers[10] }
    var outSize: Int { outHeight * outWidth }

    init(
        _ name: String, over x: [Int], window: (height: Int, width: Int), stride: Int, padding: Int,
        _ file: StaticString, _ line: UInt
    ) {
        require(
            x.count == 4, "\(name) takes x of shape [batch, channels, height, width], but x is \(x)", file,
            line)
        require(
            window.height > 0 && window.width > 0 && stride > 0 && padding >= 0,
            "\(name) takes a window and a stride of at least 1 and padding of at least 0, but the window is "
                + "\(window.height) × \(window.width), the stride \(stride) and the padding \(padding)", file,
            line)
        let (height, width) = (x[2] + 2 * padding, x[3] + 2 * padding)
        require(
            height >= window.height && width >= window.width,
            "\(name) has a window of \(window.height) × \(window.width), but x is \(x)"
                + (padding > 0 ? " with padding \(padding)" : "") + "; more padding may be what is missing",
            file, line)
        require(
            x[2] * x[3] <= Int(Int32.max), "\(name) takes images of at most 2³¹ places, but x is \(x)", file,
            line)
        numbers = [
            x[1], x[2], x[3], window.height, window.width, stride, stride, padding, padding,
            (height - window.height) / stride + 1, (width - window.width) / stride + 1,
        ]
    }
}
