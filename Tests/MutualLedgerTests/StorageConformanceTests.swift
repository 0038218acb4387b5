import Foundation
import MutualLedger
import TestSupport
import Testing

/// What every storage has to do, tried on each.
@Suite struct StorageConformanceTests {
  /// The storages there are.
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case file, memory, faulty

    var testDescription: String { rawValue }
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ kind: Kind) -> any LedgerStorage {
    switch kind {
    case .file: FileStorage(folder.path("a/ledger"))
    case .memory: MemoryStorage()
    case .faulty: FaultyStorage()
    }
  }

  private let events = LedgerFile.events(organisation: "org", writer: "w-1")

  @Test(arguments: Kind.allCases) func nothingIsThereAtFirst(kind: Kind) throws {
    let storage = make(kind)
    for folder in [
      LedgerFolder.root, .checklists, .organisations, .organisation("org"), .checklist("c"),
    ] { #expect(try storage.list(folder) == []) }
    #expect(reason { _ = try storage.read(.ledger) } == .notFound)
    #expect(reason { _ = try storage.read(events, upTo: 10) } == .notFound)
    #expect(reason { try storage.append(to: events, waiting: 0) { _ in [1] } } == .notFound)
    #expect(!FileManager.default.fileExists(atPath: folder.path("a")), "looking made something")
  }

  @Test(arguments: Kind.allCases) func aFileIsMadeOnce(kind: Kind) throws {
    let storage = make(kind)
    try storage.create(events, [1, 2, 3])
    #expect(try storage.read(events) == [1, 2, 3])
    #expect(try storage.read(events, upTo: 2) == [1, 2])
    #expect(try storage.read(events, upTo: 20) == [1, 2, 3])
    #expect(reason { try storage.create(events, [4]) } == .exists)
    #expect(try storage.read(events) == [1, 2, 3])
  }

  @Test(arguments: Kind.allCases) func namesAreListedInOrder(kind: Kind) throws {
    let storage = make(kind)
    for writer in ["b", "a-2", "a", "z9"] {
      try storage.create(.events(organisation: "org", writer: writer), [])
    }
    try storage.create(.events(organisation: "another", writer: "b"), [])
    try storage.create(.checklist(id: "c", edition: "2026.1"), [])
    try storage.create(.ledger, [])
    #expect(try storage.list(.organisation("org")) == ["a-2.jsonl", "a.jsonl", "b.jsonl", "z9.jsonl"])
    #expect(try storage.list(.organisations) == ["another", "org"])
    #expect(try storage.list(.checklist("c")) == ["2026.1.json"])
    #expect(try storage.list(.checklists) == ["c"])
    #expect(try storage.list(.root) == ["checklists", "ledger.json", "organisations"])
  }

  @Test(arguments: Kind.allCases) func itIsAddedToUnderALock(kind: Kind) throws {
    let storage = make(kind)
    try storage.create(events, [1])
    try storage.append(to: events, waiting: 0) { (bytes) throws -> [UInt8]? in
      #expect(bytes == [1])
      #expect(reason { try storage.append(to: events, waiting: 0) { _ in [9] } } == .busy)
      // Reading waits for nobody.
      #expect(try storage.read(events) == [1])
      return [2, 3]
    }
    try storage.append(to: events, waiting: 0) { bytes in
      #expect(bytes == [1, 2, 3])
      return nil
    }
    #expect(try storage.read(events) == [1, 2, 3])
  }

  @Test(arguments: Kind.allCases) func aDeciderThatThrowsAddsNothing(kind: Kind) throws {
    struct Refused: Error {}
    let storage = make(kind)
    try storage.create(events, [1])
    #expect(throws: Refused.self) { try storage.append(to: events, waiting: 0) { _ in throw Refused() } }
    #expect(try storage.read(events) == [1])
    try storage.append(to: events, waiting: 0) { _ in [2] }
    #expect(try storage.read(events) == [1, 2])
  }

  @Test(arguments: Kind.allCases) func nothingAddedIsMadeSafe(kind: Kind) throws {
    let storage = make(kind)
    try storage.create(events, [1])
    try storage.append(to: events, waiting: 0) { _ in [] }
    #expect(try storage.read(events) == [1])
  }

  @Test(arguments: Kind.allCases) func aLockKeepsOthersOut(kind: Kind) throws {
    struct Refused: Error {}
    let storage = make(kind)
    #expect(reason { try storage.lock(.ledger, waiting: 0) {} } == .notFound)
    try storage.create(.ledger, [1])
    try storage.lock(.ledger, waiting: 0) {
      #expect(reason { try storage.lock(.ledger, waiting: 0) {} } == .busy)
      #expect(reason { try storage.append(to: .ledger, waiting: 0) { _ in [2] } } == .busy)
      #expect(
        reason { try storage.replace(.ledger, keepingCopy: "aside/a/l", waiting: 0) { _ in [2] } } == .busy)
    }
    #expect(throws: Refused.self) { try storage.lock(.ledger, waiting: 0) { throw Refused() } }
    try storage.lock(.ledger, waiting: 0) {}
    #expect(try storage.read(.ledger) == [1])
  }

  @Test(arguments: Kind.allCases) func aFileIsReplacedAndKept(kind: Kind) throws {
    struct Refused: Error {}
    let storage = make(kind)
    func replace(_ copy: String, _ decide: ([UInt8]) throws -> [UInt8]?) throws {
      try storage.replace(events, keepingCopy: copy, waiting: 0, decide)
    }
    #expect(reason { try replace("aside/a/w-1.jsonl") { _ in [1] } } == .notFound)
    try storage.create(events, [1, 2])
    // Where nothing is to be done, nothing is: not even a copy.
    try replace("aside/a/w-1.jsonl") { _ in nil }
    #expect(throws: Refused.self) { try replace("aside/a/w-1.jsonl") { _ in throw Refused() } }
    #expect(try storage.list(.aside) == [])
    try replace("aside/a/w-1.jsonl") { bytes in
      #expect(bytes == [1, 2])
      #expect(reason { try storage.append(to: events, waiting: 0) { _ in [9] } } == .busy)
      return [3]
    }
    #expect(try storage.read(events) == [3])
    #expect(storage.readStray("aside/a/w-1.jsonl") == [1, 2])
    #expect(try storage.list(.aside) == ["a"])
    // A copy is never written over.
    #expect(reason { try replace("aside/a/w-1.jsonl") { _ in [4] } } == .exists)
    #expect(try storage.read(events) == [3])
    #expect(storage.readStray("aside/a/w-1.jsonl") == [1, 2])
    try storage.append(to: events, waiting: 0) { _ in [5] }
    #expect(try storage.read(events) == [3, 5])
    #expect(try storage.list(.organisation("org")) == ["w-1.jsonl"])
  }

  @Test(arguments: Kind.allCases) func whatIsInTheWayIsMoved(kind: Kind) throws {
    let storage = make(kind)
    try storage.create(events, [1])
    try storage.create(.events(organisation: "org", writer: "w-2"), [2])
    #expect(reason { try storage.moveAside("organisations/none", to: "aside/a/none") } == .notFound)
    try storage.moveAside("organisations/org/w-2.jsonl", to: "aside/a/organisations/org/w-2.jsonl")
    #expect(try storage.list(.organisation("org")) == ["w-1.jsonl"])
    #expect(storage.readStray("aside/a/organisations/org/w-2.jsonl") == [2])
    #expect(
      reason { try storage.moveAside(events.path, to: "aside/a/organisations/org/w-2.jsonl") } == .exists)
    #expect(try storage.read(events) == [1])
    // A whole folder, too.
    try storage.moveAside("organisations/org", to: "aside/b/org")
    #expect(try storage.list(.organisations) == [])
    #expect(storage.readStray("aside/b/org/w-1.jsonl") == [1])
    #expect(reason { try storage.append(to: events, waiting: 0) { _ in [1] } } == .notFound)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [Kind.file, .memory])
  func whoWaitsLongEnoughGetsTheLock(kind: Kind) async throws {
    let storage = make(kind)
    let events = self.events
    try storage.create(events, [])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          for _ in 0..<25 { try storage.append(to: events, waiting: 30_000) { _ in [UInt8(number)] } }
        }
      }
      try await group.waitForAll()
    }
    #expect(try storage.read(events).sorted() == (0..<4).flatMap { [UInt8](repeating: $0, count: 25) })
  }

  private func reason(_ body: () throws -> Void) -> StorageError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StorageError)?.reason
    }
  }
}
