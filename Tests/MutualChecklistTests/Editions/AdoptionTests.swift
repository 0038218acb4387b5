import MutualChecklist
import TestSupport
import Testing

/// A record that goes on with another edition of its checklist.
@Suite struct AdoptionTests {
  private static func checklist(_ edition: String, _ steps: String) throws -> Checklist {
    let json = """
      {"format":1,"id":"test","edition":"\(edition)","title":"Test","stages":[{"id":"only","title":"Only"}],
      "questions":[{"id":"q","prompt":"Q?","answers":[{"id":"yes","title":"Yes"},{"id":"no","title":"No"}]}],
      "steps":[\(steps)]}
      """
    let filled = json.replacing("{\"id\":\"s-", with: "{\"stage\":\"only\",\"title\":\"T\",\"id\":\"s-")
    let reading = ChecklistReader.read(Array(filled.utf8))
    return try #require(reading.checklist, "\(reading.findings)")
  }

  private static func evaluation(_ events: [Event], _ checklist: Checklist) throws -> Evaluation {
    let history = History(events)
    let registration = try #require(Registration(history))
    let record = Record(history, registration: registration, checklist: checklist)
    return Evaluation(checklist, record: record, on: try Scenario.day("06-30"), calendar: .weekdays)
  }

  private static func standings(_ evaluation: Evaluation) -> [String: Standing] {
    Dictionary(
      uniqueKeysWithValues: zip(evaluation.checklist.steps.map(\.id), evaluation.standings))
  }

