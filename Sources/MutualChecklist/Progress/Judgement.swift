/// What an event that is not recorded yet would do, and whether it may be recorded.
///
/// A start or completion is judged by the answers known now, and by requirements and lags as they stood on its own day.
/// The steps of one event are judged together, and an event without a day is judged on no day.
public struct Judgement: Sendable {
  /// The evaluation without the event.
  public let before: Evaluation
  /// The evaluation with it, on the same day.
  public let after: Evaluation
  /// What stands against it; empty where it may be recorded.
  public private(set) var refusals: [Refusal]

  private let event: Event
  /// The steps as they would stand on the event's own day; nil where that is not judged.
  private let onItsDay: Evaluation?

  /// Judges an event.
  /// - Parameters:
  ///   - event: the event; its `outOfSequence` is not looked at.
  ///   - before: the evaluation of all that was recorded, on today.
  ///   - calendar: the working days of the record with the event, where that may change them; nil: those of `before`.
  /// - Complexity: O(steps + links + events).
  public init(_ event: Event, before: Evaluation, calendar: ((Record) -> WorkingCalendar)? = nil) {
    let checklist = before.checklist
    self.event = event
    self.before = before
    let record = Self.record(before, adding: event, view: .everything)
    after = Evaluation(
      checklist, record: record, on: before.day, calendar: calendar?(record) ?? before.calendar)
    onItsDay =
      Self.isJudgedBySequence(event.action) ? Self.evaluation(of: event, before: before, after: after) : nil
    refusals = []
    refusals = answerRefusals() + before.checklist.positions(ofSteps: event.action.steps).compactMap(refusal)
  }

  private static func isJudgedBySequence(_ action: Action) -> Bool {
    switch action {
    case .started, .completed: true
    default: false
    }
  }

  private static func record(_ before: Evaluation, adding event: Event, view: View) -> Record {
    Record(
      History(before.record.history.events + [event], view: view), registration: before.record.registration,
      checklist: before.checklist)
  }

  /// The evaluation on the event's own day: states as of then, answers as known now.
  private static func evaluation(of event: Event, before: Evaluation, after: Evaluation) -> Evaluation? {
    guard let at = event.at else { return nil }
    let isLatest = before.record.history.events.allSatisfy { $0.at.map { $0 <= at } ?? true }
    if isLatest, at == before.day { return after }
    var record = isLatest ? after.record : record(before, adding: event, view: View(asOf: at))
    record.answers = after.record.answers
    return Evaluation(before.checklist, record: record, on: at, calendar: before.calendar)
  }

  /// The ids of the steps and questions that were not as they should have been: what a reason for being out of
  /// sequence covers. In checklist order, steps first.
  public var covers: [String] {
    guard let onItsDay else { return [] }
    let checklist = before.checklist
    let rules = onItsDay.requirements
    var steps: Set<Int> = []
    for step in checklist.positions(ofSteps: event.action.steps) {
      for requirement in checklist.steps[step].requires
      where rules.state(of: requirement, isSatisfied: onItsDay.isSatisfied) != .met {
        steps.formUnion(requirement.links.map(\.step))
        steps.formUnion(onItsDay.blockers(of: requirement, rules))
      }
    }
    let questions = Set(
      steps.filter { onItsDay.standings[$0] == .undetermined }.flatMap {
        onItsDay.answers.openQuestions(of: checklist.steps[$0].appliesWhen)
      })
    return steps.sorted().map { checklist.steps[$0].id }
      + questions.sorted().map { checklist.questions[$0].id }
  }

  // MARK: Steps

  private func refusal(_ step: Int) -> Refusal? {
    cause(step).map { Refusal(step: step, cause: $0) }
  }

  private func cause(_ step: Int) -> Refusal.Cause? {
    let record = before.record.steps[step]
    if event.action.setsState {
      if record.isInConflict { return .inConflict }
      if let question = questionInConflict(step) { return .questionInConflict(question: question) }
    }
    switch event.action {
    case .started:
      if record.state.isFinished { return .finished(record.state) }
      if record.state == .inProgress { return .inProgress }
      return inapplicable(step) ?? outOfSequence(step)
    case .completed:
      if record.state == .completed { return .finished(.completed) }
      return inapplicable(step) ?? missingAnswer(step) ?? outOfSequence(step)
    case .held:
      if record.state.isFinished { return .finished(record.state) }
      return before.applies[step] == .no ? inapplicable(step) : nil
    case .turnedDown:
      if before.checklist.steps[step].kind == .action { return .isAction }
      if record.state.isFinished { return .finished(record.state) }
      return before.applies[step] == .no ? inapplicable(step) : nil
    case .waived:
      if record.state.isFinished { return .finished(record.state) }
      return missingAnswer(step)
    case .resumed: return record.state == .onHold ? nil : .notOnHold
    case .reopened: return record.state.isFinished ? nil : .notFinished
    case .confirmed: return record.isFinished && record.state == .completed ? nil : .notCompleted
    default: return nil
    }
  }

