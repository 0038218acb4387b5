internal import MutualChecklist
internal import MutualJSON

/// Writes steps as items of a report. One writer serves all items of a report: what it finds for one serves others.
struct StepItemWriter {
  private let report: OrganisationReport
  private var walk: BlockerWalk

  init(_ report: OrganisationReport, of steps: [Int]) {
    self.report = report
    walk = BlockerWalk(report.evaluation)
    walk.findRootBlockers(of: steps)
  }

  private var checklist: Checklist { report.checklist }
  private var evaluation: Evaluation { report.evaluation }

  /// Writes one step.
  mutating func write(_ position: Int, to json: inout JSONWriter) {
    let step = checklist.steps[position]
    let reasons = evaluation.reasons(for: position)
    json.beginObject()
    json.member("id", step.id)
    json.member("number", step.number)
    json.member("title", step.title)
    json.member("stage", checklist.stages[step.stage].id)
    json.member("stageTitle", checklist.stages[step.stage].title)
    json.member("kind", step.kind.rawValue)
    json.member("roles", step.roles)
    json.key("basis")
    if let basis = step.basis { json.string(basis.rawValue) } else { json.null() }
    json.member("mustNotMiss", step.mustNotMiss)
    json.member("standing", evaluation.standings[position].rawValue)
    json.key("reasons")
    write(reasons, to: &json)
    json.member("blockers", ids(walk.blockers(of: position)))
    json.member("rootBlockers", ids(walk.rootBlockers(of: position)))
    writeWhatHolds(position, step, reasons, to: &json)
    json.endObject()
  }

  /// The fields that are there only where they hold.
  private func writeWhatHolds(_ position: Int, _ step: Step, _ reasons: [Reason], to json: inout JSONWriter) {
    let record = report.record.steps[position]
    let standing = evaluation.standings[position]
    let event = report.stateEvent(position)
    if standing == .undetermined {
      json.member(
        "questions", evaluation.answers.openQuestions(of: step.appliesWhen).map { checklist.questions[$0].id }
      )
    }
    if let until = evaluation.until(position) { json.member("until", until.description) }
    if record.state.isFinished, !record.isInConflict, let at = record.at { json.member("on", at.description) }
    if let question = step.decides {
      if record.isFinished, let given = evaluation.answers.given(to: question) {
        json.member("answer", given.map { checklist.questions[question].answers[$0].id })
      }
      json.member("decides", checklist.questions[question].id)
    }
    if standing == .completed || standing == .inProgress, let out = event?.outOfSequence {
      json.key("outOfSequence")
      json.beginObject()
      json.member("reason", out.reason)
      json.member("covers", out.covers)
      json.endObject()
    }
    if standing == .completed, !reasons.isEmpty {
      json.key("checkAgain")
      write(reasons, to: &json)
    }
    if let person = record.assignee { json.member("assignee", person) }
    if let due = record.due { json.member("due", due.description) }
    switch standing {
    case .inProgress, .onHold, .turnedDown:
      if let at = record.at { json.member("since", at.description) }
    default: break
    }
    switch event?.action {
    case .held(_, let reason, let waitingFor, let chase) where standing == .onHold:
      if let waitingFor { json.member("waitingFor", waitingFor) }
      if let chase { json.member("chase", chase.description) }
      json.member("reason", reason)
    case .turnedDown(_, let reason, let backOn) where standing == .turnedDown:
      if let backOn { json.member("backOn", backOn.description) }
      json.member("reason", reason)
    case .waived(_, let reason, _) where standing == .waived: json.member("reason", reason)
    default: break
    }
    if !record.evidence.isEmpty { json.member("evidence", record.evidence) }
  }

  /// Writes reasons: each with its code and the arguments that it has.
  func write(_ reasons: [Reason], to json: inout JSONWriter) {
    json.beginArray()
    for reason in reasons {
      json.beginObject()
      json.member("code", reason.code.rawValue)
      if !reason.steps.isEmpty { json.member("steps", ids(reason.steps)) }
      if !reason.questions.isEmpty {
        json.member("questions", reason.questions.map { checklist.questions[$0].id })
      }
      if let day = reason.day { json.member("day", day.description) }
      if let text = reason.text { json.member("text", text) }
      json.endObject()
    }
    json.endArray()
  }

  private func ids(_ steps: [Int]) -> [String] { steps.map { checklist.steps[$0].id } }
}
