internal import MutualChecklist

extension Lookup {
  /// A profile typed as `QUESTION=ANSWER` words: the answers by question; nil where nothing was typed. Answers that can't be
  /// given together are refused.
  static func profile(_ typed: [String], in checklist: Checklist) throws(CommandError) -> [[Int]?]? {
    guard !typed.isEmpty else { return nil }
    var chosen = [[Int]?](repeating: nil, count: checklist.questions.count)
    for given in try answers(typed, in: checklist) {
      guard let position = checklist.position(ofQuestion: given.question) else { continue }
      let question = checklist.questions[position]
      guard !given.answers.isEmpty else { throw .usage("--profile \(question.id)= needs an answer.") }
      guard given.answers.count == 1 || question.several else {
        throw .usage("\"\(question.prompt)\" takes only one answer.")
      }
      chosen[position] = given.answers.compactMap(question.position(ofAnswer:))
    }
    let profile = Applicability(checklist, answers: chosen)
    for (position, question) in checklist.questions.enumerated() {
      guard let given = chosen[position] else { continue }
      guard profile.asked[position] != .no else {
        throw .usage("\"\(question.prompt)\" is not asked where the other answers hold.")
      }
      for answer in given where profile.truth(of: question.answers[answer].offerWhen) == .no {
        throw .usage("\"\(question.answers[answer].title)\" is not possible where the other answers hold.")
      }
    }
    return chosen
  }
}
