public struct KernelTable: Sendable { public init() {} }
