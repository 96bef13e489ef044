import KernelDigests
import KernelsBaseline

/// Reports the digest of every kernel; `start.c` calls it.
@_cdecl("labbook_digests")
public func digests(_ report: @convention(c) (UnsafePointer<UInt8>, Int, UInt64) -> Void) {
    for digest in kernelDigests(of: kernels) {
        report(digest.name.utf8Start, digest.name.utf8CodeUnitCount, digest.value)
    }
}
