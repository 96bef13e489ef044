/// A small training, and the digest of the models and losses that come out of it.
package enum SmallTraining: String, CaseIterable, Sendable {
    case dense
    case recurrent
    case layers

    /// The same on every machine, in debug and in release; it changes only where the numbers change on purpose: the
    /// order of a sum, a polynomial, the generator.
    package var expected: String {
        switch self {
        case .dense: "d634362f923fdc01c81aa87a4d16e841b2b04be954ccc7e70a6a80ac91d5e1da"
        case .recurrent: "50637d961cff9f1eb645cefe51bc1cd7dfe53ae3f7d05d23233142e249bb4b79"
        case .layers: "47269c79dc80d1010ab824fa7f18d820265ad6d5cdaca983e55890f4f53bff2b"
        }
    }

    package func digest() -> String {
        switch self {
        case .dense: denseTraining()
        case .recurrent: recurrentTraining()
        case .layers: layerTraining()
        }
    }
}
