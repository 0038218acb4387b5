extension Evaluation {
  /// The completed steps that a person should look at again, in checklist order, each with the reasons.
  /// - Complexity: O(steps + links + events), and where a confirmation is weighed, so much again for each.
  public var checkAgain: [(step: Int, reasons: [Reason])] {
    guard record.history.events.count > 1 else { return [] }
    return checklist.steps.indices.compactMap { step in
      let reasons = checkAgain(step)
      return reasons.isEmpty ? nil : (step, reasons)
    }
  }

  /// Why a completed step should be looked at again; empty where it need not, or is not completed.
  ///
  /// What its reason for being out of sequence covers is apart, an event without a day changes nothing, and a completion
  /// without a day covers all its requirements. A confirmation clears what was there to be seen when it was recorded.
  /// - Parameter step: the position of the step.
  /// - Returns: the reasons.
  /// - Complexity: O(events on what it requires), and O(steps + links + events) where a confirmation is weighed.
  public func checkAgain(_ step: Int) -> [Reason] {
    guard standings[step] == .completed, let completion = record.steps[step].setBy else { return [] }
    let confirmation = record.steps[step].confirmedBy.flatMap { $0 > completion ? $0 : nil }
    let relied = Reliance(step: step, completion: completion, judgedAt: confirmation ?? completion, in: self)
    var standing = unfitting(relied)
    if !standing.isEmpty, let confirmation, let confirmed = evaluation(seenBy: confirmation) {
      let rules = confirmed.requirements.withoutLags
      let satisfied = rules.satisfied().isSatisfied
      standing = unfitting(
        relied,
        unless: { requirement in
          requirement.map { rules.state(of: $0, isSatisfied: satisfied) != .met }
            ?? (confirmed.applies[step] == .no)
        })
    }
    return standing + relied.changes()
  }

  /// That the step does not apply, and which of its requirements are unmet, lags apart; without what a person has seen so
  /// and confirmed. nil stands for the step itself.
  private func unfitting(_ relied: Reliance, unless isCleared: (Requirement?) -> Bool = { _ in false })
    -> [Reason]
  {
    let step = checklist.steps[relied.step]
    var reasons: [Reason] = []
    if applies[relied.step] == .no, !isCleared(nil) {
      reasons.append(Reason(code: .noLongerApplies, questions: answers.deniers(of: step.appliesWhen)))
    }
    guard !relied.coversAllRequirements else { return reasons }
    let rules = requirements.withoutLags
    var isSatisfied: [Bool]?
    for requirement in step.requires {
      // Lags apart, a requirement that is met with lags is met; most are, and need no second pass.
      if rules.state(of: requirement, isSatisfied: self.isSatisfied) == .met { continue }
      let withoutLags = isSatisfied ?? rules.satisfied().isSatisfied
      isSatisfied = withoutLags
      if rules.state(of: requirement, isSatisfied: withoutLags) == .met || isCleared(requirement) { continue }
      let unmet = unfinished(in: requirement, rules).filter { !relied.covers($0) }
      // Two requirements may name the same steps.
      let reason = Reason(code: .requirementUnmet, steps: unmet)
      if !unmet.isEmpty, !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons
  }

  /// The steps that hold up a requirement, or where nothing is left to wait for, its members; in checklist order.
  private func unfinished(in requirement: Requirement, _ rules: RequirementRules) -> [Int] {
    let blockers = blockers(of: requirement, rules)
    return blockers.isEmpty ? Set(requirement.links.map(\.step)).sorted() : blockers
  }

  /// The evaluation, on the same day, of only what an event's writer had seen when it was recorded, and of the event.
  private func evaluation(seenBy event: Int) -> Evaluation? {
    let events = record.history.events
    let history = History(
      events.indices.filter { $0 == event || events[event].hasSeen(events[$0]) }.map { events[$0] })
    guard let registration = Registration(history) else { return nil }
    return Evaluation(
      checklist, record: Record(history, registration: registration, checklist: checklist), on: day,
      calendar: calendar)
  }
}

/// What a completion, or the confirmation of it, rested on.
private struct Reliance {
  let step: Int
  let coversAllRequirements: Bool
  private let judgedAt: Int
  private let evaluation: Evaluation
  private let coveredSteps: Set<Int>
  private let coveredQuestions: Set<Int>

  init(step: Int, completion: Int, judgedAt: Int, in evaluation: Evaluation) {
    self.step = step
    self.judgedAt = judgedAt
    self.evaluation = evaluation
    let event = evaluation.record.history.events[completion]
    coversAllRequirements = event.at == nil
    let covered = event.outOfSequence?.covers ?? []
    coveredSteps = Set(evaluation.checklist.positions(ofSteps: covered))
    coveredQuestions = Set(covered.compactMap(evaluation.checklist.position(ofQuestion:)))
  }

  func covers(_ step: Int) -> Bool { coveredSteps.contains(step) }

  /// The required steps and the answers that have an event which was not seen, and which changed what was.
  func changes() -> [Reason] {
    let steps = coversAllRequirements ? [] : reliedOnSteps().filter { !covers($0) && hasChanged(step: $0) }
    let questions = reliedOnQuestions().filter {
      !coveredQuestions.contains($0) && hasChanged(question: $0)
    }
    if steps.isEmpty, questions.isEmpty { return [] }
    return [Reason(code: .changedSince, steps: steps.sorted(), questions: questions.sorted())]
  }

  /// The steps that the requirements name, seen through those that don't apply. Of an any-of only the members that
  /// were finished in what was seen: nothing rested on the others.
  private func reliedOnSteps() -> Set<Int> {
    let rules = evaluation.requirements
    var steps: Set<Int> = []
    var seenThrough: Set<Int> = []
    var open = evaluation.checklist.steps[step].requires
    while let requirement = open.popLast() {
      switch requirement.subject {
      case .step(let link):
        steps.insert(link.step)
        guard rules.isLookedThrough(link.step), seenThrough.insert(link.step).inserted else { continue }
        open += evaluation.checklist.steps[link.step].requires
      case .anyOf(let links, _):
        for link in links where stateSeen(of: link.step)?.isFinished == true { steps.insert(link.step) }
      }
    }
    return steps
  }

  /// The questions that its condition, and their `askWhen`, rest on, where what was seen had an answer: one that was
  /// first answered later can't have mattered.
  private func reliedOnQuestions() -> Set<Int> {
    var questions: Set<Int> = []
    var open = evaluation.checklist.steps[step].appliesWhen?.questions ?? []
    while let question = open.popLast() {
      guard questions.insert(question).inserted else { continue }
      open += evaluation.checklist.questions[question].askWhen?.questions ?? []
    }
    return questions.filter { !(answersSeen(of: $0) ?? []).isEmpty }
  }

  private func wasSeen(_ position: Int) -> Bool {
    position == judgedAt || evaluation.record.history.hasSeen(position, by: judgedAt)
  }

  private func stateSeen(of step: Int) -> StepState? {
    let kind = evaluation.checklist.steps[step].kind
    let record = evaluation.record.log.record(
      of: step, kind: kind, evaluation.record.history, among: wasSeen)
    return record.isInConflict ? nil : record.state
  }

  private func answersSeen(of question: Int) -> [Int]? {
    AnswerRecord(
      evaluation.record.log.questions[question].filter(wasSeen), evaluation.record.history,
      answers: { answers(to: question, at: $0) }
    ).given
  }

  private func answers(to question: Int, at position: Int) -> [Int] {
    SubjectLog.answers(
      to: evaluation.checklist.questions[question], at: position, in: evaluation.record.history)
  }

  private func hasChanged(step: Int) -> Bool {
    let history = evaluation.record.history
    let events = evaluation.record.log.steps[step]
    guard events.contains(where: { !wasSeen($0) && history.events[$0].at != nil }) else { return false }
    let kind = evaluation.checklist.steps[step].kind
    let seen = stateSeen(of: step)
    let log = evaluation.record.log
    if log.parts[step] != nil {
      return events.contains { position in
        guard !wasSeen(position), history.events[position].at != nil else { return false }
        let effect = log.record(of: step, kind: kind, history) {
          $0 == position || history.hasSeen($0, by: position)
        }
        return effect.state != seen
      }
    }
    let isChain = zip(events, events.dropFirst()).allSatisfy { history.hasSeen($0, by: $1) }
    var running = StepRecord()
    for position in events {
      running.fold(history.events[position], at: position, kind: kind)
      guard !wasSeen(position), history.events[position].at != nil else { continue }
      let effect =
        isChain
        ? running.state
        : Record.folded(
          events.filter { $0 == position || history.hasSeen($0, by: position) }, kind: kind, history
        ).state
      if effect != seen { return true }
    }
    return false
  }

  private func hasChanged(question: Int) -> Bool {
    let seen = answersSeen(of: question) ?? []
    return evaluation.record.log.questions[question].contains {
      !wasSeen($0) && evaluation.record.history.events[$0].at != nil
        && answers(to: question, at: $0) != seen
    }
  }
}
