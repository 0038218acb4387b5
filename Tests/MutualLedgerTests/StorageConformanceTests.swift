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
