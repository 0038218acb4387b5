import MutualChecklist
import TestSupport
import Testing

/// How events on steps of an earlier edition are read in the edition in force.
@Suite struct TakenOverTests {
  /// A checklist of one stage with these steps; what is left out of a step is filled in.
  static func checklist(_ edition: String, _ steps: [String], questions: String = "") throws -> Checklist {
    let filled = steps.map { "{\"stage\":\"only\",\"title\":\"T\"," + $0 + "}" }.joined(separator: ",")
    let json = """
      {"format":1,"id":"test","edition":"\(edition)","title":"Test","stages":[{"id":"only","title":"Only"}],
      "questions":[\(questions)],"steps":[\(filled)]}
      """
    let reading = ChecklistReader.read(Array(json.utf8))
    return try #require(reading.checklist, "\(reading.findings)")
  }

  static func id(_ id: String, replaces: String...) -> String {
    let list = replaces.map { "\"\($0)\"" }.joined(separator: ",")
    return "\"id\":\"\(id)\"" + (replaces.isEmpty ? "" : ",\"replaces\":[\(list)]")
  }

  /// The record of events that were made with the first edition and are read with the last.
  private func record(_ scenario: Scenario, _ editions: [Checklist]) throws -> Record {
    let newest = try #require(editions.last)
    let history = History(scenario.events)
    return Record(
      history, registration: try #require(Registration(history)),
      checklist: newest.following(editions.dropLast()))
  }

  private func scenario(_ done: (String, String?)...) throws -> Scenario {
    var scenario = try Scenario("{\"id\":\"step-a\"}")
    for (step, day) in done { try scenario.complete(step, on: day) }
    return scenario
  }

  @Test func renamedStepKeepsItsRecord() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a")]), try Self.checklist("2027", [Self.id("b", replaces: "a")]),
      try Self.checklist("2028", [Self.id("c", replaces: "b")]),
    ]
    for edition in 1...2 {
      let record = try record(scenario(("a", "03-02")), Array(editions[...edition]))
      #expect(record.steps[0].state == .completed)
      #expect(record.steps[0].at == Day("2026-03-02"))
      #expect(record.retiredSteps == [])
    }
    // The edition between is known only by its copy.
    let without = try record(scenario(("a", "03-02")), [editions[0], editions[2]])
    #expect(without.steps[0].state == .notStarted)
    #expect(without.retiredSteps == ["a"])
  }

  @Test func stepThatReplacesSeveralIsFinishedWhenAllAre() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a"), Self.id("b")]),
      try Self.checklist("2027", [Self.id("c", replaces: "a", "b")]),
    ]
    let one = try record(scenario(("a", "03-02")), editions)
    #expect(one.steps[0].state == .notStarted)
    let both = try record(scenario(("b", "03-04"), ("a", "03-02")), editions)
    #expect(both.steps[0].state == .completed)
    #expect(both.steps[0].at == Day("2026-03-04"))
    #expect(try record(scenario(("b", nil), ("a", "03-02")), editions).steps[0].at == nil)
    // What is recorded of the step itself comes on top.
    var reopened = try scenario(("b", "03-04"), ("a", "03-02"))
    try reopened.reopen("c", on: "03-05")
    #expect(try record(reopened, editions).steps[0].state == .notStarted)
    #expect(try record(scenario(("c", "03-05")), editions).steps[0].state == .completed)
    // Two writers apart, each with a part.
    var apart = try Scenario("{\"id\":\"step-a\"}")
    try apart.complete("a", on: "03-02")
    try apart.complete("b", on: "03-03", by: "sam", seen: ["jo": 1])
    #expect(try record(apart, editions).steps[0].state == .completed)
    // Disagreement about a part is disagreement about the step.
    apart.record(
      .waived(["a"], reason: "r", answers: []), at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 1])
    #expect(try record(apart, editions).steps[0].isInConflict)
  }

  @Test func severalOfSeveral() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a"), Self.id("b"), Self.id("d")]),
      try Self.checklist("2027", [Self.id("c", replaces: "a", "b"), Self.id("d")]),
      try Self.checklist("2028", [Self.id("e", replaces: "c", "d")]),
    ]
    #expect(
      try record(scenario(("a", "03-02"), ("d", "03-03")), editions).steps[0].state == .notStarted)
    #expect(
      try record(scenario(("a", "03-02"), ("d", "03-03"), ("b", "03-04")), editions).steps[0].state
        == .completed)
    #expect(try record(scenario(("c", "03-02"), ("d", "03-03")), editions).steps[0].state == .completed)
  }

  @Test func ownRecordDecidesWhereAStepTakesInItsNeighbour() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a"), Self.id("b")]),
      try Self.checklist("2027", [Self.id("b", replaces: "a")]),
    ]
    let record = try record(scenario(("a", "03-02")), editions)
    #expect(record.steps[0].state == .notStarted)
    #expect(record.retiredSteps == ["a"])
  }

  @Test func splitStepIsDoneInBothParts() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a")]),
      try Self.checklist("2027", [Self.id("b", replaces: "a"), Self.id("c", replaces: "a")]),
    ]
    let record = try record(scenario(("a", "03-02")), editions)
    #expect(record.steps.map(\.state) == [.completed, .completed])
  }

  @Test func idsThatReplaceEachOtherEndNowhere() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a", replaces: "b")]),
      try Self.checklist("2027", [Self.id("b", replaces: "a")]),
      try Self.checklist("2028", [Self.id("c", replaces: "a", "b")]),
    ]
    #expect(try record(scenario(("a", "03-02"), ("b", "03-03")), editions).steps[0].state == .completed)
  }

  @Test func stepRenamedAfterItTookOverFromSeveral() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a"), Self.id("b")]),
      try Self.checklist("2027", [Self.id("c", replaces: "a", "b")]),
      try Self.checklist("2028", [Self.id("d", replaces: "c")]),
    ]
    #expect(try record(scenario(("a", "03-02")), editions).steps[0].state == .notStarted)
    #expect(try record(scenario(("a", "03-02"), ("b", "03-03")), editions).steps[0].state == .completed)
    #expect(try record(scenario(("c", "03-02")), editions).steps[0].state == .completed)
  }

  @Test func conflictOfAPartIsSettledUnderTheNewId() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a"), Self.id("b")]),
      try Self.checklist("2027", [Self.id("c", replaces: "a", "b")]),
    ]
    var apart = try Scenario("{\"id\":\"step-a\"}")
    let kept = try apart.complete("a", on: "03-02")
    let other = apart.record(
      .waived(["a"], reason: "r", answers: []), at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 1])
    try apart.complete("b", on: "03-04")
    #expect(try record(apart, editions).steps[0].isInConflict)
    apart.record(.settled(subject: "c", kept: kept, between: [kept, other]), at: nil)
    let settled = try record(apart, editions).steps[0]
    #expect(!settled.isInConflict)
    #expect(settled.state == .completed)
    #expect(settled.at == Day("2026-03-04"))
  }

  @Test func settlementOfAnOldIdHolds() throws {
    let editions = [
      try Self.checklist("2026", [Self.id("a")]), try Self.checklist("2027", [Self.id("b", replaces: "a")]),
    ]
    var apart = try Scenario("{\"id\":\"step-a\"}")
    let kept = try apart.complete("a", on: "03-02")
    let other = apart.record(
      .waived(["a"], reason: "r", answers: []), at: try Scenario.day("03-02"), by: "sam", seen: ["jo": 1])
    #expect(try record(apart, editions).steps[0].isInConflict)
    apart.record(.settled(subject: "a", kept: kept, between: [kept, other]), at: nil)
    #expect(try record(apart, editions).steps[0].state == .completed)
  }
}

