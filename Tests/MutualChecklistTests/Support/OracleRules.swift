import MutualChecklist

/// The rules of standing, put down one after the other as the text of the design has them: slow, obvious, recursive
/// where the text is. It is what the evaluator is compared with, and shares nothing with it but the types of a
/// checklist. Steps, questions and answers are positions in the checklist.
final class OracleRules {
  /// What was recorded of a step.
  struct Recorded: Equatable {
    var state = StepState.notStarted
    /// The day of completion, or nil.
    var day: Day?
    var isInConflict = false
  }

  /// A reason as far as it is compared: everything but what a person wrote.
  struct Reason: Hashable {
    var code: MutualChecklist.Reason.Code
    var steps: Set<Int> = []
    var questions: Set<Int> = []
    var day: Day?
  }

  let checklist: Checklist
  let recorded: [Recorded]
  /// The answers given; none for a question in conflict.
  let answers: [Set<Int>?]
  let questionsInConflict: Set<Int>
  let today: Day
  let calendar: WorkingCalendar
  /// Whether lags are left out of account.
  let lagsApart: Bool

  private var knownApplies: [Truth?]
  private var knownSatisfied: [Bool?]
  private var knownNotNeeded: [Bool?]
  private var knownAsked: [Truth?]

  init(
    _ checklist: Checklist, recorded: [Recorded], answers: [Set<Int>?], questionsInConflict: Set<Int>,
    today: Day,
    calendar: WorkingCalendar, lagsApart: Bool
  ) {
    self.checklist = checklist
    self.recorded = recorded
    self.answers = answers
    self.questionsInConflict = questionsInConflict
    self.today = today
    self.calendar = calendar
    self.lagsApart = lagsApart
    knownApplies = checklist.steps.map { _ in nil }
    knownSatisfied = knownApplies.map { _ in nil }
    knownNotNeeded = knownApplies.map { _ in nil }
    knownAsked = checklist.questions.map { _ in nil }
  }

  // MARK: Applicability

  func asked(_ question: Int) -> Truth {
    if let known = knownAsked[question] { return known }
    let result = truth(of: checklist.questions[question].askWhen)
    knownAsked[question] = result
    return result
  }

  /// False when a question in it is answered with none of the allowed answers or is not asked; true when all are asked
  /// and answered with an allowed one; otherwise unknown.
  func truth(of alternative: [Condition.Clause]) -> Truth {
    func isAllowed(_ clause: Condition.Clause) -> Bool? {
      answers[clause.question].map { !$0.isDisjoint(with: clause.allowed) }
    }
    if alternative.contains(where: { isAllowed($0) == false || asked($0.question) == .no }) { return .no }
    if alternative.allSatisfy({ isAllowed($0) == true && asked($0.question) == .yes }) { return .yes }
    return .unknown
  }

  /// True if any is true, false if all are false, otherwise unknown. None given: true.
  func truth(of condition: Condition?) -> Truth {
    guard let condition else { return .yes }
    let truths = condition.alternatives.map { truth(of: $0) }
    if truths.contains(.yes) { return .yes }
    return truths.allSatisfy { $0 == .no } ? .no : .unknown
  }

  func applies(_ step: Int) -> Truth {
    if let known = knownApplies[step] { return known }
    let result = truth(of: checklist.steps[step].appliesWhen)
    knownApplies[step] = result
    return result
  }

  /// The unanswered ones in its alternatives that are not false, and those of their `askWhen` where that is unknown.
  func openQuestions(_ condition: Condition?) -> Set<Int> {
    var open: Set<Int> = []
    for alternative in condition?.alternatives ?? [] where truth(of: alternative) != .no {
      for clause in alternative {
        if answers[clause.question] == nil { open.insert(clause.question) }
        if asked(clause.question) == .unknown {
          open.formUnion(openQuestions(checklist.questions[clause.question].askWhen))
        }
      }
    }
    return open
  }

  /// All questions of a condition and of the `askWhen` of those.
  func questions(of condition: Condition?) -> Set<Int> {
    var all: Set<Int> = []
    for clause in (condition?.alternatives ?? []).flatMap(\.self) {
      all.insert(clause.question)
      all.formUnion(questions(of: checklist.questions[clause.question].askWhen))
    }
    return all
  }

  /// Whether answers to some questions alone make a condition false.
  func isDenied(_ condition: Condition?, by questions: [Int]) -> Bool {
    let rules = OracleRules(
      checklist, recorded: recorded,
      answers: answers.enumerated().map { questions.contains($0.offset) ? $0.element : nil },
      questionsInConflict: [], today: today, calendar: calendar, lagsApart: lagsApart)
    return questions.allSatisfy { answers[$0] != nil } && rules.truth(of: condition) == .no
  }

  // MARK: Finished, satisfied, met

  func isFinished(_ step: Int) -> Bool { recorded[step].state.isFinished && !recorded[step].isInConflict }

  func isLookedThrough(_ step: Int) -> Bool {
    !isFinished(step) && applies(step) == .no && !recorded[step].isInConflict
  }

