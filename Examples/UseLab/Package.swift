// swift-tools-version: 6.1
import PackageDescription

// How another package uses Lab: name the product, import the module.
let package = Package(
    name: "UseLab",
    dependencies: [.package(name: "labbook", path: "../..")],
    targets: [
        .executableTarget(name: "UseLab", dependencies: [.product(name: "Lab", package: "labbook")])
    ])
