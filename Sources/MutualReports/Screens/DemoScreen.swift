internal import MutualChecklist

extension TextReports {
  /// Where a worked example is, and what there is to look at.
  /// - Parameters:
  ///   - demo: the example.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func demo(_ demo: DemoReport, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(demo.title)
    page.paragraph(demo.summary)
    page.gap()
    let entries = Phrases.count(demo.entries, "entry", "entries")
    page.paragraph(demo.new > 0 ? "Its \(entries) are in" : "Its \(entries) were there already, in")
    page.verbatim("  " + Printable.line(demo.ledger))
    page.heading("Days to look at")
    page.table(demo.dates.map { [$0.day.longText, $0.what] })
    let ledger = "--ledger \(ShellText.quoted(demo.ledger))"
    let middle = demo.dates.isEmpty ? nil : demo.dates[demo.dates.count / 2].day
    page.commands([
      (
        middle.map { "What was open on \($0.longText)" } ?? "What is open",
        "mutual outstanding" + (middle.map { " --as-of \($0)" } ?? "") + " \(ledger)"
      ),
      ("Every entry with its sources", "mutual log \(ledger)"),
    ])
    return page.text
  }

  /// The worked examples that there are.
  /// - Parameters:
  ///   - demos: each with its id and title.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func demos(_ demos: [(id: String, title: String)], style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("\(Phrases.count(demos.count, "worked example")), from public sources.")
    page.gap()
    page.table(demos.map { [$0.id, $0.title] })
    page.commands([("Look at one", "mutual demo \(demos.last?.id ?? "ID")")])
    return page.text
  }
}
