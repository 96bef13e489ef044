/// A smaller input for which `isBad` still holds, found by leaving parts out: halves, quarters, at last single lines and
/// bytes. `isBad` is asked at most `attempts` times.
package func shrunk(_ bytes: [UInt8], attempts: Int, isBad: ([UInt8]) -> Bool) -> [UInt8] {
    var left = attempts
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let fewer = leavingOut(from: lines, &left) { isBad(Array($0.joined(separator: [0x0A]))) }
    return leavingOut(from: Array(fewer.joined(separator: [0x0A])), &left, isBad: isBad)
}

private func leavingOut<Part>(from whole: [Part], _ attempts: inout Int, isBad: ([Part]) -> Bool) -> [Part] {
    var kept = whole
    var size = max(1, kept.count / 2)
    while true {
        var start = 0
        var hasShrunk = false
        while start < kept.count, attempts > 0 {
            let candidate = Array(kept[..<start] + kept[min(kept.count, start + size)...])
            attempts -= 1
            if isBad(candidate) {
                kept = candidate
                hasShrunk = true
            } else {
                start += size
            }
        }
        if attempts == 0 || size == 1 && !hasShrunk { return kept }
        if !hasShrunk || size > 1 { size = max(1, size / 2) }
    }
}
