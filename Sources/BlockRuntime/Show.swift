import Exhibits

/// A type whose values have a form of their own on the page. Every other value is shown as its description.
public protocol ExhibitConvertible {
    /// What the page shows for the value.
    var exhibit: Exhibit { get }
}

extension Exhibit: ExhibitConvertible {
    /// The exhibit itself.
    public var exhibit: Exhibit { self }
}
extension Figure: ExhibitConvertible {
    /// The figure as an exhibit.
    public var exhibit: Exhibit { .figure(self) }
}
extension Table: ExhibitConvertible {
    /// The table as an exhibit.
    public var exhibit: Exhibit { .table(self) }
}
extension Value: ExhibitConvertible {
    /// The value as an exhibit.
    public var exhibit: Exhibit { .value(self) }
}
extension Claim: ExhibitConvertible {
    /// The claim as an exhibit.
    public var exhibit: Exhibit { .claim(self) }
}

/// Shows a value on the page, where the block stands. The value of a block's last expression is shown by itself.
///
/// A figure, table, value or claim is drawn; an array of these is drawn one after the other; nothing is shown for `()`
/// and for an absent optional; anything else appears as text.
public func show<Shown>(_ value: Shown) {
    if Shown.self == Void.self { return }
    refuseFunction(value)
    if let exhibit = (value as? any ExhibitConvertible)?.exhibit {
        if let problem = exhibit.problems().first { session.fail(problem) }
        session.show(exhibit)
    } else if let list = value as? [any ExhibitConvertible] {
        for element in list { show(element.exhibit) }
    } else if let optional = value as? any AnyOptional {
        optional.showWrapped()
    } else {
        session.show(.text("\(value)\n"))
    }
}

/// What stands in the running text for a value: numbers are left to the page, which rounds them for reading; a `Value`
/// brings its own format and unit.
func inlineExhibit(_ value: Any) -> Exhibit {
    refuseFunction(value)
    switch value {
    case let value as Value: return .value(value)
    case let number as Double: return .value(Value("", number))
    case let number as Float: return .value(Value("", Double(number)))
    case is any ExhibitConvertible:
        session.fail("a \(type(of: value)) cannot stand in running text; show it in a block")
    default: return .text("\(value)")
    }
}

/// A function has no description that says anything; what was meant is what it returns.
private func refuseFunction<Shown>(_ value: Shown) {
    let type = "\(type(of: value as Any))"
    guard type.contains("->"), "\(value)" == "(Function)" else { return }
    session.fail(
        "this is a function, of type '\(type)', and not what it returns; call it, with '(…)' behind its name")
}

private protocol AnyOptional {
    func showWrapped()
}

extension Optional: AnyOptional {
    fileprivate func showWrapped() {
        if let value = self { show(value) }
    }
}
