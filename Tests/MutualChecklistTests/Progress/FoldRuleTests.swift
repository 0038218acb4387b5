import MutualChecklist
import TestSupport
import Testing

/// What events add up to: the fold, undo, conflicts, settling and views, each rule by an example.
struct FoldRuleTests {
  private func one(_ kind: String = "action") throws -> Scenario {
    try Scenario("{\"id\":\"step-a\",\"kind\":\"\(kind)\"},{\"id\":\"step-b\",\"requires\":[\"step-a\"]}")
  }

  private func state(_ scenario: Scenario) throws -> StepState {
    try scenario.evaluation(on: "06-30").record.steps[0].state
  }

  private static let started = Action.started(["step-a"])
  private static let completed = Action.completed(["step-a"], answers: [])
  private static let held = Action.held(["step-a"], reason: "r", waitingFor: "W", chase: nil)
  private static let resumed = Action.resumed(["step-a"])
  private static let turnedDown = Action.turnedDown(["step-a"], reason: "r", backOn: nil)
  private static let waived = Action.waived(["step-a"], reason: "r", answers: [])
  private static let reopened = Action.reopened(["step-a"], reason: "r")

  // MARK: The fold

  @Test(arguments: [
    ([started], StepState.inProgress), ([completed], .completed), ([held], .onHold), ([waived], .waived),
    ([turnedDown], .turnedDown), ([reopened], .notStarted), ([resumed], .notStarted),
    // The last state that was not on hold.
    ([started, held, resumed], .inProgress), ([held, resumed], .notStarted),
    ([turnedDown, held, resumed], .turnedDown),
    ([started, held, held, resumed], .inProgress), ([started, resumed], .inProgress),
    // A finished step is left as it is.
    ([completed, started], .completed), ([waived, held], .waived), ([completed, turnedDown], .completed),
    ([completed, reopened], .notStarted), ([waived, reopened], .notStarted),
    ([started, reopened], .inProgress),
    ([waived, completed], .completed), ([completed, waived], .waived),
    ([held, completed, resumed], .completed),
    ([completed, held, reopened, resumed], .notStarted), ([turnedDown, started], .inProgress),
  ])
  func eventsBecomeAState(actions: [Action], expected: StepState) throws {
    var scenario = try one("milestone")
    for action in actions { scenario.record(action, at: try Scenario.day("03-01")) }
    #expect(try state(scenario) == expected)
  }

  @Test func actionIsLeftAsItIsByBeingTurnedDown() throws {
    var scenario = try one()
    scenario.record(Self.turnedDown, at: nil)
    #expect(try state(scenario) == .notStarted)
  }

  @Test func heldAndTurnedDownCarryTheirReasons() throws {
    var scenario = try one("milestone")
    let day = try Scenario.day("05-01")
    scenario.record(.held(["step-a"], reason: "Waits", waitingFor: "HMRC", chase: day), at: nil)
    let held = try scenario.evaluation(on: "06-30").reasons(for: 0)
    #expect(held.map(\.text) == ["Waits"] && held.map(\.day) == [day] && held.map(\.code) == [.held])
    scenario.record(.turnedDown(["step-a"], reason: "Too dear", backOn: day), at: nil)
    let turnedDown = try scenario.evaluation(on: "06-30").reasons(for: 0)
    #expect(turnedDown.map(\.text) == ["Too dear"] && turnedDown.map(\.code) == [.turnedDown])
    #expect(turnedDown.map(\.day) == [day])
  }

  @Test func eventsCountInFoldOrderWhateverOrderTheyComeIn() throws {
    var scenario = try one()
    try scenario.complete("step-a", on: "03-02")
    try scenario.reopen("step-a", on: "03-03")
    scenario.record(Self.started, at: try Scenario.day("03-04"))
    let expected = try scenario.evaluation(on: "06-30")
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    for _ in 0..<20 {
      let history = History(scenario.events.shuffled(using: &generator))
      #expect(history.events == expected.record.history.events)
      let record = Record(history, registration: expected.record.registration, checklist: scenario.checklist)
      #expect(record.steps[0].state == .inProgress)
    }
  }

  @Test func foldOrderIsClockThenWriterThenNumber() throws {
    let scenario = try one()
    func event(_ writer: String, _ number: Int, clock: Int) -> Event {
      var event = scenario.event(Self.started, at: nil)
      event.id = Event.ID(writer: writer, number: number)
      event.clock = clock
      return event
    }
    let sorted = [
      event("b", 9, clock: 1), event("a", 3, clock: 2), event("b", 1, clock: 2), event("b", 2, clock: 2),
    ]
    #expect(History(sorted.reversed()).events == sorted)
  }

