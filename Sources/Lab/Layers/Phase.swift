/// Whether a forward pass trains the model or uses it. Always an argument, never a mode that a model is in.
public enum Phase: Sendable {
    /// Statistics come from the batch, and running statistics take a step towards them.
    case training
    /// Statistics are the running ones; the model does not change.
    case inference
}
