import Foundation

/// A colour of a style sheet.
struct SheetColour: Equatable {
    var red: Double
    var green: Double
    var blue: Double

    /// `#rgb` or `#rrggbb`; nil for anything else.
    init?(_ text: some StringProtocol) {
        guard text.first == "#", let value = Int(text.dropFirst(), radix: 16) else { return nil }
        let (count, scale) = text.count == 4 ? (4, 15.0) : (8, 255.0)
        guard text.count == 4 || text.count == 7 else { return nil }
        func part(_ place: Int) -> Double { Double((value >> (count * place)) & ((1 << count) - 1)) / scale }
        (red, green, blue) = (part(2), part(1), part(0))
    }

    /// The relative luminance of WCAG 2.2.
    var luminance: Double {
        func linear(_ value: Double) -> Double {
            value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast of WCAG 2.2, from 1 to 21.
    func contrast(to other: SheetColour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}

/// The colours that a style sheet's custom properties have on a light and on a dark page.
///
/// - Returns: for each `--name: light-dark(#light, #dark);` of the sheet its two colours; those within `@media` aside.
func palette(of sheet: String) -> [String: (light: SheetColour, dark: SheetColour)] {
    var found: [String: (light: SheetColour, dark: SheetColour)] = [:]
    for rule in outermostRules(of: sheet) where rule.hasPrefix(":root {") {
        for match in rule.matches(of: /--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]+),\s*(#[0-9a-f]+)\)\s*;/) {
            guard let light = SheetColour(match.2), let dark = SheetColour(match.3) else { continue }
            found[String(match.1)] = (light, dark)
        }
    }
    return found
}

/// The names of all custom properties of a sheet's outermost `:root` rules whose value has a colour in it.
func colourNames(of sheet: String) -> Set<String> {
    var names: Set<String> = []
    for rule in outermostRules(of: sheet) where rule.hasPrefix(":root {") {
        for match in rule.matches(of: /--([a-z0-9-]+):([^;]*);/) {
            let value = match.2.lowercased()
            if ["#", "rgb", "hsl", "oklch", "light-dark("].contains(where: value.contains) {
                names.insert(String(match.1))
            }
        }
    }
    return names
}

/// The rules of a sheet that stand in no other, without comments.
private func outermostRules(of sheet: String) -> [String] {
    let text = sheet.replacing(/(?s)\/\*.*?\*\//, with: "")
    var rules: [String] = []
    var rule = ""
    var depth = 0
    for character in text {
        rule.append(character)
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        guard character == "}", depth == 0 else { continue }
        rules.append(rule.trimmingCharacters(in: .whitespacesAndNewlines))
        rule = ""
    }
    return rules
}
