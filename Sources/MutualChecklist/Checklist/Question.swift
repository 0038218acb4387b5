/// A fact about the organisation, asked as a choice among fixed answers.
public struct Question: Sendable, Hashable {
  /// The question's id.
  public let id: String
  /// The question as people read it.
  public let prompt: String
  /// Why it is asked.
  public let why: String?
  /// How to find the answer.
  public let help: String?
  /// Whether more than one answer may hold at once.
  public let several: Bool
  /// When the question is asked; nil: always.
  public let askWhen: Condition?
  /// The answers to choose from; at least one.
  public let answers: [Answer]

  /// Returns the position in `answers` of the answer with an id, or nil where there is none.
  /// - Complexity: O(answers).
  public func position(ofAnswer id: String) -> Int? { answers.firstIndex { $0.id == id } }
}

/// One of the fixed answers to a question.
public struct Answer: Sendable, Hashable {
  /// The answer's id, unique within its question.
  public let id: String
  /// The answer as people read it.
  public let title: String
  /// When the answer can be given; nil: always.
  public let offerWhen: Condition?
}

/// Which answers make something hold: a list of alternatives (or), each a list of clauses (and).
public struct Condition: Sendable, Hashable {
  /// One question and the answers to it that are allowed.
  public struct Clause: Sendable, Hashable {
    /// The position of the question in the checklist.
    public let question: Int
    /// The positions, in the question's answers, of those allowed; at least one.
    public let allowed: [Int]
  }

  /// The alternatives: at least one, each with at least one clause.
  public let alternatives: [[Clause]]
}
