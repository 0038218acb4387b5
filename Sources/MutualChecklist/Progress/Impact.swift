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
  public func impact(of step: Int) -> Impact {
    let behind = checklist.graph.allRequiring(step).reduce(0) { $0 + (standings[$1].isHeldUp ? 1 : 0) }
    return Impact(step: step, frees: freed(by: step), behind: behind)
  }

  /// What finishing each of the steps that can be worked on now would set free: the most steps freed first, then the
  /// most steps behind, then checklist order.
  /// - Complexity: O(next × (steps + links)).
  public var impacts: [Impact] {
    next.map(impact(of:)).sorted {
      (-$0.frees.count, -$0.behind, $0.step) < (-$1.frees.count, -$1.behind, $1.step)
    }
  }

  /// The steps that are held up and name a step among what they wait for, in checklist order.
  /// - Parameter step: the position of the step.
  /// - Returns: their positions.
  /// - Complexity: O(links to the step).
  public func waiting(for step: Int) -> [Int] {
    checklist.graph.requiring(step).filter { standings[$0].isHeldUp }
  }

  /// The steps that wait for a step and for nothing else, in checklist order.
  func freed(by step: Int) -> [Int] {
    checklist.graph.requiring(step).filter { standings[$0] == .blocked && unmetRequirementCounts[$0] == 1 }
  }
}
