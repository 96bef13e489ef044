import Glibc

/// Calls `body` while the thread has a name, which the back trace of a crash then shows. A name has at most 15 bytes.
func withThreadName<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    var before = [CChar](repeating: 0, count: 16)
    _ = getName(pthread_self(), &before, before.count)
    _ = setName(pthread_self(), name)
    defer { _ = setName(pthread_self(), before) }
    return try body()
}

// GNU's additions to the C library, which the module Glibc leaves out.

@_silgen_name("pthread_getname_np")
private func getName(_ thread: pthread_t, _ name: UnsafeMutablePointer<CChar>, _ size: Int) -> CInt

@_silgen_name("pthread_setname_np")
private func setName(_ thread: pthread_t, _ name: UnsafePointer<CChar>) -> CInt
