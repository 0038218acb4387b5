extension Evaluation {
  /// The questions that an interview still has to ask, the one that settles most first.
  ///
  /// They are those that are asked as the other answers stand, that have no answer yet, that no unfinished decision will
  /// answer, and that something open hangs on: whether a step applies, whether another question is asked, or whether an
  /// answer can be given; and at least one answer can be given to them. What one settles is counted as the mean over its answers: the steps and questions of which it
  /// is then known whether they apply or are asked. Among equals the order is that of the checklist.
  /// - Complexity: O(questions × their answers × steps and questions that hang on answers).
  public var interview: [Int] {
    let needed = questionsNeeded
    let ranked = checklist.questions.indices.filter { question in
      answers.answers[question] == nil && answers.asked[question] == .yes && needed.contains(question)
        && pendingDeciders(of: [question]).isEmpty
        && checklist.questions[question].answers.contains { answers.truth(of: $0.offerWhen) != .no }
    }.map { (question: $0, worth: worth(ofAsking: $0)) }
    return ranked.sorted { first, second in
      // Fractions are compared across, without dividing.
      let (left, right) = (
        first.worth.settled * second.worth.answers, second.worth.settled * first.worth.answers
      )
      return left == right ? first.question < second.question : left > right
    }.map(\.question)
  }

  /// The unanswered questions that hold up a step, or whether an answer to an open question can be given.
  private var questionsNeeded: Set<Int> {
    var needed: Set<Int> = []
    for step in checklist.steps.indices where applies[step] == .unknown {
      needed.formUnion(answers.openQuestions(of: checklist.steps[step].appliesWhen))
    }
    for (position, question) in checklist.questions.enumerated()
    where answers.answers[position] == nil && answers.asked[position] != .no {
      for answer in question.answers { needed.formUnion(answers.openQuestions(of: answer.offerWhen)) }
    }
    return needed
  }

  /// What the answers that can be given to a question settle, all added up, and how many they are.
  private func worth(ofAsking position: Int) -> (settled: Int, answers: Int) {
    let steps = checklist.steps.indices.filter { applies[$0] == .unknown }
    let questions = checklist.questions.indices.filter { answers.asked[$0] == .unknown }
    var (settled, count) = (0, 0)
    for (answer, definition) in checklist.questions[position].answers.enumerated()
    where answers.truth(of: definition.offerWhen) != .no {
      var assumed = answers.answers
      assumed[position] = [answer]
      let then = Applicability(checklist, answers: assumed)
      count += 1
      settled += steps.count { then.truth(of: checklist.steps[$0].appliesWhen) != .unknown }
      settled += questions.count { then.asked[$0] != .unknown }
    }
    return (settled, max(count, 1))
  }
}
