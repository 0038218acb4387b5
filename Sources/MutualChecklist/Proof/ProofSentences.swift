/// What a proof found, in plain words: steps by number and title, profiles by question and answer.
struct ProofSentences {
  private let checklist: Checklist
  private var words: ChecklistWords { ChecklistWords(checklist) }

  init(_ checklist: Checklist) { self.checklist = checklist }

  /// Whose condition it is.
  enum Owner {
    case step(Int)
    case question(Int)
  }

  // MARK: Findings

  func noAnswerLeft(_ question: Int, _ profile: [[Int]?]) -> Finding {
    finding(
      .error, "checklist-no-answer-left",
      "The question \(named(question)) is asked, but no answer to it is on offer\(place(profile)).",
      about: .question(checklist.questions[question].id))
  }

  func neverAsked(_ question: Int) -> Finding {
    finding(
      .warning, "checklist-never-asked",
      "The question \(named(question)) can never be asked. It is asked only where \(text(checklist.questions[question].askWhen)), and no answers fit that.",
      about: .question(checklist.questions[question].id))
  }

  func neverOffered(_ answer: Int, to question: Int) -> Finding {
    let definition = checklist.questions[question].answers[answer]
    return finding(
      .warning, "checklist-never-offered",
      "The answer \"\(definition.title)\" to \(named(question)) can never be given. It is on offer only where \(text(definition.offerWhen)), and no answers fit that.",
      about: .question(checklist.questions[question].id))
  }

  func deadAlternative(_ number: Int, _ condition: Condition, of owner: Owner) -> Finding {
    let part = text(Condition(alternatives: [condition.alternatives[number]]))
    let count = condition.alternatives.count
    switch owner {
    case .step(let step):
      return finding(
        .warning, "checklist-dead-alternative",
        "Alternative \(number + 1) of the \(count) that make \(named(step: step)) apply can never hold: no answers fit \(part).",
        steps: [step])
    case .question(let question):
      return finding(
        .warning, "checklist-dead-alternative",
        "Alternative \(number + 1) of the \(count) for which \(named(question)) is asked can never hold: no answers fit \(part).",
        about: .question(checklist.questions[question].id))
    }
  }

  func neverApplies(_ step: Int) -> Finding {
    let why =
      checklist.steps[step].appliesWhen == nil
      ? "No answers to the questions fit together."
      : "It applies only where \(text(checklist.steps[step].appliesWhen)), and no answers fit that."
    return finding(
      .warning, "checklist-dead-step", "\(named(step: step)) can never apply. \(why)", steps: [step])
  }

  func noWayLeft(_ step: Int, _ members: [Int], _ profile: [[Int]?]) -> Finding {
    let ways =
      members.count == 1
      ? "It waits for \(named(step: members[0])), which does not apply"
      : "It waits for one of \(list(members.map(named(step:)))), and none of these applies"
    return finding(
      .error, "checklist-no-way-left", "\(named(step: step)) can never start\(place(profile)). \(ways).",
      steps: [step] + members)
  }

  func undecided(_ step: Int, _ question: Int, _ profile: [[Int]?]) -> Finding {
    let deciders = checklist.deciders(ofQuestion: question)
    let verb = deciders.count == 1 ? "which does not apply" : "and none of these applies"
    return finding(
      .error, "checklist-undecided-question",
      "\(named(step: step)) waits in vain for the answer to \(named(question))\(place(profile)). That is decided in \(list(deciders.map(named(step:)), "or")), \(verb).",
      steps: [step] + deciders)
  }

  func passedOver(_ question: Int, _ trap: PassedOver.Trap, _ profile: [[Int]?]) -> Finding {
    let taken = trap.taken.map(named(step:))
    let decider = trap.deciders.count == 1 ? "which decides it, is" : "which decide it, are"
    return finding(
      .warning, "checklist-passed-over",
      "\(named(step: trap.step)) may be left waiting for the answer to \(named(question))\(place(profile)). Once \(list(taken)) \(taken.count == 1 ? "is" : "are") completed, \(list(trap.deciders.map(named(step:)))), \(decider) no longer needed.",
      steps: [trap.step] + trap.deciders)
  }

