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
    impacts(of: next).sorted {
      (-$0.frees.count, -$0.behind, $0.step) < (-$1.frees.count, -$1.behind, $1.step)
    }
  }

  /// What finishing each of some steps would set free, in the order given.
  /// - Parameter steps: the positions of the steps.
  /// - Returns: an impact for each.
  /// - Complexity: O(number of steps given × (steps + links)).
  public func impacts(of steps: [Int]) -> [Impact] {
    let unmet = unmetRequirementCounts
    return steps.map { impact(of: $0, unmet: unmet) }
  }

  private func impact(of step: Int, unmet: [Int]) -> Impact {
    let waiting = Set(checklist.graph.requiring(step)).filter { standings[$0] == .blocked && unmet[$0] == 1 }
    let behind = checklist.graph.allRequiring(step).filter { standings[$0].isHeldUp }.count
    return Impact(step: step, frees: waiting.sorted(), behind: behind)
  }
}