  /// The question whose answer the event would set although two answers to it disagree.
  private func questionInConflict(_ step: Int) -> Int? {
    guard let question = before.checklist.steps[step].decides, before.record.answers[question].isInConflict
    else { return nil }
    switch event.action {
    case .completed, .waived, .reopened: return question
    default: return nil
    }
  }

  private func inapplicable(_ step: Int) -> Refusal.Cause? {
    let condition = before.checklist.steps[step].appliesWhen
    switch after.applies[step] {
    case .yes: return nil
    case .no: return .doesNotApply(questions: after.answers.deniers(of: condition))
    case .unknown:
      let open = after.answers.openQuestions(of: condition)
      return .undetermined(questions: open, deciders: after.pendingDeciders(of: open))
    }
  }

  private func missingAnswer(_ step: Int) -> Refusal.Cause? {
    guard let question = before.checklist.steps[step].decides else { return nil }
    let id = before.checklist.questions[question].id
    return event.action.answers.contains { $0.question == id && !$0.answers.isEmpty }
      ? nil : .answerMissing(question: question)
  }

  private func outOfSequence(_ step: Int) -> Refusal.Cause? {
    guard let onItsDay else { return nil }
    let reasons = onItsDay.unmetRequirements(of: step)
    return reasons.isEmpty ? nil : .outOfSequence(reasons, on: onItsDay.day)
  }

  // MARK: Answers

  private func answerRefusals() -> [Refusal] {
    event.action.answers.compactMap { given in
      guard let position = before.checklist.position(ofQuestion: given.question) else { return nil }
      let question = before.checklist.questions[position]
      if before.record.answers[position].isInConflict {
        return Refusal(step: nil, cause: .questionInConflict(question: position))
      }
      if given.answers.count > 1, !question.several {
        return Refusal(step: nil, cause: .oneAnswerOnly(question: position))
      }
      for answer in given.answers.compactMap(question.position(ofAnswer:)) {
        let offered = question.answers[answer].offerWhen
        guard after.answers.truth(of: offered) == .no else { continue }
        return Refusal(
          step: nil,
          cause: .notOffered(
            question: position, answer: answer, questions: after.answers.deniers(of: offered)))
      }
      return nil
    }
  }

  /// The answers that can't be ruled out yet, but hang on questions that are not answered.
  public var doubtfulAnswers: [(question: Int, answer: Int, questions: [Int])] {
    event.action.answers.flatMap { given -> [(question: Int, answer: Int, questions: [Int])] in
      guard let position = before.checklist.position(ofQuestion: given.question) else { return [] }
      let question = before.checklist.questions[position]
      return given.answers.compactMap(question.position(ofAnswer:)).compactMap { answer in
        let offered = question.answers[answer].offerWhen
        guard after.answers.truth(of: offered) == .unknown else { return nil }
        return (position, answer, after.answers.openQuestions(of: offered))
      }
    }
  }

  /// The questions that are answered although, as the other answers stand, they are not asked.
  public var answersNotAsked: [Int] {
    event.action.answers.compactMap { before.checklist.position(ofQuestion: $0.question) }
      .filter { after.answers.asked[$0] == .no }
  }

  // MARK: What it changes

  /// The steps that are ready with the event and were not before, in checklist order.
  public var newlyReady: [Int] {
    steps { after.standings[$0] == .ready && before.standings[$0] != .ready }
  }

  /// The steps that apply with the event and were not known to before, in checklist order.
  public var newlyApplies: [Int] { steps { after.applies[$0] == .yes && before.applies[$0] != .yes } }

  /// The steps that do not apply with the event and did or might have before, in checklist order.
  public var noLongerApplies: [Int] { steps { after.applies[$0] == .no && before.applies[$0] != .no } }

  /// The steps that were needed and no longer are, in checklist order: they stopped to apply, or another way was taken.
  public var noLongerNeeded: [Int] {
    steps {
      after.applies[$0] == .no && before.applies[$0] == .yes
        || after.standings[$0] == .notChosen && before.standings[$0] != .notChosen
    }
  }

  private func steps(where holds: (Int) -> Bool) -> [Int] { before.checklist.steps.indices.filter(holds) }
}