  @Test func theRestIsTheLastInFoldOrder() throws {
    var scenario = try one()
    let (first, second) = (try Scenario.day("05-01"), try Scenario.day("05-02"))
    scenario.record(.assigned(["step-a"], person: "Ann"), at: nil)
    scenario.record(.assigned(["step-a"], person: "Bob"), at: nil)
    scenario.record(.dueSet(["step-a"], due: first), at: nil)
    scenario.record(.dueSet(["step-a"], due: second), at: nil)
    scenario.record(.targetSet(target: first), at: nil)
    scenario.record(.calendarSet(calendar: "scotland"), at: nil)
    scenario.record(.closuresSet(days: [first]), at: nil)
    scenario.record(.closed(outcome: "done", reason: nil), at: nil)
    var record = try scenario.evaluation(on: "06-30").record
    #expect(record.steps[0].assignee == "Bob" && record.steps[0].due == second)
    #expect(record.target == first && record.calendar == "scotland" && record.closures == [first])
    #expect(record.outcome == "done")
    scenario.record(.assigned(["step-a"], person: nil), at: nil)
    scenario.record(.dueSet(["step-a"], due: nil), at: nil)
    scenario.record(.targetSet(target: nil), at: nil)
    scenario.record(.organisationReopened, at: nil)
    record = try scenario.evaluation(on: "06-30").record
    #expect(record.steps[0].assignee == nil && record.steps[0].due == nil)
    #expect(record.target == nil && record.outcome == nil)
  }

  @Test func stepThatTheEditionLacksIsKeptAsRetired() throws {
    var scenario = try one()
    try scenario.complete("step-z", "step-a", on: "03-01")
    let record = try scenario.evaluation(on: "06-30").record
    #expect(record.retiredSteps == ["step-z"])
    #expect(record.steps[0].state == .completed)
  }

  // MARK: Undo

  @Test func undoneEventDoesNotCount() throws {
    var scenario = try one()
    let done = try scenario.complete("step-a", on: "03-01")
    scenario.undo(done)
    #expect(try state(scenario) == .notStarted)
  }

  @Test func undoOfUndoBringsTheEventBack() throws {
    var scenario = try one()
    let done = try scenario.complete("step-a", on: "03-01")
    let undo = scenario.undo(done)
    let redo = scenario.undo(undo)
    #expect(try state(scenario) == .completed)
    scenario.undo(redo)
    #expect(try state(scenario) == .notStarted)
  }

  @Test func eventUndoneTwiceNeedsBothUndone() throws {
    var scenario = try one()
    let done = try scenario.complete("step-a", on: "03-01")
    let first = scenario.undo(done)
    let second = scenario.undo(done)
    scenario.undo(first)
    #expect(try state(scenario) == .notStarted)
    scenario.undo(second)
    #expect(try state(scenario) == .completed)
  }

  @Test func registrationCannotBeUndone() throws {
    var scenario = try one()
    scenario.undo(Event.ID(writer: "jo", number: 1))
    #expect(try scenario.standing("step-a") == .ready)
  }

  @Test func undoOfALaterEventIsNone() throws {
    var scenario = try one()
    scenario.record(.retracted(Event.ID(writer: "jo", number: 3)), at: nil)
    try scenario.complete("step-a", on: "03-01")
    #expect(try state(scenario) == .completed)
  }

  // MARK: Conflicts

