/// Whether a decision can be passed over while a step waits for its answer.
///
/// A decision that is one of several ways of which one is enough is no longer needed once another way was taken, nor is
/// one that only such a way waits for. Whoever does what is ready never comes to it then. A step that is needed all the
/// same, and hangs on the question, would stay "not known yet" until somebody thinks of answering it by hand.
///
/// Most decisions can't be passed over, whatever the answers are: the links alone say so. For the others, what is ready
/// is done in every order that makes a difference, by the rules of the evaluator, with no way to the answer taken.
struct PassedOver {
  /// How it comes about.
  struct Trap: Hashable {
    /// The step that waits.
    var step = 0
    /// The decisions that would tell, and are no longer needed.
    var deciders: [Int] = []
    /// The ways that were taken instead.
    var taken: [Int] = []
  }

  /// What came of a look at one set of answers.
  enum Look {
    /// There is one: `found`.
    case trap
    /// There is none for these answers. If they are not whole, others may still lead to one.
    case none
    /// There are too many orders.
    case givenUp
  }

  private let checklist: Checklist
  private let question: Int
  /// The question, and all that hang on it: without an answer to it they have none.
  private let hidden: [Bool]
  private let deciders: [Int]
  /// The steps whose waiting does not keep a decision needed.
  let waiting: [Int]
  /// The steps through which the decisions are needed.
  private let isKeeping: [Bool]
  /// The steps that are a way, one of which is enough.
  private let isWay: [Bool]
  /// The trap that was found last.
  private(set) var found = Trap()
  /// How many more looks at a step there may be.
  private(set) var workLeft: Int

  /// The most states that are looked at for one set of answers.
  private static let mostStates = 2000

  /// Creates it for a question that steps decide.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - question: the question.
  ///   - waiting: the steps that hang on the question.
  ///   - hidden: whether each question has no answer as long as this one has none.
  ///   - work: how many looks at a step there may be.
  /// - Complexity: O(steps + links) for each step that decides the question.
  init(_ checklist: Checklist, question: Int, waiting: [Int], hidden: [Bool], work: Int) {
    self.checklist = checklist
    workLeft = work
    self.question = question
    self.hidden = hidden
    deciders = checklist.deciders(ofQuestion: question)
    let keepers = deciders.map { Self.keeping($0, in: checklist) }
    // What nothing requires is always needed, and what it keeps with it.
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    let alwaysKept = keepers.map { isKeeping in ends.contains { isKeeping[$0] } }
    self.waiting = waiting.filter { [deciders] step in
      let isKept = deciders.indices.map { alwaysKept[$0] || keepers[$0][step] }
      let isSure = deciders.indices.contains {
        isKept[$0] && checklist.steps[deciders[$0]].appliesWhen == nil
      }
      return !isSure && isKept.contains(false)
    }
    isKeeping = checklist.steps.indices.map { step in keepers.contains { $0[step] } }
    var isWay = [Bool](repeating: false, count: checklist.steps.count)
    for case .anyOf(let links, oneIsEnough: true) in checklist.steps.flatMap(\.requires).map(\.subject) {
      for link in links { isWay[link.step] = true }
    }
    self.isWay = isWay
  }

  /// The steps that, as long as they are needed, keep a step needed: those that require it, whatever way is taken, at
  /// once or through others, and itself.
  private static func keeping(_ step: Int, in checklist: Checklist) -> [Bool] {
    var isKeeping = [Bool](repeating: false, count: checklist.steps.count)
    isKeeping[step] = true
    for position in checklist.graph.order where position != step {
      isKeeping[position] = checklist.steps[position].requires.contains { requirement in
        switch requirement.subject {
        case .anyOf(let links, oneIsEnough: true): links.allSatisfy { isKeeping[$0.step] }
        case .step, .anyOf: requirement.contains { isKeeping[$0.step] }
        }
      }
    }
    return isKeeping
  }

  // MARK: Answers

  /// The conditions of all steps.
  var conditions: [Condition] { checklist.steps.compactMap(\.appliesWhen) }

  /// The questions in the order in which they are best answered: first those that a trap is most likely to hang on.
  var questions: [Int] {
    var near = Set(waiting + deciders)
    for requirement in checklist.steps.flatMap(\.requires)
    where requirement.contains(where: { isKeeping[$0.step] }) {
      near.formUnion(requirement.links.map(\.step))
    }
    let questions = Set(near.flatMap { checklist.steps[$0].appliesWhen?.questions ?? [] })
    return checklist.questions.indices.filter(questions.contains)
      + checklist.questions.indices.filter { !questions.contains($0) }
  }

