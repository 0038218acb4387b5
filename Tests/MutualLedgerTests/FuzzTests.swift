import BuiltInChecklists
import Foundation
import MutualChecklist
import MutualJSON
import MutualLedger
import TestSupport
import Testing

/// Whatever comes in, every reader answers: with a value that can be used, or with what is wrong.
///
/// `MUTUAL_FUZZ=1000000 swift test --filter FuzzTests` makes a million inputs; without it there are a few thousand.
@Suite struct FuzzTests {
  private static let rounds = 16
  private static let inputs =
    ProcessInfo.processInfo.environment["MUTUAL_FUZZ"].flatMap { Int($0) } ?? 8_000

  @Test(arguments: 0..<rounds) func everyReaderAnswers(round: Int) throws {
    var fuzz = try Fuzz(seed: SeededGenerator.seed &+ UInt64(round) &* 1_000_003)
    for attempt in 0..<max(1, Self.inputs / Self.rounds) {
      let comment: Comment = "seed \(SeededGenerator.seed), round \(round), attempt \(attempt)"
      switch attempt % 20 {
      case 0..<8: try fuzz.eventLine(comment)
      case 8..<13: try fuzz.eventFile(comment)
      case 13..<16: try fuzz.checklist(comment, isBuiltIn: attempt % 4_000 == 13)
      case 16: try fuzz.calendar(comment)
      case 17: try fuzz.json(comment)
      case 18: try fuzz.ledgerFile(comment)
      default: try fuzz.words(comment)
      }
    }
  }
}

/// Inputs for each reader, and what has to hold of its answer.
private struct Fuzz {
  private var mutator: ByteMutator
  private let lines: [[UInt8]]
  private let log: [UInt8]
  private let calendars: [[UInt8]]
  private let small: Checklist

  /// A checklist with something of everything: lags, an any-of, conditions, a decision, a question asked later.
  private static let source = """
    {"format":1,"id":"short","edition":"2026","title":"Short","calendar":"weekdays",
    "questions":[
    {"id":"sector","prompt":"Which?","answers":[{"id":"nhs","title":"The NHS"},{"id":"council","title":"A council"}]},
    {"id":"size","prompt":"How many?","several":true,"askWhen":[{"sector":["nhs"]}],
     "answers":[{"id":"a","title":"A"},{"id":"b","title":"B","offerWhen":[{"sector":["nhs"]}]}]},
    {"id":"way","prompt":"Which way?","answers":[{"id":"one","title":"One"},{"id":"two","title":"Two"}]}],
    "roles":[{"id":"lead","title":"Lead"}],
    "sources":[{"id":"act","title":"An act","url":"https://example.org/a","published":"2011-01-01"}],
    "stages":[{"id":"first","title":"First"},{"id":"second","title":"Second"}],
    "steps":[
    {"id":"a-step","stage":"first","title":"Begin","roles":["lead"],"sources":["act"],
     "duration":{"optimistic":1,"likely":2,"pessimistic":5}},
    {"id":"choose-way","stage":"first","kind":"decision","title":"Choose","decides":"way","requires":["a-step"]},
    {"id":"way-one","stage":"second","title":"One","appliesWhen":[{"way":["one"]}],"requires":["choose-way"]},
    {"id":"way-two","stage":"second","title":"Two","appliesWhen":[{"way":["two"]},{"size":["a"]}],
     "requires":[{"step":"choose-way","lag":{"workingDays":5},"because":"they wait"}]},
    {"id":"end","stage":"second","kind":"milestone","title":"End","follows":["a-step"],
     "requires":[{"anyOf":["way-one",{"step":"way-two","lag":{"clearDays":28}}],"oneIsEnough":true}]}]}
    """

  init(seed: UInt64) throws {
    mutator = ByteMutator(seed: seed)
    lines = Samples.actions.flatMap {
      [EventCoding.line(Samples.full($0)), EventCoding.line(Samples.bare($0))]
    }
    log = try Samples.log(12)
    calendars = BuiltInChecklists.calendarIDs.compactMap(BuiltInChecklists.calendarBytes)
    small = try #require(ChecklistReader.read(Array(Self.source.utf8)).checklist)
  }

  // MARK: Readers

  mutating func eventLine(_ comment: Comment) throws {
    let line = mutatedLine(mutator.random.pick(lines))
    let event: Event
    do { event = try EventCoding.event(line) } catch {
      #expect(!error.message.isEmpty, comment)
      return
    }
    guard !event.isFromNewerVersion else { return }
    #expect(try EventCoding.event(EventCoding.line(event)) == event, comment)
  }

