extension TextReports {
  /// An error for people: what went wrong, and below it what to do next.
  /// - Parameters:
  ///   - message: what went wrong, in sentences; may have several lines.
  ///   - advice: what to do, a line each, in which a command stands after two spaces. They are not wrapped, so that
  ///     commands can be copied.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func error(_ message: String, advice: [String], style: TextStyle) -> String {
    var page = TextPage(style)
    for (number, line) in message.split(separator: "\n", omittingEmptySubsequences: true).enumerated() {
      let text = number == 0 ? "mutual: \(line)" : String(line)
      if text.hasPrefix("  ") { page.verbatim(Printable.line(text)) } else { page.paragraph(text) }
    }
    for line in advice { page.verbatim("  " + Printable.line(complete(line, style))) }
    return page.text
  }

  /// A line of advice, its command with all that it has to name.
  private static func complete(_ line: String, _ style: TextStyle) -> String {
    guard let gap = line.indices.first(where: { line[$0...].hasPrefix(":  mutual ") }) else { return line }
    let command = line.index(gap, offsetBy: 3)
    return line[..<command] + style.complete(String(line[command...]))
  }
}
