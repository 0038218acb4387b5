import MutualChecklist
import TestSupport

extension RandomCase {
  /// An event by somebody who has seen everything.
  func event(_ action: Action, at: Day?) -> Event {
    var seen: [String: Int] = [:]
    for event in history.events { seen[event.id.writer] = max(seen[event.id.writer] ?? 0, event.id.number) }
    let clock = history.events.map(\.clock).max() ?? 0
    return Event(
      id: Event.ID(writer: "zoe", number: 1), clock: clock + 1, seen: seen, at: at,
      recorded: Instant(secondsSince1970: history.today.daysSince1970 * 86_400), day: history.today,
      by: "Zoe",
      action: action)
  }

  /// An answer to each of the questions that steps decide: one on offer, where there is one.
  mutating func answers(to steps: [Int]) -> [GivenAnswer] {
    Set(steps.compactMap { checklist.steps[$0].decides }).sorted().map { position in
      let question = checklist.questions[position]
      let offered = question.answers.filter { rules.truth(of: $0.offerWhen) != .no }
      return GivenAnswer(
        question: question.id, answers: [generator.pick(offered.isEmpty ? question.answers : offered).id])
    }
  }

  func isAnswerable(_ step: Int) -> Bool {
    guard let question = checklist.steps[step].decides else { return true }
    return !rules.questionsInConflict.contains(question)
      && checklist.questions[question].answers.contains { rules.truth(of: $0.offerWhen) != .no }
  }

  /// What is wrong with the lists: every step is in one of them, and ready means that nothing is waited for.
  func checkLists() -> [String] {
    var wrong: [String] = []
    let next = Set(evaluation.next)
    let heldUp = Set(evaluation.heldUp)
    if next.count != evaluation.next.count { wrong.append("next has a step twice") }
    if evaluation.unfinished != next.union(heldUp).sorted() { wrong.append("unfinished is not both lists") }
    if !next.isDisjoint(with: heldUp) { wrong.append("a step is both next and held up") }
    let counts = evaluation.unmetRequirementCounts
    for step in checklist.steps.indices {
      let unmet = evaluation.unmetRequirements(of: step)
      let standing = evaluation.standings[step]
      if counts[step] != rules.unmet(step).count {
        wrong.append("\(id(step)) has \(counts[step]) unmet requirements")
      }
      if unmet.isEmpty != (counts[step] == 0) {
        wrong.append("\(id(step)): \(counts[step]) unmet but \(unmet)")
      }
      if standing == .ready, !unmet.isEmpty { wrong.append("\(id(step)) is ready but \(unmet)") }
      if standing == .blocked, unmet.isEmpty { wrong.append("\(id(step)) is blocked by nothing") }
      let isSettled = [.completed, .waived, .notApplicable, .notChosen].contains(standing)
      if isSettled == (next.contains(step) || heldUp.contains(step)) {
        wrong.append("\(id(step)) is in two lists")
      }
      if !isSettled, standing != .ready, standing != .inProgress, evaluation.reasons(for: step).isEmpty {
        wrong.append("\(id(step)) is \(standing) for no reason")
      }
    }
    let total = Standing.allCases.reduce(0) { $0 + evaluation.count($1) }
    if total != checklist.steps.count { wrong.append("the counts add up to \(total)") }
    let again = evaluation.checkAgain.map(\.step)
    if evaluation.isFinished != (next.isEmpty && heldUp.isEmpty && again.isEmpty) {
      wrong.append("finished or not?")
    }
    return wrong
  }

  /// What is wrong with the judgement of every action on every step.
  mutating func checkJudgements() -> [String] {
    var wrong: [String] = []
    let days = [history.today, history.today, history.firstDay.adding(days: generator.int(in: 0...20)), nil]
    for step in checklist.steps.indices {
      let name = id(step)
      let answers = generator.chance(85) ? answers(to: [step]) : []
      let at = generator.pick(days).map { min($0, history.today) }
      let actions: [Action] = [
        .started([name]), .completed([name], answers: answers),
        .held([name], reason: "r", waitingFor: nil, chase: nil), .resumed([name]),
        .turnedDown([name], reason: "r", backOn: nil), .waived([name], reason: "r", answers: answers),
        .reopened([name], reason: "r"),
      ]
      for action in actions where generator.chance(50) {
        wrong += check(action, [step], at: at)
      }
    }
    // Several judged together.
    if checklist.steps.count > 1 {
      let some = Array(checklist.steps.indices.shuffled(using: &generator).prefix(generator.int(in: 2...3)))
      wrong += check(.completed(some.map { id($0) }, answers: answers(to: some)), some, at: history.today)
      wrong += check(.started(some.map { id($0) }), some, at: history.today)
    }
    return wrong
  }

