import MutualChecklist
import TestSupport
import Testing

/// How events on steps of an earlier edition are read in the edition in force.
@Suite struct AdoptionTests {
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
      history, registration: try #require(Registration(history)), checklist: newest,
      inheritance: Inheritance(of: newest, from: editions.dropLast()))
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
    #expect(one.steps[0].state == .inProgress)
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
      try record(scenario(("a", "03-02"), ("d", "03-03")), editions).steps[0].state == .inProgress)
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

/// After random edits of a checklist, an adopted record stands as one begun on the new edition with the same events.
@Suite struct AdoptionPropertyTests {
  @Test(arguments: 0..<6) func standingIsThatOfARecordBegunOnTheNewEdition(batch: Int) throws {
    for number in 0..<60 {
      let seed = SeededGenerator.seed &+ UInt64(batch * 1_000_000 + number)
      var generator = SeededGenerator(seed: seed)
      let size = RandomChecklist.size(using: &generator)
      let (made, problem) = RandomChecklist.make(steps: size, using: &generator)
      let random = try #require(made, "\(problem)")
      let history = RandomHistory.make(on: random.checklist, using: &generator)
      let comment = Comment(rawValue: "seed \(seed)")

      // Half of the steps get another id, some are dropped from the requirements of nobody, titles change.
      var names: [String: String] = [:]
      for step in random.checklist.steps where generator.chance(50) { names[step.id] = "new-\(step.id)" }
      let json = renaming(random.json, names)
      let reading = ChecklistReader.read(Array(json.utf8))
      let edition = try #require(reading.checklist, "\(reading.findings)\n\(json)")

      let adopted = History(history.events)
      let begun = History(history.events.map { renaming($0, names) })
      #expect(adopted.events.count == history.events.count, comment)
      guard let registration = Registration(adopted), let other = Registration(begun) else { continue }
      let inheritance = Inheritance(of: edition, from: [random.checklist])
      let one = Evaluation(
        edition,
        record: Record(adopted, registration: registration, checklist: edition, inheritance: inheritance),
        on: history.today, calendar: RandomHistory.calendar)
      let two = Evaluation(
        edition, record: Record(begun, registration: other, checklist: edition), on: history.today,
        calendar: RandomHistory.calendar)
      #expect(one.standings == two.standings, comment)
      #expect(one.record.steps.map(\.at) == two.record.steps.map(\.at), comment)
      #expect(one.record.retiredSteps == two.record.retiredSteps, comment)
      #expect(one.checkAgain.map(\.step) == two.checkAgain.map(\.step), comment)
      #expect(one.checkAgain.map(\.reasons) == two.checkAgain.map(\.reasons), comment)
      for step in edition.steps.indices {
        #expect(one.reasons(for: step) == two.reasons(for: step), comment)
        #expect(one.record.steps[step].evidence == two.record.steps[step].evidence, comment)
      }
      // Without what it inherits, everything on an id that is gone is retired, and nothing is lost.
      let bare = Record(adopted, registration: registration, checklist: edition)
      #expect(bare.history.events == one.record.history.events, comment)
      #expect(Set(bare.retiredSteps).isSuperset(of: one.record.retiredSteps), comment)
    }
  }

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
      let edition = try AdoptionTests.checklist(
        "2027",
        [
          AdoptionTests.id("both", replaces: steps[a].id, steps[b].id)
            + ",\"kind\":\"\(steps[a].kind.rawValue)\""
        ])
      let events = History(history.events)
      let registration = try #require(Registration(events))
      let record = Record(
        events, registration: registration, checklist: edition,
        inheritance: Inheritance(of: edition, from: [random.checklist])
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

  /// The file with other ids of steps, each replacing the old one.
  private func renaming(_ json: String, _ names: [String: String]) -> String {
    var json = json.replacing("\"edition\":\"2026\"", with: "\"edition\":\"2027\"")
    for (old, new) in names {
      json = json.replacing("\"\(old)\"", with: "\"\(new)\"")
      json = json.replacing("{\"id\":\"\(new)\"", with: "{\"id\":\"\(new)\",\"replaces\":[\"\(old)\"]")
    }
    return json
  }

  private func renaming(_ event: Event, _ names: [String: String]) -> Event {
    var event = event
    func new(_ ids: [String]) -> [String] { ids.map { names[$0] ?? $0 } }
    switch event.action {
    case .started(let ids): event.action = .started(new(ids))
    case .completed(let ids, let answers): event.action = .completed(new(ids), answers: answers)
    case .held(let ids, let reason, let whom, let chase):
      event.action = .held(new(ids), reason: reason, waitingFor: whom, chase: chase)
    case .resumed(let ids): event.action = .resumed(new(ids))
    case .turnedDown(let ids, let reason, let back):
      event.action = .turnedDown(new(ids), reason: reason, backOn: back)
    case .waived(let ids, let reason, let answers):
      event.action = .waived(new(ids), reason: reason, answers: answers)
    case .reopened(let ids, let reason): event.action = .reopened(new(ids), reason: reason)
    case .confirmed(let ids): event.action = .confirmed(new(ids))
    case .assigned(let ids, let person): event.action = .assigned(new(ids), person: person)
    case .dueSet(let ids, let due): event.action = .dueSet(new(ids), due: due)
    case .noted(let ids): event.action = .noted(new(ids))
    case .lessonNoted(let ids, let text): event.action = .lessonNoted(new(ids), text: text)
    case .settled(let subject, let kept, let between):
      event.action = .settled(subject: names[subject] ?? subject, kept: kept, between: between)
    default: break
    }
    if let outOfSequence = event.outOfSequence {
      event.outOfSequence = Event.OutOfSequence(
        reason: outOfSequence.reason, covers: new(outOfSequence.covers))
    }
    return event
  }
}
