/// Follows what steps wait for: to the nearest unfinished steps, and to where following ends.
///
/// Make one for as many questions as there are of one evaluation: it keeps the blockers that it has found.
public struct BlockerWalk {
  private let evaluation: Evaluation
  /// For each step, its nearest blockers; nil: not asked for yet.
  private var known: [[Int]?]
  /// For each step, what it is followed to; nil: not asked for yet.
  private var ends: [[Int]?]
  /// For each step that `findRootBlockers` was asked about, what it found.
  private var roots: [[Int]?] = []
  /// For each step, the number of the walk that reached it last.
  private var reached: [Int]
  private var walk = 0

  /// Creates a walk over an evaluation.
  /// - Complexity: O(steps).
  public init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    let count = evaluation.checklist.steps.count
    known = [[Int]?](repeating: nil, count: count)
    ends = known
    reached = [Int](repeating: 0, count: count)
  }

  /// The nearest unfinished steps that the unmet requirements of an outstanding step name, seen through those that
  /// don't apply; in checklist order. Empty for a step that is not outstanding.
  /// - Parameter step: the position of the step.
  /// - Returns: the positions of the steps.
  /// - Complexity: O(steps that don't apply and links reached), the first time.
  public mutating func blockers(of step: Int) -> [Int] {
    isOutstanding(step) ? nearest(step) : []
  }

  /// Where following the blockers of an outstanding step ends, in checklist order: steps in progress, on hold, turned
  /// down or in conflict, and those that can't be followed further. A step that is not known to apply is also followed
  /// to the decisions that would tell. Empty for a step that is not outstanding.
  /// - Parameter step: the position of the step.
  /// - Returns: the positions of the steps.
  /// - Complexity: O(steps + links); O(result) for a step that `findRootBlockers` was asked about.
  public mutating func rootBlockers(of step: Int) -> [Int] {
    guard isOutstanding(step) else { return [] }
    if !roots.isEmpty, let found = roots[step] { return found }
    walk += 1
    var result: [Int] = []
    var open = nearest(step)
    for blocker in open { reached[blocker] = walk }
    while let blocker = open.popLast() {
      // One that is only blocked is followed to its own nearest blockers, so that where it ends is where this ends.
      if !roots.isEmpty, evaluation.standings[blocker] == .blocked, let found = roots[blocker],
        !found.isEmpty
      {
        for root in found where reached[root] != walk {
          reached[root] = walk
          result.append(root)
        }
        continue
      }
      let next = following(blocker)
      if next.isEmpty { result.append(blocker) }
      for step in next where reached[step] != walk {
        reached[step] = walk
        open.append(step)
      }
    }
    return result.sorted()
  }

  /// Finds the root blockers of many steps, so that `rootBlockers(of:)` has them at hand. What is found for one step
  /// serves all that wait for it, which are not each followed to the end again.
  /// - Parameter steps: the positions of the steps.
  /// - Complexity: O(steps + links × root blockers of a step), and memory for all that is found.
  public mutating func findRootBlockers(of steps: [Int]) {
    if roots.isEmpty { roots = [[Int]?](repeating: nil, count: known.count) }
    var isAsked = [Bool](repeating: false, count: known.count)
    for step in steps { isAsked[step] = true }
    for step in evaluation.checklist.graph.order where isAsked[step] { roots[step] = rootBlockers(of: step) }
  }

  /// The pairs of steps, each waiting and waited for, that lead from a step to its root blockers; each pair once, in
  /// checklist order.
  /// - Parameter step: the position of the step.
  /// - Returns: the pairs of positions.
  /// - Complexity: O(steps + links).
  public mutating func chain(from step: Int) -> [(from: Int, to: Int)] {
    guard isOutstanding(step) else { return [] }
    walk += 1
    reached[step] = walk
    var pairs: [(from: Int, to: Int)] = []
    var open = [step]
    while let waiting = open.popLast() {
      for blocker in waiting == step ? nearest(waiting) : following(waiting) {
        pairs.append((waiting, blocker))
        guard reached[blocker] != walk else { continue }
        reached[blocker] = walk
        open.append(blocker)
      }
    }
    return pairs.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private func isOutstanding(_ step: Int) -> Bool {
    let standing = evaluation.standings[step]
    return standing.isNext || standing.isHeldUp
      || (standing == .completed && !evaluation.checkAgain(step).isEmpty)
  }

  /// What a blocker waits for in turn; empty where the walk ends.
  private mutating func following(_ blocker: Int) -> [Int] {
    switch evaluation.standings[blocker] {
    case .inProgress, .onHold, .turnedDown, .conflict: return []
    default: break
    }
    if let found = ends[blocker] { return found }
    var next = nearest(blocker)
    if evaluation.standings[blocker] == .undetermined {
      let questions = evaluation.answers.openQuestions(of: evaluation.checklist.steps[blocker].appliesWhen)
      next = Set(next + evaluation.pendingDeciders(of: questions)).sorted()
    }
    ends[blocker] = next
    return next
  }

  private mutating func nearest(_ step: Int) -> [Int] {
    if let found = known[step] { return found }
    var blockers: [Int] = []
    for requirement in evaluation.checklist.steps[step].requires {
      evaluation.addBlockers(of: requirement, evaluation.requirements, to: &blockers)
    }
    blockers = blockers.inOrder
    known[step] = blockers
    return blockers
  }
}

