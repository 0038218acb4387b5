import Foundation
import MutualChecklist
import MutualLedger
import TestSupport
import Testing

@Suite struct LedgerTests {
  let storage = MemoryStorage()

  @Test func aLedgerIsMadeOnceAndFound() throws {
    #expect(ledgerError { _ = try Ledger(storage) } == .noLedger(storage.place))
    #expect(storage.files.isEmpty)
    let ledger = try Ledger.create(in: storage)
    #expect(storage.files == ["ledger.json": Array("{\"format\":1}\n".utf8)])
    _ = try Ledger.create(in: storage)
    #expect(try Ledger(storage).place == ledger.place)
    #expect(try ledger.organisations() == [])
    #expect(ledgerError { _ = try ledger.load("none") } == .noOrganisation("none"))
  }

  @Test(arguments: [
    ("{\"format\":2,\"more\":{}}", "newer-version"), ("{\"format\":0}", "damaged"), ("{}", "damaged"),
    ("", "damaged"), ("{\"format\":1} x", "damaged"), ("{\"format\":\"1\"}", "damaged"),
  ])
  func itsFormatIsLookedAt(text: String, code: String) {
    let storage = MemoryStorage(["ledger.json": Array(text.utf8)])
    #expect(ledgerError { _ = try Ledger(storage) }?.code == code)
    #expect(ledgerError { _ = try Ledger.create(in: storage) }?.code == code)
  }

