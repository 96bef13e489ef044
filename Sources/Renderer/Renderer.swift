import CCmark
import Exhibits
import SwiftIDEUtils
import SwiftParser
import SwiftSyntax
import Subprocess
import Yams
public func hi() -> String { Parser.parse(source: "let a = 1").classifications.map { "\($0.kind)" }.joined(separator: " ") + String(cString: cmark_version_string()) }
