/// A question that is not answered, and what answering it is worth.
public struct OpenQuestion: Sendable, Hashable {
  /// The position of the question.
  public let question: Int
  /// Whether it is asked, as far as is known.
  public let asked: Truth
  /// How many steps that are not known yet would be known whatever is answered.
  public let settles: Int
  /// How many steps that are not known yet hang on it, alone or with others.
  public let concerns: Int
  /// The unfinished decision steps that answer it.
  public let deciders: [Int]
  /// Whether two records of its answer disagree.
  public let isInConflict: Bool
}

extension Evaluation {
  /// The questions that are not answered and may be asked, the most useful first.
  ///
  /// First those that people can answer now, by how many steps each settles whatever is answered, then by how many hang
  /// on it, then in checklist order; after them those that a decision step answers, and those of which it is not known
  /// whether they are asked.
  /// - Complexity: O(questions × their answers × steps that hang on them).
  public var openQuestions: [OpenQuestion] {
    var concerned: [Int: [Int]] = [:]
    for step in checklist.steps.indices where standings[step] == .undetermined {
      for question in answers.openQuestions(of: checklist.steps[step].appliesWhen) {
        concerned[question, default: []].append(step)
      }
    }
    let open = checklist.questions.indices.filter { answers.given(to: $0) == nil && answers.asked[$0] != .no }
    return open.map { question in
      let steps = concerned[question] ?? []
      return OpenQuestion(
        question: question, asked: answers.asked[question], settles: settled(steps, byAnswering: question),
        concerns: steps.count, deciders: pendingDeciders(of: [question]),
        isInConflict: record.answers[question].isInConflict)
    }.sorted { first, second in
      func rank(_ open: OpenQuestion) -> (Int, Int, Int, Int) {
        let later = (open.deciders.isEmpty ? 0 : 1) + (open.asked == .yes ? 0 : 2)
        return (later, -open.settles, -open.concerns, open.question)
      }
      return rank(first) < rank(second)
    }
  }

  /// How many of the steps would be known whichever answer on offer is given.
  private func settled(_ steps: [Int], byAnswering question: Int) -> Int {
    guard !steps.isEmpty else { return 0 }
    var left = steps
    for answer in answers.offered(question) {
      var assumed = answers.answers
      assumed[question] = [answer]
      let applicability = Applicability(checklist, answers: assumed)
      left.removeAll { applicability.truth(of: checklist.steps[$0].appliesWhen) == .unknown }
    }
    return left.count
  }
}
