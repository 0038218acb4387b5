internal import MutualChecklist

/// Finds what people mean by what they type: a number, an id, or an unambiguous beginning of one; an exact one wins.
enum Lookup {
  /// The position of the step that somebody typed.
  static func step(_ typed: String, in checklist: Checklist) throws(CommandError) -> Int {
    if let position = checklist.position(ofStep: typed) { return position }
    if let position = checklist.steps.firstIndex(where: { $0.number == typed }) { return position }
    let fitting = checklist.steps.indices.filter { !typed.isEmpty && checklist.steps[$0].id.hasPrefix(typed) }
    if fitting.count == 1 { return fitting[0] }
    if fitting.count > 1 {
      throw CommandError(
        .notFound, "ambiguous-step",
        "\"\(typed)\" fits \(fitting.count) steps. Type more of the id, or the number:",
        advice: fitting.map { "\(checklist.steps[$0].number)  \(checklist.steps[$0].id)" })
    }
    throw noStep(typed, in: checklist)
  }

  /// Says that there is no such step, and which may have been meant: the nearest, or those that have the word.
  private static func noStep(_ typed: String, in checklist: Checklist) -> CommandError {
    let nearest = NearestMatch.find(typed, among: checklist.steps.lazy.map(\.id)).flatMap(
      checklist.position(ofStep:))
    let meant = nearest.map { [$0] } ?? steps(about: typed, in: checklist)
    let guess =
      meant.count == 1
      ? meant.map {
        " Did you mean \(checklist.steps[$0].number) \"\(checklist.steps[$0].title)\" (\(checklist.steps[$0].id))?"
      }.joined() : meant.isEmpty ? "" : " These have the word:"
    return CommandError(
      .notFound, "no-such-step",
      "There is no step \"\(ArgumentParser.shown(typed))\" in \(checklist.id), edition \(checklist.edition).\(guess)",
      advice: meant.count > 1
        ? meant.map { "\(checklist.steps[$0].number)  \(checklist.steps[$0].title)" }
        : (typed.contains(",") ? ["Several steps stand with spaces between them, such as 1.1 1.2."] : [])
          + ["What is left to do:  mutual outstanding"])
  }

  /// The steps that have a word in their titles or ids, or that title.
  private static func steps(about typed: String, in checklist: Checklist) -> [Int] {
    let typed = typed.lowercased()
    guard typed.count > 2 else { return [] }
    return checklist.steps.indices.filter { position in
      let title = checklist.steps[position].title.lowercased()
      return title == typed || title.split { !$0.isLetter }.contains { $0 == typed }
        || checklist.steps[position].id.split(separator: "-").contains { $0 == typed }
    }
  }

  /// The position of the question that somebody typed.
  static func question(_ typed: String, in checklist: Checklist) throws(CommandError) -> Int {
    try one(
      typed, among: checklist.questions.map(\.id), what: "question",
      advice: "All questions:  mutual questions")
  }

  /// The position of the answer that somebody typed.
  static func answer(_ typed: String, to question: Question) throws(CommandError) -> Int {
    try one(
      typed, among: question.answers.map(\.id), what: "answer",
      advice: "The answers to \"\(question.prompt)\":  \(question.answers.map(\.id).joined(separator: ", "))")
  }

  /// The position of the id that a text is, or begins.
  static func one(
    _ typed: String, among ids: [String], what: String, advice: String
  ) throws(CommandError) -> Int {
    if let exact = ids.firstIndex(of: typed) { return exact }
    let fitting = ids.indices.filter { !typed.isEmpty && ids[$0].hasPrefix(typed) }
    if fitting.count == 1 { return fitting[0] }
    if fitting.count > 1 {
      throw CommandError(
        .notFound, "ambiguous-\(what)",
        "\"\(typed)\" fits \(fitting.count) \(what)s: \(fitting.map { ids[$0] }.joined(separator: ", ")).")
    }
    let guess = NearestMatch.find(typed, among: ids).map { " Did you mean \"\($0)\"?" } ?? ""
    throw CommandError(
      .notFound, "no-such-\(what)", "There is no \(what) \"\(ArgumentParser.shown(typed))\".\(guess)",
      advice: [advice])
  }

  /// Answers typed as `QUESTION=ANSWER,ANSWER`.
  static func answers(_ typed: [String], in checklist: Checklist) throws(CommandError) -> [GivenAnswer] {
    var answers: [GivenAnswer] = []
    for word in typed {
      guard let equals = word.firstIndex(of: "=") else {
        throw CommandError.usage(
          "\"\(ArgumentParser.shown(word))\" is not an answer. Write QUESTION=ANSWER.",
          advice: ["All questions:  mutual questions"])
      }
      let question = checklist.questions[try Lookup.question(String(word[..<equals]), in: checklist)]
      guard !answers.contains(where: { $0.question == question.id }) else {
        throw CommandError.usage("\"\(question.id)\" is answered twice.")
      }
      answers.append(try given(String(word[word.index(after: equals)...]), to: question))
    }
    return answers
  }

  /// The answers to a question typed as `ANSWER,ANSWER`, in the order of the question.
  static func given(_ typed: String, to question: Question) throws(CommandError) -> GivenAnswer {
    var answers: Set<Int> = []
    for word in typed.split(separator: ",", omittingEmptySubsequences: true) {
      answers.insert(try answer(String(word), to: question))
    }
    return GivenAnswer(question: question.id, answers: answers.sorted().map { question.answers[$0].id })
  }
}
