// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The kernels are one source folder, compiled once per instruction set. `-O` also in debug builds: unoptimized
/// code calls the standard library's generic SIMD functions, which are weak symbols that the linker shares
/// between the builds (ARCHITECTURE.md, "Kernels"), and which would be too slow for tests.
func kernels(_ name: String, cpu: String? = nil, _ defines: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: ["KernelInterface", "CProcessor"],
        swiftSettings: [
            .unsafeFlags(["-O", "-wmo", "-num-threads", "1"] + (cpu.map { ["-target-cpu", $0] } ?? []))
        ]
            + defines.map { .define($0) })
}

#if arch(x86_64)
    let kernelBuilds = [
        kernels("KernelsBaseline"),
        kernels("KernelsAVX2", cpu: "haswell", ["SIXTEEN_VECTOR_REGISTERS"]),
        kernels("KernelsAVX512", cpu: "skylake-avx512", ["THIRTY_TWO_VECTOR_REGISTERS"]),
    ]
#else
    let kernelBuilds = [kernels("KernelsBaseline")]
#endif
let kernelDependencies: [Target.Dependency] = kernelBuilds.map { .target(name: $0.name) }

/// SwiftSyntax comes with the toolchain, beside the compiler's own libraries; building it from source would take
/// longer than everything else here together. `LABBOOK_SWIFT_HOST_LIBRARIES` names the folder where the
/// compiler's word about itself is wrong.
func hostLibraries() -> String {
    if let folder = ProcessInfo.processInfo.environment["LABBOOK_SWIFT_HOST_LIBRARIES"] { return folder }
    let compiler = Process()
    let answer = Pipe()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["swiftc", "-print-target-info"]
    compiler.standardOutput = answer
    guard (try? compiler.run()) != nil else { return "/usr/lib/swift/host" }
    let printed = answer.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    let info = (try? JSONSerialization.jsonObject(with: printed)) as? [String: Any]
    let paths = info?["paths"] as? [String: Any]
    return (paths?["runtimeResourcePath"] as? String ?? "/usr/lib/swift") + "/host"
}
let host = hostLibraries()
let swiftSyntaxCompile: [SwiftSetting] = [.unsafeFlags(["-I", host])]
let swiftSyntaxLink: [LinkerSetting] = [
    .unsafeFlags(["-L", host, "-Xlinker", "-rpath", "-Xlinker", host]),
    .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftParserDiagnostics"),
    .linkedLibrary("SwiftDiagnostics"), .linkedLibrary("SwiftIDEUtils"),
]