  private func check(_ action: Action, _ steps: [Int], at: Day?) -> [String] {
    var wrong: [String] = []
    let event = event(action, at: at)
    let judgement = Judgement(event, before: evaluation)
    let oracle = OracleJudgement(
      event, events: history.events, checklist, today: evaluation.day, calendar: evaluation.calendar)
    for step in steps {
      let expected = oracle.causes(step)
      let got = judgement.refusals.filter { $0.step == step }.compactMap {
        OracleJudgement.kind(of: $0.cause)
      }
      let agrees =
        got.isEmpty == expected.isEmpty && got.allSatisfy(expected.contains)
        && (got == [.outOfSequence]) == (expected == [.outOfSequence])
      if !agrees {
        wrong.append("\(action.kind) \(id(step)) at \(at?.description ?? "-"): \(got), expected \(expected)")
      }
      if got == [.outOfSequence], judgement.covers.isEmpty {
        wrong.append("\(id(step)): a reason would cover nothing")
      }
    }
    // What it changes is what the standings before and after say.
    let all = checklist.steps.indices
    let newlyReady = all.filter {
      oracle.after.standing($0) == .ready && oracle.before.standing($0) != .ready
    }
    let newlyApplies = all.filter { oracle.after.applies($0) == .yes && oracle.before.applies($0) != .yes }
    let noLonger = all.filter { oracle.after.applies($0) == .no && oracle.before.applies($0) != .no }
    if judgement.newlyReady != newlyReady {
      wrong.append("newly ready by \(action): \(judgement.newlyReady)")
    }
    if judgement.newlyApplies != newlyApplies {
      wrong.append("newly applies by \(action): \(judgement.newlyApplies)")
    }
    if judgement.noLongerApplies != noLonger {
      wrong.append("no longer by \(action): \(judgement.noLongerApplies)")
    }
    return wrong
  }

  /// Whatever is called ready can be started and completed today; what is not, can't, or only out of sequence.
  mutating func checkPromise() -> [String] {
    var wrong: [String] = []
    for step in checklist.steps.indices {
      let standing = evaluation.standings[step]
      var actions: [Action] = [.started([id(step)])]
      if isAnswerable(step) { actions.append(.completed([id(step)], answers: answers(to: [step]))) }
      for action in actions {
        let refusals = Judgement(event(action, at: history.today), before: evaluation).refusals
        let isOutOfSequence = refusals.allSatisfy {
          if case .outOfSequence = $0.cause { true } else { false }
        }
        switch standing {
        case .ready:
          if !refusals.isEmpty { wrong.append("\(action.kind) ready \(id(step)): \(refusals)") }
        case .blocked:
          if refusals.isEmpty || !isOutOfSequence {
            wrong.append("\(action.kind) blocked \(id(step)): \(refusals)")
          }
        case .undetermined, .notApplicable, .completed, .conflict:
          if refusals.isEmpty || isOutOfSequence {
            wrong.append("\(action.kind) \(standing) \(id(step)): \(refusals)")
          }
        case .waived, .inProgress:
          if case .started = action, refusals.isEmpty || isOutOfSequence {
            wrong.append("started \(standing) \(id(step)): \(refusals)")
          }
        case .onHold, .notChosen, .turnedDown: break
        }
      }
    }
    return wrong
  }

  /// What is wrong with the steps taken as done up to some step.
  mutating func checkPartWay() -> [String] {
    var wrong: [String] = []
    let last = generator.int(in: 0...(checklist.steps.count - 1))
    let given = (0...last).filter {
      checklist.steps[$0].decides != nil && isAnswerable($0) && generator.chance(70)
    }
    let answers = answers(to: given)
    let part = PartWay(through: last, answers: answers, in: evaluation)
    if (part.taken + part.omitted.map(\.step)).sorted() != Array(0...last) {
      wrong.append("taken \(part.taken), omitted \(part.omitted), of 0...\(last)")
    }
    if part.taken != part.taken.sorted() { wrong.append("not in order: \(part.taken)") }
    let event = event(.completed(part.taken.map { id($0) }, answers: answers), at: nil)
    let after = OracleFold(checklist, history.events + [event])
      .rules(on: evaluation.day, calendar: evaluation.calendar)
    let ways = Set(
      checklist.steps.flatMap(\.requires).flatMap { requirement -> [Int] in
        guard case .anyOf(let members, oneIsEnough: true) = requirement.subject else { return [] }
        return members.map(\.step)
      })
    func mayBeTaken(_ step: Int) -> Bool {
      let isAnswered =
        checklist.steps[step].decides.map { question in
          answers.contains { $0.question == checklist.questions[question].id }
        } ?? true
      return !rules.recorded[step].isInConflict && !rules.isFinished(step) && after.applies(step) == .yes
        && rules.standing(step) != .notChosen && isAnswered && !ways.contains(step)
    }
    for step in 0...last where mayBeTaken(step) != part.taken.contains(step) {
      wrong.append("\(id(step)) is \(part.taken.contains(step) ? "" : "not ")taken")
    }
    // Answers given together may rule each other out; that is not about the steps.
    let refusals = Judgement(event, before: evaluation).refusals.filter { $0.step != nil }
    if !refusals.isEmpty { wrong.append("taking \(part.taken): \(refusals)") }
    return wrong
  }

