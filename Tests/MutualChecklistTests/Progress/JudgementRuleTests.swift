import MutualChecklist
import Testing

/// What is refused, and what is out of sequence, each rule by an example.
struct JudgementRuleTests {
  private func pair(_ lag: String = "") throws -> Scenario {
    let link = lag.isEmpty ? "\"step-a\"" : "{\"step\":\"step-a\",\"lag\":{\(lag)}}"
    return try Scenario("{\"id\":\"step-a\"},{\"id\":\"step-b\",\"requires\":[\(link)]}")
  }

  private func isOutOfSequence(_ judgement: Judgement) -> Bool {
    !judgement.refusals.isEmpty
      && judgement.refusals.allSatisfy { if case .outOfSequence = $0.cause { true } else { false } }
  }

  @Test(arguments: [Action.started(["step-b"]), .completed(["step-b"], answers: [])])
  func blockedStepIsOutOfSequenceAndTheReasonWouldCoverWhatItWaitsFor(action: Action) throws {
    let judgement = try pair().judgement(of: action, at: "06-30")
    #expect(isOutOfSequence(judgement))
    #expect(judgement.covers == ["step-a"])
  }

  @Test func completionIsJudgedAsOfItsOwnDay() throws {
    var scenario = try pair()
    try scenario.complete("step-a", on: "03-10")
    let action = Action.completed(["step-b"], answers: [])
    #expect(isOutOfSequence(try scenario.judgement(of: action, at: "03-09")))
    #expect(try scenario.judgement(of: action, at: "03-10").refusals == [])
    try scenario.reopen("step-a", on: "03-20")
    #expect(try scenario.judgement(of: action, at: "03-15").refusals == [])
    #expect(isOutOfSequence(try scenario.judgement(of: action, at: "03-20")))
  }

  @Test func lagIsJudgedAsOfTheEventsOwnDay() throws {
    var scenario = try pair("\"calendarDays\":5")
    try scenario.complete("step-a", on: "03-10")
    let action = Action.started(["step-b"])
    #expect(isOutOfSequence(try scenario.judgement(of: action, at: "03-14")))
    #expect(try scenario.judgement(of: action, at: "03-15").refusals == [])
  }

