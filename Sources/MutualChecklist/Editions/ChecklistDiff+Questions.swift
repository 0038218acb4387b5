extension ChecklistDiff {
  // MARK: Conditions

  /// A condition by what it names, in no order.
  typealias NamedCondition = Set<[String: Set<String>]>

  static func named(_ condition: Condition?, in checklist: Checklist) -> NamedCondition? {
    condition.map { condition in
      Set(
        condition.alternatives.map { clauses in
          Dictionary(
            clauses.map { clause in
              let question = checklist.questions[clause.question]
              return (question.id, Set(clause.allowed.map { question.answers[$0].id }))
            }
          ) { $0.intersection($1) }
        })
    }
  }

  /// How a condition changed, as a sentence about `what`; nil where it is the same.
  func change(_ what: String, _ before: Condition?, _ after: Condition?) -> String? {
    guard Self.named(before, in: old) != Self.named(after, in: new) else { return nil }
    let now = after.map { "only where \(newWords.condition($0))" } ?? "always"
    let was = before.map { "where \(oldWords.condition($0))" } ?? "always"
    return "\(what) \(now). Before: \(was)."
  }

  // MARK: Questions

  mutating func compareQuestions() {
    for (position, question) in new.questions.enumerated() {
      guard let before = old.position(ofQuestion: question.id) else {
        note("added", .question, question.id, "The question \(newWords.question(position)) is new.")
        continue
      }
      compare(old.questions[before], question)
    }
    for question in old.questions where new.position(ofQuestion: question.id) == nil {
      note("dropped", .question, question.id, "The question \"\(question.prompt)\" was dropped.")
    }
    let was = old.questions.map(\.id).filter { new.position(ofQuestion: $0) != nil }
    let now = new.questions.map(\.id).filter { old.position(ofQuestion: $0) != nil }
    if was != now { note("question-order", .checklist, new.id, "The questions stand in another order.") }
  }

  private mutating func compare(_ was: Question, _ question: Question) {
    let name = "The question \"\(question.prompt)\""
    if was.prompt != question.prompt {
      note("prompt", .question, question.id, "\(name) was \"\(was.prompt)\".")
    }
    if was.why != question.why || was.help != question.help {
      note("text", .question, question.id, "The explanation of \"\(question.prompt)\" was rewritten.")
    }
    if was.several != question.several {
      note(
        "several", .question, question.id,
        "\(name) now takes \(question.several ? "several answers" : "one answer only").")
    }
    if let change = change("\(name) is asked", was.askWhen, question.askWhen) {
      note("condition", .question, question.id, change)
    }
    for answer in question.answers {
      guard let position = was.position(ofAnswer: answer.id) else {
        note("answer-added", .question, question.id, "\(name) has a new answer, \"\(answer.title)\".")
        continue
      }
      let before = was.answers[position]
      if before.title != answer.title {
        note(
          "answer-title", .question, question.id,
          "The answer \"\(before.title)\" to \"\(question.prompt)\" is now called \"\(answer.title)\".")
      }
      let what = "The answer \"\(answer.title)\" to \"\(question.prompt)\" is on offer"
      if let change = change(what, before.offerWhen, answer.offerWhen) {
        note("answer-condition", .question, question.id, change)
      }
    }
    for answer in was.answers where question.position(ofAnswer: answer.id) == nil {
      note(
        "answer-dropped", .question, question.id, "\(name) has no answer \"\(answer.title)\" any more.")
    }
    let (before, after) = (was.answers.map(\.id), question.answers.map(\.id))
    if before.filter(after.contains) != after.filter(before.contains) {
      note(
        "answer-order", .question, question.id,
        "The answers to \"\(question.prompt)\" stand in another order.")
    }
  }
}
