extension TextReports {
  /// A page of help.
  /// - Parameters:
  ///   - title: what the page is about.
  ///   - paragraphs: what there is to say of it.
  ///   - sections: tables under headings.
  ///   - examples: command lines, shown whole so that they can be copied.
  ///   - remarks: what stands below all that.
  ///   - commands: the commands to go on with.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  /// - Complexity: O(length of the page).
  public static func help(
    title: String, paragraphs: [String], sections: [(String, [[String]])], examples: [String] = [],
    remarks: [String] = [], commands: [(label: String, command: String)], style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.paragraph(title, hanging: 2)
    for paragraph in paragraphs {
      page.gap()
      page.paragraph(paragraph)
    }
    for (heading, rows) in sections {
      page.heading(heading)
      page.table(rows)
    }
    if !examples.isEmpty { page.heading("Examples") }
    for example in examples { page.verbatim("  " + style.apply(.command, to: Printable.line(example))) }
    for remark in remarks {
      page.gap()
      page.paragraph(remark, hanging: 2)
    }
    page.commands(commands)
    // A space at which no line was to be broken is one like any other now.
    return String(page.text.map { $0 == "\u{A0}" ? " " : $0 })
  }
}
