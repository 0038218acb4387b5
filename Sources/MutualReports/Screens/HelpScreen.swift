extension TextReports {
  /// A page of help.
  /// - Parameters:
  ///   - title: what the page is about.
  ///   - paragraphs: what there is to say of it.
  ///   - sections: tables under headings.
  ///   - commands: the commands to go on with.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func help(
    title: String, paragraphs: [String], sections: [(String, [[String]])],
    commands: [(label: String, command: String)], style: TextStyle
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
    page.commands(commands)
    return page.text
  }
}