  /// The same, whatever order events are given in.
  mutating func checkOrder() -> [String] {
    let shuffled = History(history.events.shuffled(using: &generator), view: view)
    guard let registration = Registration(shuffled) else { return ["no registration"] }
    let record = Record(shuffled, registration: registration, checklist: checklist)
    let other = Evaluation(checklist, record: record, on: evaluation.day, calendar: evaluation.calendar)
    var wrong: [String] = []
    if shuffled.events != evaluation.record.history.events { wrong.append("another order of events") }
    if shuffled.isLive != evaluation.record.history.isLive { wrong.append("other events are live") }
    if other.standings != evaluation.standings { wrong.append("other standings") }
    if other.record.answers.map(\.given) != evaluation.record.answers.map(\.given) {
      wrong.append("other answers")
    }
    let same = checklist.steps.indices.allSatisfy {
      other.reasons(for: $0) == evaluation.reasons(for: $0)
        && other.record.steps[$0].at == evaluation.record.steps[$0].at
    }
    if !same { wrong.append("other reasons") }
    return wrong
  }

  // MARK: Smallest sets

  /// What is wrong with the smallest set that frees each step: it is one, and there is no smaller one.
  func checkSmallestSets() -> [String] {
    var wrong: [String] = []
    for step in checklist.steps.indices where !rules.isFinished(step) && rules.applies(step) != .no {
      let candidates = checklist.steps.indices.filter {
        $0 != step && !rules.isFinished($0) && (rules.applies($0) != .no || rules.recorded[$0].isInConflict)
      }
      // The largest set in which every step's requirements are met by it; what it can't free nothing can.
      var largest = Set(candidates)
      while let out = largest.first(where: { !frees($0, largest) }) { largest.remove(out) }
      guard let found = evaluation.smallestSet(freeing: step) else {
        if frees(step, largest) { wrong.append("no set frees \(id(step)), but \(ids(largest)) does") }
        continue
      }
      let set = Set(found.steps)
      if found.steps != set.sorted() { wrong.append("\(id(step)): out of order, \(found.steps)") }
      if !isEnough(set, for: step) { wrong.append("\(ids(set)) does not free \(id(step))") }
      let open = (found.steps + [step]).filter { rules.applies($0) == .unknown }
        .reduce(into: Set<Int>()) { $0.formUnion(rules.openQuestions(checklist.steps[$1].appliesWhen)) }
      if found.questions != open.sorted() { wrong.append("\(id(step)) hangs on \(found.questions)") }
      if !found.isExact { wrong.append("\(id(step)): not exact") }
      guard candidates.count <= 12 else { continue }
      for size in 0..<set.count {
        if let smaller = subsets(of: candidates, size: size).first(where: { isEnough($0, for: step) }) {
          wrong.append("\(ids(smaller)) frees \(id(step)) too, and is smaller than \(ids(set))")
        }
      }
      func doubtful(_ set: Set<Int>) -> Int { set.count { rules.applies($0) == .unknown } }
      let surer = subsets(of: candidates, size: set.count).first {
        doubtful($0) < doubtful(set) && isEnough($0, for: step)
      }
      if let surer {
        wrong.append("\(ids(surer)) frees \(id(step)) too, and applies more surely than \(ids(set))")
      }
    }
    return wrong
  }

  private func isEnough(_ set: Set<Int>, for step: Int) -> Bool {
    let rules = completing(set)
    return set.union([step]).allSatisfy { rules.unmet($0).isEmpty }
  }

  private func frees(_ step: Int, _ set: Set<Int>) -> Bool { completing(set).unmet(step).isEmpty }

  /// The rules with more steps completed, on no known day, so that no lag runs after them.
  func completing(_ set: Set<Int>, lagsApart: Bool = true) -> OracleRules {
    OracleRules(
      checklist,
      recorded: rules.recorded.enumerated().map {
        set.contains($0.offset) ? .init(state: .completed) : $0.element
      },
      answers: rules.answers, questionsInConflict: rules.questionsInConflict, today: rules.today,
      calendar: rules.calendar, lagsApart: lagsApart)
  }

  private func subsets(of elements: [Int], size: Int) -> [Set<Int>] {
    if size == 0 { return [[]] }
    return elements.indices.flatMap { index in
      subsets(of: Array(elements[(index + 1)...]), size: size - 1).map { $0.union([elements[index]]) }
    }
  }
}
