extension ChecklistProof {
  // MARK: Questions

  /// Each question that is asked has an answer on offer.
  mutating func proveAnswers() {
    let words = ProofSentences(checklist)
    for (position, question) in checklist.questions.enumerated() {
      let outcome = find(
        holds: [question.askWhen], fails: question.answers.map(\.offerWhen), isWhole: true)
      note(.answerIsLeft, outcome) { words.noAnswerLeft(position, $0) }
    }
    search.everyPartIsPartOfAWhole =
      tallies.allSatisfy { $0.failed + $0.undecided == 0 } && !offersHangInACircle
    // What was found without a look at the whole must not be taken for what has been looked at so.
    forget()
  }

  /// Whether answers on offer hang on each other in a circle, so that a part of a profile may belong to no whole one.
  private var offersHangInACircle: Bool {
    let links = Adjacency(count: checklist.questions.count) { link in
      for (position, question) in checklist.questions.enumerated() {
        for condition in [question.askWhen] + question.answers.map(\.offerWhen) {
          for other in condition?.questions ?? [] { link(position, other) }
        }
      }
    }
    return links.orderAfterNeighbours().count < checklist.questions.count
  }

  // MARK: Somebody

  /// Each question, answer, alternative and step is there for somebody.
  mutating func provePossibilities() {
    let words = ProofSentences(checklist)
    for (position, question) in checklist.questions.enumerated() {
      guard let askWhen = question.askWhen else { continue }
      let outcome = find(holds: [askWhen])
      notePossible(.questionCanBeAsked, outcome) { words.neverAsked(position) }
    }
    for (position, question) in checklist.questions.enumerated() {
      for (answer, definition) in question.answers.enumerated() where definition.offerWhen != nil {
        guard find(holds: [question.askWhen]) != .none else { continue }
        let outcome = find(holds: [question.askWhen, definition.offerWhen])
        notePossible(.answerCanBeGiven, outcome) { words.neverOffered(answer, to: position) }
      }
    }
    for (position, question) in checklist.questions.enumerated() {
      proveAlternatives(question.askWhen, of: .question(position))
    }
    for (position, step) in checklist.steps.enumerated() {
      proveAlternatives(step.appliesWhen, of: .step(position))
    }
    for (position, step) in checklist.steps.enumerated() {
      let outcome = find(holds: [step.appliesWhen])
      notePossible(.stepCanApply, outcome, about: position) { words.neverApplies(position) }
    }
  }

  /// Each alternative of a condition that can hold at all can hold.
  private mutating func proveAlternatives(_ condition: Condition?, of owner: ProofSentences.Owner) {
    let words = ProofSentences(checklist)
    guard let condition, condition.alternatives.count > 1, find(holds: [condition]) != .none else { return }
    for (number, alternative) in condition.alternatives.enumerated() {
      let outcome = find(holds: [Condition(alternatives: [alternative])])
      notePossible(.alternativeCanHold, outcome) { words.deadAlternative(number, condition, of: owner) }
    }
  }

  // MARK: Everybody

  /// Each any-of of a step that applies has a member that applies. Returns the steps that may lack one, each with a
  /// profile that shows it.
  mutating func proveWays() -> [Int: [[Int]?]] {
    let words = ProofSentences(checklist)
    var sources: [Int: [[Int]?]] = [:]
    for (position, step) in checklist.steps.enumerated() {
      for requirement in step.requires {
        guard case .anyOf(let links, _) = requirement.subject else { continue }
        let members = links.map { checklist.steps[$0.step].appliesWhen }
        let outcome = find(holds: [step.appliesWhen], fails: members)
        note(.wayIsLeft, outcome, about: position) { words.noWayLeft(position, links.map(\.step), $0) }
        if let start = outcome.start(checklist) { sources[position] = start }
      }
    }
    return sources
  }

  /// Where a step waits for a question that steps decide, one of those applies. Returns the steps that may wait in
  /// vain, each with a profile that shows it.
  mutating func proveDecisions() -> [Int: [[Int]?]] {
    let words = ProofSentences(checklist)
    var sources: [Int: [[Int]?]] = [:]
    let decided = checklist.questions.indices.filter { !checklist.deciders(ofQuestion: $0).isEmpty }
    guard !decided.isEmpty else { return [:] }
    let hanging = Hanging(checklist)
    var known: [Condition: [(question: Int, outcome: ProfileSearch.Outcome)]] = [:]
    for (position, step) in checklist.steps.enumerated() {
      guard let condition = step.appliesWhen else { continue }
      if known[condition] == nil {
        let needed = hanging.questions(of: condition)
        known[condition] = decided.filter { needed[$0] }.map { question in
          (question, waitsInVain(condition, for: question, hidden: hanging.all(on: question)))
        }
      }
      for (question, outcome) in known[condition] ?? [] {
        note(.questionIsDecided, outcome, about: position) { words.undecided(position, question, $0) }
        if let start = outcome.start(checklist), sources[position] == nil { sources[position] = start }
      }
    }
    return sources
  }

  /// Looks for a profile where a condition hangs on a question, and no step that decides the question applies.
  ///
  /// The question is not answered yet, so what hangs on it is not either: all these are `hidden`.
  private mutating func waitsInVain(
    _ condition: Condition, for question: Int, hidden: [Bool]
  ) -> ProfileSearch.Outcome {
    let deciders = checklist.deciders(ofQuestion: question).map { checklist.steps[$0].appliesWhen }
    guard !deciders.contains(nil) else { return .none }
    let conditions = deciders.compactMap(\.self)
    return search.first(among: conditions + [condition]) { [checklist] known in
      let answers = checklist.questions.indices.map { hidden[$0] ? nil : known.given(to: $0) }
      let before = Applicability(checklist, answers: answers)
      guard before.truth(of: condition) == .unknown else { return .fails }
      let open = before.openQuestions(of: condition)
      let others = open.filter { !hidden[$0] }
      guard others.isEmpty else { return .open(others) }
      guard open.contains(question) else { return .fails }
      for decider in conditions {
        switch before.truth(of: decider) {
        case .yes: return .fails
        case .unknown: return .open(before.openQuestions(of: decider))
        case .no: break
        }
      }
      return .holds
    }
  }

