/// One thing that a sweep varies: its name and the values it takes, in the order in which they are shown.
///
///     Setting("batch size", [128, 4])
public struct Setting<Value: Sendable>: Sendable {
    public let name: String
    public let values: [Value]

    public init(_ name: String, _ values: [Value]) {
        self.name = name
        self.values = values
    }
}
