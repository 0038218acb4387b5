public import MutualChecklist

extension TextReports {
  /// What is different between two checklists, in sentences.
  /// - Parameters:
  ///   - diff: the differences.
  ///   - names: the files or checklists that were compared, the old one first.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func diff(
    _ diff: ChecklistDiff, between names: (old: String, new: String), style: TextStyle
  ) -> String {
    var page = TextPage(style)
    guard !diff.differences.isEmpty else {
      page.paragraph("\(names.old) and \(names.new) say the same.")
      return page.text
    }
    page.paragraph(
      "From \(names.old) to \(names.new): \(Phrases.count(diff.differences.count, "difference")).")
    let groups: [(ChecklistDiff.Subject, String)] = [
      (.checklist, "The checklist"), (.stage, "Stages"), (.step, "Steps"), (.question, "Questions"),
      (.source, "Sources"), (.role, "Roles"),
    ]
    for (subject, heading) in groups {
      let differences = diff.differences.filter { $0.subject == subject }
      guard !differences.isEmpty else { continue }
      page.heading(heading)
      for difference in differences { page.paragraph(difference.sentence, indent: 2, hanging: 2) }
    }
    return page.text
  }
}
