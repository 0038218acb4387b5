internal import MutualChecklist

extension TextReports {
  /// Why a step stands as it does, down to where it is stuck, and how to free it soonest.
  /// - Parameters:
  ///   - step: the position of the step.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func why(_ step: Int, _ report: OrganisationReport, style: TextStyle) -> String {
    var page = TextPage(style)
    addVerdict(step, report, to: &page)
    addWarnings(of: report, to: &page)
    switch report.evaluation.standings[step] {
    case .blocked, .undetermined: addHowToFree(step, report, to: &page)
    default: break
    }
    page.commands(nextCommands(step, report))
    return page.text
  }

  // MARK: The answer

  private static func addVerdict(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    let checklist = report.checklist
    let name = Phrases.named(step, in: checklist)
    let record = report.record.steps[step]
    switch evaluation.standings[step] {
    case .ready:
      page.paragraph("You can start \(name) now. \(requirementSentence(step, evaluation))")
    case .inProgress:
      page.paragraph(
        "\(name) is in progress. \(since(report, step)) \(requirementSentence(step, evaluation))")
      addOutOfSequence(step, report, to: &page)
    case .completed:
      page.paragraph("\(name) is completed\(record.at.map { ", on \($0.longText)" } ?? "").")
      addOutOfSequence(step, report, to: &page)
      let again = evaluation.checkAgain(step)
      if !again.isEmpty {
        page.heading("Look at it again")
        for reason in again {
          page.paragraph("Completed, but " + checkAgainWords(reason, evaluation), indent: 2)
        }
      }
    case .waived:
      page.paragraph("\(name) is not needed. \(waiver(step, report))")
    case .notApplicable:
      page.paragraph("\(name) does not apply to you.")
      addDenial(step, evaluation, to: &page)
    case .notChosen:
      page.paragraph("\(name) is no longer needed: another way was taken.")
      for taken in evaluation.reasons(for: step).flatMap(\.steps) {
        page.entry(
          checklist.steps[taken].number, checklist.steps[taken].title, remark: progress(taken, report))
      }
    case .onHold: page.paragraph("\(name) is on hold. \(standstill(step, report))")
    case .turnedDown: page.paragraph("\(name) was turned down. \(standstill(step, report))")
    case .conflict:
      page.paragraph(
        "What is true of \(name)? Two records of it disagree, so it counts as unfinished until a person decides."
      )
      addDisagreement(record.conflict, report, to: &page)
    case .undetermined:
      page.paragraph("It is not known yet whether \(name) applies to you.")
      addUnknown(step, report, to: &page)
      addRequirements(step, report, to: &page)
    case .blocked:
      page.paragraph("You cannot start \(name) yet. \(requirementSentence(step, evaluation))")
      addRequirements(step, report, to: &page)
      addRoots(step, report, to: &page)
    }
  }

  private static func addOutOfSequence(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    guard let reason = report.stateEvent(step)?.outOfSequence?.reason else { return }
    page.paragraph("It was recorded out of sequence: \(Phrases.sentence(reason))")
  }

  private static func requirementSentence(_ step: Int, _ evaluation: Evaluation) -> String {
    let total = evaluation.checklist.steps[step].requires.count
    guard total > 0 else { return "It waits for nothing." }
    let unmet = evaluation.unmetRequirementCounts[step]
    let things = Phrases.count(total, "thing")
    if unmet == 0 {
      return total == 1
        ? "What it needs is done or does not apply to you."
        : "The \(total) things it needs are done or do not apply to you."
    }
    let met = total - unmet
    switch met {
    case 0: return "It needs \(things), and \(total == 1 ? "that is not done" : "none of them is done") yet."
    case 1: return "It needs \(things). 1 is done or does not apply to you."
    default: return "It needs \(things). \(met) are done or do not apply to you."
    }
  }

  private static func since(_ report: OrganisationReport, _ step: Int) -> String {
    let record = report.record.steps[step]
    let who = record.assignee ?? report.stateEvent(step)?.by
    return "Since \(record.at.map(\.longText) ?? "before tracking began")\(who.map { ", \($0)" } ?? "")."
  }

  private static func waiver(_ step: Int, _ report: OrganisationReport) -> String {
    guard let event = report.stateEvent(step), case .waived(_, let reason, _) = event.action else {
      return ""
    }
    return "\(event.by) recorded\(event.at.map { " on \($0.longText)" } ?? ""): \(Phrases.sentence(reason))"
  }

  private static func addDenial(_ step: Int, _ evaluation: Evaluation, to page: inout TextPage) {
    for question in evaluation.reasons(for: step).flatMap(\.questions) {
      guard let given = evaluation.answers.given(to: question) else { continue }
      page.paragraph(
        "Because \(Phrases.answer(question, given, in: evaluation.checklist)).", indent: 2, hanging: 2)
    }
  }

  private static func addDisagreement(_ events: [Int], _ report: OrganisationReport, to page: inout TextPage)
  {
    for position in events {
      let event = report.record.history.events[position]
      page.paragraph(
        "\(event.by), on \(event.day.longText): \(EventSentences.sentence(event, in: report.checklist)) Entry \(event.id)",
        indent: 2, hanging: 2)
    }
  }

  // MARK: What it waits for

  private static func addRequirements(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    let reasons = evaluation.unmetRequirements(of: step)
    func steps(of code: Reason.Code) -> [Int] {
      var seen: Set<Int> = []
      return reasons.filter { $0.code == code }.flatMap(\.steps).filter { seen.insert($0).inserted }
    }
    let waitedFor = steps(of: .waitsForStep)
    let known = waitedFor.filter { evaluation.standings[$0] != .undetermined }
    let unknown = waitedFor.filter { evaluation.standings[$0] == .undetermined }
    if !known.isEmpty {
      page.heading(known.count == 1 ? "Waiting for a step" : "Waiting for steps")
      for blocker in known { addBlocker(blocker, for: step, report, to: &page) }
    }
    for reason in reasons where reason.code == .waitsForAny {
      page.heading("Waiting for any one of these")
      for blocker in reason.steps { addBlocker(blocker, for: nil, report, to: &page) }
      addBecause(of: reason.steps.first, for: step, report.checklist, to: &page)
    }
    let dated = reasons.filter { $0.code == .waitsUntil }
    if !dated.isEmpty {
      page.heading("Waiting for a date")
      for reason in dated { addDate(reason, step, report, to: &page) }
    }
    for reason in reasons where reason.code == .noAlternativeApplies {
      page.heading("No way is left")
      page.paragraph(
        "It needs one of \(Phrases.numbers(reason.steps, in: report.checklist)), and none of them applies to you. "
          + "Look at your answers again.", indent: 2)
    }
    if !unknown.isEmpty {
      page.heading("Not known yet")
      for blocker in unknown {
        page.entry(
          report.checklist.steps[blocker].number, report.checklist.steps[blocker].title, remark: "may apply")
        for question in evaluation.answers.openQuestions(of: report.checklist.steps[blocker].appliesWhen) {
          page.detail("Nobody has answered: \"\(report.checklist.questions[question].prompt)\"")
        }
      }
    }
  }

  /// Adds a step that is waited for; with `step`, also why that one waits for it.
  private static func addBlocker(
    _ blocker: Int, for step: Int?, _ report: OrganisationReport, to page: inout TextPage
  ) {
    let checklist = report.checklist
    page.entry(
      checklist.steps[blocker].number, checklist.steps[blocker].title, remark: progress(blocker, report))
    if let step { addBecause(of: blocker, for: step, checklist, to: &page) }
    switch report.evaluation.standings[blocker] {
    case .onHold, .turnedDown: page.detail(standstill(blocker, report))
    default: break
    }
  }

  private static func addBecause(
    of blocker: Int?, for step: Int, _ checklist: Checklist, to page: inout TextPage
  ) {
    let requirement = checklist.steps[step].requires.first { requirement in
      requirement.because != nil && requirement.links.contains { $0.step == blocker }
    }
    if let because = requirement?.because { page.detail("Why: \(Phrases.sentence(because))") }
  }

  private static func addDate(
    _ reason: Reason, _ step: Int, _ report: OrganisationReport, to page: inout TextPage
  ) {
    guard let day = reason.day else { return }
    for finished in reason.steps {
      page.entry(
        report.checklist.steps[finished].number, report.checklist.steps[finished].title,
        remark: progress(finished, report))
    }
    let requirement = report.checklist.steps[step].requires.first {
      $0.links.contains { $0.lag != nil && reason.steps.contains($0.step) }
    }
    let lag = requirement?.links.first { reason.steps.contains($0.step) }?.lag
    page.detail((lag.map { "\(Phrases.lag($0)) must pass: not" } ?? "Not") + " before \(day.longText).")
    if let because = requirement?.because { page.detail("Why: \(Phrases.sentence(because))") }
  }

  private static func addRoots(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    var walk = BlockerWalk(report.evaluation)
    let blockers = Set(walk.blockers(of: step))
    let roots = walk.rootBlockers(of: step)
    // Where the roots are the blockers themselves, they have been shown.
    guard roots.contains(where: { !blockers.contains($0) }) else { return }
    page.heading("Held up in the end by")
    for root in roots {
      page.entry(
        report.checklist.steps[root].number, report.checklist.steps[root].title,
        remark: progress(root, report))
    }
  }

  private static func addUnknown(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    for question in evaluation.answers.openQuestions(of: report.checklist.steps[step].appliesWhen) {
      let deciders = evaluation.pendingDeciders(of: [question])
      let words =
        evaluation.record.answers[question].isInConflict ? "Two answers disagree" : "Nobody has answered"
      page.paragraph(
        "\(words): \"\(report.checklist.questions[question].prompt)\""
          + (deciders.isEmpty
            ? ""
            : " It is decided by \(Phrases.list(deciders.map { Phrases.named($0, in: report.checklist) }))."),
        indent: 2, hanging: 2)
    }
  }

  // MARK: What to do

  private static func addHowToFree(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    let checklist = report.checklist
    guard let set = evaluation.smallestSet(freeing: step) else { return }
    let askable = set.questions.filter { evaluation.pendingDeciders(of: [$0]).isEmpty }
    let until = evaluation.unmetRequirements(of: step).compactMap(\.day).max()
    guard !set.steps.isEmpty || !askable.isEmpty || until != nil else { return }
    if !set.steps.isEmpty || !askable.isEmpty { page.heading("To free it soonest") }
    if !set.steps.isEmpty {
      let which = set.isExact ? "" : " (one of the smallest sets)"
      page.paragraph(
        set.steps.count == 1
          ? "Finish this step:" : "Finish these \(set.steps.count) steps, in this order\(which):", indent: 2)
      for needed in set.steps {
        page.entry(
          checklist.steps[needed].number, checklist.steps[needed].title, remark: progress(needed, report),
          indent: 4)
      }
    }
    let disputed = askable.filter { evaluation.record.answers[$0].isInConflict }
    let unanswered = askable.filter { !disputed.contains($0) }
    if !disputed.isEmpty {
      page.paragraph("Decide which of two answers holds:", indent: 2)
      for question in disputed {
        page.paragraph(checklist.questions[question].prompt, indent: 4, hanging: 2)
        page.detail(command: "mutual settle \(checklist.questions[question].id) --keep EVENT")
      }
    }
    if !unanswered.isEmpty {
      page.paragraph(
        unanswered.count == 1 ? "Answer this question:" : "Answer these \(unanswered.count) questions:",
        indent: 2)
      for question in unanswered {
        page.paragraph(checklist.questions[question].prompt, indent: 4, hanging: 2)
        page.detail(command: "mutual answer \(checklist.questions[question].id)=…")
      }
    }
    if let until {
      page.paragraph(
        set.steps.isEmpty && askable.isEmpty
          ? "Nothing else is needed: it waits until \(until.longText)."
          : "Even then it waits until \(until.longText).", indent: 2)
    }
  }

  private static func nextCommands(_ step: Int, _ report: OrganisationReport) -> [(
    label: String, command: String
  )] {
    let number = report.checklist.steps[step].number
    switch report.evaluation.standings[step] {
    case .ready:
      return [("Begin", "mutual start \(number)"), ("Read more about it", "mutual show \(number)")]
    case .inProgress:
      return [("When it is done", "mutual done \(number)"), ("Read more about it", "mutual show \(number)")]
    case .blocked, .undetermined:
      return [("What can be done now", "mutual next"), ("Read more about it", "mutual show \(number)")]
    case .conflict:
      return [("Decide", "mutual settle \(number) --keep EVENT"), ("All disagreements", "mutual conflicts")]
    case .completed where !report.evaluation.checkAgain(step).isEmpty:
      return [
        ("If it is still right", "mutual confirm \(number)"), ("Read more about it", "mutual show \(number)"),
      ]
    default: return [("Read more about it", "mutual show \(number)")]
    }
  }
}
