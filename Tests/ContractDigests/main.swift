// Prints or records what the numeric contract is about, for whoever compares two machines or two ways to build.
//
//   ContractDigests               a line `BUILD KERNEL DIGEST` for each kernel under each build that this machine runs, and
//                                 `training NAME DIGEST` for each small training
//   ContractDigests builds        the builds of the kernels that this machine runs, a line each
//   ContractDigests runs          the runs under the build in use, `RUN JOBS DIGEST…`, with every different result
//   ContractDigests record FILE   all runs under every build, here and on emulated processors, into a file of rows
import Foundation
import KernelDigests
import Lab
import SmallTrainings

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case (nil, _):
    for build in KernelBuild.supported {
        for digest in kernelDigests(of: build.table) { print(build, digest.name, digest.hexadecimal) }
    }
    for training in SmallTraining.allCases { print("training", training, training.digest()) }
case ("builds", 1):
    for build in KernelBuild.supported { print(build) }
case ("runs", 1):
    for run in runs() { print(run.name, run.jobs, run.digests.joined(separator: " ")) }
case ("record", 2):
    do {
        try record(in: URL(filePath: arguments[2]))
    } catch {
        FileHandle.standardError.write(Data("digests: \(error)\n".utf8))
        exit(1)
    }
default:
    FileHandle.standardError.write(
        Data("digests: expected no argument, 'builds', 'runs' or 'record FILE'\n".utf8))
    exit(2)
}
