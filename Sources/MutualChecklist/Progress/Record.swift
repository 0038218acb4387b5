/// What the events of an organisation add up to: the state of every step, the answers, and all else that was set.
///
/// The fold is total: whatever events come in, in whatever order they were merged, it gives a record, and the same
/// one. Where writers who had not seen each other recorded different things, the step or question is in conflict.
public struct Record: Sendable {
  /// Whose it is, and the edition in force.
  public let registration: Registration
  /// The events that it was made of.
  public let history: History
  /// What was recorded of each step, by the step's position in the checklist.
  public internal(set) var steps: [StepRecord]
  /// The answers, by the question's position in the checklist.
  public internal(set) var answers: [AnswerRecord]
  /// The id of the calendar that the organisation chose.
  public private(set) var calendar: String?
  /// The days on which the organisation is closed.
  public private(set) var closures: [Day] = []
  /// The day that the organisation wants to be finished by.
  public private(set) var target: Day?
  /// How the organisation's work ended, if it did.
  public private(set) var outcome: String?
  /// The ids of steps that were recorded but are not in the edition in force, in the order of first mention.
  public private(set) var retiredSteps: [String] = []
  /// How many events a newer version of the program wrote.
  public private(set) var newerEvents = 0

  /// The events by what they are about.
  let log: SubjectLog

  /// Folds a history.
  /// - Parameters:
  ///   - history: the events that count.
  ///   - registration: the registration found in it.
  ///   - checklist: the edition in force.
  /// - Complexity: O(steps + events); where writers worked apart, quadratic in the events on that subject.
  public init(_ history: History, registration: Registration, checklist: Checklist) {
    self.history = history
    self.registration = registration
    log = SubjectLog(history, checklist: checklist)
    steps = checklist.steps.map { _ in StepRecord() }
    answers = checklist.questions.map { _ in AnswerRecord() }
    for step in steps.indices where !log.steps.isEmpty(step) {
      steps[step] = log.record(of: step, kind: checklist.steps[step].kind, history) { _ in true }
    }
    for question in answers.indices where !log.questions.isEmpty(question) {
      answers[question] = AnswerRecord(log.questions[question], history) {
        SubjectLog.answers(to: checklist.questions[question], at: $0, in: history)
      }
    }
    foldTheRest(checklist)
  }

  /// Whether a lag in working days runs or ran after a step was completed, so that the calendar matters.
  /// - Complexity: O(links).
  public func countsWorkingDays(_ checklist: Checklist) -> Bool {
    checklist.steps.indices.contains { step in
      checklist.steps[step].requires.contains { requirement in
        requirement.contains { $0.lag?.unit == .workingDays && steps[$0.step].state == .completed }
      }
    }
  }

  /// The record of a step after some of the events that set its state, in fold order; conflicts not looked at.
  static func folded(
    _ positions: some Sequence<Int>, kind: Step.Kind, _ history: History,
    from start: StepRecord = StepRecord()
  ) -> StepRecord {
    var record = start
    for position in positions { record.fold(history.events[position], at: position, kind: kind) }
    return record
  }

  static func stepRecord(
    _ positions: [Int], kind: Step.Kind, _ history: History, from start: StepRecord = StepRecord()
  ) -> StepRecord {
    var record = folded(positions, kind: kind, history, from: start)
    let frontier = SubjectLog.frontier(positions, in: history)
    guard frontier.count > 1 else { return record }
    // The effect of an event is the state after it and all that it had seen.
    let effects = frontier.map { tip in
      folded(positions.filter { $0 == tip || history.hasSeen($0, by: tip) }, kind: kind, history, from: start)
    }
    // What was begun, held or taken up again gives way to what was finished meanwhile.
    let deciding = zip(frontier, effects).filter { !history.events[$0.0].action.givesWay }.map(\.1)
    let agreed = deciding.isEmpty || !deciding.allSatisfy(\.state.isFinished) ? effects : deciding
    if Set(agreed.map(\.state)).count == 1 {
      // The latest known day counts; among equals, the last in fold order.
      if let latest = agreed.max(by: { ($0.at ?? .first, $0.setBy ?? 0) < ($1.at ?? .first, $1.setBy ?? 0) })
      {
        record = latest
      }
    } else {
      record.conflict = frontier
    }
    return record
  }

  /// Everything but states and answers: the last in fold order counts.
  private mutating func foldTheRest(_ checklist: Checklist) {
    var retired: Set<String> = []
    for position in history.live {
      if history.events[position].isFromNewerVersion { newerEvents += 1 }
      let about = log.about[position]
      if about.isEmpty || history.events[position].action.steps.count > 1 {
        for id in history.events[position].action.steps
        where checklist.positions(ofSteps: [id]).isEmpty && retired.insert(id).inserted {
          retiredSteps.append(id)
        }
      }
      let evidence = history.events[position].evidence
      if !evidence.isEmpty {
        for step in about {
          let known = steps[step].evidence
          steps[step].evidence = known.isEmpty ? evidence : known + evidence.filter { !known.contains($0) }
        }
      }
      switch history.events[position].action {
      case .confirmed(let ids):
        // Who confirmed one of several that a step took over from did not look at the rest.
        for step in about where log.parts[step] == nil || ids.contains(checklist.steps[step].id) {
          steps[step].confirmedBy = position
        }
      case .assigned(_, let person): for step in about { steps[step].assignee = person }
      case .dueSet(_, let due): for step in about { steps[step].due = due }
      case .calendarSet(let calendar): self.calendar = calendar
      case .closuresSet(let days): closures = days
      case .targetSet(let target): self.target = target
      case .closed(let outcome, _): self.outcome = outcome
      case .organisationReopened: outcome = nil
      default: break
      }
    }
  }
}

/// What was recorded as the answer to a question.
public struct AnswerRecord: Sendable {
  /// The positions of the answers given, in the order of the question; nil where it is not answered, or in conflict.
  public private(set) var given: [Int]?
  /// The position, in the history, of the event that set the answer.
  public private(set) var setBy: Int?
  /// The positions of the events that disagree.
  public private(set) var conflict: [Int] = []

  /// Whether two records of the answer disagree.
  public var isInConflict: Bool { !conflict.isEmpty }

  /// Creates the record of a question that nobody has answered.
  init() {}

  /// Creates the record of a question as it would be after an answer that was not recorded yet.
  init(given: [Int]?) { self.given = given.flatMap { $0.isEmpty ? nil : $0 } }

  /// Creates the record of a question with an answer that is only supposed.
  init(supposed given: [Int]?) { self.given = given }

  /// Folds the events on a question, given by their positions; `answers` says what the event at one gave, none where it took
  /// the answers back.
  init(_ positions: [Int], _ history: History, answers: (Int) -> [Int]) {
    guard let last = positions.last else { return }
    let frontier = SubjectLog.frontier(positions, in: history)
    let newest = answers(last)
    if frontier.contains(where: { answers($0) != answers(frontier[0]) }) {
      conflict = frontier
    } else {
      given = newest.isEmpty ? nil : newest
      setBy = last
    }
  }
}
