import MutualChecklist

/// What the table of events says is refused, and nothing of how it is found out.
struct OracleJudgement {
  enum Cause: String {
    case inConflict, finished, inProgress, doesNotApply, undetermined, outOfSequence, answerMissing, notOnHold
    case notFinished, isAction, notCompleted
  }

  /// The rules with what was recorded, and with what the event adds to it, on today.
  let before: OracleRules
  let after: OracleRules
  /// The states on the event's own day, with the answers known now; nil where there is no such day.
  let onItsDay: OracleRules?
  let event: Event

  init(_ event: Event, events: [Event], _ checklist: Checklist, today: Day, calendar: WorkingCalendar) {
    self.event = event
    before = OracleFold(checklist, events).rules(on: today, calendar: calendar)
    let after = OracleFold(checklist, events + [event]).rules(on: today, calendar: calendar)
    self.after = after
    onItsDay = event.at.map { at in
      let then = OracleFold(checklist, events + [event], view: View(asOf: at)).rules(
        on: at, calendar: calendar)
      return OracleRules(
        checklist, recorded: then.recorded, answers: after.answers,
        questionsInConflict: after.questionsInConflict,
        today: at, calendar: calendar, lagsApart: false)
    }
  }

  /// All that stands against the event for one of its steps.
  func causes(_ step: Int) -> Set<Cause> {
    let recorded = before.recorded[step]
    if recorded.isInConflict { return [.inConflict] }
    var causes: Set<Cause> = []
    let isFinished = recorded.state == .completed || recorded.state == .waived
    let applies = after.applies(step)
    let isUnanswered =
      before.checklist.steps[step].decides.map { question in
        let id = before.checklist.questions[question].id
        return !event.action.answers.contains { $0.question == id && !$0.answers.isEmpty }
      } ?? false
    func judgeRequirements() {
      if applies == .no { causes.insert(.doesNotApply) }
      if applies == .unknown { causes.insert(.undetermined) }
      if let onItsDay, !onItsDay.unmet(step).isEmpty { causes.insert(.outOfSequence) }
    }
    // These set the answer that a decision gives; where two records of it disagree a person settles that first.
    switch event.action {
    case .completed, .waived, .reopened:
      if let question = before.checklist.steps[step].decides, before.questionsInConflict.contains(question) {
        causes.insert(.inConflict)
      }
    default: break
    }
    switch event.action {
    case .started:
      if isFinished { causes.insert(.finished) }
      if recorded.state == .inProgress { causes.insert(.inProgress) }
      judgeRequirements()
    case .completed:
      if recorded.state == .completed { causes.insert(.finished) }
      if isUnanswered { causes.insert(.answerMissing) }
      judgeRequirements()
    case .held:
      if isFinished { causes.insert(.finished) }
      if applies == .no { causes.insert(.doesNotApply) }
    case .resumed: if recorded.state != .onHold { causes.insert(.notOnHold) }
    case .turnedDown:
      if before.checklist.steps[step].kind == .action { causes.insert(.isAction) }
      if isFinished { causes.insert(.finished) }
      if applies == .no { causes.insert(.doesNotApply) }
    case .waived:
      if isFinished { causes.insert(.finished) }
      if isUnanswered { causes.insert(.answerMissing) }
    case .reopened:
      if !isFinished { causes.insert(.notFinished) }
    default: break
    }
    return causes
  }

  static func kind(of cause: Refusal.Cause) -> Cause? {
    switch cause {
    case .inConflict, .questionInConflict: .inConflict
    case .finished: .finished
    case .inProgress: .inProgress
    case .doesNotApply: .doesNotApply
    case .undetermined: .undetermined
    case .outOfSequence: .outOfSequence
    case .answerMissing: .answerMissing
    case .notOnHold: .notOnHold
    case .notFinished: .notFinished
    case .notCompleted: .notCompleted
    case .isAction: .isAction
    case .oneAnswerOnly, .notOffered: nil
    }
  }
}