extension Evaluation {
  /// The unfinished steps that hold up one requirement, seen through those that don't apply; in checklist order.
  func blockers(of requirement: Requirement, _ requirements: RequirementRules) -> [Int] {
    var blockers: [Int] = []
    addBlockers(of: requirement, requirements, to: &blockers)
    return blockers.inOrder
  }

  /// Adds the unfinished steps that hold up one requirement, in any order; a step may be added twice.
  fileprivate func addBlockers(
    of requirement: Requirement, _ requirements: RequirementRules, to blockers: inout [Int]
  ) {
    // Most name one step, which applies.
    if case .step(let link) = requirement.subject, !requirements.isLookedThrough(link.step) {
      if !record.steps[link.step].isFinished { blockers.append(link.step) }
      return
    }
    var seenThrough: Set<Int> = []
    var open = [requirement]
    while let requirement = open.popLast() {
      forEachHolding(up: requirement, requirements) { step in
        if !requirements.isLookedThrough(step) {
          blockers.append(step)
        } else if seenThrough.insert(step).inserted {
          open += checklist.steps[step].requires
        }
      }
    }
  }

  /// Goes over the steps that a requirement names and that hold it up, those that are looked through among them.
  func forEachHolding(
    up requirement: Requirement, _ requirements: RequirementRules, _ visit: (Int) -> Void
  ) {
    switch requirement.subject {
    // What is finished is satisfied too.
    case .step(let link): if !isSatisfied[link.step] { visit(link.step) }
    case .anyOf(let links, let oneIsEnough):
      if requirements.state(of: requirement, isSatisfied: isSatisfied) == .met { return }
      if oneIsEnough, links.contains(where: { record.steps.isFinished($0.step) }) { return }
      for link in links where !record.steps.isFinished(link.step) && applies[link.step] != .no {
        visit(link.step)
      }
    }
  }

  /// The decision steps that would answer questions and can still be expected to: unfinished, still needed, and not
  /// known to be out of place; in checklist order.
  public func pendingDeciders(of questions: [Int]) -> [Int] {
    questions.flatMap(checklist.deciders(ofQuestion:)).filter(isPending).inOrder
  }

  /// Whether a decision can still be expected.
  func isPending(_ decision: Int) -> Bool {
    !record.steps.isFinished(decision) && !isNoLongerNeeded[decision] && applies[decision] != .no
  }
}
