public import MutualChecklist

extension TextReports {
  /// Questions with their answers, each with the steps that it leads to, and at the end the sources of all.
  /// - Parameters:
  ///   - title: what the page is about.
  ///   - entries: the questions in order; steps and sources are ids, and those that the checklist lacks are left out.
  ///   - checklist: the checklist that has the steps and sources.
  ///   - commands: the commands to go on with.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func questionsAndAnswers(
    title: String, _ entries: [(question: String, answer: String, steps: [String], sources: [String])],
    in checklist: Checklist, commands: [(label: String, command: String)], style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.paragraph(title)
    var named: Set<String> = []
    for entry in entries {
      page.heading(entry.question)
      page.paragraph(entry.answer, indent: 2)
      page.gap()
      for step in entry.steps.compactMap(checklist.position(ofStep:)) {
        page.entry(checklist.steps[step].number, checklist.steps[step].title)
      }
      named.formUnion(entry.sources)
    }
    addSources(checklist.sources.filter { named.contains($0.id) }, to: &page)
    page.commands(commands)
    return page.text
  }

  /// Adds sources under a heading, each with its address on a line of its own; nothing where there are none.
  static func addSources(_ sources: [Source], to page: inout TextPage) {
    guard !sources.isEmpty else { return }
    page.heading("Sources")
    for source in sources {
      page.paragraph(source.title + (source.publisher.map { ", \($0)" } ?? ""), indent: 2, hanging: 2)
      if let url = source.url { page.verbatim("    " + Printable.line(url)) }
    }
  }
}