  /// Whether answers rule a trap out, whatever else is answered.
  func isRuledOut(by profile: [[Int]?]) -> Bool {
    let before = Applicability(checklist, answers: answers(profile, decided: { _ in false }))
    func applies(_ step: Int) -> Truth { before.truth(of: checklist.steps[step].appliesWhen) }
    return waiting.allSatisfy { applies($0) != .unknown } || deciders.allSatisfy { applies($0) == .no }
  }

  /// Those answers of a profile that are known when some steps are completed.
  private func answers(_ profile: [[Int]?], decided isCompleted: (Int) -> Bool) -> [[Int]?] {
    profile.indices.map { question in
      let deciders = checklist.deciders(ofQuestion: question)
      return deciders.isEmpty || deciders.contains(where: isCompleted) ? profile[question] : nil
    }
  }

  // MARK: Orders

  /// Does what is ready, in every order that makes a difference, without ever coming to a decision on the question.
  /// - Parameters:
  ///   - profile: the answers.
  ///   - isWhole: whether every question that is asked has an answer. If not, only what holds of every whole profile
  ///     that has these answers is a trap.
  /// - Returns: what came of it.
  /// - Complexity: O(states × (steps + links)), the states bounded.
  mutating func look(at profile: [[Int]?], isWhole: Bool) -> Look {
    var seen: Set<[Bool]> = []
    var open = [[StepRecord](repeating: StepRecord(), count: checklist.steps.count)]
    while let steps = open.popLast() {
      let answers = answers(profile) { steps[$0].isFinished }
      let state = PassedOverState(checklist, steps, answers: answers, apartFrom: deciders, isWay: isWay)
      workLeft -= checklist.steps.count
      guard seen.count < Self.mostStates, workLeft > 0 else { return .givenUp }
      guard seen.insert(state.steps.map(\.isFinished)).inserted else { continue }
      for step in state.ready.reversed() {
        var next = state.steps
        next[step].state = .completed
        open.append(next)
      }
      if isWhole, !state.ready.isEmpty { continue }
      if let trap = trap(in: state, isWhole: isWhole) {
        found = trap
        return .trap
      }
    }
    return .none
  }

  private func trap(in state: PassedOverState, isWhole: Bool) -> Trap? {
    let passed = deciders.filter { state.applies[$0] == .yes || isWhole && state.applies[$0] == .unknown }
    guard !passed.isEmpty, isSettled(question, in: state) else { return nil }
    lazy var staysNeeded = state.staysNeeded(neverDone: state.neverDone(deciders: deciders, hidden: hidden))
    let step = waiting.first { step in
      guard !state.isNoLongerNeeded[step], state.applies[step] == .unknown else { return false }
      let open = state.answers.openQuestions(of: checklist.steps[step].appliesWhen)
      return open.contains(question)
        && (isWhole || open.allSatisfy { isSettled($0, in: state) } && staysNeeded[step])
    }
    return step.map { Trap(step: $0, deciders: passed, taken: taken(in: state)) }
  }

  /// Whether no step is to come that answers a question: steps decide it, and none of these is needed and may apply.
  private func isSettled(_ question: Int, in state: PassedOverState) -> Bool {
    let deciders = checklist.deciders(ofQuestion: question)
    return !deciders.isEmpty && deciders.allSatisfy { state.isNoLongerNeeded[$0] || state.applies[$0] == .no }
  }

  /// The ways that were taken instead of those that the decisions are needed for.
  private func taken(in state: PassedOverState) -> [Int] {
    var taken: Set<Int> = []
    for case .anyOf(let links, oneIsEnough: true) in checklist.steps.flatMap(\.requires).map(\.subject)
    where links.contains(where: { isKeeping[$0.step] && state.isNoLongerNeeded[$0.step] }) {
      taken.formUnion(links.map(\.step).filter { state.steps[$0].isFinished })
    }
    return taken.sorted()
  }
}

/// Where somebody stands who did what was ready, in some order.
private struct PassedOverState {
  private let checklist: Checklist
  /// What is completed. Whatever only enables others was completed at once.
  let steps: [StepRecord]
  let answers: Applicability
  let applies: [Truth]
  let isNoLongerNeeded: [Bool]
  /// The other steps that are ready: they take a way, or tell something, so that it may matter when they are done.
  let ready: [Int]