  /// Two writers each record something of `step-a`, the second without having seen the first.
  private func apart(
    _ first: [Action], _ second: [Action], kind: String = "milestone"
  ) throws -> Scenario {
    var scenario = try one(kind)
    for action in first { scenario.record(action, at: try Scenario.day("03-01"), seen: [:]) }
    for action in second {
      scenario.record(action, at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 1])
    }
    return scenario
  }

  @Test(arguments: [
    ([completed], [waived]), ([completed], [turnedDown]), ([started], [turnedDown]), ([started], [held]),
    ([completed], [completed, reopened]), ([completed, reopened, started], [waived, reopened]),
  ])
  func differentRecordsOfWritersWhoHadNotSeenEachOtherAreAConflict(first: [Action], second: [Action]) throws {
    for scenario in [try apart(first, second), try apart(second, first)] {
      #expect(try scenario.standing("step-a") == .conflict)
      #expect(try scenario.reasons("step-a") == ["conflict"])
      #expect(try scenario.standing("step-b") == .blocked)
      #expect(try scenario.rootBlockers("step-b") == ["step-a"])
    }
  }

  @Test(arguments: [
    ([completed], [completed], StepState.completed), ([started], [completed], .completed),
    ([held], [waived], .waived), ([started, held, resumed], [completed], .completed),
    ([started], [started], .inProgress), ([started], [held, resumed, started], .inProgress),
  ])
  func recordsThatAgreeOrOneFinishedBesideWorkGoingOnAreNone(
    first: [Action], second: [Action], expected: StepState
  ) throws {
    for scenario in [try apart(first, second), try apart(second, first)] {
      let record = try scenario.evaluation(on: "06-30").record.steps[0]
      #expect(!record.isInConflict)
      #expect(record.state == expected)
    }
  }

  @Test func ofCompletionsThatAgreeTheLatestKnownDayCounts() throws {
    for (first, second) in [("03-09", "03-05"), ("03-05", "03-09")] {
      var scenario = try one()
      try scenario.complete("step-a", on: first, seen: [:])
      try scenario.complete("step-a", on: second, by: "sam", seen: ["jo": 1])
      try scenario.complete("step-a", on: nil, by: "al", seen: ["jo": 1])
      #expect(try scenario.evaluation(on: "06-30").record.steps[0].at == Scenario.day("03-09"))
    }
  }

  @Test func recordOfAWriterWhoHadSeenTheOtherIsNoConflict() throws {
    var scenario = try one()
    scenario.record(Self.completed, at: try Scenario.day("03-01"), seen: [:])
    scenario.record(Self.waived, at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 2])
    #expect(try scenario.standing("step-a") == .waived)
  }

  @Test func writerWhoSawBothEndsTheConflict() throws {
    var scenario = try apart([Self.completed], [Self.waived])
    scenario.record(Self.reopened, at: try Scenario.day("03-03"), by: "al", seen: ["jo": 2, "sam": 1])
    #expect(try scenario.standing("step-a") == .ready)
  }

  @Test func undoneRecordIsNotInConflict() throws {
    var scenario = try apart([Self.completed], [Self.waived])
    scenario.undo(Event.ID(writer: "sam", number: 1))
    #expect(try scenario.standing("step-a") == .completed)
  }

  @Test func questionInConflictCountsAsUnanswered() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"]}]}", questions: Scenario.yesOrNo("q"))
    try scenario.answer("q", "yes", seen: [:])
    try scenario.answer("q", "no", by: "sam", seen: ["jo": 1])
    #expect(try scenario.standing("step-a") == .undetermined)
    #expect(try scenario.reasons("step-a") == ["question-in-conflict q"])
    var same = try Scenario(
      "{\"id\":\"step-a\",\"appliesWhen\":[{\"q\":[\"yes\"]}]}", questions: Scenario.yesOrNo("q"))
    try same.answer("q", "yes", seen: [:])
    try same.answer("q", "yes", by: "sam", seen: ["jo": 1])
    #expect(try same.standing("step-a") == .ready)
  }

  @Test func decisionCompletedTwiceWithDifferentAnswersIsAConflictOfTheQuestionOnly() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"kind\":\"decision\",\"decides\":\"q\"}", questions: Scenario.yesOrNo("q"))
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["yes"]), seen: [:])
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["no"]), by: "sam", seen: ["jo": 1])
    #expect(try scenario.standing("step-a") == .completed)
    #expect(try scenario.evaluation(on: "06-30").record.answers[0].isInConflict)
  }

  @Test func decisionThatBothReopenedHasNoAnswerAndNoConflict() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"kind\":\"decision\",\"decides\":\"q\"}", questions: Scenario.yesOrNo("q"))
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["yes"]), seen: [:])
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["no"]), by: "sam", seen: ["jo": 1])
    try scenario.reopen("step-a", on: "03-02", seen: [:])
    try scenario.reopen("step-a", on: "03-02", by: "sam", seen: ["jo": 1])
    let record = try scenario.evaluation(on: "06-30").record
    #expect(record.steps[0].state == .notStarted)
    #expect(!record.answers[0].isInConflict)
    #expect(record.answers[0].given == nil)
  }

  @Test func editionInConflictStaysTheOneBefore() throws {
    var scenario = try one()
    scenario.record(.adopted(edition: "2027"), at: nil)
    #expect(Registration(History(scenario.events))?.edition == "2027")
    scenario.record(.adopted(edition: "2028"), at: nil, seen: [:])
    scenario.record(.adopted(edition: "2029"), at: nil, by: "sam", seen: ["jo": 2])
    let registration = try #require(Registration(History(scenario.events)))
    #expect(registration.edition == "2027")
    #expect(registration.firstEdition == "2026")
    #expect(registration.conflict.count == 2)
    scenario.record(
      .settled(
        subject: "edition", kept: Event.ID(writer: "jo", number: 3),
        between: [Event.ID(writer: "sam", number: 1)]),
      at: nil)
    #expect(Registration(History(scenario.events))?.edition == "2028")
  }

  // MARK: Settling

  private let jo = Event.ID(writer: "jo", number: 2)
  private let sam = Event.ID(writer: "sam", number: 1)

  @Test func settledConflictKeepsOneRecord() throws {
    for (kept, standing) in [(jo, Standing.completed), (sam, .waived)] {
      var scenario = try apart([Self.completed], [Self.waived])
      scenario.record(
        .settled(subject: "step-a", kept: kept, between: [jo, sam]), at: try Scenario.day("03-05"))
      #expect(try scenario.standing("step-a") == standing)
    }
  }

  @Test func undoneSettlementBringsTheConflictBack() throws {
    var scenario = try apart([Self.completed], [Self.waived])
    let settled = scenario.record(
      .settled(subject: "step-a", kept: sam, between: [jo, sam]), at: try Scenario.day("03-05"))
    scenario.undo(settled)
    #expect(try scenario.standing("step-a") == .conflict)
  }

  @Test func settlementIsOfItsSubjectOnly() throws {
    var scenario = try Scenario(
      "{\"id\":\"step-a\",\"kind\":\"decision\",\"decides\":\"q\"}", questions: Scenario.yesOrNo("q"))
    try scenario.complete(
      "step-a", on: "03-01", answer: GivenAnswer(question: "q", answers: ["yes"]), seen: [:])
    scenario.record(
      .waived(["step-a"], reason: "r", answers: [GivenAnswer(question: "q", answers: ["no"])]),
      at: try Scenario.day("03-01"), by: "sam", seen: ["jo": 1])
    scenario.record(
      .settled(subject: "step-a", kept: sam, between: [jo, sam]), at: try Scenario.day("03-05"))
    #expect(try scenario.standing("step-a") == .waived)
    #expect(try scenario.evaluation(on: "06-30").record.answers[0].isInConflict)
    scenario.record(
      .settled(subject: "question:q", kept: jo, between: [jo, sam]), at: try Scenario.day("03-05"))
    #expect(try scenario.evaluation(on: "06-30").record.answers[0].given == [0])
  }

  @Test func settlementLeavesWhatItHadNotSeen() throws {
    var scenario = try apart([Self.completed], [Self.waived])
    scenario.record(Self.turnedDown, at: try Scenario.day("03-02"), by: "al", seen: ["jo": 1])
    scenario.record(
      .settled(subject: "step-a", kept: sam, between: [jo, sam]), at: try Scenario.day("03-05"),
      seen: ["sam": 1])
    #expect(try scenario.standing("step-a") == .conflict)
  }

  @Test func settlementHoldsInEveryViewAlsoWhereTheKeptRecordIsToCome() throws {
    var scenario = try one()
    try scenario.complete("step-a", on: "03-01", seen: [:])
    scenario.record(Self.waived, at: try Scenario.day("03-10"), by: "sam", seen: ["jo": 1])
    scenario.record(
      .settled(subject: "step-a", kept: sam, between: [jo, sam]), at: try Scenario.day("03-20"))
    #expect(try scenario.standing("step-a") == .waived)
    #expect(try scenario.standing("step-a", on: "03-05", view: View(asOf: Scenario.day("03-05"))) == .ready)
  }

  // MARK: Views

  @Test func asOfADayIsWhatHadHappenedByThen() throws {
    var scenario = try one()
    try scenario.complete("step-a", on: "03-10")
    let view = { (day: String) throws in View(asOf: try Scenario.day(day)) }
    #expect(try scenario.standing("step-a", view: view("03-09")) == .ready)
    #expect(try scenario.standing("step-a", view: view("03-10")) == .completed)
  }

  @Test func asOfADayAnUndoRecordedLaterCounts() throws {
    var scenario = try one()
    let done = try scenario.complete("step-a", on: "03-10")
    scenario.record(.retracted(done), at: try Scenario.day("05-01"))
    #expect(try scenario.standing("step-a", view: View(asOf: Scenario.day("03-10"))) == .ready)
  }

  @Test func asOfADayEventsWithoutADayCount() throws {
    var scenario = try one()
    try scenario.complete("step-a", on: nil)
    #expect(try scenario.standing("step-a", view: View(asOf: Scenario.day("01-01"))) == .completed)
  }

  @Test func knownByADayIsWhatHadBeenRecordedByThen() throws {
    let scenario = try one()
    var late = scenario.event(Self.completed, at: try Scenario.day("03-01"))
    late.day = try Scenario.day("03-20")
    let events = scenario.events + [late]
    func state(_ view: View) throws -> StepState {
      let history = History(events, view: view)
      let registration = try #require(Registration(history))
      return Record(history, registration: registration, checklist: scenario.checklist).steps[0].state
    }
    #expect(try state(View(knownBy: Scenario.day("03-19"))) == .notStarted)
    #expect(try state(View(knownBy: Scenario.day("03-20"))) == .completed)
    #expect(try state(View(asOf: Scenario.day("03-01"))) == .completed)
    #expect(try state(View(asOf: Scenario.day("03-01"), knownBy: Scenario.day("03-19"))) == .notStarted)
  }
}
