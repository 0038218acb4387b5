import MutualChecklist
import Testing

/// Which steps apply, each rule by an example.
struct ApplicabilityRuleTests {
  private let twoQuestions = Scenario.yesOrNo("q") + "," + Scenario.yesOrNo("r")

  private func scenario(_ condition: String, questions: String? = nil) throws -> Scenario {
    try Scenario("{\"id\":\"step-a\",\"appliesWhen\":\(condition)}", questions: questions ?? twoQuestions)
  }

  private func applies(_ scenario: Scenario) throws -> Truth {
    try scenario.evaluation(on: "06-30").applies[0]
  }

  @Test func stepWithoutConditionApplies() throws {
    #expect(try Scenario("{\"id\":\"step-a\"}").evaluation(on: "06-30").applies == [.yes])
  }

  @Test(arguments: [
    ("", "", Truth.unknown), ("yes", "", .unknown), ("no", "", .no), ("", "no", .no), ("yes", "yes", .yes),
    ("yes", "no", .no),
  ])
  func alternativeHoldsWhenAllItsQuestionsDo(q: String, r: String, expected: Truth) throws {
    var scenario = try scenario("[{\"q\":[\"yes\"],\"r\":[\"yes\"]}]")
    if !q.isEmpty { try scenario.answer("q", q) }
    if !r.isEmpty { try scenario.answer("r", r) }
    #expect(try applies(scenario) == expected)
  }

  @Test(arguments: [
    ("", "", Truth.unknown), ("yes", "", .yes), ("no", "", .unknown), ("no", "no", .no), ("no", "yes", .yes),
  ])
  func conditionHoldsWhenOneAlternativeDoes(q: String, r: String, expected: Truth) throws {
    var scenario = try scenario("[{\"q\":[\"yes\"]},{\"r\":[\"yes\"]}]")
    if !q.isEmpty { try scenario.answer("q", q) }
    if !r.isEmpty { try scenario.answer("r", r) }
    #expect(try applies(scenario) == expected)
  }

  @Test func oneOfTheAllowedAnswersIsEnough() throws {
    var scenario = try scenario("[{\"q\":[\"no\",\"yes\"]}]")
    try scenario.answer("q", "yes")
    #expect(try applies(scenario) == .yes)
  }

  @Test func questionThatTakesSeveralAnswersHoldsByAnyOfThem() throws {
    let question = """
      {"id":"q","prompt":"Q?","several":true,
       "answers":[{"id":"a","title":"A"},{"id":"b","title":"B"},{"id":"c","title":"C"}]}
      """
    var scenario = try scenario("[{\"q\":[\"c\"]}]", questions: question)
    try scenario.answer("q", "a", "b")
    #expect(try applies(scenario) == .no)
    try scenario.answer("q", "a", "c")
    #expect(try applies(scenario) == .yes)
    let judgement = try scenario.judgement(
      of: .answered([GivenAnswer(question: "q", answers: ["a", "b"])]), at: "06-30")
    #expect(judgement.refusals == [])
  }

  @Test func questionThatTakesOneAnswerIsRefusedTwo() throws {
    let judgement = try scenario("[{\"q\":[\"yes\"]}]").judgement(
      of: .answered([GivenAnswer(question: "q", answers: ["yes", "no"])]), at: "06-30")
    #expect(judgement.refusals.map(\.cause) == [.oneAnswerOnly(question: 0)])
  }

  // MARK: Asked when

  private let chained =
    Scenario.yesOrNo("q") + "," + Scenario.yesOrNo("r", more: ",\"askWhen\":[{\"q\":[\"yes\"]}]") + ","
    + Scenario.yesOrNo("s", more: ",\"askWhen\":[{\"r\":[\"yes\"]}]")

  @Test func questionThatIsNotAskedMakesItsAlternativeFalseWhateverItsAnswer() throws {
    var scenario = try scenario("[{\"r\":[\"yes\"]}]", questions: chained)
    try scenario.answer("r", "yes")
    try scenario.answer("q", "no")
    #expect(try applies(scenario) == .no)
    #expect(try scenario.reasons("step-a") == ["does-not-apply q"])
  }

  @Test func questionOfWhichItIsNotKnownWhetherItIsAskedLeavesATrueAlternativeUnknown() throws {
    var scenario = try scenario("[{\"r\":[\"yes\"]}]", questions: chained)
    try scenario.answer("r", "yes")
    #expect(try applies(scenario) == .unknown)
    #expect(try scenario.standing("step-a") == .undetermined)
    #expect(try scenario.reasons("step-a") == ["answer-missing q"])
    try scenario.answer("r", "no")
    #expect(try applies(scenario) == .no)
  }

