import MutualChecklist
import Testing

/// When a completed step is to be checked again, each clause by an example.
struct CheckAgainRuleTests {
  /// `step-b` waits for `step-a` and applies if `q` is yes; both are completed.
  private func done(bOn day: String? = "03-10", covering covers: [String] = []) throws -> Scenario {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a"],"appliesWhen":[{"q":["yes"]}]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "yes")
    if covers.isEmpty { try scenario.complete("step-a", on: "03-01") }
    try scenario.complete("step-b", on: day, covering: covers)
    return scenario
  }

  @Test func completedStepThatRestsOnWhatItDidIsNotChecked() throws {
    let scenario = try done()
    #expect(try scenario.checkAgain("step-b") == [])
    #expect(try scenario.evaluation(on: "06-30").isFinished)
  }

  @Test func stepThatNoLongerAppliesIsChecked() throws {
    var scenario = try done()
    try scenario.answer("q", "no", on: "03-20")
    #expect(try scenario.standing("step-b") == .completed)
    #expect(try scenario.checkAgain("step-b") == ["no-longer-applies q", "changed-since q"])
    #expect(try scenario.evaluation(on: "06-30").outstanding == [1])
    #expect(try !scenario.evaluation(on: "06-30").isFinished)
  }

  @Test func stepThatTwoRequirementsNameIsSaidOnce() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a",{"anyOf":["step-a"]}]}
      """)
    try scenario.complete("step-a", on: "03-01")
    try scenario.complete("step-b", on: "03-10")
    try scenario.reopen("step-a", on: "03-20")
    #expect(try scenario.checkAgain("step-b") == ["requirement-unmet step-a", "changed-since step-a"])
  }

  @Test func stepWhoseRequirementIsNowUnmetIsChecked() throws {
    var scenario = try done()
    try scenario.reopen("step-a", on: "03-20")
    #expect(try scenario.checkAgain("step-b") == ["requirement-unmet step-a", "changed-since step-a"])
    #expect(try scenario.blockers("step-b") == ["step-a"])
    // Outstanding has those to check again last.
    #expect(try scenario.evaluation(on: "06-30").outstanding == [0, 1])
  }

  @Test func lagsAreApart() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\"},{\"id\":\"step-b\",\"requires\":[{\"step\":\"step-a\",\"lag\":{\"calendarDays\":300}}]}"
    )
    try scenario.complete("step-a", on: "03-01")
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.checkAgain("step-b") == [])
  }

  @Test func stepWhoseRequirementWasReopenedAndDoneOtherwiseIsChecked() throws {
    var scenario = try done()
    try scenario.reopen("step-a", on: "03-20")
    scenario.record(.waived(["step-a"], reason: "r", answers: []), at: try Scenario.day("03-21"))
    #expect(try scenario.checkAgain("step-b") == ["changed-since step-a"])
  }

  @Test func recordThatChangesNothingIsNoChange() throws {
    var scenario = try done()
    try scenario.complete("step-a", on: "03-20")
    try scenario.answer("q", "yes", on: "03-20")
    scenario.record(.noted(["step-a"]), at: try Scenario.day("03-20"))
    #expect(try scenario.checkAgain("step-b") == [])
  }

  @Test func changeBehindAStepThatIsLookedThroughCounts() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a"],"appliesWhen":[{"q":["yes"]}]},
      {"id":"step-c","requires":["step-b"]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "no")
    try scenario.complete("step-a", on: "03-01")
    try scenario.complete("step-c", on: "03-02")
    try scenario.reopen("step-a", on: "03-20")
    #expect(try scenario.checkAgain("step-c") == ["requirement-unmet step-a", "changed-since step-a"])
  }

  @Test func changeBehindAStepThatIsLookedThroughCountsAlsoWhereAnAnyOfNamesItToo() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a"],"appliesWhen":[{"q":["yes"]}]},
      {"id":"step-c","requires":["step-b",{"anyOf":["step-b"]}]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "yes")
    try scenario.complete("step-a", on: "03-01")
    try scenario.complete("step-b", on: "03-02")
    try scenario.complete("step-c", on: "03-03")
    try scenario.answer("q", "no", on: "03-10")
    try scenario.reopen("step-b", on: "03-11")
    try scenario.reopen("step-a", on: "03-12")
    #expect(try scenario.checkAgain("step-c").last == "changed-since step-a step-b")
  }

  @Test func conditionsOfStepsThatAreLookedThroughDoNotCount() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","appliesWhen":[{"q":["yes"]}]},{"id":"step-b","requires":["step-a"]}
      """,
      questions: """
        {"id":"q","prompt":"Q?","answers":[{"id":"yes","title":"Y"},{"id":"no","title":"N"},{"id":"never","title":"N"}]}
        """)
    try scenario.answer("q", "no")
    try scenario.complete("step-b", on: "03-02")
    try scenario.answer("q", "never", on: "03-10")
    #expect(try scenario.checkAgain("step-b") == [])
  }

  @Test func ofAnAnyOfOnlyMembersThatWereFinishedThenCount() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\"},{\"id\":\"step-b\"},{\"id\":\"step-c\",\"requires\":[{\"anyOf\":[\"step-a\",\"step-b\"]}]}"
    )
    try scenario.complete("step-a", on: "03-01")
    try scenario.complete("step-c", on: "03-02")
    try scenario.complete("step-b", on: "03-10")
    #expect(try scenario.checkAgain("step-c") == [])
    // The requirement is met by the other, but what it rested on was taken away.
    try scenario.reopen("step-a", on: "03-11")
    #expect(try scenario.checkAgain("step-c") == ["changed-since step-a"])
  }

  @Test func answerFirstGivenLaterIsNoChange() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"]},{\"r\":[\"yes\"]}]}",
      questions: Scenario.yesOrNo("q") + "," + Scenario.yesOrNo("r"))
    try scenario.answer("q", "yes")
    try scenario.complete("step-a", on: "03-02")
    try scenario.answer("r", "no", on: "03-10")
    #expect(try scenario.checkAgain("step-a") == [])
    try scenario.answer("r", "yes", on: "03-11")
    try scenario.answer("q", "no", on: "03-12")
    #expect(try scenario.checkAgain("step-a") == ["changed-since q"])
  }

  @Test func answerToWhatTheQuestionIsAskedByCounts() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"r\":[\"yes\"]}]}",
      questions: Scenario.yesOrNo("q") + ","
        + Scenario.yesOrNo("r", more: ",\"askWhen\":[{\"q\":[\"yes\",\"no\"]}]"))
    try scenario.answer("q", "yes")
    try scenario.answer("r", "yes")
    try scenario.complete("step-a", on: "03-02")
    try scenario.answer("q", "no", on: "03-12")
    #expect(try scenario.checkAgain("step-a") == ["changed-since q"])
  }

  @Test func eventWithoutADayMakesNoChange() throws {
    var scenario = try done()
    scenario.record(.waived(["step-a"], reason: "r", answers: []), at: nil)
    #expect(try scenario.checkAgain("step-b") == [])
  }

  @Test func completionWithoutADayCoversAllItsRequirementsButNotItsCondition() throws {
    var scenario = try done(bOn: nil)
    try scenario.reopen("step-a", on: "03-20")
    #expect(try scenario.checkAgain("step-b") == [])
    try scenario.answer("q", "no", on: "03-20")
    #expect(try scenario.checkAgain("step-b") == ["no-longer-applies q", "changed-since q"])
  }

  @Test func whatTheReasonForBeingOutOfSequenceCoversIsApart() throws {
    var scenario = try done(covering: ["step-a"])
    #expect(try scenario.checkAgain("step-b") == [])
    try scenario.complete("step-a", on: "03-20")
    try scenario.reopen("step-a", on: "03-21")
    #expect(try scenario.checkAgain("step-b") == [])
    #expect(try done(covering: ["q"]).checkAgain("step-b") == ["requirement-unmet step-a"])
  }

  @Test func changeThatTheCompletionHadSeenIsNone() throws {
    var scenario = try Scenario("{\"id\":\"step-a\"},{\"id\":\"step-b\",\"requires\":[\"step-a\"]}")
    try scenario.complete("step-a", on: "03-01")
    try scenario.reopen("step-a", on: "03-02")
    try scenario.complete("step-a", on: "03-03")
    try scenario.complete("step-b", on: "03-10")
    #expect(try scenario.checkAgain("step-b") == [])
  }

  @Test func changeOfAWriterWhomTheCompletionHadNotSeenCountsWhereverItFolds() throws {
    var scenario = try Scenario("{\"id\":\"step-a\"},{\"id\":\"step-b\",\"requires\":[\"step-a\"]}")
    try scenario.complete("step-a", on: "03-01")
    try scenario.reopen("step-a", on: "03-02", by: "al", seen: ["jo": 2])
    try scenario.complete("step-a", on: "03-03", by: "al", seen: ["jo": 2])
    // Folds after both, but had seen neither.
    for _ in 1...3 { scenario.record(.noted(["step-a"]), at: nil, seen: [:]) }
    try scenario.complete("step-b", on: "03-10", seen: [:])
    #expect(try scenario.checkAgain("step-b") == ["changed-since step-a"])
  }

  // MARK: Confirming

  @Test func confirmationClearsAllThree() throws {
    var scenario = try done()
    try scenario.reopen("step-a", on: "03-20")
    try scenario.answer("q", "no", on: "03-20")
    #expect(
      try scenario.checkAgain("step-b")
        == ["no-longer-applies q", "requirement-unmet step-a", "changed-since step-a q"])
    scenario.record(.confirmed(["step-b"]), at: try Scenario.day("03-21"))
    #expect(try scenario.checkAgain("step-b") == [])
    #expect(try scenario.evaluation(on: "06-30").outstanding == [0])
  }

  @Test func whatChangesAfterTheConfirmationIsCheckedAgain() throws {
    var scenario = try done()
    try scenario.reopen("step-a", on: "03-20")
    scenario.record(.confirmed(["step-b"]), at: try Scenario.day("03-21"))
    try scenario.complete("step-a", on: "03-22")
    #expect(try scenario.checkAgain("step-b") == ["changed-since step-a"])
  }

  @Test func confirmationDoesNotClearWhatItHadNotSeen() throws {
    var scenario = try done()
    try scenario.answer("q", "no", on: "03-20", by: "sam", seen: ["jo": 4])
    scenario.record(.confirmed(["step-b"]), at: try Scenario.day("03-21"), seen: [:])
    #expect(try scenario.checkAgain("step-b") == ["no-longer-applies q", "changed-since q"])
  }

  @Test func confirmedStepThatDoesNotApplyStaysConfirmedWhenAnotherAnswerSaysSoToo() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"],\"r\":[\"yes\"]}]}",
      questions: Scenario.yesOrNo("q") + "," + Scenario.yesOrNo("r"))
    try scenario.complete("step-a", on: "03-02")
    try scenario.answer("q", "no", on: "03-20")
    scenario.record(.confirmed(["step-a"]), at: try Scenario.day("03-21"))
    #expect(try scenario.checkAgain("step-a") == [])
    try scenario.answer("r", "no", on: "03-22")
    #expect(try scenario.checkAgain("step-a") == [])
  }

  @Test func confirmationBeforeTheCompletionIsNone() throws {
    var scenario = try done()
    try scenario.reopen("step-a", on: "03-20")
    scenario.record(.confirmed(["step-b"]), at: try Scenario.day("03-21"))
    try scenario.reopen("step-b", on: "03-22")
    try scenario.complete("step-b", on: "03-23")
    #expect(try scenario.checkAgain("step-b") == ["requirement-unmet step-a"])
  }
}
