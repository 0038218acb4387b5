public import MutualChecklist

/// Says why a change was refused, and what to do.
public enum RefusalSentences {
  /// The refusal in sentences.
  /// - Parameters:
  ///   - refusal: what stands against the change.
  ///   - evaluation: the evaluation that it was judged by.
  /// - Returns: the sentences.
  public static func message(_ refusal: Refusal, in evaluation: Evaluation) -> String {
    let checklist = evaluation.checklist
    let name = refusal.step.map { Phrases.named($0, in: checklist) } ?? ""
    func prompts(_ questions: [Int]) -> String {
      Phrases.list(questions.map { "\"\(checklist.questions[$0].prompt)\" (\(checklist.questions[$0].id))" })
    }
    switch refusal.cause {
    case .inConflict:
      return "Two records of \(name) disagree. A person has to decide which one holds."
    case .questionInConflict(let question):
      return "Two answers to \(prompts([question])) disagree. A person has to decide which one holds."
    case .finished(let state):
      return "\(name) is \(state == .completed ? "completed" : "marked as not needed") already."
    case .inProgress: return "\(name) is in progress already."
    case .doesNotApply(let questions):
      let because = questions.compactMap { question in
        evaluation.answers.given(to: question).map { Phrases.answer(question, $0, in: checklist) }
      }
      return "\(name) does not apply" + (because.isEmpty ? "." : ": \(Phrases.list(because)).")
    case .undetermined(let questions, let deciders):
      return "It is not known yet whether \(name) applies. Not answered: \(prompts(questions))."
        + (deciders.isEmpty
          ? "" : " Decided by \(Phrases.list(deciders.map { Phrases.named($0, in: checklist) })).")
    case .outOfSequence(let reasons, let day):
      let waits = TextReports.waits(reasons, checklist)
      if day == evaluation.day { return "\(name) cannot start yet.\nIt waits for \(waits)." }
      return "\(name) could not start on \(day.longText).\nIt waited for \(waits) on that day."
        + finishedLater(reasons, than: day, in: evaluation)
    case .answerMissing(let question):
      let definition = checklist.questions[question]
      let answers = evaluation.answers.offered(question).map { definition.answers[$0] }
      return "\(name) is a decision, and its answer is missing: \(definition.prompt)\n"
        + answers.map { "  --answer \($0.id)   \($0.title)" }.joined(separator: "\n")
    case .notOnHold: return "\(name) is not on hold."
    case .notFinished: return "\(name) is not completed, so there is nothing to reopen."
    case .notCompleted: return "\(name) is not completed, so there is nothing to confirm."
    case .isAction: return "\(name) is an action. Only milestones and decisions can be turned down."
    case .oneAnswerOnly(let question): return "\(prompts([question])) takes one answer."
    case .notOffered(let question, let answer, let deniers):
      return
        "\"\(checklist.questions[question].answers[answer].title)\" can't be the answer to \(prompts([question])) "
        + "as the answers to \(prompts(deniers)) stand."
    }
  }

  /// Which of the steps that were waited for on a day are finished by now, and on which day.
  private static func finishedLater(_ reasons: [Reason], than day: Day, in evaluation: Evaluation) -> String {
    Set(reasons.flatMap(\.steps)).sorted().compactMap { step in
      let record = evaluation.record.steps[step]
      guard record.isFinished, let at = record.at, at > day else { return nil }
      let words = record.state == .completed ? "completed" : "marked as not needed"
      return "\n\(evaluation.checklist.steps[step].number) was \(words) later, on \(at.longText)."
    }.joined(by: "")
  }

  /// What is said of a step that is left out where several were to be recorded.
  /// - Parameters:
  ///   - step: the step.
  ///   - omission: why.
  ///   - checklist: where its number and title are taken from.
  /// - Returns: the sentence.
  public static func leftOut(_ step: Int, _ omission: PartWay.Omission, in checklist: Checklist) -> String {
    "Left out: \(Phrases.named(step, in: checklist)) (\(message(omission)))."
  }

  /// Why a step on the way was not taken as done.
  private static func message(_ omission: PartWay.Omission) -> String {
    switch omission {
    case .finished: "recorded already"
    case .doesNotApply: "does not apply"
    case .undetermined: "not known yet whether it applies"
    case .notChosen: "another way was taken"
    case .answerMissing: "a decision: say its answer"
    case .oneOfSeveralWays: "one of several ways: say which was taken"
    case .inConflict: "two records disagree"
    }
  }
}
