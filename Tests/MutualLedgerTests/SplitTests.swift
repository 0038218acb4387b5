import MutualChecklist
import MutualLedger
import TestSupport
import Testing

/// One id with two contents: a restored backup, a copied folder.
@Suite struct SplitTests {
  let storage = MemoryStorage()
  let ledger: Ledger

  /// Two branches that both began after the first entry.
  init() throws {
    let first = MemoryStorage()
    _ = try Samples.ledger(in: first)
    let one = MemoryStorage(first.files)
    try Ledger(one).add(.started(["a-step"]))
    try Ledger(one).add(.completed(["a-step"], answers: []))
    let two = MemoryStorage(first.files)
    try Ledger(two).add(.started(["a-step"]), note: "again")
    try Ledger(two).add(.waived(["a-step"], reason: "Not needed", answers: []))
    ledger = try Ledger.create(in: storage)
    _ = try ledger.take([one, two].map { MergeSource(place: "copy", files: $0.files) })
  }

  private func record() throws -> Record {
    let history = History(try ledger.load(Samples.organisation).events)
    let checklist = try #require(ChecklistReader.read(Array(HealthTests.checklist.utf8)).checklist)
    return Record(history, registration: try #require(Registration(history)), checklist: checklist)
  }

  @Test func eachBranchHasSeenOnlyItself() throws {
    let events = try ledger.load(Samples.organisation).events
    #expect(events.map(\.id.number) == [1, 2, 2, 3, 3])
    let parents = events.map { event in events.filter { event.hasSeen($0) }.count }
    #expect(parents == [0, 1, 1, 2, 2])
    for event in events {
      #expect(!event.hasSeen(event))
      #expect(events.allSatisfy { !event.hasSeen($0) || !$0.hasSeen(event) })
    }
    #expect(try ledger.load(Samples.organisation).splits == [Samples.writer: 2])
  }

  @Test func branchesThatDisagreeAreAConflict() throws {
    #expect(try record().steps[0].conflict.count == 2)
  }

  @Test func anIdWithTwoContentsNamesBoth() throws {
    let tips = try record().steps[0].conflict.map { try ledger.load(Samples.organisation).events[$0] }
    try ledger.add(.retracted(try #require(tips.first).id), writer: "sam-9zk4")
    let history = History(try ledger.load(Samples.organisation).events)
    #expect(history.isLive.count { !$0 } == 2)
    #expect(try record().steps[0].conflict.isEmpty)
  }

  @Test func aSettlementReachesWhatNobodyCanHaveSeen() throws {
    // The branch that was written to last goes on.
    try ledger.add(.noted(["b-step"]))
    try ledger.add(.reopened(["a-step"], reason: "Looked at again"))
    let events = try ledger.load(Samples.organisation).events
    let tips = try record().steps[0].conflict.map { events[$0] }
    try #require(tips.count == 2)
    let kept = try #require(tips.last)
    #expect(kept.action.kind == "reopened")
    try ledger.add(
      .settled(subject: "a-step", kept: kept.id, between: tips.map(\.id)), writer: "sam-9zk4")
    let step = try record().steps[0]
    #expect(step.conflict.isEmpty)
    #expect(step.state == .notStarted)
  }

  @Test func whatIsRecordedNextGoesOnFromTheLastLine() throws {
    let snapshot = try ledger.load(Samples.organisation)
    let judged = snapshot.event(Samples.draft(.noted(["a-step"])), by: Samples.writer)
    let recorded = try ledger.add(.noted(["a-step"]))
    let after = try ledger.load(Samples.organisation).events
    let read = try #require(after.first { $0.id == recorded.id })
    func names(_ events: [Event]) -> [String] { events.map { "\($0.id) \($0.variant)" } }
    #expect(names(snapshot.events.filter(judged.hasSeen)) == names(after.filter(read.hasSeen)))
    #expect(names(snapshot.events.filter(recorded.hasSeen)) == names(after.filter(read.hasSeen)))
    #expect(after.count { read.hasSeen($0) } == 3)
  }

  @Test func hostileChainsMakeNoRing() throws {
    // Lines that name each other's sums, or their own, or none that is there.
    var files = storage.files
    var random = SeededGenerator(seed: SeededGenerator.seed)
    for _ in 0..<200 {
      var bytes = storage.files[Samples.file.path] ?? []
      var sums = ["00000000"]
      for number in 0..<8 {
        var event = Samples.bare(
          .noted(["a-step"]), number: random.int(in: 1...4), clock: random.int(in: 1...9))
        event.previous = random.pick(sums)
        event.note = "\(number)"
        let line = EventCoding.line(event)
        sums.append(String(decoding: line.suffix(10).dropLast(2), as: UTF8.self))
        bytes += line + [0x0A]
      }
      files[Samples.file.path] = bytes
      let events = try Ledger(MemoryStorage(files)).load(Samples.organisation).events
      for one in events { for two in events { #expect(!one.hasSeen(two) || !two.hasSeen(one)) } }
    }
  }
}
