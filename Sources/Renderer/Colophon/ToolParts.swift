/// Something that Labbook is made with, and so every book: as the repository declares it, not as it lies on the machine that
/// happens to build.
struct ToolPart: Equatable, Sendable {
    /// How it is declared: `Package.swift` pins a version, `Tools/setup.sh` names packages of Debian.
    enum Kind: String, CaseIterable, Sendable {
        case toolchain = "Compiler"
        case swiftPackage = "Swift package"
        case debianPackage = "Debian package"
    }

    var kind: Kind
    var name: String
    /// The declared version; nil where any will do.
    var version: String?
    var license: String
    var purpose: String
}

/// All parts that the repository declares; a test compares the list with the declarations.
let toolParts: [ToolPart] = [
    ToolPart(
        kind: .toolchain, name: "Swift", version: "6.3.1",
        license: "Apache-2.0 with runtime library exception",
        purpose: "compiles and runs the blocks; its own parser reads and highlights their code"),
    ToolPart(
        kind: .swiftPackage, name: "swift-argument-parser", version: "1.8.2",
        license: "Apache-2.0 with runtime library exception", purpose: "the command line"),
    ToolPart(
        kind: .swiftPackage, name: "Yams", version: "6.2.2", license: "MIT",
        purpose: "front matter, options and settings"),
    ToolPart(
        kind: .swiftPackage, name: "swift-subprocess", version: "1.0.2",
        license: "Apache-2.0 with runtime library exception", purpose: "starts the blocks' program"),
    ToolPart(
        kind: .swiftPackage, name: "swift-system", version: "1.8.1",
        license: "Apache-2.0 with runtime library exception", purpose: "files of that program"),
    ToolPart(
        kind: .swiftPackage, name: "FlyingFox", version: "0.27.1", license: "MIT",
        purpose: "the preview's server"),
    ToolPart(
        kind: .debianPackage, name: "libsleef-dev", version: "3.5.1", license: "BSL-1.0",
        purpose: "exp, log and the like with the same bits everywhere"),
    ToolPart(
        kind: .debianPackage, name: "libcmark-dev", version: nil, license: "BSD-2-Clause",
        purpose: "reads Markdown"),
    ToolPart(
        kind: .debianPackage, name: "libjs-katex", version: KaTeX.declaredVersion,
        license: "MIT, its fonts OFL-1.1",
        purpose: "typesets formulas"),
    ToolPart(
        kind: .debianPackage, name: "duktape-dev", version: nil, license: "MIT",
        purpose: "runs KaTeX while the site is built"),
    ToolPart(
        kind: .debianPackage, name: "zlib1g-dev", version: nil, license: "Zlib",
        purpose: "unpacks data"),
    ToolPart(
        kind: .debianPackage, name: "libssl-dev", version: nil, license: "Apache-2.0",
        purpose: "SHA-256"),
    ToolPart(
        kind: .debianPackage, name: "bubblewrap", version: nil, license: "LGPL-2.0-or-later",
        purpose: "the sandbox in which blocks run, where it is there"),
]
