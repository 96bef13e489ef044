/// Which numeric contract results follow: the bits that one source and seed give on every machine.
///
/// The number grows whenever a change of ours lets any of these bits differ: a kernel's, a layer's or a function's order of
/// operations, another version of SLEEF, another random generator. Pages print it beside a content key, so that a reader
/// who computes other bits can tell a changed contract from a broken promise. A test ties it to the digests that the
/// contract is pinned with.
public let numericContract = 1
