import MutualChecklist
import MutualLedger
import TestSupport
import Testing

/// Events, drafts and ledgers for the tests.
enum Samples {
  static let organisation = "riverside-libraries-k3f9"
  static let writer = "jo-7q2m"
  static let instant = Instant(secondsSince1970: 1_795_369_560)
  static let day = instant.utcDay
  static let checklist = ChecklistCopy(id: "short", edition: "2026", bytes: Array("{\"format\":1}\n".utf8))

  /// One action of every kind and shape.
  static let actions: [Action] = {
    let later = day.adding(days: 30)
    let answers = [
      GivenAnswer(question: "sector", answers: ["nhs"]),
      GivenAnswer(question: "bodies", answers: ["a", "b"]),
      GivenAnswer(question: "taken-back", answers: []),
    ]
    return [
      .registered(name: "Riverside \"Libraries\" – Łódź 🏛", checklist: "short", edition: "2026.1"),
      .answered(answers), .started(["a-step"]), .started(["a-step", "another-step-with-a-long-name"]),
      .completed(["a-step"], answers: []), .completed(["a-step"], answers: answers),
      .held(["a-step"], reason: "They\nwait", waitingFor: "the council", chase: later),
      .held(["a-step"], reason: "", waitingFor: nil, chase: nil), .resumed(["a-step"]),
      .turnedDown(["a-step"], reason: "Too dear", backOn: later),
      .turnedDown(["a-step"], reason: "Too dear", backOn: nil),
      .waived(["a-step"], reason: "Done elsewhere", answers: answers),
      .waived(["a-step"], reason: "Done elsewhere", answers: []),
      .reopened(["a-step"], reason: "\u{7}\t\\ \u{85}"),
      .confirmed(["a-step"]), .assigned(["a-step"], person: "Sam"), .assigned(["a-step"], person: nil),
      .dueSet(["a-step"], due: later), .dueSet(["a-step"], due: nil), .noted(["a-step"]),
      .lessonNoted(["a-step"], text: "Begin \"early\""), .adopted(edition: "2027"),
      .calendarSet(calendar: "scotland"), .closuresSet(days: [day, later]), .closuresSet(days: []),
      .meetingsSet(body: "cabinet", days: [day, later], papers: 0),
      .meetingsSet(body: "cabinet", days: [], papers: nil), .targetSet(target: later),
      .targetSet(target: nil),
      .baselineSet(name: "Board of May", seen: ["jo-7q2m": 41, "sam-9zk4": 17]),
      .closed(outcome: "launched", reason: nil), .closed(outcome: "stopped", reason: "No money"),
      .organisationReopened,
      .settled(
        subject: "question:sector", kept: Event.ID(writer: "sam-9zk4", number: 3),
        between: [Event.ID(writer: "sam-9zk4", number: 3), Event.ID(writer: "jo-7q2m", number: 4)]),
      .retracted(Event.ID(writer: "sam-9zk4", number: 9)),
    ]
  }()

  /// An event with everything that any event may have.
  static func full(_ action: Action) -> Event {
    Event(
      id: Event.ID(writer: writer, number: 42), previous: "51c09e77", clock: Event.largestNumber,
      seen: ["sam-9zk4": 17], at: day, recorded: instant, day: day, by: "Jo O’Neill", action: action,
      note: "Agreed.\r\n/ see <minutes>", evidence: ["minutes/2026-11-20.pdf", ""],
      outOfSequence: Event.OutOfSequence(reason: "The board asked", covers: ["first-step", "sector"]),
      afterTorn: 2)
  }

  /// An event with nothing that it may do without.
  static func bare(_ action: Action, writer: String = writer, number: Int = 1, clock: Int = 1) -> Event {
    Event(
      id: Event.ID(writer: writer, number: number), clock: clock, at: nil, recorded: instant, day: day,
      by: "Jo",
      action: action)
  }

  static func draft(_ action: Action, note: String? = nil) -> EventDraft {
    EventDraft(at: day, recorded: instant, day: day, by: "Jo Smith", action: action, note: note)
  }

  /// A ledger with one organisation and its registration.
  static func ledger(in storage: some LedgerStorage) throws -> Ledger {
    let ledger = try Ledger.create(in: storage)
    _ = try ledger.register(
      organisation, name: "Riverside Libraries", checklist: checklist, writer: writer, at: day,
      recorded: instant,
      day: day, by: "Jo Smith")
    return ledger
  }

  /// The file of a writer after so many events, of every kind.
  static func log(_ count: Int, ledgerIn storage: MemoryStorage = MemoryStorage()) throws -> [UInt8] {
    let ledger = try ledger(in: storage)
    for number in 1..<count {
      _ = try ledger.record(in: organisation, writer: writer) { _ in
        draft(actions[1 + number % (actions.count - 1)], note: number % 3 == 0 ? "Note \(number)" : nil)
      }
    }
    return try storage.read(.events(organisation: organisation, writer: writer))
  }

  static var file: LedgerFile { .events(organisation: organisation, writer: writer) }

  /// What a ledger reads from one file of one writer.
  static func load(_ bytes: [UInt8]) throws -> Snapshot {
    try Ledger(storage(bytes)).load(organisation)
  }

  static func storage(_ bytes: [UInt8]) -> MemoryStorage {
    MemoryStorage(["ledger.json": Array("{\"format\":1}".utf8), file.path: bytes])
  }
}

extension Ledger {
  /// Records one action, whatever the record is.
  @discardableResult
  func add(_ action: Action, writer: String = Samples.writer, note: String? = nil) throws -> Event {
    try #require(
      try record(in: Samples.organisation, writer: writer) { _ in Samples.draft(action, note: note) })
  }
}

/// What a closure throws of the ledger's errors.
func ledgerError(_ body: () throws -> Void) -> LedgerError? {
  do {
    try body()
    return nil
  } catch {
    return error as? LedgerError
  }
}