  /// A file in which some lines are changed and sealed again, so that what is in them is really looked at.
  mutating func eventFile(_ comment: Comment) throws {
    var lines = log.split(separator: 0x0A).map(Array.init)
    for _ in 0..<mutator.random.int(in: 0...3) {
      let place = mutator.random.int(in: 0...(lines.count - 1))
      switch mutator.random.int(in: 0...4) {
      case 0: lines.insert(mutatedLine(lines[place]), at: place)
      case 1: lines.insert(mutatedLine(mutator.random.pick(self.lines)), at: place)
      case 2: lines.remove(at: place)
      case 3: lines.insert(mutator.noise(upTo: 200), at: place)
      default: lines[place] = mutatedLine(lines[place])
      }
      if lines.isEmpty { break }
    }
    var bytes = Array(lines.joined(separator: [0x0A])) + [0x0A]
    if mutator.random.chance(30) { bytes = mutator.mutated(bytes) }
    let storage = Samples.storage(bytes)
    let ledger = try Ledger(storage)
    let snapshot: Snapshot
    do { snapshot = try ledger.load(Samples.organisation) } catch {
      #expect(!error.message.isEmpty, comment)
      return
    }
    evaluate(snapshot.events, comment)
    do {
      let event = try ledger.add(.noted(["a-step"]))
      let after = try ledger.load(Samples.organisation).events
      // Where a number is used twice, places in the tree move, and nobody has seen as much as it says.
      let entries = after.map(entry)
      #expect(entries.contains(entry(event)), comment)
      #expect(snapshot.events.map(entry).allSatisfy(entries.contains), comment)
      #expect(event.id.number <= Event.largestNumber && event.clock <= Event.largestNumber, comment)
    } catch {
      #expect(error is LedgerError, comment)
      #expect(storage.files[Samples.file.path] == bytes, comment)
    }
  }

  mutating func checklist(_ comment: Comment, isBuiltIn: Bool) throws {
    var bytes = Array(Self.source.utf8)
    if isBuiltIn, let (id, edition) = BuiltInChecklists.all.first {
      bytes = BuiltInChecklists.bytes(checklist: id, edition: edition) ?? bytes
    }
    let reading = ChecklistReader.read(mutator.mutated(bytes))
    guard let checklist = reading.checklist else {
      #expect(!reading.findings.isEmpty, comment)
      #expect(reading.findings.allSatisfy { !$0.message.isEmpty && !$0.code.isEmpty }, comment)
      return
    }
    evaluate(
      [Samples.bare(.registered(name: "A", checklist: "short", edition: "2026"))], with: checklist, comment)
  }

  mutating func calendar(_ comment: Comment) throws {
    let bytes = mutator.mutated(mutator.random.pick(calendars))
    do {
      let calendar = try CalendarDocument(bytes).calendar
      let day = Samples.day.adding(days: mutator.random.int(in: -9_000...9_000))
      #expect(calendar.workingDay(5, after: day) > day, comment)
    } catch {
      #expect(!error.message.isEmpty, comment)
    }
  }

  mutating func json(_ comment: Comment) throws {
    let bytes =
      mutator.random.chance(50) ? mutator.noise(upTo: 400) : mutator.mutated(mutator.random.pick(lines))
    do {
      var reader = JSONReader(bytes)
      try reader.skipValue()
      try reader.endDocument()
    } catch {
      #expect(!error.message.isEmpty, comment)
    }
  }

  mutating func ledgerFile(_ comment: Comment) throws {
    let storage = MemoryStorage([
      "ledger.json": mutator.mutated(Array("{\"format\":1}\n".utf8)), Samples.file.path: log,
    ])
    do {
      #expect(try !Ledger(storage).load(Samples.organisation).events.isEmpty, comment)
    } catch { #expect(!error.message.isEmpty, comment) }
  }

  mutating func words(_ comment: Comment) throws {
    let seeds = [
      "20 November 2026", "2026-11-20", "20/11/2026", "today", "jo-7q2m:42", "2026-11-22T17:46:00Z",
    ]
    let text = String(decoding: mutator.mutated(Array(mutator.random.pick(seeds).utf8)), as: UTF8.self)
    for nearest in [Day.Nearest.past, .coming] {
      do { _ = try Day.typed(text, today: Samples.day, nearest: nearest) } catch {
        #expect(!error.message.isEmpty, comment)
      }
    }
    if let day = Day(text) { #expect(Day(day.description) == day, comment) }
    if let instant = Instant(text) { #expect(Instant(instant.description) == instant, comment) }
    if let id = Event.ID(text) { #expect(id.description == text, comment) }
  }

  // MARK: Parts of them

  private func entry(_ event: Event) -> Event {
    var event = event
    (event.chain, event.variant, event.seen) = (nil, 0, [:])
    return event
  }

  /// A line changed, and mostly given the sum that fits.
  private mutating func mutatedLine(_ line: [UInt8]) -> [UInt8] {
    guard mutator.random.chance(80), line.count > 18 else { return mutator.mutated(line) }
    let changed = mutator.mutated(Array(line.dropLast(17))).filter { $0 != 0x0A }
    return changed + Array("\"sum\":\"".utf8) + CRC32C.digits(CRC32C.checksum(of: changed))
      + Array("\"}".utf8)
  }

  private func evaluate(_ events: [Event], with checklist: Checklist? = nil, _ comment: Comment) {
    let checklist = checklist ?? small
    let history = History(events)
    guard let registration = Registration(history) else { return }
    let record = Record(history, registration: registration, checklist: checklist)
    let evaluation = Evaluation(checklist, record: record, on: Samples.day, calendar: .weekdays)
    #expect(evaluation.standings.count == checklist.steps.count, comment)
    _ = evaluation.checkAgain
    _ = evaluation.openQuestions
    _ = evaluation.disagreements
    for step in evaluation.outstanding.prefix(8) {
      #expect(!evaluation.standings[step].words.isEmpty, comment)
      _ = evaluation.reasons(for: step)
      _ = evaluation.smallestSet(freeing: step, bound: 500)
    }
  }
}