  /// Finished, or does not apply, is not in conflict, and all of its own requirements are met.
  func isSatisfied(_ step: Int) -> Bool {
    if let known = knownSatisfied[step] { return known }
    let result =
      isFinished(step)
      || (isLookedThrough(step)
        && checklist.steps[step].requires.allSatisfy { isMet($0, lookingThrough: true) })
    knownSatisfied[step] = result
    return result
  }

  /// The first day on which the lag is over; nil where no lag runs: only after a completed step with a known day.
  func end(of link: Requirement.Link) -> Day? {
    guard !lagsApart, let lag = link.lag, recorded[link.step].state == .completed,
      !recorded[link.step].isInConflict, let completed = recorded[link.step].day
    else { return nil }
    switch lag.unit {
    case .calendarDays: return completed.adding(days: lag.days)
    case .clearDays: return completed.adding(days: lag.days + 1)
    case .workingDays:
      var day = completed
      var left = lag.days
      while left > 0 {
        day = day.adding(days: 1)
        if calendar.isWorkingDay(day) { left -= 1 }
      }
      return day
    }
  }

  func isOver(_ link: Requirement.Link) -> Bool { end(of: link).map { $0 <= today } ?? true }

  /// The members of an any-of that are not left out.
  func remaining(_ members: [Requirement.Link]) -> [Requirement.Link] {
    members.filter { isFinished($0.step) || applies($0.step) != .no }
  }

  func isMet(_ requirement: Requirement, lookingThrough: Bool = false) -> Bool {
    switch requirement.subject {
    case .step(let link): return isSatisfied(link.step) && isOver(link)
    case .anyOf(let members, _):
      let left = remaining(members)
      if left.isEmpty { return lookingThrough }
      return left.contains { isFinished($0.step) && isOver($0) }
    }
  }

  func unmet(_ step: Int, lookingThrough: Bool = false) -> [Requirement] {
    checklist.steps[step].requires.filter { !isMet($0, lookingThrough: lookingThrough) }
  }

  // MARK: Standing

  private func isIdle(_ step: Int) -> Bool {
    !recorded[step].isInConflict && [.notStarted, .turnedDown].contains(recorded[step].state)
  }

  func isNoLongerNeeded(_ step: Int) -> Bool {
    if let known = knownNotNeeded[step] { return known }
    let result = isIdle(step) && nothingNeeds(step)
    knownNotNeeded[step] = result
    return result
  }

  private func nothingNeeds(_ step: Int) -> Bool {
    var isNamed = false
    for waiting in checklist.steps.indices {
      for requirement in checklist.steps[waiting].requires
      where requirement.links.contains(where: { $0.step == step }) {
        isNamed = true
        if isIdle(waiting) && isNoLongerNeeded(waiting) { continue }
        if case .anyOf(let members, oneIsEnough: true) = requirement.subject {
          if members.contains(where: { $0.step != step && isFinished($0.step) }) { continue }
          if isFinished(waiting) { continue }
        }
        return false
      }
    }
    return isNamed
  }

  func standing(_ step: Int) -> Standing {
    let state = recorded[step].state
    if recorded[step].isInConflict { return .conflict }
    if state == .completed { return .completed }
    if state == .waived { return .waived }
    if applies(step) == .no { return .notApplicable }
    if state == .inProgress { return .inProgress }
    if state == .onHold { return .onHold }
    if isNoLongerNeeded(step) { return .notChosen }
    if state == .turnedDown { return .turnedDown }
    if applies(step) == .unknown { return .undetermined }
    return unmet(step).isEmpty ? .ready : .blocked
  }

  // MARK: Time

  /// The day by which a requirement is met where waiting is all there is to do; nil where there is work to do.
  private func waitIsOver(_ requirement: Requirement, lookingThrough: Bool) -> Day? {
    if isMet(requirement, lookingThrough: lookingThrough) { return .first }
    switch requirement.subject {
    case .anyOf(let members, _):
      guard blockers(of: requirement, lookingThrough: lookingThrough).isEmpty else { return nil }
      return members.filter { isFinished($0.step) }.compactMap { end(of: $0) }.min()
    case .step(let link):
      if isFinished(link.step) { return end(of: link) }
      return isLookedThrough(link.step)
        ? waitIsOver(checklist.steps[link.step].requires, lookingThrough: true) : nil
    }
  }

  private func waitIsOver(_ requirements: [Requirement], lookingThrough: Bool) -> Day? {
    let days = requirements.map { waitIsOver($0, lookingThrough: lookingThrough) }
    return days.contains(nil) ? nil : days.compactMap(\.self).max()
  }

  /// Where only a lag is running, until when. Where another member of an any-of could be done instead, it is not only
  /// the lag.
  func until(_ step: Int) -> Day? {
    unmet(step).isEmpty ? nil : waitIsOver(checklist.steps[step].requires, lookingThrough: false)
  }

  // MARK: Blockers

