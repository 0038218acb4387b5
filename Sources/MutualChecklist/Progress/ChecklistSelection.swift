/// The part of a checklist that somebody wants to read: all of it, what applies to a profile, one theme, the few steps
/// that must not be missed, or what is in all of these.
///
/// ```swift
/// let card = ChecklistSelection(checklist, mustNotMiss: true)
/// for step in card.steps { print(checklist.steps[step].title) }
/// ```
public struct ChecklistSelection: Sendable {
  /// The checklist.
  public let checklist: Checklist
  /// What the answers of the profile say; nil: there is no profile, and everything is shown.
  public let profile: Applicability?
  /// The theme that every chosen step has; nil: any.
  public let theme: String?
  /// Whether only steps are chosen that must not be missed.
  public let mustNotMiss: Bool
  /// The positions of the steps chosen, in checklist order.
  public let steps: [Int]

  /// Chooses steps.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - answers: the answers of a profile, by question, nil where there is none: steps that surely don't apply to it are
  ///     left out. Nil in place of all: no profile.
  ///   - theme: leave out what doesn't have this theme.
  ///   - mustNotMiss: leave out what isn't marked as not to be missed.
  /// - Complexity: O(steps and the clauses of their conditions).
  public init(
    _ checklist: Checklist, answers: [[Int]?]? = nil, theme: String? = nil, mustNotMiss: Bool = false
  ) {
    let profile = answers.map { Applicability(checklist, answers: $0) }
    self.checklist = checklist
    self.profile = profile
    self.theme = theme
    self.mustNotMiss = mustNotMiss
    steps = checklist.steps.indices.filter { position in
      let step = checklist.steps[position]
      return (!mustNotMiss || step.mustNotMiss) && (theme.map(step.themes.contains) ?? true)
        && (profile.map { $0.truth(of: step.appliesWhen) != .no } ?? true)
    }
  }

  /// Whether all of the checklist is chosen, whatever it holds.
  public var isWhole: Bool { profile == nil && theme == nil && !mustNotMiss }

  /// The stages that have chosen steps, each with these.
  /// - Complexity: O(steps).
  public var stages: [(stage: Int, steps: [Int])] {
    var stages: [(stage: Int, steps: [Int])] = []
    for position in steps {
      let stage = checklist.steps[position].stage
      if stages.last?.stage == stage {
        stages[stages.count - 1].steps.append(position)
      } else {
        stages.append((stage, [position]))
      }
    }
    return stages
  }

  /// The positions of the unanswered questions that decide whether a chosen step applies; empty where it surely does, or
  /// where there is no profile.
  /// - Complexity: O(questions + clauses reached).
  public func openQuestions(of step: Int) -> [Int] {
    guard let profile, profile.truth(of: checklist.steps[step].appliesWhen) == .unknown else { return [] }
    return profile.openQuestions(of: checklist.steps[step].appliesWhen)
  }
}

extension Checklist {
  /// The themes that its steps have, each once, in the order in which they first appear.
  /// - Complexity: O(steps).
  public var themes: [String] {
    var isIn: Set<String> = []
    return steps.flatMap(\.themes).filter { isIn.insert($0).inserted }
  }
}
