internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// One change to a record: decided under the lock, judged, appended, synced, and only then told.
struct Change {
  /// What is to be recorded.
  struct Wish {
    /// What happened.
    var action: Action
    /// Whether it has a day: that of `--on`, else today.
    var hasDay = true
    /// The remark that the event is about; nil: that of `--note`, if any.
    var note: String?
    /// What was done, in sentences; nil: as the event tells it.
    var did: [String]?
    /// What the person should know besides.
    var remarks: [String] = []
  }

  /// What a change is decided by: the record as it is under the lock.
  struct Context {
    let evaluation: Evaluation
    let writer: String?
    let hasDay: Bool

    var checklist: Checklist { evaluation.checklist }
  }

  private let now: Instant
  private let today: Day
  private let on: Day?
  private let by: String
  private let note: String?
  private let evidence: [String]
  private let outOfSequence: String?
  /// Whether nothing is to be recorded.
  let isDryRun: Bool

  init(_ invocation: inout Invocation) throws(CommandError) {
    now = try invocation.now()
    today = try invocation.today()
    on = try invocation.day("--on", nearest: .past)
    by = try invocation.actor()
    note = invocation.arguments["--note"]
    evidence = invocation.arguments.all("--evidence")
    outOfSequence = invocation.arguments["--out-of-sequence"]
    isDryRun = invocation.arguments.has("--dry-run")
    if let on, on > today {
      throw .usage("\(on.longText) is not over yet: what happened can't lie after today, \(today.longText).")
    }
    if let outOfSequence, outOfSequence.isEmpty { throw .usage("--out-of-sequence needs a reason.") }
  }

  /// Records what `decide` wishes for, and says what it did.
  func record(
    _ invocation: inout Invocation, _ decide: (Context) throws(CommandError) -> Wish
  ) throws(CommandError) {
    tell(try make(&invocation, decide), invocation)
  }

  /// Records what `decide` wishes for, and says nothing.
  func make(
    _ invocation: inout Invocation, _ decide: (Context) throws(CommandError) -> Wish
  ) throws(CommandError) -> Made {
    let session = try Session.changing(&invocation)
    let outcome: Outcome
    var event: Event?
    if isDryRun {
      outcome = try judge(session, writer: try session.knownWriter(invocation), decide)
    } else {
      (outcome, event) = try session.record(invocation) { current, writer throws(CommandError) in
        let outcome = try judge(current, writer: writer, decide)
        return (outcome, outcome.draft)
      }
    }
    let report = OrganisationReport(
      id: session.report.id, name: session.report.name, evaluation: outcome.judgement.after,
      warnings: session.report.warnings)
    return Made(outcome: outcome, event: event, report: report)
  }

  /// A change that was made, or only tried.
  struct Made {
    let outcome: Outcome
    /// The event as it was recorded; nil where it was only tried.
    let event: Event?
    /// The organisation after it.
    let report: OrganisationReport
  }

  /// What came of judging a wish.
  struct Outcome {
    let judgement: Judgement
    let draft: EventDraft
    let did: [String]
    let remarks: [String]
  }

  /// What is to be recorded, with all that was typed about it.
  func draft(_ wish: Wish) -> EventDraft {
    EventDraft(
      at: wish.hasDay ? on ?? today : nil, recorded: now, day: today, by: by, action: wish.action,
      note: wish.note ?? note, evidence: evidence)
  }

  /// Why nothing is written where a newer version has written what this one does not know.
  static func newerVersion(_ name: String) -> CommandError {
    CommandError(
      .cannotWrite, "newer-version",
      "A newer version of mutual has recorded something of \(name) that this one does not know. So this one does not write to it.",
      advice: ["Get the newer version of mutual."])
  }

