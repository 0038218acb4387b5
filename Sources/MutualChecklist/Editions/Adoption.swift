/// What going over to another edition would do to an organisation: what it gains, what it loses, what it has to check.
///
/// Nothing recorded is lost by it: events on steps that the new edition does not have are kept, and shown as retired.
public struct Adoption: Sendable {
  /// The organisation on the edition in force.
  public let before: Evaluation
  /// The organisation on the new edition, on the same day.
  public let after: Evaluation

  /// The steps of the new edition that are new, and that apply or may apply; by their positions there.
  public let gains: [Int]
  /// The steps of the edition before that are dropped, and that were left to do; by their positions there.
  public let losses: [Int]
  /// The ids of steps that something was recorded of, and that are retired now.
  public let retired: [String]
  /// The steps of the new edition that are not finished, though a step that they are or replace was.
  public let noLongerFinished: [Int]
  /// The steps of the new edition that can be started now, and could not before.
  public let newlyReady: [Int]
  /// The steps of the new edition that apply no longer.
  public let noLongerApplies: [Int]
  /// The completed steps of the new edition that are to be checked again because of it, each with the reasons.
  public let checkAgain: [(step: Int, reasons: [Reason])]
  /// The questions of the new edition that are new, and that are asked or may be.
  public let newQuestions: [Int]
  /// The questions of the edition before whose answer the new one does not know; by their positions there.
  public let lostAnswers: [Int]

  /// Works out what an adoption would do; nil where the history has no registration.
  /// - Parameters:
  ///   - event: the event that adopts the edition; it has seen all others.
  ///   - before: the organisation as it stands.
  ///   - checklist: the new edition.
  ///   - inheritance: what the new edition inherits, from the edition before and others.
  ///   - calendar: the working days that count on the new edition.
  /// - Complexity: that of two evaluations and of `checkAgain` for both.
  public init?(
    _ event: Event, before: Evaluation, checklist: Checklist, inheritance: Inheritance,
    calendar: WorkingCalendar
  ) {
    let history = History(before.record.history.events + [event])
    guard let registration = Registration(history) else { return nil }
    let record = Record(
      history, registration: registration, checklist: checklist, inheritance: inheritance)
    let after = Evaluation(checklist, record: record, on: before.day, calendar: calendar)
    let (old, new) = (before.checklist, checklist)
    let succession = Succession(from: old, to: new)
    self.before = before
    self.after = after

    func steps(where holds: (_ step: Int, _ predecessors: [Int]) -> Bool) -> [Int] {
      new.steps.indices.filter { holds($0, succession.predecessors[$0]) }
    }
    func isLeft(_ standing: Standing) -> Bool { standing.isNext || standing.isHeldUp }
    gains = steps { $1.isEmpty && isLeft(after.standings[$0]) }
    losses = old.steps.indices.filter {
      succession.successors[$0].isEmpty && isLeft(before.standings[$0])
    }
    let retiredBefore = Set(before.record.retiredSteps)
    retired = after.record.retiredSteps.filter { !retiredBefore.contains($0) }
    noLongerFinished = steps { step, predecessors in
      !after.record.steps[step].isFinished
        && predecessors.contains { before.record.steps[$0].isFinished }
    }
    newlyReady = steps { step, predecessors in
      !predecessors.isEmpty && after.standings[step] == .ready
        && predecessors.allSatisfy { before.standings[$0] != .ready }
    }
    noLongerApplies = steps { step, predecessors in
      after.standings[step] == .notApplicable
        && predecessors.contains { before.standings[$0] != .notApplicable }
    }
    let checkedBefore = Set(before.checkAgain.map(\.step))
    checkAgain = after.checkAgain.filter { again in
      !succession.predecessors[again.step].contains { checkedBefore.contains($0) }
    }
    newQuestions = new.questions.indices.filter {
      old.position(ofQuestion: new.questions[$0].id) == nil && after.answers.asked[$0] != .no
    }
    lostAnswers = old.questions.indices.filter { question in
      guard let given = before.answers.answers[question] else { return false }
      let definition = old.questions[question]
      guard let position = new.position(ofQuestion: definition.id) else { return true }
      return given.contains {
        new.questions[position].position(ofAnswer: definition.answers[$0].id) == nil
      }
    }
  }
}
