public import MutualChecklist

/// Tells events in sentences.
public enum EventSentences {
  /// What happened, as a sentence: `1.7 "Collect the facts" was completed, on 20 November 2026.`
  /// - Parameters:
  ///   - event: the event.
  ///   - checklist: the edition in force, for the titles.
  /// - Returns: the sentence.
  public static func sentence(_ event: Event, in checklist: Checklist) -> String {
    let (what, more) = parts(event, in: checklist)
    return Phrases.sentence(what + (event.at.map { ", on \($0.longText)" } ?? "") + more)
  }

  /// What happened, a sentence for each answer and one for all else.
  public static func sentences(_ event: Event, in checklist: Checklist) -> [String] {
    guard case .answered(let answers) = event.action, answers.count > 1 else {
      return [sentence(event, in: checklist)]
    }
    let day = event.at.map { ", on \($0.longText)" } ?? ""
    return answers.map { answered($0, checklist) + day + "." }
  }

  /// So many steps are named by their titles; more of them by their numbers.
  private static let fewSteps = 3

  /// What happened, and what there is to tell of it after the day; without the full stop.
  private static func parts(_ event: Event, in checklist: Checklist) -> (what: String, more: String) {
    let verb = event.action.steps.count == 1 ? "was" : "were"
    let subject = subject(event, checklist)
    switch event.action {
    case .completed(_, let answers): return ("\(subject) \(verb) completed", decided(answers, checklist))
    case .held(_, let reason, let waitingFor, let chase):
      return (
        "\(subject) \(verb) put on hold",
        ": \(Phrases.sentence(reason))" + (waitingFor.map { " It waits for \($0)." } ?? "")
          + (chase.map { " Chase on \($0.longText)." } ?? "")
      )
    case .turnedDown(_, let reason, let backOn):
      return (
        "\(subject) \(verb) turned down",
        ": \(Phrases.sentence(reason))" + (backOn.map { " It comes back on \($0.longText)." } ?? "")
      )
    case .waived(_, let reason, let answers):
      return (
        "\(subject) \(verb) marked as not needed",
        ": \(Phrases.sentence(reason))"
          + (answers.isEmpty ? "" : " \(Phrases.list(answers.map { answered($0, checklist) }))")
      )
    case .reopened(_, let reason): return ("\(subject) \(verb) reopened", ": \(reason)")
    case .dueSet(_, let due?): return ("\(subject) \(verb) given a due day", ": \(due.longText)")
    case .closed(let outcome, let reason):
      return ("The work was closed", ": \(outcome)" + (reason.map { ". \($0)" } ?? ""))
    case .registered(let name, let id, let edition):
      return ("\"\(name)\" was set up on \(id), edition \(edition)", "")
    case .answered(let answers): return (Phrases.list(answers.map { answered($0, checklist) }), "")
    case .started: return ("\(subject) \(verb) started", "")
    case .resumed: return ("\(subject) \(verb) taken up again", "")
    case .confirmed: return ("\(subject) \(verb) looked at again and confirmed", "")
    case .assigned(_, let person): return ("\(subject) \(verb) assigned to \(person ?? "nobody")", "")
    case .dueSet: return ("\(subject) \(verb) told to have no due day", "")
    case .noted: return ("A note was made about \(subject)", "")
    case .lessonNoted(_, let text): return ("\(subject): lesson \"\(text)\"", "")
    case .adopted(let edition): return ("Edition \(edition) was adopted", "")
    case .calendarSet(let calendar): return ("Working days are counted in the calendar \(calendar)", "")
    case .closuresSet(let days): return ("Closed on \(Phrases.list(days.map(\.longText)))", "")
    case .meetingsSet(let body, let days, _):
      return ("\(body) meets on \(Phrases.list(days.map(\.longText)))", "")
    case .targetSet(let target):
      return (target.map { "The target was set to \($0.longText)" } ?? "The target was taken back", "")
    case .baselineSet(let name, _): return ("The baseline \"\(name)\" was set", "")
    case .organisationReopened: return ("The work was taken up again", "")
    case .settled(let subject, let kept, _):
      return (
        "The disagreement about \(settled(subject, checklist)) was settled: the entry \(kept) is kept", ""
      )
    case .retracted(let id): return ("The entry \(id) was taken back", "")
    case .unknown(let kind): return ("Something that a newer version of mutual recorded (\(kind))", "")
    }
  }

  /// The steps of an event, by name where they are few.
  private static func subject(_ event: Event, _ checklist: Checklist) -> String {
    let ids = event.action.steps
    let names = ids.map { id in
      guard let step = checklist.position(ofStep: id) else { return "\"\(id)\"" }
      return ids.count > fewSteps ? checklist.steps[step].number : Phrases.named(step, in: checklist)
    }
    return (ids.count > fewSteps ? "\(ids.count) steps, " : "") + Phrases.list(names)
  }

  /// What was settled, as people call it.
  private static func settled(_ subject: String, _ checklist: Checklist) -> String {
    switch SettledSubject(subject, in: checklist) {
    case .step(let step): Phrases.named(step, in: checklist)
    case .question(let question): "\"\(checklist.questions[question].prompt)\""
    case .edition: "the edition of the checklist"
    case nil: "\"\(subject)\""
    }
  }

  private static func answered(_ given: GivenAnswer, _ checklist: Checklist) -> String {
    guard let position = checklist.position(ofQuestion: given.question) else {
      return "\"\(given.question)\" was answered \(Phrases.list(given.answers))"
    }
    let question = checklist.questions[position]
    guard !given.answers.isEmpty else { return "The answer to \"\(question.prompt)\" was taken back" }
    let titles = given.answers.map { id in question.answers.first { $0.id == id }?.title ?? id }
    return "\"\(question.prompt)\" was answered \(Phrases.list(titles.map { "\"\($0)\"" }))"
  }

  private static func decided(_ answers: [GivenAnswer], _ checklist: Checklist) -> String {
    answers.isEmpty ? "" : "; " + Phrases.list(answers.map { answered($0, checklist) })
  }
}

extension TextReports {
  /// The record as it was made, oldest first.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - events: the positions of the events to show.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func log(_ report: OrganisationReport, events: [Int], style: TextStyle) -> String {
    let history = report.record.history
    var page = TextPage(style)
    let all = Phrases.count(history.events.count, "entry", "entries")
    page.paragraph(
      "\(report.name): \(events.count == history.events.count ? all : "\(events.count) of \(all)").")
    addWarnings(of: report, to: &page)
    var day: Day?
    for position in events {
      let event = history.events[position]
      if event.day != day {
        page.heading("Recorded on \(event.day.longText)")
        day = event.day
      }
      let taken = history.isLive[position] ? "" : " This entry was taken back."
      page.paragraph("\(EventSentences.sentence(event, in: report.checklist))\(taken)", indent: 2, hanging: 2)
      page.detail("\(event.by), entry \(event.id)", indent: 4)
      if let out = event.outOfSequence {
        page.detail("Out of sequence: \(Phrases.sentence(out.reason))", indent: 4)
      }
      if let note = event.note { page.detail("Note: \(Phrases.sentence(note))", indent: 4) }
      if !event.evidence.isEmpty { page.detail("Evidence: \(Phrases.list(event.evidence))", indent: 4) }
    }
    page.commands([
      history.hasUndoable
        ? ("Take your last entry back", "mutual undo") : ("Where things stand", "mutual status")
    ])
    return page.text
  }
}