  private func judge(
    _ session: Session, writer: String?, _ decide: (Context) throws(CommandError) -> Wish
  ) throws(CommandError) -> Outcome {
    let evaluation = session.report.evaluation
    if session.snapshot.newer > 0 { throw Self.newerVersion(session.report.name) }
    let wish = try decide(Context(evaluation: evaluation, writer: writer, hasDay: on != nil))
    var draft = draft(wish)
    let calendar = Calendars.after(draft.action, in: evaluation.checklist)
    var judgement = Judgement(session.event(draft, by: writer), before: evaluation, calendar: calendar)
    try refuse(judgement, evaluation)
    if let outOfSequence, judgement.refusals.contains(where: \.isOutOfSequence) {
      draft.outOfSequence = Event.OutOfSequence(reason: outOfSequence, covers: judgement.covers)
      judgement = Judgement(session.event(draft, by: writer), before: evaluation, calendar: calendar)
    }
    return Outcome(
      judgement: judgement, draft: draft,
      did: wish.did ?? EventSentences.sentences(session.event(draft, by: writer), in: evaluation.checklist),
      remarks: wish.remarks + doubts(judgement, evaluation.checklist))
  }

  /// Throws what stands against the change, conflicts first; a reason for being out of sequence overrides that alone.
  private func refuse(_ judgement: Judgement, _ evaluation: Evaluation) throws(CommandError) {
    let standing = judgement.refusals.filter { !($0.isOutOfSequence && outOfSequence != nil) }
    guard let first = standing.first else { return }
    let messages = standing.map {
      RefusalSentences.message($0, in: judgement.after.refusing($0, before: evaluation))
    }
    let checklist = evaluation.checklist
    var advice: [String] = []
    if let step = first.step { advice.append("See:  mutual why \(checklist.steps[step].number)") }
    let isConflict = standing.contains(where: \.isConflict)
    if isConflict { advice.append("Decide which one holds:  mutual conflicts") }
    if !isConflict, standing.allSatisfy(\.isOutOfSequence) {
      advice.append("If it really happened, say why:  --out-of-sequence \"…\"")
    }
    if case .undetermined(let questions, _) = first.cause, let question = questions.first {
      advice.append("Answer:  mutual answer \(checklist.questions[question].id)=…")
    }
    throw CommandError(
      isConflict ? .conflict : .refused, isConflict ? "conflict" : "refused",
      messages.joined(separator: "\n"), advice: advice)
  }

  private func doubts(_ judgement: Judgement, _ checklist: Checklist) -> [String] {
    judgement.answersNotAsked.map {
      "\"\(checklist.questions[$0].prompt)\" is not asked as the other answers stand, so the answer changes nothing now."
    }
      + judgement.doubtfulAnswers.map { doubt in
        let prompts = doubt.questions.map { "\"\(checklist.questions[$0].prompt)\"" }.joined(separator: ", ")
        return
          "\"\(checklist.questions[doubt.question].answers[doubt.answer].title)\" may turn out not to be possible: that hangs on \(prompts)."
      }
  }

  private func tell(_ made: Made, _ invocation: Invocation) {
    let outcome = made.outcome
    if invocation.isJSON {
      invocation.print(
        JSONReports.change(
          outcome.judgement, made.report, event: made.event.map { EventCoding.line($0) }, did: outcome.did,
          remarks: outcome.remarks))
    } else {
      invocation.print(
        TextReports.change(
          outcome.judgement, made.report, did: outcome.did, remarks: outcome.remarks, recorded: made.event,
          style: invocation.style))
    }
  }
}

extension Refusal {
  /// Whether a reason for being out of sequence overrides it.
  var isOutOfSequence: Bool {
    if case .outOfSequence = cause { return true }
    return false
  }
}

extension Evaluation {
  /// The evaluation whose answers explain a refusal: with the change for what hangs on answers, without it for the rest.
  fileprivate func refusing(_ refusal: Refusal, before: Evaluation) -> Evaluation {
    switch refusal.cause {
    case .doesNotApply, .undetermined, .notOffered: self
    default: before
    }
  }
}

