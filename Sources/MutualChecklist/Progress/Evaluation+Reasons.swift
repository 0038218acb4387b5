extension Evaluation {
  /// Why a step stands as it does; for a completed one, why to check it again. Ready, in progress and waived steps
  /// have none.
  /// - Parameter step: the position of the step.
  /// - Returns: the reasons.
  /// - Complexity: O(steps that don't apply and links reached).
  public func reasons(for step: Int) -> [Reason] {
    switch standings[step] {
    case .ready, .inProgress, .waived: return []
    case .completed: return checkAgain(step)
    case .conflict: return [Reason(code: .conflict)]
    case .notApplicable:
      return [
        Reason(code: .doesNotApply, questions: answers.deniers(of: checklist.steps[step].appliesWhen))
      ]
    case .onHold, .turnedDown: return [standstill(step)]
    case .notChosen: return [Reason(code: .anotherWayTaken, steps: waysTaken(insteadOf: step))]
    case .undetermined: return unknowns(step)
    case .blocked: return unmetRequirements(of: step)
    }
  }

  /// Which of a step's requirements are not met on the day, whatever its standing.
  /// - Parameter step: the position of the step.
  /// - Returns: a reason or more for each unmet requirement, each once: several steps that are looked through may wait
  ///   for the same one.
  /// - Complexity: O(steps that don't apply and links reached).
  public func unmetRequirements(of step: Int) -> [Reason] {
    var said: Set<Reason> = []
    return checklist.steps[step].requires.flatMap(reasons(unmet:)).filter { said.insert($0).inserted }
  }

  /// The day until which a step waits where time is all that it waits for; nil otherwise.
  /// - Parameter step: the position of the step.
  /// - Returns: the day.
  /// - Complexity: O(links of the step and of those looked through).
  public func until(_ step: Int) -> Day? {
    guard standings[step] == .blocked else { return nil }
    var latest: Day?
    for requirement in checklist.steps[step].requires {
      for reason in reasons(unmet: requirement) {
        guard reason.code == .waitsUntil, let day = reason.day else { return nil }
        latest = latest.map { max($0, day) } ?? day
      }
    }
    return latest
  }

  private func standstill(_ step: Int) -> Reason {
    let event = record.steps[step].setBy.map { record.history.events[$0] }
    switch event?.action {
    case .held(_, let reason, _, let chase): return Reason(code: .held, day: chase, text: reason)
    case .turnedDown(_, let reason, let backOn): return Reason(code: .turnedDown, day: backOn, text: reason)
    default: return Reason(code: .held)
    }
  }

  private func unknowns(_ step: Int) -> [Reason] {
    let open = answers.openQuestions(of: checklist.steps[step].appliesWhen)
    let disputed = open.filter { record.answers[$0].isInConflict }
    let missing = open.filter { !record.answers[$0].isInConflict }
    var reasons: [Reason] = []
    if !missing.isEmpty {
      reasons.append(Reason(code: .answerMissing, steps: pendingDeciders(of: missing), questions: missing))
    }
    if !disputed.isEmpty { reasons.append(Reason(code: .questionInConflict, questions: disputed)) }
    return reasons
  }

  /// Why a requirement is not met; nothing where it is.
  private func reasons(unmet requirement: Requirement) -> [Reason] {
    if requirements.state(of: requirement, isSatisfied: isSatisfied) == .met { return [] }
    var found: [Reason] = []
    var seenThrough: Set<Int> = []
    var open = [requirement]
    while !open.isEmpty {
      let requirement = open.removeFirst()
      let state = requirements.state(of: requirement, isSatisfied: isSatisfied)
      switch (state, requirement.subject) {
      case (.met, _): break
      case (.until(let day), _):
        let finished = requirement.links.map(\.step).filter { record.steps[$0].isFinished }.sorted()
        if case .anyOf(_, oneIsEnough: false) = requirement.subject {
          let others = blockers(of: requirement, requirements)
          if !others.isEmpty { found.append(Reason(code: .waitsForAny, steps: others)) }
        }
        found.append(Reason(code: .waitsUntil, steps: finished, day: day))
      case (.noneLeft, _):
        // A step that is looked through asks nothing by an any-of that no step is left for.
        if seenThrough.isEmpty {
          found.append(
            Reason(code: .noAlternativeApplies, steps: Set(requirement.links.map(\.step)).sorted()))
        }
      case (.waiting, .step(let link)):
        if requirements.isLookedThrough(link.step) {
          if seenThrough.insert(link.step).inserted { open += checklist.steps[link.step].requires }
        } else {
          found.append(Reason(code: .waitsForStep, steps: [link.step]))
        }
      case (.waiting, .anyOf):
        found.append(Reason(code: .waitsForAny, steps: blockers(of: requirement, requirements)))
      }
    }
    return found
  }

  /// The finished steps that made a step unnecessary: members of the same groups, or of the groups of what would have
  /// needed it.
  private func waysTaken(insteadOf step: Int) -> [Int] {
    var taken: Set<Int> = []
    var visited: Set<Int> = [step]
    var open = [step]
    while let unneeded = open.popLast() {
      for user in checklist.graph.requiring(unneeded) {
        for requirement in checklist.steps[user].requires {
          guard case .anyOf(let links, oneIsEnough: true) = requirement.subject,
            links.contains(where: { $0.step == unneeded })
          else { continue }
          taken.formUnion(links.map(\.step).filter { record.steps[$0].isFinished })
        }
        if isNoLongerNeeded[user], visited.insert(user).inserted { open.append(user) }
      }
    }
    return taken.sorted()
  }
}