  /// No decision is passed over while a step waits for its answer.
  mutating func proveDecisionsKept() {
    let words = ProofSentences(checklist)
    let hanging = Hanging(checklist)
    var needed: [Condition: [Bool]] = [:]
    var waiting = [[Int]](repeating: [], count: checklist.questions.count)
    for (position, step) in checklist.steps.enumerated() {
      guard let condition = step.appliesWhen else { continue }
      let isNeeded = needed[condition] ?? hanging.questions(of: condition)
      needed[condition] = isNeeded
      for question in isNeeded.indices where isNeeded[question] { waiting[question].append(position) }
    }
    // How many looks at a step all questions may take together.
    var work = 2_000_000
    for question in waiting.indices
    where !waiting[question].isEmpty && !checklist.deciders(ofQuestion: question).isEmpty {
      var passed = PassedOver(
        checklist, question: question, waiting: waiting[question], hidden: hanging.all(on: question),
        work: min(work, 1_000_000))
      let before = passed.workLeft
      defer { work -= before - passed.workLeft }
      note(.decisionIsKept, trap(&passed)) { words.passedOver(question, passed.found, $0) }
    }
  }

  /// Looks for a profile with which a decision is passed over.
  private mutating func trap(_ passed: inout PassedOver) -> ProfileSearch.Outcome {
    guard !passed.waiting.isEmpty else { return .none }
    let order = passed.questions
    var isCutShort = false
    let outcome = search.first(among: passed.conditions, effort: 1 + checklist.steps.count / 10) { known in
      if passed.isRuledOut(by: known.answers) { return .fails }
      let open = order.first { known.asked[$0] != .no && known.given(to: $0) == nil }
      switch passed.look(at: known.answers, isWhole: open == nil) {
      case .trap: return .holds
      case .givenUp:
        isCutShort = true
        return .fails
      case .none: return open.map { .open([$0]) } ?? .fails
      }
    }
    return outcome == .none && isCutShort ? .givenUp : outcome
  }

  // MARK: The end

  /// An end applies to everybody, and is reached: some order of completing leaves nothing outstanding.
  /// - Parameter sources: the steps that may never be done, each with a profile to begin with.
  mutating func proveEnds(_ sources: [Int: [[Int]?]]) {
    let words = ProofSentences(checklist)
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    let outcome = find(fails: ends.map { checklist.steps[$0].appliesWhen })
    note(.endApplies, outcome) { words.noEnd(ends, $0) }

    let finishing = Finishing(checklist, sources: Array(sources.keys))
    guard !sources.isEmpty else { return note(.canBeFinished, .none) { words.noEnd(ends, $0) } }
    // Where something went wrong is the first place to look; then everywhere.
    let starts = sources.sorted { $0.key < $1.key }.prefix(20).map(\.value)
    var result = ProfileSearch.Outcome.none
    for start in starts + [[[Int]?](repeating: nil, count: checklist.questions.count)] {
      result = search.first(among: finishing.conditions, from: start, effort: finishing.effort) { known in
        if let open = finishing.questions.first(where: {
          known.asked[$0] != .no && known.given(to: $0) == nil
        }) {
          return .open([open])
        }
        return finishing.neverReached(known.answers) == nil ? .fails : .holds
      }
      if case .found = result { break }
    }
    note(.canBeFinished, result) { profile in
      words.cannotFinish(finishing.neverReached(profile) ?? Finishing.Trap(), profile)
    }
  }
}

extension ProfileSearch.Outcome {
  /// Answers to begin with when looking for what this leads to; nil where it leads to nothing.
  fileprivate func start(_ checklist: Checklist) -> [[Int]?]? {
    switch self {
    case .none: nil
    case .found(let profile): profile
    case .givenUp: [[Int]?](repeating: nil, count: checklist.questions.count)
    }
  }
}

/// Which questions hang on which: by when they are asked, and by when their answers are on offer.
private struct Hanging {
  private let checklist: Checklist
  private let askedBy: Adjacency
  private let dependents: Adjacency

  init(_ checklist: Checklist) {
    self.checklist = checklist
    askedBy = Adjacency(count: checklist.questions.count) { link in
      for (position, question) in checklist.questions.enumerated() {
        for other in question.askWhen?.questions ?? [] { link(position, other) }
      }
    }
    dependents = Adjacency(count: checklist.questions.count) { link in
      for (position, question) in checklist.questions.enumerated() {
        for condition in [question.askWhen] + question.answers.map(\.offerWhen) {
          for other in condition?.questions ?? [] { link(other, position) }
        }
      }
    }
  }

  /// The questions of a condition, and those that say whether they are asked.
  func questions(of condition: Condition) -> [Bool] { reached(from: condition.questions, by: askedBy) }

  /// A question and all that hang on it.
  func all(on question: Int) -> [Bool] { reached(from: [question], by: dependents) }

  private func reached(from questions: [Int], by links: Adjacency) -> [Bool] {
    var isReached = [Bool](repeating: false, count: links.count)
    var open = questions
    while let question = open.popLast() {
      guard !isReached[question] else { continue }
      isReached[question] = true
      open += links[question]
    }
    return isReached
  }
}