  @Test func completionIsJudgedByTheAnswersKnownNow() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"]}]}", questions: Scenario.yesOrNo("q"))
    let action = Action.completed(["step-a"], answers: [])
    #expect(
      try scenario.judgement(of: action, at: "03-01").refusals.map(\.cause)
        == [.undetermined(questions: [0], deciders: [])])
    try scenario.answer("q", "yes", on: "06-01")
    #expect(try scenario.judgement(of: action, at: "03-01").refusals == [])
    try scenario.answer("q", "no", on: "06-02")
    #expect(
      try scenario.judgement(of: action, at: "03-01").refusals.map(\.cause) == [.doesNotApply(questions: [0])]
    )
  }

  @Test func whatIsLookedThroughIsSeenByTheAnswersKnownNowToo() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"]}]},{\"id\":\"step-b\",\"requires\":[\"step-a\"]}",
      questions: Scenario.yesOrNo("q"))
    let action = Action.completed(["step-b"], answers: [])
    #expect(isOutOfSequence(try scenario.judgement(of: action, at: "03-01")))
    try scenario.answer("q", "no", on: "06-01")
    #expect(try scenario.judgement(of: action, at: "03-01").refusals == [])
  }

  @Test func eventWithoutADayIsJudgedOnNoDay() throws {
    #expect(try pair().judgement(of: .completed(["step-b"], answers: []), at: nil).refusals == [])
    #expect(try pair().judgement(of: .completed(["step-b"], answers: []), at: nil).covers == [])
  }

  @Test func severalStepsAreJudgedTogether() throws {
    let scenario = try pair()
    #expect(
      try scenario.judgement(of: .completed(["step-b", "step-a"], answers: []), at: "06-30").refusals == [])
    // A start finishes nothing.
    let started = try scenario.judgement(of: .started(["step-b", "step-a"]), at: "06-30")
    #expect(isOutOfSequence(started))
    #expect(started.refusals.map(\.step) == [1])
    // Nor is a lag over that begins with it.
    #expect(
      isOutOfSequence(
        try pair("\"calendarDays\":1").judgement(
          of: .completed(["step-a", "step-b"], answers: []), at: "06-30")))
  }

  @Test func decisionsAnswerInTheSameEventCounts() throws {
    let scenario = try Scenario(
      """
      {"id":"step-a","kind":"decision","decides":"q"},{"id":"step-b","requires":["step-a"],"appliesWhen":[{"q":["yes"]}]}
      """, questions: Scenario.yesOrNo("q"))
    let answer = GivenAnswer(question: "q", answers: ["yes"])
    let together = try scenario.judgement(
      of: .completed(["step-a", "step-b"], answers: [answer]), at: "06-30")
    #expect(together.refusals == [])
    #expect(together.newlyApplies == [1])
  }

  @Test func decisionNeedsItsAnswer() throws {
    let scenario = try Scenario(
      "{\"id\":\"step-a\",\"kind\":\"decision\",\"decides\":\"q\"}", questions: Scenario.yesOrNo("q"))
    let none = GivenAnswer(question: "q", answers: [])
    for action in [
      Action.completed(["step-a"], answers: []), .completed(["step-a"], answers: [none]),
      .waived(["step-a"], reason: "r", answers: []),
    ] {
      #expect(
        try scenario.judgement(of: action, at: "06-30").refusals.map(\.cause) == [.answerMissing(question: 0)]
      )
    }
    #expect(try scenario.judgement(of: .started(["step-a"]), at: "06-30").refusals == [])
  }

  @Test func finishedStepIsNotDoneAgain() throws {
    var scenario = try pair()
    try scenario.complete("step-a", on: "03-01")
    let again: [Action] = [
      .started(["step-a"]), .completed(["step-a"], answers: []),
      .waived(["step-a"], reason: "r", answers: []),
      .held(["step-a"], reason: "r", waitingFor: nil, chase: nil),
    ]
    for action in again {
      #expect(
        try scenario.judgement(of: action, at: "06-30").refusals.map(\.cause) == [.finished(.completed)])
    }
    #expect(try scenario.judgement(of: .reopened(["step-a"], reason: "r"), at: "06-30").refusals == [])
    #expect(try scenario.judgement(of: .confirmed(["step-a"]), at: "06-30").refusals == [])
    #expect(
      try scenario.judgement(of: .confirmed(["step-b"]), at: "06-30").refusals.map(\.cause) == [.notCompleted]
    )
    #expect(
      try scenario.judgement(of: .reopened(["step-b"], reason: "r"), at: "06-30").refusals.map(\.cause)
        == [.notFinished])
  }

  @Test func waivedStepCanBeCompletedAfterAll() throws {
    var scenario = try pair()
    scenario.record(.waived(["step-a"], reason: "r", answers: []), at: try Scenario.day("03-01"))
    #expect(try scenario.judgement(of: .completed(["step-a"], answers: []), at: "06-30").refusals == [])
    #expect(
      try scenario.judgement(of: .started(["step-a"]), at: "06-30").refusals.map(\.cause) == [
        .finished(.waived)
      ])
  }

  @Test func onlyMilestonesAndDecisionsAreTurnedDown() throws {
    let scenario = try Scenario("{\"id\":\"step-a\"},{\"id\":\"step-b\",\"kind\":\"milestone\"}")
    func refusals(_ step: String) throws -> [Refusal.Cause] {
      try scenario.judgement(of: .turnedDown([step], reason: "r", backOn: nil), at: "06-30").refusals.map(
        \.cause)
    }
    #expect(try refusals("step-a") == [.isAction])
    #expect(try refusals("step-b") == [])
  }

  @Test func onlyWhatIsOnHoldIsResumed() throws {
    var scenario = try pair()
    let action = Action.resumed(["step-a"])
    #expect(try scenario.judgement(of: action, at: "06-30").refusals.map(\.cause) == [.notOnHold])
    scenario.record(
      .held(["step-a"], reason: "r", waitingFor: nil, chase: nil), at: try Scenario.day("03-01"))
    #expect(try scenario.judgement(of: action, at: "06-30").refusals == [])
  }

  @Test func whatIsInConflictIsSettledFirst() throws {
    var scenario = try pair()
    try scenario.complete("step-a", on: "03-01", by: "jo", seen: [:])
    scenario.record(
      .waived(["step-a"], reason: "r", answers: []), at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 1]
    )
    #expect(try scenario.standing("step-a") == .conflict)
    #expect(
      try scenario.judgement(of: .reopened(["step-a"], reason: "r"), at: "06-30").refusals.map(\.cause) == [
        .inConflict
      ])
    #expect(try scenario.judgement(of: .noted(["step-a"]), at: "06-30").refusals == [])
  }

  @Test func questionInConflictIsSettledBeforeItsDecisionIsReopened() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"kind\":\"decision\",\"decides\":\"q\"}", questions: Scenario.yesOrNo("q"))
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["yes"]), seen: [:])
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["no"]), by: "sam", seen: ["jo": 1])
    #expect(try scenario.standing("step-a") == .completed)
    #expect(try scenario.evaluation(on: "06-30").record.answers[0].isInConflict)
    #expect(
      try scenario.judgement(of: .reopened(["step-a"], reason: "r"), at: "06-30").refusals.map(\.cause) == [
        .questionInConflict(question: 0)
      ])
  }

  @Test func changeSaysWhatIsNewlyReadyAndWhatAppliesOrNoLongerDoes() throws {
    let scenario = try Scenario(
      """
      {"id":"step-a","kind":"decision","decides":"q"},{"id":"step-b","requires":["step-a"]},
      {"id":"step-c","appliesWhen":[{"q":["yes"]}]},{"id":"step-d","appliesWhen":[{"q":["no"]}]}
      """, questions: Scenario.yesOrNo("q"))
    let judgement = try scenario.judgement(
      of: .completed(["step-a"], answers: [GivenAnswer(question: "q", answers: ["yes"])]), at: "06-30")
    #expect(judgement.newlyReady == [1, 2])
    #expect(judgement.newlyApplies == [2])
    #expect(judgement.noLongerApplies == [3])
  }

  // MARK: Part-way

  @Test func partWayTakesStepsUpToOneAndNamesThoseLeftOut() throws {
    var scenario = try Scenario(
      """
      {"id":"step-a"},{"id":"step-b","requires":["step-h"]},{"id":"step-c","appliesWhen":[{"q":["yes"]}]},
      {"id":"step-d","kind":"decision","decides":"q"},{"id":"step-e"},{"id":"step-f"},
      {"id":"step-g","requires":[{"anyOf":["step-e","step-f"],"oneIsEnough":true}]},
      {"id":"step-h"},{"id":"step-i","appliesWhen":[{"r":["yes"]}]}
      """, questions: Scenario.yesOrNo("q") + "," + Scenario.yesOrNo("r"))
    try scenario.complete("step-a", on: "03-01")
    try scenario.answer("r", "no")
    let evaluation = try scenario.evaluation(on: "06-30")
    let part = PartWay(through: 8, answers: [], in: evaluation)
    #expect(part.taken == [1, 6, 7])
    #expect(
      part.omitted.map(\.why) == [
        .finished, .undetermined, .answerMissing, .oneOfSeveralWays, .oneOfSeveralWays, .doesNotApply,
      ])
    let answered = PartWay(
      through: 3, named: [5], answers: [GivenAnswer(question: "q", answers: ["yes"])], in: evaluation)
    #expect(answered.taken == [1, 2, 3, 5])
  }
}
