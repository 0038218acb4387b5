internal import MutualChecklist

extension TextReports {
  /// Where the organisation stands: counts, stages, and what needs a person.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func status(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let checklist = report.checklist
    var page = TextPage(style)
    page.verbatim(Printable.line("\(report.name) · \(evaluation.day.longText)"))
    addWarnings(of: report, to: &page)
    let isFinished = evaluation.isFinished
    addCounts(evaluation, isFinished, to: &page)
    page.gap()
    let rows = checklist.stages.indices.filter { !checklist.stages[$0].steps.isEmpty }.map {
      stageRow($0, evaluation)
    }
    if page.width < narrowTable {
      for row in rows {
        let counts = row[2...].filter { !$0.isEmpty }.joined(separator: ", ")
        page.paragraph("\(row[0]) \(row[1]): \(counts)", indent: 2, hanging: 2)
      }
    } else {
      page.table(rows)
    }
    addConflicts(report, to: &page)
    addHolds(report, to: &page)
    addCheckAgain(evaluation, to: &page)
    if !report.record.retiredSteps.isEmpty {
      page.heading("From an earlier edition")
      for id in report.record.retiredSteps {
        page.paragraph("\(id): recorded, and no longer in the checklist", indent: 2)
      }
    }
    if isFinished {
      page.commands([("What was done, in order", "mutual log")])
    } else {
      var commands = [
        evaluation.record.outcome == nil ? ("What can be done now", "mutual next") : takeUpAgain
      ]
      if !evaluation.disagreements.isEmpty {
        commands.insert(("What two records disagree about", "mutual conflicts"), at: 0)
      } else if let worth = questionsWorth(evaluation) {
        commands.insert((worth, "mutual questions"), at: 0)
      }
      page.commands(commands)
    }
    return page.text
  }

  /// On a page of fewer columns the stages stand in sentences: titles and counts don't fit beside each other.
  private static let narrowTable = 50

  private static func addCounts(_ evaluation: Evaluation, _ isFinished: Bool, to page: inout TextPage) {
    let total = evaluation.checklist.steps.count
    let foreign = evaluation.count(.notApplicable)
    let notChosen = evaluation.count(.notChosen)
    let apart = foreign + notChosen
    let completed = evaluation.count(.completed)
    let waived = evaluation.count(.waived)
    let which = evaluation.count(.undetermined) == 0 ? "steps that apply" : "steps that apply or may apply"
    var sentences = ["\(completed) of \(total - apart) \(which) are completed."]
    if waived > 0 { sentences.append("\(waived) \(waived == 1 ? "is" : "are") not needed.") }
    let open = openCounts(evaluation)
    if !open.isEmpty { sentences.append(open.joined(separator: ", ") + ".") }
    if foreign > 0 {
      sentences.append("\(Phrases.count(foreign, "other")) \(foreign == 1 ? "does" : "do") not apply to you.")
    }
    if notChosen > 0 {
      sentences.append("For \(foreign > 0 ? "" : "another ")\(notChosen), another way was taken.")
    }
    if isFinished { sentences.insert("Nothing is left to do.", at: 0) }
    if let outcome = evaluation.record.outcome { sentences.append("The work was closed: \(outcome).") }
    page.paragraph(sentences.joined(separator: " "))
  }

  private static func stageRow(_ stage: Int, _ evaluation: Evaluation) -> [String] {
    let steps = evaluation.checklist.stages[stage].steps
    func count(_ standings: Standing...) -> Int {
      steps.reduce(0) { $0 + (standings.contains(evaluation.standings[$1]) ? 1 : 0) }
    }
    let applying = steps.count - count(.notApplicable, .notChosen)
    let notes = [
      (count(.inProgress), "in progress"), (count(.ready), "ready"), (count(.onHold), "on hold"),
      (count(.turnedDown), "turned down"), (count(.conflict), "disagreeing"),
      (count(.undetermined), "not known yet"), (count(.waived), "not needed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let title = evaluation.checklist.stages[stage].title
    return [
      "\(stage + 1)", title, "\(count(.completed)) of \(applying)", notes.joined(separator: ", "),
    ]
  }

  private static func addConflicts(_ report: OrganisationReport, to page: inout TextPage) {
    let disagreements = report.evaluation.disagreements
    guard !disagreements.isEmpty else { return }
    page.heading("Two records disagree")
    for disagreement in disagreements {
      page.paragraph(question(disagreement, report), indent: 2, hanging: 2)
    }
  }

  private static func addHolds(_ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = report.evaluation
    for (standing, heading) in [(Standing.onHold, "On hold"), (.turnedDown, "Turned down")] {
      let steps = report.checklist.steps.indices.filter { evaluation.standings[$0] == standing }
      guard !steps.isEmpty else { continue }
      page.heading(heading)
      for step in steps {
        page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
        page.detail(standstill(step, report))
      }
    }
  }

  /// Whom a step on hold waits for and since when; why a step was turned down and when it comes back.
  static func standstill(_ step: Int, _ report: OrganisationReport) -> String {
    let record = report.record.steps[step]
    let since = record.at.map { " since \($0.longText)" } ?? ""
    switch report.stateEvent(step)?.action {
    case .held(_, let reason, let waitingFor, let chase):
      let who = waitingFor.map { "Waiting for \($0)\(since)" } ?? "On hold\(since)"
      return "\(who): \(Phrases.sentence(reason))" + (chase.map { " Chase on \($0.longText)." } ?? "")
    case .turnedDown(_, let reason, let backOn):
      return "Turned down\(record.at.map { " on \($0.longText)" } ?? ""): \(Phrases.sentence(reason))"
        + (backOn.map { " Back on \($0.longText)." } ?? "")
    default: return ""
    }
  }

  private static func addCheckAgain(_ evaluation: Evaluation, to page: inout TextPage) {
    let again = evaluation.checkAgain
    guard !again.isEmpty else { return }
    page.heading("Look at again")
    for (step, reasons) in again {
      page.entry(evaluation.checklist.steps[step].number, evaluation.checklist.steps[step].title)
      for reason in reasons { page.detail("Completed, but " + checkAgainWords(reason, evaluation)) }
    }
  }

  /// Why a completed step should be looked at again, to follow "Completed, but ".
  static func checkAgainWords(_ reason: Reason, _ evaluation: Evaluation) -> String {
    let checklist = evaluation.checklist
    let steps = Phrases.numbers(reason.steps, in: checklist)
    let questions = Phrases.list(reason.questions.map { "\"\(checklist.questions[$0].prompt)\"" })
    switch reason.code {
    case .noLongerApplies: return "it does not apply any more, by the answer to \(questions)."
    case .requirementUnmet:
      return "\(steps), which it needs, \(reason.steps.count == 1 ? "is" : "are") not finished."
    default:
      var changes: [String] = []
      if !reason.questions.isEmpty { changes.append("\(questions) was answered anew") }
      if !reason.steps.isEmpty { changes.append("\(steps) changed") }
      return Phrases.list(changes) + " after that."
    }
  }
}
