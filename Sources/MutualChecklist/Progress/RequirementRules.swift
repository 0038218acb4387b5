/// When a requirement is met.
struct RequirementRules {
  let checklist: Checklist
  var steps: [StepRecord]
  let applies: [Truth]
  let day: Day
  let calendar: WorkingCalendar
  /// Whether lags count as over.
  var ignoresLags = false

  /// The same rules with every lag counted as over.
  var withoutLags: RequirementRules {
    var rules = self
    rules.ignoresLags = true
    return rules
  }

  /// How a requirement stands.
  enum State: Hashable {
    /// Nothing more is waited for.
    case met
    /// Only a lag is running: it is over on this day.
    case until(Day)
    /// A step is waited for.
    case waiting
    /// No member of the any-of applies: it can't be met.
    case noneLeft
  }

  /// How a requirement stands, given which steps are satisfied.
  /// - Complexity: O(links of the requirement).
  func state(of requirement: Requirement, isSatisfied: [Bool]) -> State {
    switch requirement.subject {
    case .step(let link):
      guard isSatisfied[link.step] else { return .waiting }
      return lagState(of: link)
    case .anyOf(let links, _):
      var result = State.noneLeft
      for link in links {
        if steps.isFinished(link.step) {
          switch (lagState(of: link), result) {
          case (.until(let end), .until(let earliest)): result = .until(min(end, earliest))
          case (.until(let end), _): result = .until(end)
          default: return .met
          }
        } else if applies[link.step] != .no, result == .noneLeft {
          result = .waiting
        }
      }
      return result
    }
  }

  /// The day on which the lag of a link is over; nil where none is running: it has none, or the step was not completed
  /// on a known day.
  func lagEnd(of link: Requirement.Link) -> Day? {
    guard let lag = link.lag, steps.isFinished(link.step), steps[link.step].state == .completed,
      let completed = steps[link.step].at
    else { return nil }
    return lag.end(after: completed, in: calendar)
  }

  private func lagState(of link: Requirement.Link) -> State {
    guard !ignoresLags, let end = lagEnd(of: link), day < end else { return .met }
    return .until(end)
  }

  /// Whether each step is satisfied, and how many of each step's own requirements are unmet.
  ///
  /// A step that does not apply is looked through: it is satisfied when all of its own requirements are met, those
  /// apart that no step is left for.
  /// - Complexity: O(steps + links).
  func satisfied() -> (isSatisfied: [Bool], unmet: [Int]) {
    var isSatisfied = [Bool](repeating: false, count: checklist.steps.count)
    var unmet = [Int](repeating: 0, count: checklist.steps.count)
    for step in checklist.graph.order {
      var metWhenLookedThrough = true
      for requirement in checklist.steps[step].requires {
        let state = state(of: requirement, isSatisfied: isSatisfied)
        if state == .met { continue }
        unmet[step] += 1
        if state != .noneLeft { metWhenLookedThrough = false }
      }
      isSatisfied[step] =
        steps.isFinished(step) || (isLookedThrough(step) && metWhenLookedThrough)
    }
    return (isSatisfied, unmet)
  }

  /// Whether a step does not apply and is neither finished nor in conflict: what it waits for holds for what waits
  /// for it.
  func isLookedThrough(_ step: Int) -> Bool {
    applies[step] == .no && !steps.isFinished(step) && steps[step].conflict.isEmpty
  }
}
