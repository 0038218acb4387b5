public import MutualChecklist

extension TextReports {
  /// What going over to another edition does to an organisation.
  /// - Parameters:
  ///   - adoption: what it does.
  ///   - name: the organisation's name.
  ///   - isTried: whether it is only tried.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func adoption(
    _ adoption: Adoption, name: String, isTried: Bool, style: TextStyle
  ) -> String {
    let (old, new) = (adoption.before.checklist, adoption.after.checklist)
    var page = TextPage(style)
    if isTried { page.paragraph("Nothing was recorded. This is what would change:") }
    page.paragraph("\(name), from edition \(old.edition) to edition \(new.edition) of \"\(new.title)\".")
    page.paragraph("Nothing that was recorded is lost.")
    func add(_ heading: String, _ steps: [Int], _ checklist: Checklist) {
      guard !steps.isEmpty else { return }
      page.heading(heading)
      for step in steps {
        page.entry(
          checklist.steps[step].number, checklist.steps[step].title,
          remark: Phrases.roles(step, in: checklist))
      }
    }
    add("New for you", adoption.gains, new)
    add("Left to do before, and not in the new edition", adoption.losses, old)
    if !adoption.retired.isEmpty {
      page.heading("Recorded, and retired: kept, and counted no more")
      for id in adoption.retired {
        let title = old.position(ofStep: id).map { "\"\(old.steps[$0].title)\" (\(id))" } ?? id
        page.paragraph(title, indent: 2)
      }
    }
    add("Finished before, and not finished now", adoption.noLongerFinished, new)
    add("Now ready to start", adoption.newlyReady, new)
    add("Does not apply to you any more", adoption.noLongerApplies, new)
    add("Completed, and to be checked again", adoption.checkAgain.map(\.step), new)
    for (heading, questions, checklist) in [
      ("New questions", adoption.newQuestions, new),
      ("Answered before, and unknown to the new edition", adoption.lostAnswers, old),
    ] where !questions.isEmpty {
      page.heading(heading)
      for question in questions { page.paragraph(checklist.questions[question].prompt, indent: 2) }
    }
    return page.text
  }

  /// How an adoption ended.
  /// - Parameters:
  ///   - adoption: what it does.
  ///   - isRecorded: whether it was recorded; otherwise it was only tried.
  ///   - source: what names the new edition on the command line.
  ///   - style: the page.
  /// - Returns: the lines, each with its line feed.
  public static func adopted(
    _ adoption: Adoption, isRecorded: Bool, source: String, style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.verbatim("")
    if isRecorded {
      page.paragraph("Edition \(adoption.after.checklist.edition) is adopted.")
      page.commands([("Where things stand", "mutual status"), ("Undo this", "mutual undo")])
    } else {
      page.paragraph("Edition \(adoption.before.checklist.edition) stays in force.")
      page.commands([("Adopt it", "mutual adopt \(source)")])
    }
    return page.text
  }
}
