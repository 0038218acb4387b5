import Foundation

/// The texts in the string literals of Swift files: what a program may say.
struct SourceTexts {
  /// A text, and where it stands.
  struct Text: Hashable {
    var file: String
    var line: Int
    var text: String
  }

  /// What was found, in the order of the files. Where a value is put in, an `x` stands.
  private(set) var texts: [Text] = []

  /// The names of variables of the environment that are asked for.
  private(set) var variables: [String] = []

  private var scalars: [Unicode.Scalar] = []
  private var position = 0
  private var file = ""
  private var line = 1

  /// Reads the files of some folders of the project; nil where the tests run without them.
  init?(folders: [String]) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for folder in folders {
      let path = root.appending(path: folder).path
      guard let names = FileManager.default.enumerator(atPath: path) else { return nil }
      for name in names.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".swift") }).sorted() {
        guard let text = try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) else { return nil }
        read(text, called: "\(folder)/\(name)")
      }
    }
  }

  /// Reads one file's text.
  init(_ text: String, called name: String = "") { read(text, called: name) }

  private mutating func read(_ text: String, called name: String) {
    variables += text.matches(of: /(?:variable|value)\((?:of: )?"([A-Z_]+)"\)/).map { String($0.output.1) }
    (scalars, position, file, line) = (Array(text.unicodeScalars), 0, name, 1)
    readCode(untilBracket: false)
  }

  /// Whether a text stands here.
  private func isAt(_ text: String, ahead: Int = 0) -> Bool {
    scalars[min(position + ahead, scalars.count)...].starts(with: text.unicodeScalars)
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count where position < scalars.count {
      if scalars[position] == "\n" { line += 1 }
      position += 1
    }
  }

  /// Reads code up to its end, or to the bracket that closes what was put into a text.
  private mutating func readCode(untilBracket: Bool) {
    var depth = 0
    while position < scalars.count {
      if isAt("//") {
        while position < scalars.count, scalars[position] != "\n" { skip() }
      } else if isAt("\"") || isAt("#\"") {
        readLiteral()
      } else {
        if untilBracket, isAt(")"), depth == 0 { return skip() }
        if isAt("(") { depth += 1 }
        if isAt(")") { depth -= 1 }
        skip()
      }
    }
  }

  private mutating func readLiteral() {
    let begun = line
    let isRaw = isAt("#")
    if isRaw { skip() }
    let quotes = isAt("\"\"\"") ? "\"\"\"" : "\""
    skip(quotes.count)
    let end = quotes + (isRaw ? "#" : "")
    let opening = isRaw ? "\\#(" : "\\("
    var text = ""
    while position < scalars.count, !isAt(end) {
      if isAt(opening) {
        skip(opening.count)
        readCode(untilBracket: true)
        text += "x"
      } else if !isRaw, isAt("\\") {
        text += isAt("n", ahead: 1) ? "\n" : isAt("\"", ahead: 1) ? "\"" : ""
        if isAt("u{", ahead: 1) { while position < scalars.count, !isAt("}") { skip() } }
        skip(isAt("}") ? 1 : 2)
      } else {
        text.unicodeScalars.append(scalars[position])
        skip()
      }
    }
    skip(end.count)
    texts.append(Text(file: file, line: begun, text: text))
  }
}