  @Test func whatAStepReplacesCountsForIt() throws {
    var kept = try Scenario(#"{"id":"step-a"},{"id":"step-b"},{"id":"step-c"}"#)
    let first = try Self.checklist("2026", #"{"id":"s-a"},{"id":"s-b"},{"id":"s-c"}"#)
    let second = try Self.checklist("2027", #"{"id":"s-d","replaces":["s-a"]},{"id":"s-b"},{"id":"s-c"}"#)
    let third = try Self.checklist(
      "2028", #"{"id":"s-e","replaces":["s-d"]},{"id":"s-b"},{"id":"s-f","replaces":["s-c"]}"#)
    try kept.complete("s-a", "s-b", on: "02-02")
    kept.record(.adopted(edition: "2027"), at: nil)
    kept.record(.adopted(edition: "2028"), at: nil)
    let now = try Self.evaluation(kept.events, third.following([second, first]))
    #expect(Self.standings(now) == ["s-e": .completed, "s-b": .completed, "s-f": .ready])
    #expect(now.record.retiredSteps.isEmpty)
    // Without the edition between, nobody knows what became of it.
    let blind = try Self.evaluation(kept.events, third)
    #expect(Self.standings(blind)["s-e"] == .ready)
    #expect(blind.record.retiredSteps == ["s-a"])
    #expect(now.record.registration.edition == "2028")
    #expect(now.record.registration.otherEditions(in: now.record.history) == ["2026", "2027"])
  }

  @Test func aStepThatReplacesSeveralIsFinishedWhenAllAre() throws {
    let second = try Self.checklist("2027", #"{"id":"s-d","replaces":["s-a","s-b"]},{"id":"s-c"}"#)
    var kept = try Scenario(#"{"id":"step-a"}"#)
    try kept.complete("s-a", on: "02-02")
    kept.record(.adopted(edition: "2027"), at: nil)
    #expect(try Self.evaluation(kept.events, second).standings[0] == .ready)
    try kept.complete("s-b", on: "02-04")
    let both = try Self.evaluation(kept.events, second)
    #expect(both.standings[0] == .completed)
    #expect(try both.record.steps[0].at == Scenario.day("02-04"))
    // What is recorded of the step itself counts from then on.
    try kept.reopen("s-d", on: "03-01")
    kept.record(.started(["s-d"]), at: try Scenario.day("03-02"))
    #expect(try Self.evaluation(kept.events, second).standings[0] == .inProgress)
  }

  @Test func whatIsDroppedIsKeptAndShown() throws {
    let second = try Self.checklist("2027", #"{"id":"s-b"}"#)
    var kept = try Scenario(#"{"id":"step-a"}"#)
    try kept.complete("s-a", "s-b", on: "02-02")
    kept.record(.adopted(edition: "2027"), at: nil)
    let now = try Self.evaluation(kept.events, second)
    #expect(now.record.retiredSteps == ["s-a"])
    #expect(now.record.history.events.count == 3)
    #expect(now.standings == [.completed])
  }

  /// What changes is told by steps, whatever their ids and numbers became.
  @Test func whatChangesIsTold() throws {
    let first = try Self.checklist("2026", #"{"id":"s-a"},{"id":"s-b"},{"id":"s-c","requires":["s-b"]}"#)
    let second = try Self.checklist(
      "2027",
      #"{"id":"s-n"},{"id":"s-x","replaces":["s-b"],"requires":["s-n"]},{"id":"s-c","appliesWhen":[{"q":["no"]}]}"#
    )
    var kept = try Scenario(#"{"id":"step-a"}"#)
    try kept.complete("s-a", "s-b", on: "02-02")
    try kept.answer("q", "yes")
    let before = try Self.evaluation(kept.events, first)
    kept.record(.adopted(edition: "2027"), at: nil)
    let adoption = Adoption(from: before, to: try Self.evaluation(kept.events, second.following([first])))
    #expect(adoption.newlyApplies == [0])
    #expect(adoption.noLongerApplies == [2])
    #expect(adoption.retired == [0])
    #expect(adoption.newlyReady == [0])
    #expect(adoption.checkAgain.map(\.step) == [1])
    #expect(adoption.differences.contains { $0.code == "step-renamed" })
  }

  /// After random edits, a record that went over stands as one begun on the new edition with the same events.
  @Test(arguments: 0..<8) func itStandsAsIfBegunThere(batch: Int) throws {
    for number in 0..<40 {
      let seed = SeededGenerator.seed &+ UInt64(batch * 1_000 + number)
      var generator = SeededGenerator(seed: seed)
      let size = generator.int(in: 2...12)
      let random = try #require(RandomChecklist.make(steps: size, using: &generator).0, "seed \(seed)")
      let history = RandomHistory.make(on: random.checklist, using: &generator)
      guard let newest = history.events.max(by: { $0.isFolded(before: $1) }) else { continue }
      let edited = Edit(random, using: &generator)
      let reading = ChecklistReader.read(Array(edited.json.utf8))
      let next = try #require(reading.checklist, "seed \(seed): \(reading.findings)")

      let all = Dictionary(
        history.events.map { ($0.id.writer, $0.id.number) }, uniquingKeysWith: max)
      let adopted = Event(
        id: Event.ID(writer: "zz", number: 1), clock: newest.clock + 1, seen: all, at: nil,
        recorded: newest.recorded, day: history.today, by: "zz", action: .adopted(edition: "2027"))
      let today = history.today
      func evaluate(_ events: [Event], _ checklist: Checklist) throws -> Evaluation {
        let history = History(events)
        let registration = try #require(Registration(history))
        return Evaluation(
          checklist, record: Record(history, registration: registration, checklist: checklist),
          on: today, calendar: RandomHistory.calendar)
      }
      let gone = try evaluate(history.events + [adopted], next.following([random.checklist]))
      let begun = try evaluate(history.events.map(edited.renamed), next)
      let comment: Comment = "seed \(seed), renamed \(edited.names), dropped \(edited.dropped)"
      #expect(gone.standings == begun.standings, comment)
      #expect(gone.checkAgain.map(\.step) == begun.checkAgain.map(\.step), comment)
      #expect(gone.unmetRequirementCounts == begun.unmetRequirementCounts, comment)
      #expect(gone.record.retiredSteps == begun.record.retiredSteps, comment)
      #expect(gone.record.history.events.count == history.events.count + 1, comment)
      #expect(history.events.allSatisfy(gone.record.history.events.contains), comment)
    }
  }
}

/// Random changes to a checklist's file: steps that get another id, that are dropped, that are new; other titles.
private struct Edit {
  private(set) var json: String
  /// New ids by old ones.
  private(set) var names: [String: String] = [:]
  private(set) var dropped: [String] = []

  init(_ random: RandomChecklist, using generator: inout SeededGenerator) {
    json = random.json.replacing("\"edition\":\"2026\"", with: "\"edition\":\"2027\"")
    var lines = json.split(separator: "\n").map(String.init)
    for step in random.checklist.steps.map(\.id) {
      let quoted = "\"\(step)\""
      switch generator.int(in: 0...5) {
      case 0, 1:
        names[step] = "new-\(step)"
        lines = lines.map {
          $0.replacing(quoted, with: "\"new-\(step)\"").replacing(
            "{\"id\":\"new-\(step)\"", with: "{\"id\":\"new-\(step)\",\"replaces\":[\(quoted)]")
        }
      case 2:
        lines = lines.map { $0.replacing("\"title\":\"S\(step.dropFirst())\"", with: "\"title\":\"Other\"") }
      case 3:
        // Only what nothing names, and only one of several.
        let naming = lines.filter { $0.contains(quoted) }
        guard naming.count == 1, dropped.isEmpty, random.checklist.steps.count > names.count + 2,
          let line = lines.firstIndex(of: naming[0]), line > 0, lines[line].hasSuffix(","),
          lines[line].hasPrefix("{\"id\":\(quoted)"), !lines[line].contains("\"decides\"")
        else { continue }
        lines.remove(at: line)
        dropped.append(step)
      default: break
      }
    }
    json = lines.joined(separator: "\n")
    if generator.chance(50) {
      json = json.replacing(
        "\"steps\":[", with: "\"steps\":[{\"id\":\"added\",\"stage\":\"stage-1\",\"title\":\"Added\"},")
    }
  }

  /// The event as it would have been recorded with the new edition.
  func renamed(_ event: Event) -> Event {
    func name(_ id: String) -> String { self.names[id] ?? id }
    func names(_ ids: [String]) -> [String] { ids.map(name) }
    var event = event
    switch event.action {
    case .registered(let name, let checklist, _):
      event.action = .registered(name: name, checklist: checklist, edition: "2027")
    case .started(let ids): event.action = .started(names(ids))
    case .completed(let ids, let answers): event.action = .completed(names(ids), answers: answers)
    case .held(let ids, let reason, let waitingFor, let chase):
      event.action = .held(names(ids), reason: reason, waitingFor: waitingFor, chase: chase)
    case .resumed(let ids): event.action = .resumed(names(ids))
    case .turnedDown(let ids, let reason, let backOn):
      event.action = .turnedDown(names(ids), reason: reason, backOn: backOn)
    case .waived(let ids, let reason, let answers):
      event.action = .waived(names(ids), reason: reason, answers: answers)
    case .reopened(let ids, let reason): event.action = .reopened(names(ids), reason: reason)
    case .confirmed(let ids): event.action = .confirmed(names(ids))
    case .assigned(let ids, let person): event.action = .assigned(names(ids), person: person)
    case .dueSet(let ids, let due): event.action = .dueSet(names(ids), due: due)
    case .noted(let ids): event.action = .noted(names(ids))
    case .lessonNoted(let ids, let text): event.action = .lessonNoted(names(ids), text: text)
    case .settled(let subject, let kept, let between):
      event.action = .settled(subject: name(subject), kept: kept, between: between)
    default: break
    }
    if let outOfSequence = event.outOfSequence {
      event.outOfSequence = .init(reason: outOfSequence.reason, covers: names(outOfSequence.covers))
    }
    return event
  }
}
