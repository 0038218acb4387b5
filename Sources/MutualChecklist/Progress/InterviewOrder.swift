extension Evaluation {
  /// The questions that an interview still has to ask, the one that settles most first.
  ///
  /// They are those that are asked as the other answers stand, that have no answer yet (nor two that disagree, which a
  /// person settles by the entries), that no unfinished decision will answer, and that something open hangs on: whether a
  /// step applies, whether another question is asked, or whether an answer can be given; and at least one answer can be
  /// given to them. What one settles is counted as the mean over its answers: the steps and questions of which it is then
  /// known whether they apply or are asked. Among equals the order is that of the checklist.
  /// - Complexity: O(questions × their answers × steps and questions that hang on answers).
  public var interview: [Int] {
    let needed = questionsNeeded
    let open = (
      steps: checklist.steps.indices.filter { applies[$0] == .unknown },
      questions: checklist.questions.indices.filter { answers.asked[$0] == .unknown }
    )
    let ranked = checklist.questions.indices.filter { question in
      answers.given(to: question) == nil && !record.answers[question].isInConflict
        && answers.asked[question] == .yes && needed.contains(question)
        && pendingDeciders(of: [question]).isEmpty && !answers.offered(question).isEmpty
    }.map { question in
      (question: question, worth: worth(ofAsking: question, steps: open.steps, questions: open.questions))
    }
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
    where answers.given(to: position) == nil && answers.asked[position] != .no {
      for answer in question.answers { needed.formUnion(answers.openQuestions(of: answer.offerWhen)) }
    }
    return needed
  }

  /// How many of the open steps and questions the answers that can be given settle, all added up, and how many answers
  /// they are.
  private func worth(
    ofAsking position: Int, steps: [Int], questions: [Int]
  ) -> (settled: Int, answers: Int) {
    let offered = answers.offered(position)
    var settled = 0
    for answer in offered {
      var assumed = answers.answers
      assumed[position] = [answer]
      let then = Applicability(checklist, answers: assumed)
      settled += steps.count { then.truth(of: checklist.steps[$0].appliesWhen) != .unknown }
      settled += questions.count { then.asked[$0] != .unknown }
    }
    return (settled, offered.count)
  }
}
