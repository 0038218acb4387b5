extension TextReports {
  /// An error for people: what went wrong, and below it what to do next.
  /// - Parameters:
  ///   - message: what went wrong, in sentences; may have several lines.
  ///   - advice: what to do, a line each; shown as they are, so that commands can be copied.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func error(_ message: String, advice: [String], style: TextStyle) -> String {
    var page = TextPage(style)
    for (number, line) in message.split(separator: "\n", omittingEmptySubsequences: true).enumerated() {
      let text = number == 0 ? "mutual: \(line)" : String(line)
      if text.hasPrefix("  ") { page.verbatim(Printable.line(text)) } else { page.paragraph(text) }
    }
    for line in advice { page.verbatim("  " + Printable.line(line)) }
    return page.text
  }
}
