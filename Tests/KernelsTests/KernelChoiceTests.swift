import Testing

@testable import Lab

@Suite struct KernelChoiceTests {
    @Test func theFastestIsTheDefault() throws {
        #expect(try KernelBuild.choice(nil, supported: [.baseline, .avx2]).get() == .avx2)
        #expect(try KernelBuild.choice("", supported: [.baseline, .avx2]).get() == .avx2)
        #expect(KernelBuild.supported.first == .baseline)
    }

    @Test func aNameChooses() throws {
        #expect(try KernelBuild.choice("baseline", supported: [.baseline, .avx2]).get() == .baseline)
    }

    @Test func aWrongNameSaysWhatThereIs() {
        #expect(throws: UnknownKernelBuild.self) {
            try KernelBuild.choice("avx3", supported: [.baseline]).get()
        }
        #expect(
            UnknownKernelBuild(name: "avx3", supported: [.baseline, .avx2]).description
                == "LABBOOK_KERNELS=avx3: there is no such build of the kernels; this machine can run baseline, avx2"
        )
        #expect(
            UnknownKernelBuild(name: "avx512", supported: [.baseline]).description
                == "LABBOOK_KERNELS=avx512: this machine cannot run that build of the kernels; it can run baseline"
        )
    }
}
