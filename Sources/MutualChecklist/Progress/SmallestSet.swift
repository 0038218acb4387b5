/// The fewest unfinished steps whose completion would leave a step waiting for no other step.
///
/// Every requirement, lags apart, of the step and of each step in the set is met by what is finished and by the set:
/// answers as they are, unknown conditions taken as true, steps that don't apply looked through.
///
/// Where no any-of leaves a choice the set is what must be done. Choices make the question hard in general (it is minimum
/// AND/OR closure), so it is searched for by branch and bound: the choices that add least first, giving up a branch that
/// can't be smaller than the best set found, with a bound on the whole search. Of sets of one size, one with the fewest
/// steps that only may apply is taken.
public struct SmallestSet: Sendable, Hashable {
  /// The steps to complete, in checklist order.
  public let steps: [Int]
  /// Whether no smaller set can do; otherwise this is one of the smallest that a bounded search found.
  public let isExact: Bool
  /// The unanswered questions that the step and those of the set hang on, in checklist order.
  public let questions: [Int]

  /// The set of a step that waits for nothing.
  public static let none = SmallestSet(steps: [], isExact: true, questions: [])
}

extension Evaluation {
  /// Returns the smallest set of steps that frees a step, or nil where none can: an any-of has no member that applies.
  /// - Parameters:
  ///   - step: the position of the step.
  ///   - bound: how many partial sets are tried at most.
  /// - Returns: the set; nil where an any-of has no member that applies.
  /// - Complexity: O(steps + links) where no any-of leaves a choice; at most `bound` times that.
  public func smallestSet(freeing step: Int, bound: Int = 20_000) -> SmallestSet? {
    var search = SmallestSetSearch(evaluation: self, bound: bound)
    guard let steps = search.run(from: step) else { return nil }
    let questions = Set(
      (steps + [step]).filter { applies[$0] == .unknown }.flatMap {
        answers.openQuestions(of: checklist.steps[$0].appliesWhen)
      })
    return SmallestSet(steps: steps, isExact: search.isExact, questions: questions.sorted())
  }
}

/// The search behind `smallestSet(freeing:)`.
private struct SmallestSetSearch {
  private let evaluation: Evaluation
  private let rules: RequirementRules
  private let bound: Int
  /// Whether the search was not cut short.
  private(set) var isExact = true

  /// A set under construction: all requirements of what is in it are met, but for the choices left open.
  private struct Partial {
    /// The steps to complete.
    var chosen: Set<Int> = []
    /// The steps whose requirements were looked at: those chosen, and those looked through on the way.
    var entered: Set<Int> = []
    /// The any-ofs of which no member is chosen yet.
    var choices: [[Int]] = []
  }

  init(evaluation: Evaluation, bound: Int) {
    self.evaluation = evaluation
    rules = evaluation.requirements.withoutLags
    self.bound = bound
  }

  mutating func run(from step: Int) -> [Int]? {
    var start = Partial()
    start.entered.insert(step)
    guard enter([step], &start) else { return nil }
    var best: Partial?
    var open = [start]
    var tried = 0
    while let partial = open.popLast() {
      if let best, leastRank(partial) >= leastRank(best) { continue }
      guard let choice = partial.choices.min(by: { $0.count < $1.count }) else {
        best = partial
        continue
      }
      tried += 1
      if tried > bound {
        isExact = false
        if best != nil { break }
      }
      var branches: [Partial] = []
      for member in choice {
        var branch = partial
        branch.chosen.insert(member)
        branch.entered.insert(member)
        guard enter([member], &branch) else { continue }
        branches.append(branch)
      }
      // The branch that adds least is tried first: it stands last. Of equals, the one with fewer steps that only may apply.
      func rank(_ branch: Partial) -> (Int, Int, Int) {
        (branch.chosen.count, branch.choices.count, doubtful(branch))
      }
      branches.sort { rank($0) > rank($1) }
      if tried > bound { branches = branches.suffix(1) }
      open += branches
    }
    return best?.chosen.sorted()
  }

  /// How many steps a set will have at least, and how many of them only may apply.
  private func leastRank(_ partial: Partial) -> (Int, Int) {
    (partial.chosen.count + (partial.choices.isEmpty ? 0 : 1), doubtful(partial))
  }

  private func doubtful(_ partial: Partial) -> Int {
    partial.chosen.reduce(0) { $0 + (evaluation.applies[$1] == .unknown ? 1 : 0) }
  }

  /// Adds all that the requirements of steps leave no choice about.
  /// - Returns: false where a requirement can't be met.
  private func enter(_ steps: [Int], _ partial: inout Partial) -> Bool {
    var open = steps
    while let step = open.popLast() {
      let isLookedThrough = rules.isLookedThrough(step) && !partial.chosen.contains(step)
      for requirement in evaluation.checklist.steps[step].requires {
        switch (rules.state(of: requirement, isSatisfied: evaluation.isSatisfied), requirement.subject) {
        case (.met, _), (.until, _): continue
        case (.noneLeft, _):
          // A step that is looked through asks nothing by an any-of that no step is left for.
          if !isLookedThrough { return false }
        case (.waiting, .step(let link)):
          guard partial.entered.insert(link.step).inserted else { continue }
          if !rules.isLookedThrough(link.step) { partial.chosen.insert(link.step) }
          open.append(link.step)
        case (.waiting, .anyOf(let links, _)):
          partial.choices.append(
            Set(links.map(\.step)).filter {
              evaluation.applies[$0] != .no && !evaluation.record.steps[$0].isFinished
            }
            .sorted())
        }
      }
    }
    let chosen = partial.chosen
    partial.choices.removeAll { choice in choice.contains { chosen.contains($0) } }
    return true
  }
}
