public import MutualChecklist

extension TextReports {
  /// Whom the organisation waits for: since when, what for, when to chase next, with a text to send.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - steps: the positions of the steps on hold, those to chase first first.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func waiting(_ report: OrganisationReport, steps: [Int], style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(
      steps.isEmpty
        ? "\(report.name) waits for nobody outside."
        : "\(report.name): \(Phrases.count(steps.count, "step")) \(steps.count == 1 ? "waits" : "wait") for somebody outside."
    )
    addWarnings(of: report, to: &page)
    if !steps.isEmpty { page.gap() }
    for step in steps {
      page.entry(report.checklist.steps[step].number, report.checklist.steps[step].title)
      page.detail(standstill(step, report))
      guard case .held(_, let reason, let waitingFor, _)? = report.stateEvent(step)?.action else { continue }
      let since = report.record.steps[step].at.map { " since \($0.longText)" } ?? ""
      page.detail("To send\(waitingFor.map { " to \($0)" } ?? ""):")
      page.detail(
        "We have had to wait\(since) with \"\(report.checklist.steps[step].title)\". \(Phrases.sentence(reason)) When can we expect to go on?",
        indent: 10)
    }
    let over = steps.first.map {
      ("When a wait is over", "mutual resume \(report.checklist.steps[$0].number)")
    }
    page.commands((over.map { [$0] } ?? []) + [("What can be done now", "mutual next")])
    return page.text
  }

  /// What finishing steps would set free.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - impacts: what each step frees, in the order to show.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func impact(_ report: OrganisationReport, impacts: [Impact], style: TextStyle) -> String {
    var page = TextPage(style)
    let steps = impacts.count == 1 ? "this step" : "each of these \(impacts.count) steps"
    page.paragraph(
      impacts.isEmpty
        ? "\(report.name): no step can be worked on now."
        : "\(report.name): what finishing \(steps) would set free.")
    addWarnings(of: report, to: &page)
    if !impacts.isEmpty { page.gap() }
    let dependents = Dependents(report.evaluation)
    for impact in impacts {
      page.entry(report.checklist.steps[impact.step].number, report.checklist.steps[impact.step].title)
      page.detail(effect(of: impact, report, dependents))
    }
    if let first = impacts.first {
      let number = report.checklist.steps[first.step].number
      switch report.evaluation.standings[first.step] {
      case .ready: page.commands([("Record one", "mutual start \(number)")])
      case .inProgress: page.commands([("Record one", "mutual done \(number)")])
      default: page.commands([("Why it stands as it does", "mutual why \(number)")])
      }
    } else {
      page.commands([("What stands in the way", "mutual blocked")])
    }
    return page.text
  }

  /// What finishing a step would set free; nothing more where there is nothing to finish.
  private static func effect(
    of impact: Impact, _ report: OrganisationReport, _ dependents: Dependents
  ) -> String {
    switch report.evaluation.standings[impact.step] {
    case .completed: "It is completed already."
    case .waived: "It is marked as not needed."
    case .notApplicable: "It does not apply to you, so nothing waits for it."
    case .notChosen: "Another way was taken, so nothing waits for it."
    default: frees(impact, dependents, report.checklist)
    }
  }

  /// The disagreements that a person has to settle, as questions.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func conflicts(_ report: OrganisationReport, style: TextStyle) -> String {
    let disagreements = report.evaluation.disagreements
    var page = TextPage(style)
    page.paragraph(
      disagreements.isEmpty
        ? "\(report.name): no two records disagree."
        : "\(report.name): two records disagree about \(Phrases.count(disagreements.count, "thing")). Until a person decides, each counts as unfinished or unanswered."
    )
    addWarnings(of: report, to: &page)
    var next: (label: String, command: String)?
    for disagreement in disagreements {
      page.heading(question(disagreement, report))
      let ids = disagreement.events.map { report.record.history.events[$0].id }
      let named = ids.filter { id in ids.count { $0 == id } == 1 }
      for position in disagreement.events {
        let event = report.record.history.events[position]
        page.paragraph(EventSentences.sentence(event, in: report.checklist), indent: 2, hanging: 2)
        page.detail("\(event.by), recorded on \(event.day.longText), entry \(event.id)", indent: 4)
      }
      if let twice = ids.first(where: { !named.contains($0) }) {
        page.paragraph(
          "Two of these are both called \(twice), perhaps since a backup was restored, so neither can be kept by its name. Take both back, then record what is true.",
          indent: 2)
        next = next ?? ("Take both back", "mutual undo \(twice)")
      } else if let first = ids.first {
        next = next ?? ("Keep one", "mutual settle \(name(disagreement.subject, report)) --keep \(first)")
      }
    }
    page.commands([next ?? ("Where things stand", "mutual status")])
    return page.text
  }

  private static func name(_ subject: SettledSubject, _ report: OrganisationReport) -> String {
    if case .step(let step) = subject { return report.checklist.steps[step].number }
    return subject.name(in: report.checklist)
  }

  /// What a person is asked to decide.
  static func question(_ disagreement: Disagreement, _ report: OrganisationReport) -> String {
    switch disagreement.subject {
    case .edition: "Which edition of the checklist is in force?"
    case .step(let step): "What is true of \(Phrases.named(step, in: report.checklist))?"
    case .question(let question): "Which answer holds? \(report.checklist.questions[question].prompt)"
    }
  }

  /// What changed between two days, in sentences.
  /// - Parameters:
  ///   - changes: what is different.
  ///   - report: the organisation on the later day.
  ///   - since: the earlier day.
  ///   - happenedBy: the day by which all that is compared had happened, where only that was looked at.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func changes(
    _ changes: Changes, _ report: OrganisationReport, since: Day, happenedBy: Day? = nil, style: TextStyle
  ) -> String {
    let checklist = report.checklist
    var page = TextPage(style)
    let limit = happenedBy.map { " in what had happened by \($0.longText)" } ?? ""
    let span = "from \(since.longText) to \(report.evaluation.day.longText)\(limit)"
    page.paragraph(
      changes.isEmpty ? "\(report.name): nothing changed \(span)." : "\(report.name): what changed \(span).")
    addWarnings(of: report, isDayTold: true, to: &page)
    let lists: [(String, [Int])] = [
      ("Finished", changes.finished), ("Work began", changes.started),
      ("On hold or turned down", changes.stopped),
      ("Have to be done again", changes.reopened), ("Can be started now", changes.newlyReady),
      // What is done as well is among the finished ones.
      ("New for you", changes.newlyApplies.filter { !changes.finished.contains($0) }),
      ("Do not apply any more", changes.noLongerApplies),
      ("Slipped", changes.slipped), ("Two records disagree", changes.disagreeing),
    ]
    for (heading, steps) in lists where !steps.isEmpty {
      page.heading(heading)
      for step in steps {
        page.entry(checklist.steps[step].number, checklist.steps[step].title, remark: progress(step, report))
      }
    }
    if !changes.answered.isEmpty {
      page.heading("Answered")
      for question in changes.answered {
        let given = report.evaluation.answers.given(to: question)
        let titles = (given ?? []).map { checklist.questions[question].answers[$0].title }
        page.paragraph(
          "\(checklist.questions[question].prompt) \(given == nil ? "The answer was taken back." : Phrases.sentence(titles.joined(separator: "; ")))",
          indent: 2, hanging: 4)
      }
    }
    page.commands([("What can be done now", "mutual next"), ("Every entry", "mutual log")])
    return page.text
  }
}
