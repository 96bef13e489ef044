/// Why a checkpoint was not restored. Nothing was changed then.
public enum CheckpointError: Error, Equatable {
    /// The bytes do not begin as a checkpoint does.
    case notACheckpoint
    /// A version of the format that this library does not read.
    case version(found: UInt32, known: UInt32)
    /// The digest at the end is not that of the bytes before it.
    case damaged
    /// The digest is right, but the content does not follow the format.
    case malformed
    /// The numbers are of the other type; sizes in bytes.
    case otherScalar(found: Int, expected: Int)
    /// The model has another number of parameters.
    case parameterCount(found: Int, expected: Int)
    /// A parameter has another shape.
    case shape(parameter: Int, found: [Int], expected: [Int])
    /// No optimizer was saved.
    case noOptimizer
    /// The state is of another kind of optimizer.
    case otherOptimizer(found: String, expected: String)
    /// The state is of an optimizer with other settings.
    case otherSettings(optimizer: String, found: [Double], expected: [Double])
    /// The optimizer stepped another model.
    case optimizerShapes
    /// No stream of that name was saved.
    case noStream(name: String, saved: [String])
}

extension CheckpointError: CustomStringConvertible {
    /// A sentence: what was found, what was expected, the likely fix.
    public var description: String {
        switch self {
        case .notACheckpoint: "these bytes are not a checkpoint: they do not begin with \"Lab.ckpt\""
        case .version(let found, let known):
            "the checkpoint has version \(found) of the format, but this library reads version \(known); use the release "
                + "that wrote it"
        case .damaged:
            "the checkpoint is damaged or cut off: its digest does not match; restore it from a copy or train again"
        case .malformed: "the checkpoint's content does not follow its format, although its digest matches"
        case .otherScalar(let found, let expected):
            "the checkpoint holds numbers of \(found) bytes, but \(expected) were expected; read it as "
                + "Checkpoint<\(found == 8 ? "Double" : "Float")>"
        case .parameterCount(let found, let expected):
            "the checkpoint has \(found) parameters, but the model has \(expected); was it made by another model?"
        case .shape(let parameter, let found, let expected):
            "parameter \(parameter) has the shape \(found) in the checkpoint, but \(expected) in the model; was it made "
                + "with other sizes?"
        case .noOptimizer: "the checkpoint has no optimizer; restore the model alone"
        case .otherOptimizer(let found, let expected):
            "the checkpoint's optimizer is \(found), but \(expected) is to continue from it; make one of the same kind"
        case .otherSettings(let optimizer, let found, let expected):
            "the checkpoint's \(optimizer) has the settings \(found), but the one to continue has \(expected); make it "
                + "with the same"
        case .optimizerShapes:
            "the checkpoint's optimizer stepped parameters of other shapes than the model's trained ones; save a model "
                + "with its own optimizer"
        case .noStream(let name, let saved):
            "the checkpoint has no random stream \"\(name)\", only \(saved)"
        }
    }
}
