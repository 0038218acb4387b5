import MutualChecklist

/// What events add up to, as the text of the design has it: which of them count, their effects, conflicts, settlements,
/// and what is to be checked again. As slow and plain as `OracleRules`.
final class OracleFold {
  let checklist: Checklist
  /// What had been recorded by the day of the view, in fold order.
  let known: [Event]
  /// The positions of those that happened by the day of the view and are not retracted.
  let counted: [Int]
  /// The positions of those that happened by the day of the view, retracted or not.
  let inView: [Int]
  /// What is retracted for a subject only.
  private var fallen: [Subject: Set<Int>] = [:]
  private let steps: [[Int]]
  private let answers: [[Int: Set<Int>]]
  /// The live events that set the state of each step.
  private let eventsOfStep: [[Int]]
  // What was worked out before.
  private var eventsOfQuestion: [Int: [Int]] = [:]
  private var recordedSteps: [Int: Recorded] = [:]
  private var rulesOfViews: [Set<Int>: OracleRules] = [:]

  typealias Recorded = OracleRules.Recorded

  enum Subject: Hashable {
    case step(Int)
    case question(Int)
  }

  init(_ checklist: Checklist, _ events: [Event], view: View = .everything) {
    self.checklist = checklist
    let known = events.filter { event in view.knownBy.map { event.day <= $0 } ?? true }
      .sorted {
        ($0.clock, $0.id.writer, $0.id.number, $0.variant) < (
          $1.clock, $1.id.writer, $1.id.number, $1.variant
        )
      }
    self.known = known
    steps = known.map { $0.action.steps.compactMap { checklist.position(ofStep: $0) } }
    answers = known.map { event in
      var given: [Int: Set<Int>] = [:]
      for answer in event.action.answers {
        guard let question = checklist.position(ofQuestion: answer.question) else { continue }
        given[question] = Set(
          answer.answers.compactMap { checklist.questions[question].position(ofAnswer: $0) })
      }
      return given
    }
    // Retracted while a live retraction, later in fold order, names it.
    func isLive(_ position: Int) -> Bool {
      if case .registered = known[position].action { return true }
      return !known.indices.contains { later in
        guard later > position, case .retracted(let id) = known[later].action else { return false }
        return id == known[position].id && isLive(later)
      }
    }
    let live = known.indices.filter { isLive($0) }
    inView = known.indices.filter { position in
      guard let asOf = view.asOf, let at = known[position].at else { return true }
      switch known[position].action {
      case .registered, .retracted, .settled, .confirmed: return true
      default: return at <= asOf
      }
    }
    let counted = inView.filter { live.contains($0) }
    self.counted = counted
    var eventsOfStep = checklist.steps.map { _ in [Int]() }
    for position in counted where known[position].action.setsState {
      for step in Set(steps[position]) { eventsOfStep[step].append(position) }
    }
    self.eventsOfStep = eventsOfStep
    for position in live {
      guard case .settled(let text, let kept, _) = known[position].action else { continue }
      // The id of a step or a question; `question:` before one that a step has too.
      let subject =
        checklist.position(ofStep: text).map { Subject.step($0) }
        ?? checklist.position(ofQuestion: text.replacing("question:", with: "")).map { Subject.question($0) }
      guard let subject else { continue }
      // All that it had seen, other than the kept event and what that had seen.
      let keepers = known.indices.filter { known[$0].id == kept }
      for other in known.indices where sees(position, other) && !keepers.contains(other) {
        if !keepers.contains(where: { sees($0, other) }) { fallen[subject, default: []].insert(other) }
      }
    }
  }

  /// Whether the writer of one event had seen another.
  func sees(_ position: Int, _ other: Int) -> Bool {
    let (event, seen) = (known[position], known[other])
    if event.id.writer == seen.id.writer { return seen.id.number < event.id.number }
    return seen.id.number <= event.seen[seen.id.writer] ?? 0
  }

  // MARK: The events on a subject

  /// Those that set the state of a step.
  func events(onStep step: Int, among: Set<Int>? = nil) -> [Int] {
    let fallen = fallen[.step(step)] ?? []
    return eventsOfStep[step].filter { !fallen.contains($0) && among?.contains($0) != false }
  }

