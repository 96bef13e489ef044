import Foundation

/// A page in a browser, looked at in a certain way.
final class Tab {
    private let browser: BrowserProcess
    private let session: String

    /// How a page is looked at.
    struct Look: Hashable, Sendable, CustomStringConvertible {
        var width: Int
        var isDark = false
        var isPrinted = false
        var hasScripts = true

        /// The widths and colours that every page must do with.
        static let all = [320, 768, 1440].flatMap { [Look(width: $0), Look(width: $0, isDark: true)] }

        var description: String {
            "\(width)-\(isDark ? "dark" : "light")\(isPrinted ? "-print" : "")\(hasScripts ? "" : "-no-scripts")"
        }
    }

    init(_ browser: BrowserProcess) throws {
        self.browser = browser
        let target =
            try browser.send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        let attached = try browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])
        session = attached["sessionId"] as? String ?? ""
        for domain in ["Page", "Network", "Runtime"] { try send("\(domain).enable") }
    }

    @discardableResult
    func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        try browser.send(method, parameters, session: session)
    }

    /// Opens a file, and waits until all that it asks for has come.
    func open(_ file: String, _ look: Look) throws {
        browser.forgetEvents()
        try send(
            "Emulation.setDeviceMetricsOverride",
            ["width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false])
        try send(
            "Emulation.setEmulatedMedia",
            [
                "media": look.isPrinted ? "print" : "screen",
                "features": [
                    ["name": "prefers-color-scheme", "value": look.isDark ? "dark" : "light"],
                    ["name": "prefers-reduced-motion", "value": "reduce"],
                ],
            ])
        try send("Emulation.setScriptExecutionDisabled", ["value": !look.hasScripts])
        let answer = try send("Page.navigate", ["url": URL(filePath: file).absoluteString])
        if let reason = answer["errorText"] {
            throw BrowserProcess.Failure(description: "\(file): \(reason)")
        }
        _ = try browser.next("Page.loadEventFired", session: session)
        guard look.hasScripts else { return }
        // Fonts come after the rest, and scripts that watch sizes have their say when the page has been drawn.
        try evaluate("document.fonts.ready.then(() => 1)")
        try evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
    }

    /// The value of a JavaScript expression, a promise waited for.
    @discardableResult
    func evaluate(_ expression: String) throws -> Any? {
        let answer = try send(
            "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
        if let details = answer["exceptionDetails"] {
            throw BrowserProcess.Failure(description: "\(details)")
        }
        return (answer["result"] as? [String: Any])?["value"]
    }

    func text(_ expression: String) throws -> String { try evaluate(expression) as? String ?? "" }
    func texts(_ expression: String) throws -> [String] { try evaluate(expression) as? [String] ?? [] }
    func number(_ expression: String) throws -> Double {
        (try evaluate(expression) as? NSNumber)?.doubleValue ?? .nan
    }

    /// The addresses that the page has asked for since it was opened.
    func requests() -> [String] {
        browser.taken("Network.requestWillBeSent").compactMap {
            ($0["request"] as? [String: Any])?["url"] as? String
        }
    }

    /// What could not be loaded, and what scripts threw, since the page was opened.
    func troubles() -> [String] {
        let failed = browser.taken("Network.loadingFailed").map { "did not load: \($0["errorText"] ?? "")" }
        let thrown = browser.taken("Runtime.exceptionThrown").map {
            "a script threw: \($0["exceptionDetails"] ?? "")"
        }
        return failed + thrown
    }

    /// Presses a key.
    func press(_ key: String, code: Int, text: String? = nil) throws {
        for type in [text == nil ? "rawKeyDown" : "keyDown", "keyUp"] {
            var parameters: [String: Any] = [
                "type": type, "key": key, "code": key, "windowsVirtualKeyCode": code,
            ]
            if let text, type == "keyDown" { parameters["text"] = text }
            try send("Input.dispatchKeyEvent", parameters)
        }
    }

    /// Writes into the field that has the focus, as a keyboard would.
    func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

    /// Moves the mouse to a place of the window.
    func point(at place: (x: Double, y: Double)) throws {
        try send("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": place.x, "y": place.y])
    }

    /// Clicks at a place of the window.
    func click(at place: (x: Double, y: Double)) throws {
        for type in ["mousePressed", "mouseReleased"] {
            try send(
                "Input.dispatchMouseEvent",
                ["type": type, "x": place.x, "y": place.y, "button": "left", "clickCount": 1])
        }
    }

    /// Puts a finger on a place of the window and takes it away.
    func touch(at place: (x: Double, y: Double)) throws {
        try send(
            "Input.dispatchTouchEvent",
            ["type": "touchStart", "touchPoints": [["x": place.x, "y": place.y]]])
        try send("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [[String: Any]]()])
    }

    /// Waits until the page that a link leads to has been read.
    func waitForPage() throws { _ = try browser.next("Page.loadEventFired", session: session) }

    /// A picture of the whole page.
    func screenshot(to path: String) throws {
        let answer = try send("Page.captureScreenshot", ["captureBeyondViewport": true])
        guard let data = (answer["data"] as? String).flatMap({ Data(base64Encoded: $0) }) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try data.write(to: URL(filePath: path))
    }

    /// The page on paper.
    func pdf() throws -> Data {
        let answer = try send("Page.printToPDF", ["preferCSSPageSize": true, "printBackground": false])
        return (answer["data"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
    }
}