  func noEnd(_ ends: [Int], _ profile: [[Int]?]) -> Finding {
    let last =
      ends.count == 1
      ? "the last step, \(ends.map(named(step:)).joined()), does not apply"
      : "none of the last steps, \(list(ends.map(named(step:)))), applies"
    return finding(
      .error, "checklist-no-end", "There is no end\(place(profile)): \(last).", steps: ends)
  }

  func cannotFinish(_ trap: Finishing.Trap, _ profile: [[Int]?]) -> Finding {
    var gap = "\(named(step: trap.step)) can never be done"
    if trap.endCanBeDone {
      gap += ", and is left over"
    } else if trap.step != trap.end {
      gap += ", so \(named(step: trap.end)) is never reached"
    }
    return finding(
      .error, "checklist-cannot-finish", "The checklist can't be finished\(place(profile)): \(gap).",
      steps: Array(Set([trap.step, trap.end])).sorted())
  }

  func notDecided(_ tally: ChecklistProof.Tally, steps: [Int]) -> Finding {
    finding(
      .warning, "checklist-not-decided",
      "Not decided, as it would have taken too long: \"\(tally.claim.words)\", for \(tally.undecided) of \(tally.total).",
      steps: steps)
  }

  private func finding(
    _ severity: Finding.Severity, _ code: String, _ message: String, steps: [Int] = [],
    about subject: Finding.Subject? = nil
  ) -> Finding {
    Finding(
      severity: severity, code: code, message: message, steps: steps.map { checklist.steps[$0].id },
      about: subject)
  }

  // MARK: Words

  private func named(step: Int) -> String { words.step(step) }
  private func named(_ question: Int) -> String { words.question(question) }
  private func text(_ condition: Condition?) -> String { condition.map(words.condition) ?? "" }
  private func title(_ answer: Int, _ question: Int) -> String { words.answer(answer, to: question) }
  private func list(_ items: [String], _ conjunction: String = "and") -> String {
    ChecklistWords.list(items, conjunction)
  }

  /// Where a profile has no answers, what holds of it holds of everybody.
  private func place(_ profile: [[Int]?]) -> String {
    let answers = profile.indices.compactMap { question in
      profile[question].map { given in
        "\(named(question)) is answered \(list(given.map { title($0, question) }))"
      }
    }
    return answers.isEmpty ? ", whatever the answers are" : " where \(list(answers))"
  }
}

extension ChecklistProof.Claim {
  /// The claim, as people read it.
  public var words: String {
    switch self {
    case .answerIsLeft: "Every asked question has an answer on offer"
    case .questionCanBeAsked: "Every question can be asked"
    case .answerCanBeGiven: "Every answer can be given"
    case .alternativeCanHold: "Every alternative of a condition can hold"
    case .stepCanApply: "Every step can apply"
    case .wayIsLeft: "Of every \"any one of\", some step applies"
    case .questionIsDecided: "What a step waits to know is decided"
    case .decisionIsKept: "No awaited decision is passed over"
    case .endApplies: "There is an end"
    case .canBeFinished: "The checklist can be finished"
    }
  }

  /// What the claim is about, one and many.
  public var noun: (one: String, many: String) {
    switch self {
    case .answerIsLeft, .questionCanBeAsked, .decisionIsKept: ("question", "questions")
    case .answerCanBeGiven: ("answer", "answers")
    case .alternativeCanHold: ("alternative", "alternatives")
    case .stepCanApply, .questionIsDecided: ("step", "steps")
    case .wayIsLeft: ("group", "groups")
    case .endApplies, .canBeFinished: ("checklist", "checklists")
    }
  }
}