  @Test func anOrganisationIsRegistered() throws {
    let ledger = try Samples.ledger(in: storage)
    #expect(
      storage.files.keys.sorted() == ["checklists/short/2026.json", "ledger.json", Samples.file.path])
    #expect(try ledger.checklist("short", edition: "2026") == Samples.checklist.bytes)
    #expect(try ledger.checklists().map(\.edition) == ["2026"])
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.name == "Riverside Libraries")
    #expect(snapshot.events.map(\.id.description) == ["jo-7q2m:1"])
    #expect(
      snapshot.events[0].action
        == .registered(name: "Riverside Libraries", checklist: "short", edition: "2026"))
    #expect(snapshot.events[0].clock == 1 && snapshot.events[0].previous == nil)
    #expect(snapshot.warnings.isEmpty && snapshot.damage.isEmpty && snapshot.newer == 0)
    #expect(
      try ledger.organisations()
        == [Ledger.Organisation(id: Samples.organisation, names: ["Riverside Libraries"])])
    let header = String(decoding: try storage.read(Samples.file).prefix { $0 != 0x0A }, as: UTF8.self)
    #expect(
      header.hasPrefix(
        #"{"format":1,"organisation":"riverside-libraries-k3f9","name":"Riverside Libraries","writer":"jo-7q2m","sum":""#
      ))
  }

  @Test func theOnlyOrganisationIsReadWithoutItsName() throws {
    #expect(try Ledger.create(in: storage).loadOnly()?.organisation == nil)
    let ledger = try Samples.ledger(in: storage)
    let only = try #require(try ledger.loadOnly())
    #expect(only.organisation == Samples.organisation)
    #expect(try only.events == ledger.load(Samples.organisation).events)

    var files = storage.files
    files["organisations/hill-nursing-2b7c/notes.txt"] = []
    #expect(try Ledger(MemoryStorage(files)).loadOnly()?.organisation == nil)
    files = ["ledger.json": Array("{\"format\":1}\n".utf8), "organisations/hill-nursing-2b7c/notes.txt": []]
    #expect(try Ledger(MemoryStorage(files)).loadOnly()?.organisation == nil)
  }

  @Test func anIdIsTakenOnceAndAChecklistKept() throws {
    let ledger = try Samples.ledger(in: storage)
    func register(_ id: String, writer: String = "sam-1", _ checklist: ChecklistCopy = Samples.checklist)
      throws
    {
      _ = try ledger.register(
        id, name: "Another", checklist: checklist, writer: writer, at: nil, recorded: Samples.instant,
        day: Samples.day, by: "Sam")
    }
    let before = storage.files
    #expect(ledgerError { try register(Samples.organisation) } == .taken(Samples.organisation))
    #expect(
      ledgerError { try register(Samples.organisation, writer: "jo-7q2m") } == .taken(Samples.organisation))
    var other = Samples.checklist
    other.bytes += [0x20]
    #expect(
      ledgerError { try register("another", other) } == .differentChecklist(id: "short", edition: "2026"))
    #expect(storage.files == before)
    try register("another")
    #expect(try ledger.organisations().map(\.id) == ["another", Samples.organisation])
  }

  @Test func eventsAreNumberedAndChained() throws {
    let ledger = try Samples.ledger(in: storage)
    let second = try ledger.add(.started(["a"]))
    let other = try ledger.add(.completed(["a"], answers: []), writer: "sam-9zk4")
    let third = try ledger.add(.baselineSet(name: "B", seen: ["nonsense": 9]))
    #expect([second, other, third].map(\.id.description) == ["jo-7q2m:2", "sam-9zk4:1", "jo-7q2m:3"])
    #expect([second, other, third].map(\.clock) == [2, 3, 4])
    #expect([second, other, third].map(\.seen) == [[:], ["jo-7q2m": 2], ["sam-9zk4": 1]])
    #expect(third.action == .baselineSet(name: "B", seen: ["jo-7q2m": 2, "sam-9zk4": 1]))
    let lines = try storage.read(Samples.file).split(separator: 0x0A)
    #expect(lines.count == 4)
    for (event, before) in [(second, 1), (third, 2)] {
      #expect(event.previous == String(decoding: lines[before].dropLast(2).suffix(8), as: UTF8.self))
    }
    #expect(other.previous == nil)
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.events.dropFirst() == [second, other, third])
    #expect(snapshot.writers == ["jo-7q2m": 3, "sam-9zk4": 1])
  }

  @Test func numbersGoOnAfterWhatOthersHaveSeen() throws {
    let ledger = try Samples.ledger(in: storage)
    try ledger.add(.started(["a"]))
    try ledger.add(.started(["b"]), writer: "sam-9zk4")
    // Jo's file is lost; Sam's remembers that there were two entries in it.
    var files = storage.files
    files[Samples.file.path] = nil
    let rest = try Ledger(MemoryStorage(files))
    let event = try rest.add(.started(["c"]))
    #expect(event.id.number == 3)
    #expect(event.clock == 4)
  }

  @Test func nothingIsRecordedWhereTheDeciderDeclines() throws {
    struct Refused: Error {}
    let ledger = try Samples.ledger(in: storage)
    let before = storage.files
    for writer in [Samples.writer, "new-writer"] {
      #expect(try ledger.record(in: Samples.organisation, writer: writer) { _ in nil } == nil)
      #expect(throws: Refused.self) {
        try ledger.record(in: Samples.organisation, writer: writer) { _ in throw Refused() }
      }
    }
    #expect(storage.files == before)
  }

  @Test func theDeciderSeesTheRecordAsItIsThen() throws {
    let ledger = try Samples.ledger(in: storage)
    let event = try ledger.record(in: Samples.organisation, writer: Samples.writer) { snapshot in
      #expect(snapshot.events.count == 1)
      let draft = Samples.draft(.started(["a"]))
      #expect(snapshot.event(draft, by: Samples.writer).id.description == "jo-7q2m:2")
      #expect(snapshot.event(draft, by: "sam-1").id.description == "sam-1:1")
      return draft
    }
    #expect(event?.id.number == 2)
  }

  @Test(arguments: [
    "", ".", "..", "../x", "a/b", "/etc", "a\u{0}b", "con", "nul", "aux", "prn", "com1", "lpt9", "A", "é",
    "a b", "a.b",
    "a\\b", "a:b", "-", "a--b", String(repeating: "a", count: 65),
  ])
  func namesCanNotLeaveTheirFolder(name: String) throws {
    let ledger = try Samples.ledger(in: storage)
    let before = storage.files
    let isWriter = ["-", "a--b"].contains(name)
    if !isWriter {
      #expect(ledgerError { try ledger.add(.started(["a"]), writer: name) }?.code == "invalid")
    }
    #expect(ledgerError { _ = try ledger.load(name) } == .noOrganisation(name))
    #expect(
      ledgerError { _ = try ledger.record(in: name, writer: "w") { _ in Samples.draft(.started(["a"])) } }
        == .noOrganisation(name))
    #expect(
      ledgerError { _ = try ledger.checklist(name, edition: "2026") }
        == .noChecklist(id: name, edition: "2026"))
    if name != "a.b" {
      #expect(
        ledgerError { _ = try ledger.checklist("short", edition: name) }
          == .noChecklist(id: "short", edition: name))
    }
    func register(_ id: String, _ checklist: ChecklistCopy, _ writer: String) throws {
      _ = try ledger.register(
        id, name: "N", checklist: checklist, writer: writer, at: nil, recorded: Samples.instant,
        day: Samples.day,
        by: "Jo")
    }
    let badly = ChecklistCopy(id: name, edition: "2026", bytes: [])
    #expect(ledgerError { try register(name, Samples.checklist, "w") }?.code == "invalid")
    #expect(ledgerError { try register("fine", badly, "w") }?.code == "invalid")
    if !isWriter { #expect(ledgerError { try register("fine", Samples.checklist, name) }?.code == "invalid") }
    #expect(ledgerError { try ledger.add(badly) }?.code == "invalid")
    #expect(storage.files == before)
  }

  @Test(arguments: [
    Action.lessonNoted(["a"], text: "a\u{0}b"), .started([]), .answered([]), .unknown(kind: "blessed"),
    .answered([GivenAnswer(question: "q", answers: []), GivenAnswer(question: "q", answers: ["a"])]),
    .dueSet(["a"], due: Day(year: 1066, month: 10, day: 14)), .retracted(Event.ID(writer: "A", number: 1)),
    .meetingsSet(body: "b", days: [], papers: -1),
  ])
  func whatNoLineCanHoldIsRefused(action: Action) throws {
    let ledger = try Samples.ledger(in: storage)
    let before = storage.files
    #expect(ledgerError { try ledger.add(action) }?.code == "invalid")
    #expect(storage.files == before)
  }

  @Test func aNewerVersionsEntriesAreReadAndNotAddedTo() throws {
    let ledger = try Samples.ledger(in: storage)
    try storage.append(to: Samples.file, waiting: 0) { _ in
      var event = Samples.bare(.unknown(kind: "blessed"), number: 2, clock: 2)
      event.note = "kept"
      return EventCoding.line(event) + [0x0A]
    }
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.newer == 1)
    #expect(snapshot.events.last?.action == .unknown(kind: "blessed"))
    #expect(snapshot.damage.isEmpty)
    let before = storage.files
    #expect(ledgerError { try ledger.add(.started(["a"])) }?.code == "newer-version")
    #expect(ledgerError { try ledger.add(.started(["a"]), writer: "sam-1") }?.code == "newer-version")
    #expect(storage.files == before)
  }

  @Test func numbersStop() throws {
    let ledger = try Samples.ledger(in: storage)
    try storage.append(to: Samples.file, waiting: 0) { _ in
      EventCoding.line(Samples.bare(.started(["a"]), number: 2, clock: Event.largestNumber)) + [0x0A]
    }
    #expect(ledgerError { try ledger.add(.started(["a"])) }?.code == "cannot-write")
    #expect(try ledger.load(Samples.organisation).events.count == 2)
  }

  @Test func copiesAndStrangersAreNamed() throws {
    let ledger = try Samples.ledger(in: storage)
    try ledger.add(.started(["a"]))
    var files = storage.files
    let folder = "organisations/\(Samples.organisation)"
    let bytes = try storage.read(Samples.file)
    files["\(folder)/jo-7q2m (conflicted copy).jsonl"] = bytes
    files["\(folder)/.tmp-0123456789abcdef"] = [1, 2, 3]
    files["\(folder)/notes.txt"] = [1, 2, 3]
    files["\(folder)/jo-7q2m-copy.jsonl"] = bytes
    files["organisations/other-one/jo-7q2m.jsonl"] = bytes
    files["organisations/Renamed Folder/jo-7q2m.jsonl"] = bytes
    let copy = try Ledger(MemoryStorage(files))
    let snapshot = try copy.load(Samples.organisation)
    #expect(snapshot.events == (try ledger.load(Samples.organisation).events))
    #expect(snapshot.warnings.map(\.kind) == [.strayFile, .copiedFile])
    #expect(snapshot.damage.isEmpty)
    let other = try copy.load("other-one")
    #expect(other.events.isEmpty)
    #expect(other.damage.map(\.kind) == [.otherOrganisation])
    #expect(try copy.strayNames() == ["organisations/Renamed Folder"])
    #expect(ledgerError { try copy.add(.started(["b"]), writer: "jo-7q2m-copy") }?.code == "damaged")
  }

  @Test func oneIdWithTwoContentsIsTwoEvents() throws {
    // Jo's folder was copied after the first entry; both copies were written to, and Sam saw both.
    let ledger = try Samples.ledger(in: storage)
    let copied = storage.files
    try ledger.add(.started(["a"]))
    try ledger.add(.started(["c"]))
    let copy = MemoryStorage(copied)
    try Ledger(copy).add(.started(["b"]))
    var files = storage.files
    let tail = try copy.read(Samples.file).dropFirst(copied[Samples.file.path]?.count ?? 0)
    files[Samples.file.path]? += tail
    let merged = try Ledger(MemoryStorage(files))
    try merged.add(.started(["d"]), writer: "sam-9zk4")
    let snapshot = try merged.load(Samples.organisation)
    #expect(snapshot.events.map(\.id.number) == [1, 2, 2, 3, 1])
    #expect(snapshot.events.map(\.variant) == [0, 0, 1, 0, 0])
    #expect(snapshot.splits == ["jo-7q2m": 2])
    #expect(snapshot.warnings.map(\.kind) == [.twoContents])
    // What Sam had seen of Jo counts up to the number before the split.
    #expect(snapshot.events.last?.seen == ["jo-7q2m": 1])
    // In whatever order the lines come.
    var lines = try #require(files[Samples.file.path]).split(separator: 0x0A)
    let again = lines[2]
    lines.swapAt(2, 4)
    lines.append(again)
    files[Samples.file.path] = Array(lines.joined(separator: [0x0A])) + [0x0A]
    let shuffled = try Ledger(MemoryStorage(files)).load(Samples.organisation)
    #expect(shuffled.events == snapshot.events.filter { $0.id.writer == "jo-7q2m" })
    #expect(shuffled.damage.isEmpty)
    #expect(try Ledger(MemoryStorage(files)).add(.started(["e"])).id.number == 4)
  }

  @Test func everyErrorSaysWhatToDo() {
    let errors: [LedgerError] = [
      .invalid("\"X\" can't be a name"), .newer("a/b"),
      .cannotWrite("a/b", why: "Full", mayHaveBeenKept: true),
      .cannotWrite("a/b", why: "Full", mayHaveBeenKept: false), .busy("a/b"), .noLedger("a/b"),
      .noOrganisation("x"), .noChecklist(id: "c", edition: "1"), .differentChecklist(id: "c", edition: "1"),
      .taken("x"), .damaged("a/b", why: "It is empty"),
    ]
    for error in errors {
      #expect(error.message.hasSuffix("."))
      #expect(!error.message.contains(".."))
      #expect(error.description == error.message)
    }
    #expect(Set(errors.map(\.code)).count == errors.count - 1)
  }
}