  /// Those that set the answer to a question.
  func events(onQuestion question: Int, among: Set<Int>? = nil) -> [Int] {
    if eventsOfQuestion[question] == nil {
      let fallen = fallen[.question(question)] ?? []
      eventsOfQuestion[question] = counted.filter { position in
        if fallen.contains(position) { return false }
        if answers[position][question] != nil { return true }
        guard case .reopened = known[position].action else { return false }
        return checklist.deciders(ofQuestion: question).contains {
          steps[position].contains($0) && withdraws(position, $0)
        }
      }
    }
    return eventsOfQuestion[question, default: []].filter { among?.contains($0) != false }
  }

  /// Whether reopening a decision withdraws its answer: it does where it finds it finished. A settlement of the step is
  /// none of the question, so what fell by it counts.
  private func withdraws(_ position: Int, _ decision: Int) -> Bool {
    let found = eventsOfStep[decision].filter { sees(position, $0) }
    return fold(found, kind: checklist.steps[decision].kind).state.isFinished
  }

  // MARK: Folding

  func fold(_ positions: [Int], kind: Step.Kind) -> Recorded {
    var state = StepState.notStarted
    var day: Day?
    // The last state that was not on hold.
    var before = StepState.notStarted
    for position in positions {
      let finished = state == .completed || state == .waived
      switch known[position].action {
      case .started: if !finished { state = .inProgress }
      case .completed:
        state = .completed
        day = known[position].at
      case .held: if !finished { state = .onHold }
      case .resumed: if state == .onHold { state = before }
      case .turnedDown: if !finished && kind != .action { state = .turnedDown }
      case .waived: state = .waived
      case .reopened: if finished { state = .notStarted }
      default: break
      }
      if state != .onHold { before = state }
    }
    return Recorded(state: state, day: state == .completed ? day : nil)
  }

  /// The events of a list that no other of it had seen.
  private func unseen(_ positions: [Int]) -> [Int] {
    positions.filter { position in !positions.contains { $0 != position && sees($0, position) } }
  }

  func effect(_ position: Int, onStep step: Int, among: Set<Int>? = nil) -> Recorded {
    let all = events(onStep: step, among: among)
    return fold(all.filter { $0 == position || sees(position, $0) }, kind: checklist.steps[step].kind)
  }

  func recorded(_ step: Int, among: Set<Int>? = nil) -> Recorded {
    if among == nil, let done = recordedSteps[step] { return done }
    let result = decide(unseen(events(onStep: step, among: among)), step, among)
    if among == nil { recordedSteps[step] = result }
    return result
  }

  /// What stands of the events that no other had seen.
  private func decide(_ tips: [Int], _ step: Int, _ among: Set<Int>?) -> Recorded {
    let agreed = deciding(tips, step, among).map { effect($0, onStep: step, among: among) }
    guard let first = agreed.first else { return Recorded() }
    guard Set(agreed.map(\.state)).count == 1 else { return Recorded(state: first.state, isInConflict: true) }
    // The latest known day counts.
    return Recorded(state: first.state, day: agreed.compactMap(\.day).max())
  }

  /// Those that decide: `started`, `held` or `resumed` beside `completed` or `waived` give way to the finished state.
  private func deciding(_ tips: [Int], _ step: Int, _ among: Set<Int>?) -> [Int] {
    let others = tips.filter { tip in
      switch known[tip].action {
      case .started, .held, .resumed: false
      default: true
      }
    }
    let isFinished = others.allSatisfy { effect($0, onStep: step, among: among).state.isFinished }
    return others.isEmpty || !isFinished ? tips : others
  }

  func effect(_ position: Int, onQuestion question: Int, among: Set<Int>? = nil) -> Set<Int> {
    let all = events(onQuestion: question, among: among).filter { $0 == position || sees(position, $0) }
    // The last sets it; one that is not among the answers withdrew it.
    return all.last.flatMap { answers[$0][question] } ?? []
  }

  /// The answer to a question, none where there is none; nil where it is in conflict.
  func answer(_ question: Int, among: Set<Int>? = nil) -> Set<Int>? {
    let tips = unseen(events(onQuestion: question, among: among))
    let effects = Set(tips.map { effect($0, onQuestion: question, among: among) })
    return effects.count > 1 ? nil : effects.first ?? []
  }

  func rules(on day: Day, calendar: WorkingCalendar, lagsApart: Bool = false, among: Set<Int>? = nil)
    -> OracleRules
  {
    let given = checklist.questions.indices.map { answer($0, among: among) }
    return OracleRules(
      checklist, recorded: checklist.steps.indices.map { recorded($0, among: among) },
      answers: given.map { $0.flatMap { $0.isEmpty ? nil : $0 } },
      questionsInConflict: Set(given.indices.filter { given[$0] == nil }), today: day, calendar: calendar,
      lagsApart: lagsApart)
  }

