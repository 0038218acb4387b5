/// Which steps an organisation that joins part-way has done, when it says "everything up to here".
public struct PartWay: Sendable {
  /// Why a step on the way is not taken as done.
  public enum Omission: Sendable, Hashable {
    /// It is completed or waived already.
    case finished
    /// It does not apply.
    case doesNotApply
    /// It is not known whether it applies.
    case undetermined
    /// Another way was taken.
    case notChosen
    /// It is a decision whose answer was not given.
    case answerMissing
    /// It is one of several ways of which one is taken, and nobody said which.
    case oneOfSeveralWays
    /// Two records of it disagree.
    case inConflict
  }

  /// The positions of the steps that count as done, in number order.
  public let taken: [Int]
  /// Those left out, in number order, each with the reason.
  public let omitted: [(step: Int, why: Omission)]

  /// Chooses the steps.
  /// - Parameters:
  ///   - first: the position of the first step that counts.
  ///   - last: the position of the last step that counts.
  ///   - named: the positions of steps that are done whatever the reasons against taking them unasked.
  ///   - answers: the answers given to decisions among them.
  ///   - evaluation: what is recorded so far.
  /// - Complexity: O(steps + links + clauses).
  public init(
    from first: Int = 0, through last: Int, named: [Int] = [], answers: [GivenAnswer] = [],
    in evaluation: Evaluation
  ) {
    let checklist = evaluation.checklist
    // What the answers given with it decide is known when it is asked what applies.
    var known = evaluation.record.answers.map(\.given)
    for given in answers {
      guard let position = checklist.position(ofQuestion: given.question) else { continue }
      let question = checklist.questions[position]
      known[position] =
        AnswerRecord(given: given.answers.compactMap(question.position(ofAnswer:)).sorted()).given
    }
    let applicability = Applicability(checklist, answers: known)
    let decided = Set(answers.filter { !$0.answers.isEmpty }.map(\.question))
    var isOneWay = [Bool](repeating: false, count: checklist.steps.count)
    for requirement in checklist.steps.lazy.flatMap(\.requires) {
      if case .anyOf(let links, oneIsEnough: true) = requirement.subject {
        for link in links { isOneWay[link.step] = true }
      }
    }
    func omission(_ step: Int) -> Omission? {
      let record = evaluation.record.steps[step]
      if record.isInConflict { return .inConflict }
      if record.isFinished { return .finished }
      switch applicability.truth(of: checklist.steps[step].appliesWhen) {
      case .no: return .doesNotApply
      case .unknown: return .undetermined
      case .yes: break
      }
      if evaluation.standings[step] == .notChosen { return .notChosen }
      if let question = checklist.steps[step].decides, !decided.contains(checklist.questions[question].id) {
        return .answerMissing
      }
      return isOneWay[step] ? .oneOfSeveralWays : nil
    }
    var taken: [Int] = []
    var omitted: [(step: Int, why: Omission)] = []
    let named = Set(named)
    for step in first...max(first, last) {
      if named.contains(step) {
        taken.append(step)
      } else if let why = omission(step) {
        omitted.append((step, why))
      } else {
        taken.append(step)
      }
    }
    self.taken = taken + named.filter { $0 > last }.sorted()
    self.omitted = omitted
  }
}