let package = Package(
    name: "labbook",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "labbook", targets: ["labbook"]),
        .library(name: "Lab", targets: ["Lab"]),
        // What a notebook's program links: one shared library, so that a notebook links in a moment.
        .library(
            name: "NotebookSupport", type: .dynamic,
            targets: ["Lab", "BlockRuntime", "Exhibits", "Statistics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CSleef", pkgConfig: "sleef", providers: [.apt(["libsleef-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"])]),
        .systemLibrary(name: "CProcessor"),
        .systemLibrary(name: "CRename"),

        .target(name: "Digest", dependencies: ["CCrypto"]),
        .target(name: "Storage", dependencies: ["Digest"]),
        .target(name: "Elementary", dependencies: ["CSleef"]),
        .target(name: "KernelInterface"),
        .target(
            name: "Lab",
            dependencies: ["KernelInterface", "Elementary", "Digest", "CZlib", "CProcessor"]
                + kernelDependencies,
            linkerSettings: [.linkedLibrary("m")]),
        .target(name: "Exhibits"),
        .target(name: "Statistics", dependencies: ["Elementary"]),
        .target(name: "CFileWatch"),
        .target(name: "BlockGraph", dependencies: ["Exhibits", "Digest", "Storage"]),
        .target(
            name: "BlockRuntime",
            dependencies: [
                "BlockGraph", "CFileWatch", "Elementary", "Exhibits", "Statistics", "Digest", "Storage",
            ]),
        .target(
            name: "Renderer",
            dependencies: [
                "BlockGraph", "CCmark", "CDuktape", "CRename", "Elementary", "Exhibits", "Statistics",
                "Digest",
                "Storage",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            resources: [
                .embedInCode("Theme/palette.css"), .embedInCode("Theme/style.css"),
                .embedInCode("Theme/page.css"), .embedInCode("Theme/prose.css"),
                .embedInCode("Theme/figures.css"), .embedInCode("Theme/claims.css"),
                .embedInCode("Theme/pages.css"), .embedInCode("Theme/search.css"),
                .embedInCode("Theme/narrow.css"),
                .embedInCode("Theme/print.css"),
                .embedInCode("Theme/Fonts/serif-regular.woff2"),
                .embedInCode("Theme/Fonts/serif-italic.woff2"),
                .embedInCode("Theme/Fonts/serif-bold.woff2"), .embedInCode("Theme/Fonts/OFL.txt"),
                .embedInCode("Theme/formulas.css"), .embedInCode("Theme/katex-licences.txt"),
                .embedInCode("Math/typeset.js"),
                .embedInCode("Theme/theme.js"), .embedInCode("Theme/contents.js"),
                .embedInCode("Theme/hover.js"), .embedInCode("Theme/scroll.js"),
                .embedInCode("Theme/search.js"),
                .embedInCode("Authoring/new-notebook.md"),
            ],
            swiftSettings: swiftSyntaxCompile, linkerSettings: swiftSyntaxLink),
        .target(
            name: "Preview",
            dependencies: [
                "Renderer", "Storage", .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            resources: [.embedInCode("preview.js")], swiftSettings: swiftSyntaxCompile),
        .executableTarget(
            name: "labbook",
            dependencies: [
                "CProcessor", "Preview", "Renderer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSyntaxCompile),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Lab", "CProcessor", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks", exclude: ["latest.json", "peers"]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(
            name: "Fuzzing", dependencies: ["Renderer"], path: "Tests/Fuzzing",
            swiftSettings: swiftSyntaxCompile),
        .executableTarget(
            name: "FuzzNotebooks",
            dependencies: ["Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/FuzzNotebooks", swiftSettings: swiftSyntaxCompile),
        .testTarget(
            name: "FuzzingTests", dependencies: ["Fuzzing", "Renderer"], swiftSettings: swiftSyntaxCompile),
        // Counts what a thread asks malloc for, by being the malloc of the test program.
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        // What the numeric contract is tested with, as modules of their own: a program in release prints it too.
        .target(
            name: "KernelDigests", dependencies: ["KernelInterface", "Elementary", "Lab"],
            path: "Tests/KernelDigests"),
        .target(name: "SmallTrainings", dependencies: ["Lab"], path: "Tests/SmallTrainings"),
        .executableTarget(
            name: "ContractDigests", dependencies: ["Lab", "Elementary", "KernelDigests", "SmallTrainings"],
            path: "Tests/ContractDigests"),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
        .testTarget(name: "ElementaryTests", dependencies: ["Elementary", "TestSupport"]),
        .testTarget(
            name: "LabTests",
            dependencies: ["Lab", "Elementary", "Digest", "SmallTrainings", "TestSupport", "CAllocations"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "KernelsTests",
            dependencies: ["Lab", "Elementary", "Digest", "KernelDigests", "SmallTrainings", "TestSupport"]
                + kernelDependencies),
        .testTarget(name: "DigestTests", dependencies: ["Digest", "TestSupport"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"]),
        .testTarget(name: "ExhibitsTests", dependencies: ["Exhibits", "TestSupport"]),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "BlockGraphTests", dependencies: ["BlockGraph", "Exhibits", "Storage", "TestSupport"]),
        .testTarget(
            name: "BlockRuntimeTests",
            dependencies: ["BlockGraph", "BlockRuntime", "Exhibits", "Lab", "Storage", "TestSupport"]),
        .testTarget(
            name: "RendererTests",
            dependencies: [
                "Renderer", "Preview", "BlockGraph", "CCmark", "Exhibits", "Storage", "TestSupport",
                "Fuzzing",
            ],
            resources: [.copy("Golden"), .copy("CommonMark")], swiftSettings: swiftSyntaxCompile),
        .testTarget(
            name: "PreviewTests", dependencies: ["Preview", "Renderer", "TestSupport"],
            swiftSettings: swiftSyntaxCompile),
        .testTarget(
            name: "BrowserTests", dependencies: ["Renderer"], swiftSettings: swiftSyntaxCompile),
        .testTarget(name: "RepositoryTests"),
    ] + kernelBuilds,
    swiftLanguageModes: [.v6])
