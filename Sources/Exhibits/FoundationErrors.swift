/// A text in which the errors of Foundation are as short as a person needs them. Their descriptions go on with what a
/// program may ask them for, which has the machine's paths in it:
///
///     Error Domain=NSCocoaErrorDomain Code=260 "The file doesn’t exist."UserInfo={NSFilePath=a.csv, NSURL=…}
///
/// becomes `The file doesn’t exist: 'a.csv'`.
package func withShortFoundationErrors(_ text: String) -> String {
    let error = /Error Domain=\S+ Code=-?\d+ "(.*?)" ?UserInfo=\{.*\}/.dotMatchesNewlines()
    return text.replacing(error) { match in
        guard let path = match.0.firstMatch(of: /NSFilePath=(.+?)(?:, NS\w+=|\})/) else { return match.1 }
        let words = match.1.last == "." ? match.1.dropLast() : match.1
        return "\(words): '\(path.1)'"
    }
}
