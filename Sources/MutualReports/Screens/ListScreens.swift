internal import MutualChecklist

extension TextReports {
  /// What can be worked on now.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func next(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let dependents = Dependents(evaluation)
    let next = dependents.workList
    var page = TextPage(style)
    page.paragraph("\(report.name): \(nextSentence(report, next))")
    addWarnings(of: report, to: &page)
    addNext(next, dependents, report, to: &page)
    guard let first = next.first else {
      page.commands(
        evaluation.record.outcome != nil
          ? [takeUpAgain, ("Where things stand", "mutual status")]
          : evaluation.isFinished
            ? [("What was done", "mutual log")] : [("What stands in the way", "mutual blocked")])
      return page.text
    }
    let number = report.checklist.steps[first].number
    let verb = evaluation.standings[first] == .inProgress ? "done" : "start"
    page.commands(("Record one", "mutual \(verb) \(number)"), ("Why is the rest waiting", "mutual blocked"))
    return page.text
  }

  /// What to do where the work has ended.
  static let takeUpAgain = (label: "Take the work up again", command: "mutual reopen-organisation")

  private static func nextSentence(_ report: OrganisationReport, _ next: [Int]) -> String {
    let evaluation = report.evaluation
    if let outcome = evaluation.record.outcome {
      return "the work was closed (\(outcome)), so there is nothing to work on."
    }
    if next.isEmpty {
      return evaluation.isFinished ? "nothing is left to do." : "nothing can be worked on now."
    }
    let when = report.view.countsAll ? "can be worked on now" : "could be worked on then"
    return "\(Phrases.count(next.count, "step")) \(when)."
  }

  /// Adds the steps in progress, and those ready, each with what it frees.
  private static func addNext(
    _ next: [Int], _ dependents: Dependents, _ report: OrganisationReport, to page: inout TextPage
  ) {
    addNext(next, .inProgress, "In progress", dependents, report, to: &page)
    addNext(next, .ready, "Ready to start", dependents, report, to: &page)
  }

  private static func addNext(
    _ next: [Int], _ standing: Standing, _ heading: String, _ dependents: Dependents,
    _ report: OrganisationReport, to page: inout TextPage
  ) {
    let evaluation = report.evaluation
    let checklist = report.checklist
    let steps = next.filter { evaluation.standings[$0] == standing }
    if steps.isEmpty { return }
    page.heading(heading)
    for step in steps {
      page.entry(
        checklist.steps[step].number, checklist.steps[step].title, remark: Phrases.roles(step, in: checklist))
      if standing == .inProgress { page.detail(since(step, report)) }
      page.detail(
        frees(dependents.impact(of: step), dependents, checklist)
          + (checklist.steps[step].mustNotMiss ? " Must not be missed." : ""))
      if let due = report.record.steps[step].due { page.detail("Wanted by \(due.longText).") }
    }
  }

  private static func since(_ step: Int, _ report: OrganisationReport) -> String {
    let record = report.record.steps[step]
    let who = record.assignee ?? report.stateEvent(step)?.by ?? ""
    return "Since \(record.at.map(\.longText) ?? "before tracking began"), \(who)"
  }

  /// What a step frees: "Frees 1.11, and 14 steps behind it."
  static func frees(_ impact: Impact, _ dependents: Dependents, _ checklist: Checklist) -> String {
    if impact.behind == 0 { return "Nothing waits for it." }
    if impact.frees.isEmpty {
      let users = dependents.waiting(for: impact.step)
      // What needs it at once may have been begun out of sequence.
      if users.isEmpty {
        return "Needed, with other steps, by \(Phrases.count(impact.behind, "step")) further on."
      }
      let numbers = Phrases.numbers(users, in: checklist)
      let rest = impact.behind - users.count
      return "Needed, with other steps, by \(numbers)"
        + (rest > 0 ? ", and \(Phrases.count(rest, "step")) behind." : ".")
    }
    let rest = impact.behind - impact.frees.count
    return "Frees \(Phrases.numbers(impact.frees, in: checklist))"
      + (rest == 0
        ? "." : ", and \(Phrases.count(rest, "step")) behind \(impact.frees.count == 1 ? "it" : "them").")
  }

  /// What cannot be worked on yet, and why: what waits for steps and dates, what is on hold, what is not known yet.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func blocked(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let heldUp = evaluation.heldUp
    var page = TextPage(style)
    if heldUp.isEmpty {
      page.paragraph("\(report.name): no step is held up.")
    } else {
      let counts = openCounts(evaluation).filter { !$0.hasSuffix(" in progress") && !$0.hasSuffix(" ready") }
      page.paragraph("\(report.name): \(Phrases.list(counts)).")
    }
    addWarnings(of: report, to: &page)
    addUnknown(report, to: &page)
    addStandstills(report, to: &page)
    addWaiting(report, to: &page)
    let blocked = heldUp.filter { evaluation.standings[$0] == .blocked }
    var commands = [("What can be done now", "mutual next")]
    if let first = blocked.first ?? heldUp.first {
      commands.insert(("Why one is waiting", "mutual why \(report.checklist.steps[first].number)"), at: 0)
    }
    page.commands(commands)
    return page.text
  }

  private static func addUnknown(_ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    let steps = evaluation.heldUp.filter { evaluation.standings[$0] == .undetermined }
    guard !steps.isEmpty else { return }
    page.heading("Not known yet")
    let useful = evaluation.openQuestions.filter { $0.concerns > 0 }
    let askable = useful.filter { $0.deciders.isEmpty && $0.asked == .yes }
    let mayApply =
      steps.count == 1
      ? "This step may apply. Whether it does" : "These \(steps.count) steps may apply. Whether they do"
    func hangsOn(_ questions: [OpenQuestion]) -> String {
      "\(mayApply) hangs on \(questions.count == 1 ? "this question" : "these questions"):"
    }
    if !askable.isEmpty {
      page.paragraph(hangsOn(askable), indent: 2)
      for open in askable { addQuestion(open, evaluation, to: &page) }
    }
    let later = useful.filter { !$0.deciders.isEmpty || $0.asked != .yes }
    if !later.isEmpty {
      page.paragraph(
        askable.isEmpty ? hangsOn(later) : "And on these, which are decided or asked later:", indent: 2)
      for open in later { addQuestion(open, evaluation, to: &page) }
    }
    page.gap()
    for step in steps {
      page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
    }
  }

  private static func addQuestion(_ open: OpenQuestion, _ evaluation: Evaluation, to page: inout TextPage) {
    let question = evaluation.checklist.questions[open.question]
    var worth =
      open.settles > 0
      ? "settles \(Phrases.count(open.settles, "step"))" : "bears on \(Phrases.count(open.concerns, "step"))"
    if !open.deciders.isEmpty {
      worth += ", decided by \(Phrases.numbers(open.deciders, in: evaluation.checklist))"
    }
    page.paragraph("\(question.prompt) (\(question.id): \(worth))", indent: 4, hanging: 2)
  }

  private static func addStandstills(_ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    for (standing, heading) in [
      (Standing.conflict, "Two records disagree"), (.onHold, "On hold"), (.turnedDown, "Turned down"),
    ] {
      let steps = evaluation.heldUp.filter { evaluation.standings[$0] == standing }
      guard !steps.isEmpty else { continue }
      page.heading(heading)
      for step in steps {
        page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
        if standing != .conflict { page.detail(standstill(step, report)) }
      }
    }
  }

  private static func addWaiting(_ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    let blocked = evaluation.heldUp.filter { evaluation.standings[$0] == .blocked }
    let dated = blocked.filter { evaluation.until($0) != nil }
    if !dated.isEmpty {
      page.heading("Waiting for a date")
      for step in dated {
        page.entry(
          report.checklist.steps[step].number, report.checklist.steps[step].title,
          remark: evaluation.until(step).map { "not before \($0.longText)" } ?? "")
      }
    }
    let waiting = blocked.filter { evaluation.until($0) == nil }
    guard !waiting.isEmpty else { return }
    page.heading("Waiting for other steps")
    var walk = BlockerWalk(evaluation)
    for step in waiting {
      let blockers = walk.blockers(of: step)
      page.entry(
        report.checklist.steps[step].number, report.checklist.steps[step].title,
        remark: blockers.isEmpty
          ? "no alternative applies"
          : "waits for \(waits(evaluation.unmetRequirements(of: step), report.checklist))")
    }
  }

  /// All that is left to do, by stage, and what to look at again.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func outstanding(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let unfinished = evaluation.unfinished
    let again = evaluation.checkAgain
    var page = TextPage(style)
    if unfinished.isEmpty {
      page.paragraph(
        "\(report.name): nothing is left to do" + (again.isEmpty ? "." : ", but look at these again."))
    } else {
      page.paragraph(
        "\(report.name): \(Phrases.count(unfinished.count, "step")) left to do. \(openCounts(evaluation).joined(separator: ", "))."
      )
    }
    addWarnings(of: report, to: &page)
    for (number, stage) in report.checklist.stages.enumerated() {
      let steps = unfinished.filter(stage.steps.contains)
      guard !steps.isEmpty else { continue }
      page.heading("\(number + 1) \(stage.title)")
      for step in steps {
        page.entry(
          report.checklist.steps[step].number, report.checklist.steps[step].title,
          remark: progress(step, report))
      }
    }
    if !again.isEmpty {
      page.heading("Look at again")
      for (step, reasons) in again {
        page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
        for reason in reasons { page.detail("Completed, but " + checkAgainWords(reason, evaluation)) }
      }
    }
    page.commands([("What can be done now", "mutual next"), ("What holds the rest up", "mutual blocked")])
    return page.text
  }

  /// The completed steps of which nothing that shows it was recorded.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - steps: the positions of those steps.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func withoutEvidence(_ report: OrganisationReport, steps: [Int], style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(
      steps.isEmpty
        ? "\(report.name): every completed step has its evidence."
        : "\(report.name): \(Phrases.count(steps.count, "completed step")) without a record of what shows it."
    )
    addWarnings(of: report, to: &page)
    if !steps.isEmpty { page.gap() }
    for step in steps {
      page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
      if let evidence = report.checklist.steps[step].evidence { page.detail("Wanted: \(evidence)") }
    }
    page.commands([("What is left to do", "mutual outstanding")])
    return page.text
  }
}