  init(
    _ checklist: Checklist, _ steps: [StepRecord], answers given: [[Int]?], apartFrom passed: [Int],
    isWay: [Bool]
  ) {
    let answers = Applicability(checklist, answers: given)
    let applies = checklist.steps.map { answers.truth(of: $0.appliesWhen) }
    let isNoLongerNeeded = Evaluation.noLongerNeeded(checklist, steps)
    var rules = RequirementRules(
      checklist: checklist, steps: steps, applies: applies, day: .last, calendar: .weekdays)
    var isSatisfied = [Bool](repeating: false, count: steps.count)
    var ready: [Int] = []
    for step in checklist.graph.order {
      let unmet = checklist.steps[step].requires.map { rules.state(of: $0, isSatisfied: isSatisfied) }
        .filter { $0 != .met }
      let isReady =
        applies[step] == .yes && !isNoLongerNeeded[step] && !steps[step].isFinished && unmet.isEmpty
      if isReady, !passed.contains(step) {
        if !isWay[step], Self.onlyEnables(step, checklist, rules) {
          rules.steps[step].state = .completed
        } else {
          ready.append(step)
        }
      }
      isSatisfied[step] =
        rules.steps[step].isFinished
        || rules.isLookedThrough(step) && unmet.allSatisfy { $0 == .noneLeft }
    }
    self.checklist = checklist
    self.steps = rules.steps
    self.answers = answers
    self.applies = applies
    self.isNoLongerNeeded = isNoLongerNeeded
    self.ready = ready
  }

  /// Whether it can make no difference when a step is done, but that others can be done after it: it tells nothing,
  /// and all that it waits for is done, so that it keeps nothing needed.
  private static func onlyEnables(_ step: Int, _ checklist: Checklist, _ rules: RequirementRules) -> Bool {
    checklist.steps[step].decides == nil
      && checklist.steps[step].requires.allSatisfy { requirement in
        guard case .step(let link) = requirement.subject else { return false }
        return rules.steps[link.step].isFinished
      }
  }

  /// Whether each step can't be done any more: it is one of the deciders, which are passed over, or hangs on the
  /// question, or waits for such a step.
  /// - Complexity: O(steps + links + clauses).
  func neverDone(deciders: [Int], hidden: [Bool]) -> [Bool] {
    var isNeverDone = [Bool](repeating: false, count: steps.count)
    // Neither done nor looked through.
    var isNeverSatisfied = isNeverDone
    for step in deciders { (isNeverDone[step], isNeverSatisfied[step]) = (true, applies[step] == .yes) }
    for step in checklist.graph.order where !steps[step].isFinished && applies[step] != .no {
      let hangs = hanging(step, hidden)
      let waits = checklist.steps[step].requires.contains { requirement in
        switch requirement.subject {
        case .step(let link): isNeverSatisfied[link.step]
        case .anyOf(let links, _): links.allSatisfy { isNeverDone[$0.step] || applies[$0.step] == .no }
        }
      }
      if hangs.canNotApply || waits { isNeverDone[step] = true }
      if hangs.isNeverKnown || waits && applies[step] == .yes { isNeverSatisfied[step] = true }
    }
    return isNeverDone
  }

  /// Whether a step can't come to apply without an answer that nobody gives, and whether it can't come not to apply
  /// either.
  private func hanging(_ step: Int, _ hidden: [Bool]) -> (canNotApply: Bool, isNeverKnown: Bool) {
    guard applies[step] == .unknown else { return (false, false) }
    var result = (canNotApply: true, isNeverKnown: false)
    for alternative in checklist.steps[step].appliesWhen?.alternatives ?? [] {
      let condition = Condition(alternatives: [alternative])
      guard answers.truth(of: condition) != .no else { continue }
      let open = answers.openQuestions(of: condition)
      if !open.contains(where: { hidden[$0] }) { result.canNotApply = false }
      if open.allSatisfy({ hidden[$0] }) { result.isNeverKnown = true }
    }
    return result
  }

  /// Whether each step stays needed whatever is done next: something that stays needed or is finished requires it,
  /// and not as one of several ways of which another may be taken.
  /// - Parameter neverDone: the steps that can't be done any more.
  /// - Returns: whether it does, for each step.
  /// - Complexity: O(steps + links).
  func staysNeeded(neverDone: [Bool]) -> [Bool] {
    var isNamed = [Bool](repeating: false, count: checklist.steps.count)
    var isKept = isNamed
    for step in checklist.graph.order.reversed() {
      let isStaying = steps[step].isFinished || !isNamed[step] || isKept[step]
      isKept[step] = isStaying
      for requirement in checklist.steps[step].requires {
        for link in requirement.links {
          isNamed[link.step] = true
          guard isStaying else { continue }
          if case .anyOf(let links, oneIsEnough: true) = requirement.subject {
            let mayBeOther =
              steps[step].isFinished
              || links.contains { $0.step != link.step && applies[$0.step] != .no && !neverDone[$0.step] }
            if mayBeOther { continue }
          }
          isKept[link.step] = true
        }
      }
    }
    return isKept
  }
}
