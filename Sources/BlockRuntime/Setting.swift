/// One thing that a sweep varies: its name and the values it takes, in the order in which they are shown.
///
///     Setting("batch size", [128, 4])
public struct Setting<Value: Sendable>: Sendable {
    /// What is varied, as tables and plots name it.
    public let name: String
    /// The values that it takes.
    public let values: [Value]

    /// A setting with its values.
    public init(_ name: String, _ values: [Value]) {
        self.name = name
        self.values = values
    }
}

extension Setting {
    /// The setting with its values as the text that names them on the page and in keys.
    var names: SettingNames { SettingNames(name: name, values: values.map { "\($0)" }) }
}

/// A setting without the type of its values.
struct SettingNames: Sendable {
    let name: String
    let values: [String]

    /// A text that two values share, which would give their runs the same key.
    var firstRepeated: String? {
        values.indices.first { values[..<$0].contains(values[$0]) }.map { values[$0] }
    }
}
