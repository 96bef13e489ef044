import CProcessor
import Glibc
import KernelInterface
import KernelsBaseline

#if arch(x86_64)
    import KernelsAVX2
    import KernelsAVX512
#endif

/// The builds of the kernels: the same source for different instruction sets, with the same results.
public enum KernelBuild: String, CaseIterable, Sendable {
    /// What every processor of the architecture has. On x86-64 that is slow: it has no fused multiply-add.
    case baseline
    /// x86-64-v3: AVX2 and fused multiply-add.
    case avx2
    /// x86-64-v4: AVX-512.
    case avx512

    /// Whether this machine, processor and operating system, can run it.
    public var isSupported: Bool {
        #if arch(x86_64)
            switch self {
            case .baseline: true
            case .avx2: labbook_supports_x86_64_v3() != 0
            case .avx512: labbook_supports_x86_64_v4() != 0
            }
        #else
            self == .baseline
        #endif
    }

    /// The builds this machine can run, the fastest last.
    public static var supported: [KernelBuild] { allCases.filter(\.isSupported) }

    package var table: KernelTable {
        #if arch(x86_64)
            switch self {
            case .baseline: KernelsBaseline.kernels
            case .avx2: KernelsAVX2.kernels
            case .avx512: KernelsAVX512.kernels
            }
        #else
            KernelsBaseline.kernels
        #endif
    }

    /// The build in use: the fastest one, or the one that the environment variable `LABBOOK_KERNELS` names.
    public static let active: KernelBuild = {
        let named = getenv("LABBOOK_KERNELS").map { String(cString: $0) }
        switch choice(named, supported: supported) {
        case .success(let build): return build
        case .failure(let unknown):
            var sentence = unknown.description + "\n"
            sentence.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
            exit(2)
        }
    }()

    /// The build with the given name, or the fastest where none is given.
    package static func choice(
        _ name: String?, supported: [KernelBuild]
    ) -> Result<KernelBuild, UnknownKernelBuild> {
        guard let name, !name.isEmpty else { return .success(supported.last ?? .baseline) }
        guard let build = KernelBuild(rawValue: name), supported.contains(build) else {
            return .failure(UnknownKernelBuild(name: name, supported: supported))
        }
        return .success(build)
    }
}

/// `LABBOOK_KERNELS` names no build that this machine can run.
package struct UnknownKernelBuild: Error, CustomStringConvertible {
    let name: String
    let supported: [KernelBuild]

    package var description: String {
        let known = KernelBuild(rawValue: name) != nil
        let names = supported.map(\.rawValue).joined(separator: ", ")
        return known
            ? "LABBOOK_KERNELS=\(name): this machine cannot run that build of the kernels; it can run \(names)"
            : "LABBOOK_KERNELS=\(name): there is no such build of the kernels; this machine can run \(names)"
    }
}

/// The kernels in use.
let activeKernels = KernelBuild.active.table
