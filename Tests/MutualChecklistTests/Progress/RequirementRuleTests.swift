import MutualChecklist
import Testing

/// Lags, looking through, any-of and one-is-enough, each rule by an example.
struct RequirementRuleTests {
  private func lagged(_ lag: String) throws -> Scenario {
    try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":[{"step":"step-a","lag":{\(lag)}}]}
      """)
  }

  // MARK: Lags

  @Test func calendarDaysAreOverOnCompletionPlusSoMany() throws {
    var scenario = try lagged("\"calendarDays\":5")
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.standing("step-b", on: "03-06") == .blocked)
    #expect(try scenario.reasons("step-b", on: "03-06") == ["waits-until step-a 2026-03-07"])
    #expect(try scenario.until("step-b", on: "03-06") == "2026-03-07")
    #expect(try scenario.blockers("step-b", on: "03-06") == [])
    #expect(try scenario.standing("step-b", on: "03-07") == .ready)
  }

  @Test func clearDaysCountNeitherEnd() throws {
    var scenario = try lagged("\"clearDays\":5")
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.standing("step-b", on: "03-07") == .blocked)
    #expect(try scenario.until("step-b", on: "03-07") == "2026-03-08")
    #expect(try scenario.standing("step-b", on: "03-08") == .ready)
  }

  @Test func workingDaysLeaveOutWeekendsBankHolidaysAndClosures() throws {
    var scenario = try lagged("\"workingDays\":3")
    try scenario.complete("step-a", on: "04-01")
    // Wednesday; Thursday, then Friday and Monday, then Tuesday.
    #expect(try scenario.until("step-b", on: "04-02") == "2026-04-06")
    scenario.calendar = WorkingCalendar(
      id: "england-and-wales", title: "E", holidays: [:], rule: .englandAndWales)
    // Good Friday and Easter Monday.
    #expect(try scenario.until("step-b", on: "04-02") == "2026-04-08")
    scenario.calendar = scenario.calendar.adding(closures: [try Scenario.day("04-07")])
    #expect(try scenario.until("step-b", on: "04-02") == "2026-04-09")
    #expect(try scenario.standing("step-b", on: "04-08") == .blocked)
    #expect(try scenario.standing("step-b", on: "04-09") == .ready)
  }

  @Test(arguments: ["calendarDays", "workingDays"])
  func lagOfNoDaysIsOverAtOnce(unit: String) throws {
    var scenario = try lagged("\"\(unit)\":0")
    // A Saturday.
    try scenario.complete("step-a", on: "03-07")
    #expect(try scenario.standing("step-b", on: "03-07") == .ready)
  }

  @Test func noClearDaysAreOverOnTheNextDay() throws {
    var scenario = try lagged("\"clearDays\":0")
    try scenario.complete("step-a", on: "03-07")
    #expect(try scenario.standing("step-b", on: "03-07") == .blocked)
    #expect(try scenario.standing("step-b", on: "03-08") == .ready)
  }

  @Test func noLagRunsAfterACompletionWithoutADay() throws {
    var scenario = try lagged("\"calendarDays\":3650")
    try scenario.complete("step-a", on: nil)
    #expect(try scenario.standing("step-b") == .ready)
  }

  @Test func noLagRunsAfterAWaivedStep() throws {
    var scenario = try lagged("\"calendarDays\":3650")
    scenario.record(.waived(["step-a"], reason: "r", answers: []), at: try Scenario.day("03-02"))
    #expect(try scenario.standing("step-b", on: "03-02") == .ready)
  }

  @Test func lagRunsFromTheLastCompletion() throws {
    var scenario = try lagged("\"calendarDays\":5")
    try scenario.complete("step-a", on: "03-02")
    try scenario.complete("step-a", on: "03-20")
    #expect(try scenario.until("step-b", on: "03-21") == "2026-03-25")
  }

  @Test func untilIsTheLatestOfTheLagsAndNothingWhereAStepIsWaitedForToo() throws {
    let steps = """
      {"id":"step-a"},{"id":"step-b"},{"id":"step-c","requires":[
        {"step":"step-a","lag":{"calendarDays":5}},{"step":"step-b","lag":{"calendarDays":5}}]}
      """
    var scenario = try Scenario(steps)
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.until("step-c", on: "03-03") == nil)
    #expect(
      try scenario.reasons("step-c", on: "03-03") == [
        "waits-until step-a 2026-03-07", "waits-for-step step-b",
      ])
    #expect(try scenario.blockers("step-c", on: "03-03") == ["step-b"])
    try scenario.complete("step-b", on: "03-04")
    #expect(try scenario.until("step-c", on: "03-05") == "2026-03-09")
  }

  // MARK: Looking through

  /// `step-d` waits for `step-c`, that for `step-b`, that for `step-a`; the two between apply only if `q` is yes.
  private func chain() throws -> Scenario {
    try Scenario(
      """
      {"id":"step-a"},
      {"id":"step-b","requires":[{"step":"step-a","lag":{"calendarDays":5}}],"appliesWhen":[{"q":["yes"]}]},
      {"id":"step-c","requires":["step-b"],"appliesWhen":[{"q":["yes"]}]},
      {"id":"step-d","requires":["step-c"]}
      """, questions: Scenario.yesOrNo("q"))
  }

  @Test func stepThatDoesNotApplyIsLookedThroughToWhatItWaitsFor() throws {
    var scenario = try chain()
    try scenario.answer("q", "no")
    #expect(try scenario.standing("step-c") == .notApplicable)
    #expect(try scenario.standing("step-d") == .blocked)
    #expect(try scenario.reasons("step-d") == ["waits-for-step step-a"])
    #expect(try scenario.blockers("step-d") == ["step-a"])
    #expect(try scenario.rootBlockers("step-d") == ["step-a"])
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.until("step-d", on: "03-03") == "2026-03-07")
    #expect(try scenario.standing("step-d", on: "03-07") == .ready)
  }

  @Test func stepThatMayApplyIsNotLookedThrough() throws {
    var scenario = try chain()
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.standing("step-b") == .undetermined)
    #expect(try scenario.standing("step-d") == .blocked)
    #expect(try scenario.blockers("step-d") == ["step-c"])
    #expect(try scenario.rootBlockers("step-d") == ["step-b"])
  }

  @Test func finishedStepIsNotLookedThroughEvenWhereItDoesNotApply() throws {
    var scenario = try chain()
    try scenario.answer("q", "yes")
    try scenario.complete("step-a", on: "01-02")
    try scenario.complete("step-b", "step-c", on: "03-02")
    try scenario.answer("q", "no", on: "03-03")
    try scenario.reopen("step-a", on: "03-04")
    #expect(try scenario.standing("step-d") == .ready)
  }

  // MARK: Any-of

  private func anyOf(_ more: String = "") throws -> Scenario {
    try Scenario(
      """
      {"id":"step-a","appliesWhen":[{"q":["yes"]}]},
      {"id":"step-b","appliesWhen":[{"q":["yes"]}]},
      {"id":"step-c","requires":[{"anyOf":["step-a",{"step":"step-b","lag":{"calendarDays":5}}]\(more)}]}
      """, questions: Scenario.yesOrNo("q"))
  }

  @Test func anyOfIsMetWhenOneMemberIsFinishedAndItsLagIsOver() throws {
    var scenario = try anyOf()
    try scenario.answer("q", "yes")
    #expect(try scenario.reasons("step-c") == ["waits-for-any step-a step-b"])
    #expect(try scenario.blockers("step-c") == ["step-a", "step-b"])
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.standing("step-c", on: "03-06") == .blocked)
    // The other member is still a way to go on sooner.
    #expect(try scenario.blockers("step-c", on: "03-06") == ["step-a"])
    #expect(
      try scenario.reasons("step-c", on: "03-06") == [
        "waits-for-any step-a", "waits-until step-b 2026-03-07",
      ])
    #expect(try scenario.until("step-c", on: "03-06") == nil)
    #expect(try scenario.standing("step-c", on: "03-07") == .ready)
    try scenario.complete("step-a", on: "03-03")
    #expect(try scenario.standing("step-c", on: "03-03") == .ready)
  }

  @Test func anyOfWithNoMemberLeftFailsClosed() throws {
    var scenario = try anyOf()
    try scenario.answer("q", "no")
    #expect(try scenario.standing("step-c") == .blocked)
    #expect(try scenario.reasons("step-c") == ["no-alternative-applies step-a step-b"])
    #expect(try scenario.blockers("step-c") == [])
    #expect(try scenario.evaluation(on: "06-30").smallestSet(freeing: scenario.position("step-c")) == nil)
  }

  @Test func memberThatDoesNotApplyButIsFinishedCounts() throws {
    var scenario = try anyOf()
    try scenario.answer("q", "yes")
    try scenario.complete("step-a", on: "03-02")
    try scenario.answer("q", "no", on: "03-03")
    #expect(try scenario.standing("step-c") == .ready)
  }

  @Test func memberThatDoesNotApplyIsLeftOutAndNotLookedThrough() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a"],"appliesWhen":[{"q":["yes"]}]},{"id":"step-c"},
      {"id":"step-d","requires":[{"anyOf":["step-b","step-c"]}]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "no")
    try scenario.complete("step-a", on: "03-02")
    #expect(try scenario.standing("step-d") == .blocked)
    #expect(try scenario.blockers("step-d") == ["step-c"])
  }

  @Test func stepThatIsLookedThroughAsksNothingByAnAnyOfWithNoMemberLeft() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","appliesWhen":[{"q":["yes"]}]},
      {"id":"step-b","requires":[{"anyOf":["step-a"]}],"appliesWhen":[{"q":["yes"]}]},
      {"id":"step-c","requires":["step-b"]}
      """, questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "no")
    #expect(try scenario.standing("step-c") == .ready)
  }

  // MARK: One is enough

  @Test func whereOneIsEnoughTheOtherWayIsNotChosen() throws {
    var scenario = try anyOf(",\"oneIsEnough\":true")
    try scenario.answer("q", "yes")
    #expect(try scenario.standing("step-a") == .ready)
    try scenario.complete("step-b", on: "03-02")
    // Also while the lag is running, which is then all that is waited for.
    #expect(try scenario.standing("step-a", on: "03-02") == .notChosen)
    #expect(try scenario.reasons("step-a", on: "03-02") == ["another-way-taken step-b"])
    #expect(try scenario.blockers("step-c", on: "03-02") == [])
    #expect(try scenario.until("step-c", on: "03-02") == "2026-03-07")
    #expect(try scenario.reasons("step-c", on: "03-02") == ["waits-until step-b 2026-03-07"])
    try scenario.reopen("step-b", on: "03-03")
    #expect(try scenario.standing("step-a") == .ready)
  }

  @Test func whereOneIsEnoughOfAFinishedStepTheWaysAreNotChosen() throws {
    var scenario = try anyOf(",\"oneIsEnough\":true")
    try scenario.answer("q", "yes")
    try scenario.complete("step-c", on: "03-02", covering: ["step-a", "step-b"])
    #expect(try scenario.standing("step-a") == .notChosen)
    #expect(try scenario.standing("step-b") == .notChosen)
  }

  @Test func withoutOneIsEnoughTheOtherMemberIsStillToDo() throws {
    var scenario = try anyOf()
    try scenario.answer("q", "yes")
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.standing("step-a") == .ready)
  }

  @Test func whatOnlyAWayNotChosenNeedsIsNotChosenEither() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-a"]},{"id":"step-c"},
      {"id":"step-d","requires":[{"anyOf":["step-b","step-c"],"oneIsEnough":true}]}
      """)
    try scenario.complete("step-c", on: "03-02")
    #expect(try scenario.standing("step-a") == .notChosen)
    #expect(try scenario.standing("step-b") == .notChosen)
    #expect(try scenario.reasons("step-a") == ["another-way-taken step-c"])
  }

  @Test func whatSomethingElseNeedsTooIsStillToDo() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b"},{"id":"step-c","requires":[{"anyOf":["step-a","step-b"],"oneIsEnough":true}]},
      {"id":"step-d","requires":["step-a"]}
      """)
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.standing("step-a") == .ready)
  }

  @Test func wayThatWasStartedStaysInProgress() throws {
    var scenario = try anyOf(",\"oneIsEnough\":true")
    try scenario.answer("q", "yes")
    scenario.record(.started(["step-a"]), at: try Scenario.day("03-01"))
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.standing("step-a") == .inProgress)
  }

  @Test func turnedDownWayIsNotChosenWhenAnotherIsTaken() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a","kind":"milestone"},{"id":"step-b"},
      {"id":"step-c","requires":[{"anyOf":["step-a","step-b"],"oneIsEnough":true}]}
      """)
    scenario.record(.turnedDown(["step-a"], reason: "r", backOn: nil), at: try Scenario.day("03-01"))
    #expect(try scenario.standing("step-a") == .turnedDown)
    try scenario.complete("step-b", on: "03-02")
    #expect(try scenario.standing("step-a") == .notChosen)
  }

  // MARK: Blockers

  @Test func smallestSetPrefersWhatSurelyApplies() throws {
    let scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","appliesWhen":[{"q":["yes"]}]},{"id":"step-c","requires":["step-a"]},
      {"id":"step-d","requires":[{"anyOf":["step-b","step-c"]},{"anyOf":["step-a","step-b"]}]},
      {"id":"step-e","requires":[{"anyOf":["step-b","step-c"]},"step-a"]}
      """, questions: Scenario.yesOrNo("q"))
    let evaluation = try scenario.evaluation(on: "06-30")
    // One step that may not apply is fewer than two that do.
    let smaller = try #require(evaluation.smallestSet(freeing: scenario.position("step-d")))
    #expect(smaller.steps == [try scenario.position("step-b")])
    #expect(smaller.questions == [0])
    // Of two and two it is those that surely apply, though at first the other way adds less.
    let sure = try #require(evaluation.smallestSet(freeing: scenario.position("step-e")))
    #expect(sure.steps == [try scenario.position("step-a"), try scenario.position("step-c")])
    #expect(sure.questions.isEmpty)
  }

  @Test(arguments: [
    Action.started(["step-b"]), .held(["step-b"], reason: "r", waitingFor: nil, chase: nil),
    .turnedDown(["step-b"], reason: "r", backOn: nil),
  ])
  func rootsEndAtWhatIsInProgressOnHoldOrTurnedDown(action: Action) throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","kind":"milestone","requires":["step-a"]},{"id":"step-c","requires":["step-b"]},
      {"id":"step-d","requires":["step-c"]}
      """)
    #expect(try scenario.rootBlockers("step-d") == ["step-a"])
    scenario.record(action, at: try Scenario.day("03-01"))
    #expect(try scenario.rootBlockers("step-d") == ["step-b"])
    #expect(try scenario.blockers("step-d") == ["step-c"])
    // Its own blocker is still shown.
    #expect(try scenario.rootBlockers("step-b") == ["step-a"])
  }

  @Test func undeterminedBlockerIsFollowedToTheDecisionThatWouldTell() throws {
    let scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","kind":"decision","decides":"q","requires":["step-a"]},
      {"id":"step-c","appliesWhen":[{"q":["yes"]}]},{"id":"step-d","requires":["step-c"]}
      """, questions: Scenario.yesOrNo("q"))
    #expect(try scenario.blockers("step-d") == ["step-c"])
    #expect(try scenario.rootBlockers("step-d") == ["step-a"])
    #expect(try scenario.reasons("step-c") == ["answer-missing step-b q"])
    #expect(try scenario.rootBlockers("step-c") == [])
  }

  @Test func adviceNeverBlocks() throws {
    let scenario = try Scenario("{\"id\":\"step-a\"},{\"id\":\"step-b\",\"follows\":[\"step-a\"]}")
    #expect(try scenario.standing("step-b") == .ready)
    #expect(try scenario.blockers("step-b") == [])
  }
}