/// What a step took over from two stands as the rules say of both.
@Suite struct TakenOverPropertyTests {
  @Test(arguments: 10..<14) func stepThatReplacesTwoIsFinishedWhenTheOracleSaysThatBothAre(batch: Int) throws
  {
    for number in 0..<60 {
      let seed = SeededGenerator.seed &+ UInt64(batch * 1_000_000 + number)
      var generator = SeededGenerator(seed: seed)
      let (made, problem) = RandomChecklist.make(steps: generator.int(in: 2...6), using: &generator)
      let random = try #require(made, "\(problem)")
      let steps = random.checklist.steps
      let (a, b) = (generator.int(in: 0...(steps.count - 1)), generator.int(in: 0...(steps.count - 1)))
      guard a != b, steps[a].kind == steps[b].kind, steps[a].kind != .decision else { continue }
      let history = RandomHistory.make(on: random.checklist, using: &generator)
      let edition = try TakenOverTests.checklist(
        "2027",
        [
          TakenOverTests.id("both", replaces: steps[a].id, steps[b].id)
            + ",\"kind\":\"\(steps[a].kind.rawValue)\""
        ])
      let events = History(history.events)
      let registration = try #require(Registration(events))
      let record = Record(
        events, registration: registration, checklist: edition.following([random.checklist])
      ).steps[0]
      let oracle = OracleFold(random.checklist, history.events)
      let parts = [oracle.recorded(a), oracle.recorded(b)]
      let comment = Comment(rawValue: "seed \(seed)")
      #expect(record.isInConflict == parts.contains(where: \.isInConflict), comment)
      guard !record.isInConflict else { continue }
      #expect(record.state.isFinished == parts.allSatisfy(\.state.isFinished), comment)
      guard record.state == .completed else { continue }
      let days = parts.filter { $0.state == .completed }.map(\.day)
      #expect(record.at == (days.contains(nil) ? nil : days.compactMap(\.self).max()), comment)
    }
  }
}
