/// Why a change to a step or an answer is refused.
public struct Refusal: Sendable, Hashable {
  /// What stands against the change.
  public enum Cause: Sendable, Hashable {
    /// Two records of the step disagree: a person must settle that first.
    case inConflict
    /// Two answers to the question disagree: a person must settle that first.
    case questionInConflict(question: Int)
    /// The step is completed or waived already.
    case finished(StepState)
    /// The step is in progress already.
    case inProgress
    /// The answers to these questions say that the step does not apply.
    case doesNotApply(questions: [Int])
    /// Whether the step applies hangs on these questions, which these decision steps answer.
    case undetermined(questions: [Int], deciders: [Int])
    /// These requirements were not met on the day. The one cause that a reason for being out of sequence overrides.
    case outOfSequence([Reason], on: Day)
    /// The decision comes without the answer to its question.
    case answerMissing(question: Int)
    /// The step is not on hold.
    case notOnHold
    /// The step is neither completed nor waived.
    case notFinished
    /// The step is not completed, so there is nothing to confirm.
    case notCompleted
    /// The step is an action: only milestones and decisions can be turned down.
    case isAction
    /// The question takes one answer.
    case oneAnswerOnly(question: Int)
    /// The answer can't be given as the other answers stand: these questions rule it out.
    case notOffered(question: Int, answer: Int, questions: [Int])
  }

  /// The position of the step concerned; nil where it is about an answer.
  public let step: Int?
  /// What stands against the change.
  public let cause: Cause

  /// Whether two records disagree, which a person must settle first.
  public var isConflict: Bool {
    switch cause {
    case .inConflict, .questionInConflict: true
    default: false
    }
  }
}
