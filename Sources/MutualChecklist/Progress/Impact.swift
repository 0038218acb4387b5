/// What finishing a step would set free.
public struct Impact: Sendable, Hashable {
  /// The position of the step.
  public let step: Int
  /// The steps that wait for nothing else: ready as soon as it is finished, the days apart that a lag after it takes; in
  /// checklist order.
  public let frees: [Int]
  /// How many steps that cannot start yet wait for it, at once or through others; those freed are among them.
  public let behind: Int
}

extension Evaluation {
  /// What finishing a step would set free.
  /// - Parameter step: the position of the step.
  /// - Returns: the steps freed at once, and the number behind.
  /// - Complexity: O(steps + links). To ask of many steps, make one `Dependents`.
  public func impact(of step: Int) -> Impact { Dependents(self).impact(of: step) }

  /// What finishing each of the steps that can be worked on now would set free: the most steps freed first, then the
  /// most steps behind, then checklist order.
  /// - Complexity: O(next × (steps + links)).
  public var impacts: [Impact] {
    let dependents = Dependents(self)
    return dependents.next.map(dependents.impact(of:)).sorted {
      (-$0.frees.count, -$0.behind, $0.step) < (-$1.frees.count, -$1.behind, $1.step)
    }
  }
}

/// What waits for steps, as an evaluation has it: the blockers of steps, the other way round.
///
/// A step waits for another where one of its unmet requirements is held up by that, seen through steps that don't apply,
/// or where it is not known to apply and the other is a decision that would tell.
public struct Dependents {
  private let evaluation: Evaluation
  /// For each step, the unfinished steps that wait for it at once, those that are looked through among them; one may be
  /// there twice.
  private let users: Adjacency

  /// Creates the dependents of all steps of an evaluation.
  /// - Complexity: O(steps + links), and for each step that is not known to apply its conditions.
  public init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    let steps = evaluation.checklist.steps
    let awaitsDecisions = steps.indices.contains { steps[$0].decides != nil && evaluation.isPending($0) }
    // In two lists: what is found takes a while to find, and lists of neighbours are told of each twice.
    var from: [Int] = []
    var to: [Int] = []
    from.reserveCapacity(2 * steps.count)
    to.reserveCapacity(2 * steps.count)
    for user in steps.indices where !evaluation.record.steps.isFinished(user) {
      if evaluation.unmetRequirementCounts[user] > 0 {
        for requirement in steps[user].requires {
          evaluation.forEachHolding(up: requirement, evaluation.requirements) {
            from.append($0)
            to.append(user)
          }
        }
      }
      guard awaitsDecisions, evaluation.standings[user] == .undetermined else { continue }
      for question in evaluation.answers.openQuestions(of: steps[user].appliesWhen) {
        for decision in evaluation.checklist.deciders[question] where evaluation.isPending(decision) {
          from.append(decision)
          to.append(user)
        }
      }
    }
    users = Adjacency(count: steps.count) { link in
      for place in from.indices { link(from[place], to[place]) }
    }
  }

  /// The steps that can be worked on now, as `Evaluation.next` has them.
  /// - Complexity: O(steps + links reached + next × log next).
  public var next: [Int] {
    let steps = evaluation.checklist.steps.indices.filter { evaluation.standings[$0].isNext }
    guard steps.count > 1 else { return steps }
    let freed = steps.map { self.freed(by: $0).count }
    let waiting = steps.map { self.waiting(for: $0).count }
    func rank(_ place: Int) -> (Int, Int, Int, Int) {
      let isBegun = evaluation.standings[steps[place]] == .inProgress
      return (isBegun ? 0 : 1, -freed[place], -waiting[place], steps[place])
    }
    return steps.indices.sorted { rank($0) < rank($1) }.map { steps[$0] }
  }

  /// The steps to work on now: `next`, and none where the organisation's work has ended.
  /// - Complexity: that of `next`.
  public var workList: [Int] { evaluation.record.outcome == nil ? next : [] }

  /// The steps that are held up and wait for a step at once, in checklist order.
  /// - Parameter step: the position of the step.
  /// - Returns: their positions.
  /// - Complexity: O(links reached × log links reached).
  public func waiting(for step: Int) -> [Int] {
    var waiting: [Int] = []
    forEachUser(of: step) { if evaluation.standings[$0].isHeldUp { waiting.append($0) } }
    return waiting.inOrder
  }

  /// What finishing a step would set free.
  /// - Parameter step: the position of the step.
  /// - Returns: the steps freed at once, and the number behind.
  /// - Complexity: O(steps + links).
  public func impact(of step: Int) -> Impact {
    Impact(step: step, frees: freed(by: step), behind: countBehind(step))
  }

  /// The steps that wait for a step and for nothing else, in checklist order.
  func freed(by step: Int) -> [Int] {
    var freed: [Int] = []
    // Steps that are looked through, and would be satisfied.
    var satisfied: Set<Int> = []
    var open = [step]
    while let node = open.popLast() {
      for user in users[node] where !satisfied.contains(user) {
        let isLookedThrough = evaluation.requirements.isLookedThrough(user)
        guard isLookedThrough || evaluation.standings[user] == .blocked else { continue }
        let waitsForMore = evaluation.checklist.steps[user].requires.contains { requirement in
          switch requirement.subject {
          case .step(let link): if link.step == step || satisfied.contains(link.step) { return false }
          case .anyOf(let links, _): if links.contains(where: { $0.step == step }) { return false }
          }
          let state = evaluation.requirements.state(of: requirement, isSatisfied: evaluation.isSatisfied)
          return state != .met && !(isLookedThrough && state == .noneLeft)
        }
        if waitsForMore { continue }
        if isLookedThrough {
          satisfied.insert(user)
          open.append(user)
        } else {
          freed.append(user)
        }
      }
    }
    return freed.inOrder
  }

  /// How many steps that are held up wait for a step, at once or through others.
  private func countBehind(_ step: Int) -> Int {
    var isReached = [Bool](repeating: false, count: users.count)
    isReached[step] = true
    var count = 0
    var open = [step]
    while let node = open.popLast() {
      for user in users[node] where !isReached[user] {
        isReached[user] = true
        if evaluation.standings[user].isHeldUp { count += 1 }
        open.append(user)
      }
    }
    return count
  }

  /// Goes over the steps that wait for a step at once, seen through those that don't apply.
  private func forEachUser(of step: Int, _ visit: (Int) -> Void) {
    var seenThrough: Set<Int> = []
    var open = [step]
    while let node = open.popLast() {
      for user in users[node] {
        if !evaluation.requirements.isLookedThrough(user) {
          visit(user)
        } else if seenThrough.insert(user).inserted {
          open.append(user)
        }
      }
    }
  }
}
