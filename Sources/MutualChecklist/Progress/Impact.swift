/// What finishing a step would set free.
public struct Impact: Sendable, Hashable {
  /// The position of the step.
  public let step: Int
  /// The steps that wait for nothing else: ready as soon as it is finished, lags apart; in checklist order.
  public let frees: [Int]
  /// How many steps that cannot start yet wait for it, at once or through others; those freed are among them.
  public let behind: Int
}

extension Evaluation {
  /// What finishing a step would set free.
  /// - Parameter step: the position of the step.
  /// - Returns: the steps freed at once, and the number behind.
  /// - Complexity: O(steps + links).
  public func impact(of step: Int) -> Impact { impact(of: step, unmet: unmetRequirementCounts) }

  /// What finishing each of the steps that can be worked on now would set free: the most steps freed first, then the
  /// most steps behind, then checklist order.
  /// - Complexity: O(next × (steps + links)).
  public var impacts: [Impact] {
    let unmet = unmetRequirementCounts
    return next.map { impact(of: $0, unmet: unmet) }.sorted {
      (-$0.frees.count, -$0.behind, $0.step) < (-$1.frees.count, -$1.behind, $1.step)
    }
  }

  private func impact(of step: Int, unmet: [Int]) -> Impact {
    let waiting = Set(checklist.graph.requiring(step)).filter { standings[$0] == .blocked && unmet[$0] == 1 }
    let behind = checklist.graph.allRequiring(step).filter { standings[$0].isHeldUp }.count
    return Impact(step: step, frees: waiting.sorted(), behind: behind)
  }
}