  @Test func openQuestionsAreThoseOfTheWholeChain() throws {
    var scenario = try scenario("[{\"s\":[\"yes\"]}]", questions: chained)
    #expect(try scenario.reasons("step-a") == ["answer-missing q r s"])
    try scenario.answer("q", "yes")
    #expect(try scenario.reasons("step-a") == ["answer-missing r s"])
  }

  @Test func whatSaysThatAStepDoesNotApplyIsAnAnswerHoweverFarBack() throws {
    var scenario = try scenario("[{\"s\":[\"yes\"]}]", questions: chained)
    try scenario.answer("q", "no")
    #expect(try applies(scenario) == .no)
    #expect(try scenario.reasons("step-a") == ["does-not-apply q"])
  }

  @Test func openQuestionsAreOnlyThoseOfAlternativesThatMayStillHold() throws {
    var scenario = try scenario("[{\"q\":[\"yes\"],\"r\":[\"yes\"]},{\"r\":[\"no\"]}]")
    #expect(try scenario.reasons("step-a") == ["answer-missing q r"])
    try scenario.answer("q", "no")
    #expect(try scenario.reasons("step-a") == ["answer-missing r"])
  }

  // MARK: Answers

  @Test func answerTakenBackIsNoAnswer() throws {
    var scenario = try scenario("[{\"q\":[\"yes\"]}]")
    try scenario.answer("q", "yes")
    try scenario.answer("q")
    #expect(try applies(scenario) == .unknown)
  }

  @Test func completedDecisionAnswersItsQuestionAndReopenedWithdrawsIt() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","kind":"decision","decides":"q"},{"id":"step-b","appliesWhen":[{"q":["yes"]}]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.complete("step-a", on: "03-02", answer: GivenAnswer(question: "q", answers: ["yes"]))
    #expect(try scenario.standing("step-b") == .ready)
    try scenario.reopen("step-a", on: "03-03")
    #expect(try scenario.standing("step-b") == .undetermined)
    // Also one that was changed since without the decision.
    try scenario.complete("step-a", on: "03-04", answer: GivenAnswer(question: "q", answers: ["yes"]))
    try scenario.answer("q", "no", on: "03-05")
    #expect(try scenario.standing("step-b") == .notApplicable)
    try scenario.reopen("step-a", on: "03-06")
    #expect(try scenario.standing("step-b") == .undetermined)
  }

  @Test func reopeningADecisionThatIsNotFinishedWithdrawsNothing() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","kind":"decision","decides":"q"},{"id":"step-b","appliesWhen":[{"q":["yes"]}]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "yes")
    try scenario.reopen("step-a", on: "03-03")
    #expect(try scenario.standing("step-b") == .ready)
  }

  @Test func waivedDecisionAnswersItsQuestion() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","kind":"decision","decides":"q"},{"id":"step-b","appliesWhen":[{"q":["yes"]}]}
      """, questions: Scenario.yesOrNo("q"))
    scenario.record(
      .waived(["step-a"], reason: "r", answers: [GivenAnswer(question: "q", answers: ["no"])]),
      at: try Scenario.day("03-02"))
    #expect(try scenario.standing("step-b") == .notApplicable)
  }

  @Test func answerThatIsNotOfferedIsRefusedAndOneThatMayBeIsDoubtful() throws {
    let questions =
      Scenario.yesOrNo("q") + """
        ,{"id":"r","prompt":"R?","answers":[
          {"id":"yes","title":"Yes","offerWhen":[{"q":["yes"]}]},{"id":"no","title":"No"}]}
        """
    var scenario = try Scenario("{\"id\":\"step-a\"}", questions: questions)
    let action = Action.answered([GivenAnswer(question: "r", answers: ["yes"])])
    let doubtful = try scenario.judgement(of: action, at: "06-30")
    #expect(doubtful.refusals == [])
    #expect(doubtful.doubtfulAnswers.map(\.questions) == [[0]])
    try scenario.answer("q", "no")
    #expect(
      try scenario.judgement(of: action, at: "06-30").refusals.map(\.cause)
        == [.notOffered(question: 1, answer: 0, questions: [0])])
    try scenario.answer("q", "yes")
    let fine = try scenario.judgement(of: action, at: "06-30")
    #expect(fine.refusals == [] && fine.doubtfulAnswers.isEmpty)
  }

  @Test func answerToAQuestionThatIsNotAskedIsTakenAndSaid() throws {
    var scenario = try Scenario("{\"id\":\"step-a\"}", questions: chained)
    try scenario.answer("q", "no")
    let judgement = try scenario.judgement(
      of: .answered([GivenAnswer(question: "r", answers: ["yes"])]), at: "06-30")
    #expect(judgement.refusals == [])
    #expect(judgement.answersNotAsked == [1])
  }
}
