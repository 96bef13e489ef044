func sumKernel(_ x: Input, _ count: Int) -> Float {
    laneSum(count) { offset, present in load(x + offset, present: present) }
}

func dotKernel(_ x: Input, _ y: Input, _ count: Int) -> Float {
    laneDot(count) { offset, present in
        (load(x + offset, present: present), load(y + offset, present: present))
    }
}

func sumRowsKernel(_ x: Input, _ y: Output, _ rows: Int, _ columns: Int, _ accumulate: Bool) {
    var j = 0
    // Four registers of columns at a time: each row gives two whole cache lines or more, whatever the row's length.
    while j + 64 <= columns {
        var s0 = accumulate ? load(y + j) : splat(0)
        var s1 = accumulate ? load(y + j + 16) : splat(0)
        var s2 = accumulate ? load(y + j + 32) : splat(0)
        var s3 = accumulate ? load(y + j + 48) : splat(0)
        for i in 0..<rows {
            let p = x + (i * columns + j)
            s0 += load(p)
            s1 += load(p + 16)
            s2 += load(p + 32)
            s3 += load(p + 48)
        }
        store(s0, y + j)
        store(s1, y + j + 16)
        store(s2, y + j + 32)
        store(s3, y + j + 48)
        j += 64
    }
    while j < columns {
        let present = min(16, columns - j)
        var s = accumulate ? load(Input(y + j), present: present) : splat(0)
        for i in 0..<rows { s += load(x + (i * columns + j), present: present) }
        store(s, y + j, present: present)
        j += 16
    }
}
