public import MutualChecklist

extension TextReports {
  /// What going over to another edition would change for an organisation.
  /// - Parameters:
  ///   - adoption: what changes.
  ///   - name: the organisation's name.
  ///   - command: what to type to go over to it; nil where that comes next by itself.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func adoption(
    _ adoption: Adoption, of name: String, command: String?, style: TextStyle
  ) -> String {
    let (old, new) = (adoption.before.checklist, adoption.after.checklist)
    var page = TextPage(style)
    page.paragraph(
      "\(name) would go over from edition \(old.edition) of \"\(old.title)\" to edition \(new.edition)."
    )
    page.paragraph("All that was recorded would be kept.")
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
    if let command { page.commands([("Go over to it", command)]) }
    return page.text
  }

  /// The question whether to go over to an edition.
  public static func adoptionQuestion() -> String { "\nGo over to it? Type yes or no.\n" }

  /// What is said when the answer was no.
  public static func notAdopted(style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("Nothing was written.")
    return page.text
  }

  /// What is said when an organisation went over to an edition.
  public static func adopted(_ edition: String, by name: String, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("\(name) has gone over to edition \(edition). All that was recorded is kept.")
    page.commands([("What can be done now", "mutual next"), ("Undo this", "mutual undo")])
    return "\n" + page.text
  }
}