  // MARK: Check again

  /// The reasons to check a completed step again, by the rules with all that counts now, lags apart.
  func checkAgain(_ step: Int, now: OracleRules) -> Set<OracleRules.Reason> {
    guard recorded(step).state == .completed, !recorded(step).isInConflict else { return [] }
    let confirmations = counted.filter {
      if case .confirmed = known[$0].action { steps[$0].contains(step) } else { false }
    }
    guard let completion = completion(of: step) else { return [] }
    let isConfirmed = confirmations.last.map { $0 > completion } ?? false
    let anchor = isConfirmed ? confirmations.last ?? completion : completion
    let seen = Set(counted.filter { $0 == anchor || sees(anchor, $0) })
    let then =
      rulesOfViews[seen] ?? rules(on: now.today, calendar: now.calendar, lagsApart: true, among: seen)
    rulesOfViews[seen] = then
    // What a confirmation had seen, as it stood then: also what was taken back since.
    let confirmed =
      isConfirmed
      ? OracleFold(checklist, inView.filter { $0 == anchor || sees(anchor, $0) }.map { known[$0] })
        .rules(on: now.today, calendar: now.calendar, lagsApart: true) : nil
    let names = Set(known[completion].outOfSequence?.covers ?? [])
    let coveredSteps = Set(names.compactMap { checklist.position(ofStep: $0) })
    let coveredQuestions = Set(names.compactMap { checklist.position(ofQuestion: $0) })
    let coversAll = known[completion].at == nil

    var reasons: Set<OracleRules.Reason> = []
    // No longer applies.
    let condition = checklist.steps[step].appliesWhen
    if now.applies(step) == .no, confirmed?.applies(step) != .no {
      reasons.insert(.init(code: .noLongerApplies))
    }
    // A requirement is now unmet, lags apart.
    if !coversAll {
      for requirement in checklist.steps[step].requires where !now.isMet(requirement) {
        if let confirmed, !confirmed.isMet(requirement) { continue }
        let blockers = now.blockers(of: requirement)
        let unmet = (blockers.isEmpty ? Set(requirement.links.map(\.step)) : blockers).subtracting(
          coveredSteps)
        if !unmet.isEmpty { reasons.insert(.init(code: .requirementUnmet, steps: unmet)) }
      }
    }
    // Changed since.
    var changed = OracleRules.Reason(code: .changedSince)
    if !coversAll {
      for other in requirements(of: step, now: now, then: then).subtracting(coveredSteps) {
        let had = recorded(other, among: seen)
        let differs = events(onStep: other).contains { position in
          !seen.contains(position) && known[position].at != nil
            && (had.isInConflict || effect(position, onStep: other).state != had.state)
        }
        if differs { changed.steps.insert(other) }
      }
    }
    for question in now.questions(of: condition).subtracting(coveredQuestions) {
      // Only where what was seen had an answer.
      guard let had = answer(question, among: seen), !had.isEmpty else { continue }
      let differs = events(onQuestion: question).contains { position in
        !seen.contains(position) && known[position].at != nil
          && effect(position, onQuestion: question) != had
      }
      if differs { changed.questions.insert(question) }
    }
    if !changed.steps.isEmpty || !changed.questions.isEmpty { reasons.insert(changed) }
    return reasons
  }

  /// The last completion of a step; of those of writers who had not seen each other the one whose day counts.
  private func completion(of step: Int) -> Int? {
    let all = events(onStep: step)
    let last = deciding(unseen(all), step, nil).compactMap { tip in
      all.last {
        guard $0 == tip || sees(tip, $0), case .completed = known[$0].action else { return false }
        return effect(tip, onStep: step).state == .completed
      }
    }
    let latest = last.compactMap { known[$0].at }.max()
    return last.filter { known[$0].at == latest }.max()
  }

  /// What a completed step rests on: the steps that it names, and what those that are looked through name. Of an any-of
  /// only members that were finished in what was seen count.
  private func requirements(of step: Int, now: OracleRules, then: OracleRules) -> Set<Int> {
    var all: Set<Int> = []
    for requirement in checklist.steps[step].requires {
      switch requirement.subject {
      case .anyOf(let members, _): all.formUnion(members.map(\.step).filter { then.isFinished($0) })
      case .step(let link):
        all.insert(link.step)
        if now.isLookedThrough(link.step) { all.formUnion(requirements(of: link.step, now: now, then: then)) }
      }
    }
    return all
  }
}