// MARK: - What was typed

extension Change.Context {
  /// The positions of the steps that were typed, each once, in checklist order.
  func steps(_ typed: [String]) throws(CommandError) -> [Int] {
    var steps: Set<Int> = []
    for word in typed { steps.insert(try Lookup.step(word, in: checklist)) }
    return steps.sorted()
  }

  func ids(_ steps: [Int]) -> [String] { steps.map { checklist.steps[$0].id } }

  /// Answers typed as `QUESTION=ANSWER,ANSWER`.
  func answers(_ typed: [String]) throws(CommandError) -> [GivenAnswer] {
    try Lookup.answers(typed, in: checklist)
  }

  /// Answers to decisions, typed as `ANSWER` where one decision is recorded, or as `QUESTION=ANSWER`.
  func decisions(_ typed: [String], steps: [Int]) throws(CommandError) -> [GivenAnswer] {
    var answers: [GivenAnswer] = []
    for word in typed {
      if word.contains("=") {
        answers += try self.answers([word])
        continue
      }
      let decisions = steps.compactMap { checklist.steps[$0].decides }
      guard decisions.count == 1 else {
        throw CommandError.usage(
          decisions.isEmpty
            ? "--answer belongs to a decision, and none is named."
            : "Several decisions are named: write --answer QUESTION=ANSWER.")
      }
      answers.append(try Lookup.given(word, to: checklist.questions[decisions[0]]))
    }
    if let twice = Dictionary(grouping: answers, by: \.question).values.first(where: { $0.count > 1 })?.first
    {
      throw CommandError.usage("\"\(twice.question)\" is answered twice.")
    }
    return answers
  }

  /// Answers in the order of the checklist's questions.
  func sorted(_ answers: [GivenAnswer]) -> [GivenAnswer] {
    answers.sorted {
      (checklist.position(ofQuestion: $0.question) ?? 0) < (checklist.position(ofQuestion: $1.question) ?? 0)
    }
  }

  /// The steps that "everything up to here" leaves out and that a person should know of, by name.
  func omissions(_ partWay: PartWay) -> [String] {
    let told = partWay.omitted.filter { $0.why != .finished && $0.why != .doesNotApply }
    let quiet = partWay.omitted.count - told.count
    var lines = told.map { RefusalSentences.leftOut($0.step, $0.why, in: checklist) }
    if quiet > 0 {
      let numbers = partWay.omitted.filter { $0.why == .finished || $0.why == .doesNotApply }
        .map { checklist.steps[$0.step].number }
      lines.append(
        "Left out, as they do not apply or are recorded already: \(numbers.joined(separator: ", ")).")
    }
    return lines
  }

  /// The event that `undo` takes back.
  func undoTarget(_ typed: String?) throws(CommandError) -> Event {
    let history = evaluation.record.history
    if let typed {
      guard let id = Event.ID(typed), let position = history.events.firstIndex(where: { $0.id == id }) else {
        throw CommandError(
          .notFound, "no-such-event", "There is no entry \"\(ArgumentParser.shown(typed))\".",
          advice: ["All entries:  mutual log"])
      }
      let event = history.events[position]
      if case .registered = event.action {
        throw CommandError(.refused, "nothing-to-undo", "Setting an organisation up can't be undone.")
      }
      guard history.isLive[position] else {
        throw CommandError(.refused, "nothing-to-undo", "The entry \(event.id) is taken back already.")
      }
      return event
    }
    let own = history.events.indices.filter {
      history.events[$0].id.writer == writer && history.isUndoable($0)
    }
    guard let newest = own.max(by: { history.events[$0].id.number < history.events[$1].id.number }) else {
      throw CommandError(
        .refused, "nothing-to-undo", "There is nothing of yours to undo here.",
        advice: history.hasUndoable ? ["To undo somebody else's entry, name it:  mutual log"] : [])
    }
    return history.events[newest]
  }
}
