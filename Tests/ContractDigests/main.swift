// Prints what the numeric contract is about, for whoever compares two machines or two ways to build: a line `BUILD KERNEL
// DIGEST` for each kernel under each build that this machine runs, and `training NAME DIGEST` for each small training.
import KernelDigests
import Lab
import SmallTrainings

for build in KernelBuild.supported {
    for digest in kernelDigests(of: build.table) { print(build, digest.name, digest.hexadecimal) }
}
for training in SmallTraining.allCases { print("training", training, training.digest()) }
