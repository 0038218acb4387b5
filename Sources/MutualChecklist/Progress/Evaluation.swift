/// What a record means on a day: the standing of every step, with its reasons.
///
/// Every report, list, plan and explanation comes from one of these, so that "ready" and "why not" can't disagree.
///
/// ```swift
/// let evaluation = Evaluation(checklist, record: record, on: today, calendar: .weekdays)
/// for step in evaluation.next { print(checklist.steps[step].title) }
/// ```
///
/// It never changes: whoever asks it shares it. It is made in two passes over the steps: in the order of their links for what is satisfied, and backwards
/// for what is no longer needed. Both are linear in steps plus links; nothing in it is recursive.
public final class Evaluation: Sendable {
  /// The steps and questions.
  public let checklist: Checklist
  /// What was recorded.
  public let record: Record
  /// The day that it is evaluated on.
  public let day: Day
  /// The working days that lags are counted in.
  public let calendar: WorkingCalendar
  /// What the answers say of conditions.
  public let answers: Applicability
  /// Whether each step applies.
  public let applies: [Truth]
  /// The standing of each step.
  public let standings: [Standing]
  /// For each step, by position, how many of its requirements are unmet.
  public let unmetRequirementCounts: [Int]

  /// Whether each step is satisfied: finished, or looked through with all that it waits for met.
  let isSatisfied: [Bool]
  /// Whether nothing needs a step any more.
  let isNoLongerNeeded: [Bool]
  /// The rules of requirements on this day.
  let requirements: RequirementRules

  /// Evaluates a record.
  /// - Parameters:
  ///   - checklist: the edition in force.
  ///   - record: what was recorded, folded with the same edition.
  ///   - day: the day to evaluate on.
  ///   - calendar: the working days that lags are counted in.
  /// - Complexity: O(steps + links + clauses).
  public init(_ checklist: Checklist, record: Record, on day: Day, calendar: WorkingCalendar) {
    self.checklist = checklist
    self.record = record
    self.day = day
    self.calendar = calendar
    let answers = Applicability(checklist, records: record.answers)
    let applies = checklist.steps.map { answers.truth(of: $0.appliesWhen) }
    let requirements = RequirementRules(
      checklist: checklist, steps: record.steps, applies: applies, day: day, calendar: calendar)
    let (isSatisfied, unmet) = requirements.satisfied()
    let isNoLongerNeeded = Self.noLongerNeeded(checklist, record.steps)
    self.answers = answers
    self.applies = applies
    self.requirements = requirements
    self.isSatisfied = isSatisfied
    self.isNoLongerNeeded = isNoLongerNeeded
    unmetRequirementCounts = unmet
    standings = checklist.steps.indices.map { step in
      Self.standing(
        record.steps[step].state, isInConflict: !record.steps[step].conflict.isEmpty, applies: applies[step],
        isNoLongerNeeded: isNoLongerNeeded[step], areMet: unmet[step] == 0)
    }
  }

  /// The first of the table of standings that holds.
  private static func standing(
    _ state: StepState, isInConflict: Bool, applies: Truth, isNoLongerNeeded: Bool, areMet: Bool
  ) -> Standing {
    if isInConflict { return .conflict }
    if state == .completed { return .completed }
    if state == .waived { return .waived }
    if applies == .no { return .notApplicable }
    if state == .inProgress { return .inProgress }
    if state == .onHold { return .onHold }
    if isNoLongerNeeded { return .notChosen }
    if state == .turnedDown { return .turnedDown }
    if applies == .unknown { return .undetermined }
    return areMet ? .ready : .blocked
  }

  /// A step is no longer needed when it is not started or turned down, something requires it, and all that does is
  /// itself so, or took another way that is enough, or is finished and had other ways.
  static func noLongerNeeded(_ checklist: Checklist, _ steps: [StepRecord]) -> [Bool] {
    // By position: a loop over the records themselves would copy each.
    let isIdle = steps.indices.map { step in
      (steps[step].state == .notStarted || steps[step].state == .turnedDown) && steps[step].conflict.isEmpty
    }
    var isNamed = [Bool](repeating: false, count: checklist.steps.count)
    var isNeeded = isNamed
    var result = isNamed
    // From what requires to what is required: each step is decided when all that names it has been.
    for step in checklist.graph.order.reversed() {
      result[step] = isIdle[step] && isNamed[step] && !isNeeded[step]
      for requirement in checklist.steps[step].requires {
        switch requirement.subject {
        case .step(let link):
          isNamed[link.step] = true
          if !result[step] { isNeeded[link.step] = true }
        case .anyOf(let links, let oneIsEnough):
          let finished = links.reduce(0) { $0 + (steps.isFinished($1.step) ? 1 : 0) }
          for link in links {
            isNamed[link.step] = true
            let others = finished - (steps.isFinished(link.step) ? 1 : 0)
            let isSettled = oneIsEnough && (others > 0 || steps.isFinished(step))
            if !result[step], !isSettled { isNeeded[link.step] = true }
          }
        }
      }
    }
    return result
  }

  // MARK: Lists

  /// The steps that can be worked on now: those in progress, then those ready, each by what it frees.
  ///
  /// The order among equals has stated, countable reasons: the most steps freed at once, then the most steps that wait
  /// for it at once, then checklist order.
  /// - Complexity: O(steps + links reached + next × log next).
  public var next: [Int] { Dependents(self).next }

  /// The steps to work on now: `next`, and none where the organisation's work has ended.
  /// - Complexity: that of `next`.
  public var workList: [Int] { Dependents(self).workList }

  /// The steps for which something has to change first: blocked, not known yet, on hold, turned down or in conflict;
  /// in checklist order.
  /// - Complexity: O(steps).
  public var heldUp: [Int] { checklist.steps.indices.filter { standings[$0].isHeldUp } }

  /// The steps that are left to do, in checklist order, and after them those to check again.
  /// - Complexity: that of `checkAgain`.
  public var outstanding: [Int] { unfinished + checkAgain.map(\.step) }

  /// The steps that are left to do, in checklist order.
  /// - Complexity: O(steps).
  public var unfinished: [Int] {
    checklist.steps.indices.filter { standings[$0].isNext || standings[$0].isHeldUp }
  }

  /// The completed steps for which nothing that shows it was recorded, in checklist order.
  /// - Complexity: O(steps).
  public var completedWithoutEvidence: [Int] {
    checklist.steps.indices.filter { standings[$0] == .completed && record.steps[$0].evidence.isEmpty }
  }

  /// The steps on hold: those to chase first first, those without a day after them, among equals in checklist order.
  /// - Complexity: O(steps × log steps).
  public var onHold: [Int] {
    func chase(_ step: Int) -> Day {
      guard let event = record.steps[step].setBy,
        case .held(_, _, _, let chase?) = record.history.events[event].action
      else { return .last }
      return chase
    }
    return checklist.steps.indices.filter { standings[$0] == .onHold }.sorted {
      (chase($0), $0) < (chase($1), $1)
    }
  }

  /// Whether nothing is left to do or to check.
  /// - Complexity: that of `checkAgain`.
  public var isFinished: Bool { unfinished.isEmpty && checkAgain.isEmpty }

  /// How many steps have each standing.
  /// - Complexity: O(steps).
  public func count(_ standing: Standing) -> Int { standings.reduce(0) { $0 + ($1 == standing ? 1 : 0) } }
}