  /// The nearest unfinished steps that an unmet requirement names, seen through those that don't apply.
  func blockers(of requirement: Requirement, lookingThrough: Bool = false) -> Set<Int> {
    if isMet(requirement, lookingThrough: lookingThrough) { return [] }
    switch requirement.subject {
    case .anyOf(let members, let oneIsEnough):
      if oneIsEnough, members.contains(where: { isFinished($0.step) }) { return [] }
      return Set(members.map(\.step).filter { !isFinished($0) && applies($0) != .no })
    case .step(let link):
      if isFinished(link.step) { return [] }
      return isLookedThrough(link.step) ? nearest(link.step, lookingThrough: true) : [link.step]
    }
  }

  private func nearest(_ step: Int, lookingThrough: Bool = false) -> Set<Int> {
    checklist.steps[step].requires.reduce(into: []) {
      $0.formUnion(blockers(of: $1, lookingThrough: lookingThrough))
    }
  }

  /// The blockers of an outstanding step.
  func blockers(of step: Int, isOutstanding: Bool) -> Set<Int> { isOutstanding ? nearest(step) : [] }

  /// The unfinished decision steps, still needed, that apply or may and that answer some questions.
  func deciders(of questions: Set<Int>) -> Set<Int> {
    Set(questions.flatMap { checklist.deciders(ofQuestion: $0) }).filter {
      !isFinished($0) && !isNoLongerNeeded($0) && applies($0) != .no
    }
  }

  /// Where following the blockers ends.
  func rootBlockers(of step: Int, isOutstanding: Bool) -> Set<Int> {
    var roots: Set<Int> = []
    var reached: Set<Int> = []
    func follow(_ blocker: Int) {
      guard reached.insert(blocker).inserted else { return }
      var further: Set<Int> = []
      switch standing(blocker) {
      case .inProgress, .onHold, .turnedDown, .conflict: break
      case .undetermined:
        further = nearest(blocker).union(deciders(of: openQuestions(checklist.steps[blocker].appliesWhen)))
      default: further = nearest(blocker)
      }
      if further.isEmpty { roots.insert(blocker) }
      for next in further { follow(next) }
    }
    for blocker in blockers(of: step, isOutstanding: isOutstanding) { follow(blocker) }
    return roots
  }

  // MARK: Reasons

  /// The reasons of a standing other than completed.
  func reasons(_ step: Int) -> Set<Reason> {
    switch standing(step) {
    case .conflict: return [Reason(code: .conflict)]
    case .completed, .waived, .ready: return []
    case .notApplicable: return [Reason(code: .doesNotApply)]
    case .inProgress: return []
    case .onHold: return [Reason(code: .held)]
    case .notChosen: return [Reason(code: .anotherWayTaken, steps: waysTaken(step))]
    case .turnedDown: return [Reason(code: .turnedDown)]
    case .undetermined:
      let open = openQuestions(checklist.steps[step].appliesWhen)
      let missing = open.subtracting(questionsInConflict)
      let inConflict = open.intersection(questionsInConflict)
      var reasons: Set<Reason> = []
      if !missing.isEmpty {
        reasons.insert(Reason(code: .answerMissing, steps: deciders(of: missing), questions: missing))
      }
      if !inConflict.isEmpty { reasons.insert(Reason(code: .questionInConflict, questions: inConflict)) }
      return reasons
    case .blocked: return Set(unmet(step).flatMap { reasons($0, lookingThrough: false) })
    }
  }

  /// The finished members of the groups that a step is in, and of the groups of what would have needed it.
  private func waysTaken(_ step: Int) -> Set<Int> {
    var taken: Set<Int> = []
    for waiting in checklist.steps.indices {
      for requirement in checklist.steps[waiting].requires
      where requirement.links.contains(where: { $0.step == step }) {
        if case .anyOf(let members, oneIsEnough: true) = requirement.subject {
          taken.formUnion(members.map(\.step).filter { isFinished($0) })
        }
        if isNoLongerNeeded(waiting) { taken.formUnion(waysTaken(waiting)) }
      }
    }
    return taken
  }

  /// Why a requirement is unmet: of what is behind it, where it is looked through.
  private func reasons(_ requirement: Requirement, lookingThrough: Bool) -> [Reason] {
    if isMet(requirement, lookingThrough: lookingThrough) { return [] }
    switch requirement.subject {
    case .step(let link):
      if isFinished(link.step) { return [Reason(code: .waitsUntil, steps: [link.step], day: end(of: link))] }
      guard isLookedThrough(link.step) else { return [Reason(code: .waitsForStep, steps: [link.step])] }
      return checklist.steps[link.step].requires.flatMap { reasons($0, lookingThrough: true) }
    case .anyOf(let members, _):
      if remaining(members).isEmpty {
        return [Reason(code: .noAlternativeApplies, steps: Set(members.map(\.step)))]
      }
      var reasons: [Reason] = []
      let unfinished = blockers(of: requirement, lookingThrough: lookingThrough)
      if !unfinished.isEmpty { reasons.append(Reason(code: .waitsForAny, steps: unfinished)) }
      let finished = members.filter { isFinished($0.step) }
      if let earliest = finished.compactMap({ end(of: $0) }).min() {
        reasons.append(Reason(code: .waitsUntil, steps: Set(finished.map(\.step)), day: earliest))
      }
      return reasons
    }
  }
}
