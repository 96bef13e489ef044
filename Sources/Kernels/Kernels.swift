import KernelInterface
public let kernels = KernelTable()
