/// A question for a person: writers who had not seen each other recorded different things.
public struct Disagreement: Sendable, Hashable {
  /// What they disagree about.
  public let subject: SettledSubject
  /// The positions, in the history, of the events that disagree, in fold order.
  public let events: [Int]
}

extension Evaluation {
  /// What a person has to settle: the edition, then steps, then questions, each in checklist order.
  /// - Complexity: O(steps + questions).
  public var disagreements: [Disagreement] {
    var found: [Disagreement] = []
    if !record.registration.conflict.isEmpty {
      found.append(Disagreement(subject: .edition, events: record.registration.conflict))
    }
    for step in checklist.steps.indices where record.steps[step].isInConflict {
      found.append(Disagreement(subject: .step(step), events: record.steps[step].conflict))
    }
    for question in checklist.questions.indices where record.answers[question].isInConflict {
      found.append(Disagreement(subject: .question(question), events: record.answers[question].conflict))
    }
    return found
  }
}
