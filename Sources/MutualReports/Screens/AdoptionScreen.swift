public import MutualChecklist

extension TextReports {
  /// What going over to another edition changes for an organisation.
  /// - Parameters:
  ///   - adoption: what changes.
  ///   - name: the organisation's name.
  ///   - isRecorded: whether it went over; else it is only shown.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func adoption(
    _ adoption: Adoption, of name: String, isRecorded: Bool, style: TextStyle
  ) -> String {
    let (old, new) = (adoption.before.checklist, adoption.after.checklist)
    var page = TextPage(style)
    page.paragraph(
      "\(name) \(isRecorded ? "has gone" : "would go") over from edition \(old.edition) of \"\(old.title)\" to edition \(new.edition)."
    )
    page.paragraph("All that was recorded is kept.")
    func list(_ heading: String, _ steps: [Int], in checklist: Checklist) {
      guard !steps.isEmpty else { return }
      page.heading(heading)
      for step in steps { page.entry(checklist.steps[step].number, checklist.steps[step].title) }
    }
    list("New for you", adoption.newlyApplies, in: new)
    list("No longer needed", adoption.noLongerApplies, in: new)
    list("No longer in the checklist, with their old numbers", adoption.retired, in: old)
    list("Now ready to start", adoption.newlyReady, in: new)
    if !adoption.checkAgain.isEmpty {
      page.heading("Look at again")
      for (step, reasons) in adoption.checkAgain {
        page.entry(new.steps[step].number, new.steps[step].title)
        for reason in reasons {
          page.detail("Completed, but " + checkAgainWords(reason, adoption.after))
        }
      }
    }
    page.heading("What is different in the checklist")
    if adoption.differences.isEmpty { page.paragraph("Nothing.", indent: 2) }
    for difference in adoption.differences { page.paragraph(difference.sentence, indent: 2, hanging: 2) }
    page.commands(
      isRecorded
        ? [("What can be done now", "mutual next"), ("Undo this", "mutual undo")]
        : [("Go over to it", "mutual adopt \(new.edition)")])
    return page.text
  }
}
