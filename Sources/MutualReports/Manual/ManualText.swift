/// A page of the manual in `mdoc`, the language of manual pages, built piece by piece.
public struct ManualText: Sendable {
  private var lines: [String] = []

  /// The longest line of the source, as the checkers of manual pages want it.
  private static let widest = 78

  /// Begins a page.
  /// - Parameters:
  ///   - name: the program.
  ///   - summary: what it is, in a few words.
  ///   - date: the day of the text, such as "November 28, 2026".
  public init(name: String, summary: String, date: String) {
    lines = [".Dd \(date)", ".Dt \(name.uppercased()) 1", ".Os", ".Sh NAME", ".Nm \(name)"]
    lines.append(".Nd \(Self.escaped(summary))")
  }

  /// The page, each line with its line feed.
  /// - Complexity: O(length).
  public var text: String { lines.joined(by: "\n") + "\n" }

  /// Begins a section, such as `DESCRIPTION`.
  public mutating func section(_ name: String) { lines.append(".Sh \(name)") }

  /// Begins a part of a section.
  public mutating func part(_ name: String) { lines.append(".Ss \(Self.escaped(name))") }

  /// Adds a paragraph. The first of a section or an item stands without `isFollowing`.
  /// - Complexity: O(length).
  public mutating func paragraph(_ text: String, isFollowing: Bool = false) {
    if isFollowing { lines.append(".Pp") }
    for sentence in Self.sentences(text) {
      for line in TextPage.wrapped(sentence, first: Self.widest - 10, rest: Self.widest - 10) {
        lines.append(Self.escaped(line))
      }
    }
  }

  /// Begins a list of things with what there is to say of each.
  public mutating func beginList() { lines.append(".Bl -tag -width Ds") }

  /// Ends the list.
  public mutating func endList() { lines.append(".El") }

  /// Adds a thing to the list: `words` as they are typed, `values` in place of which something else is.
  /// - Complexity: O(length).
  public mutating func item(_ words: String, values: String = "") {
    var line = ".It Ic \(Self.argument(words))"
    if !values.isEmpty { line += " Ar \(Self.argument(values))" }
    lines.append(line)
  }

  /// Adds a thing to the list that is a word of its own, no command.
  public mutating func term(_ word: String) { lines.append(".It \(Self.argument(word))") }

  /// Adds an environment variable to the list.
  public mutating func variable(_ name: String) { lines.append(".It Ev \(Self.argument(name))") }

  /// Adds command lines, shown as they are.
  /// - Complexity: O(length).
  public mutating func examples(_ commands: [String]) {
    lines.append(".Bd -literal -offset indent -compact")
    lines += commands.map(Self.escaped)
    lines.append(".Ed")
  }

  /// Adds a line of the language itself, such as `.Nm`.
  public mutating func verbatim(_ line: String) { lines.append(line) }

  // MARK: The language

  /// Text in which nothing commands the formatter.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case "’": result += "'"
      case "“": result += "\\(lq"
      case "”": result += "\\(rq"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }

  /// Arguments of a macro: words that the language would take for its own stand as text.
  private static func argument(_ text: String) -> String {
    escaped(text).split(separator: " ").map { word in
      let isMacro = word.count <= 3 && word.allSatisfy(\.isLetter)
      let isPunctuation =
        word.count == 1 && !(word.first?.isLetter ?? false) && !(word.first?.isNumber ?? false)
      let quoted = word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq")
      return isMacro || isPunctuation ? "\\&" + quoted : quoted
    }.joined(separator: " ")
  }

  /// The sentences of a text: each begins a line of the source.
  private static func sentences(_ text: String) -> [String] {
    var sentences: [String] = [""]
    for word in Printable.line(text).split(separator: " ") {
      let last = sentences.count - 1
      sentences[last] += (sentences[last].isEmpty ? "" : " ") + word
      if let end = word.last(where: { !"\"”’')".contains($0) }), ".!?:".contains(end) { sentences.append("") }
    }
    return sentences.filter { !$0.isEmpty }
  }
}
