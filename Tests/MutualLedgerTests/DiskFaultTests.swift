import Foundation
import MutualChecklist
import MutualLedger
import MutualPlatform
import Synchronization
import TestSupport
import Testing

/// A ledger in real files, whose writes and syncs are watched, and made to fail one after the other.
@Suite struct DiskFaultTests {
  /// Counts what is asked of the disk, and fails one of it.
  private final class Probe: Sendable {
    private let state = Mutex((operations: [DiskProbe.Operation](), failing: Int?.none))
    private let failure: @Sendable (DiskProbe.Operation) -> DiskProbe.Failure

    init(failing: Int? = nil, _ failure: @escaping @Sendable (DiskProbe.Operation) -> DiskProbe.Failure) {
      self.failure = failure
      state.withLock { $0.failing = failing }
    }

    var operations: [DiskProbe.Operation] { state.withLock { $0.operations } }

    func watch(_ folder: String, _ body: () throws -> Void) rethrows {
      try DiskProbe.watch(
        folder,
        { operation in
          self.state.withLock { state in
            state.operations.append(operation)
            return state.operations.count == state.failing ? self.failure(operation) : nil
          }
        }, body)
    }
  }

  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("ledger")
  }

  private static let noFailure: @Sendable (DiskProbe.Operation) -> DiskProbe.Failure = { _ in .init(code: EIO)
  }

  /// An entry is written at once, and synced before it is called recorded.
  @Test func anEntryIsSynced() throws {
    let ledger = try Samples.ledger(in: FileStorage(path))
    let file = "\(path)/\(Samples.file.path)"
    let before = try FileSystem.read(file).count
    let probe = Probe(Self.noFailure)
    try probe.watch(path) { try ledger.add(.started(["a"])) }
    let added = try FileSystem.read(file).count - before
    #expect(probe.operations == [.write(file, added), .sync(file)])
  }

  /// Every new file is synced before it gets its name, and every folder that gets a name is synced after it.
  @Test func aNewLedgerIsSynced() throws {
    let probe = Probe(Self.noFailure)
    try probe.watch(path) { _ = try Samples.ledger(in: FileStorage(path)) }
    let operations = probe.operations
    for (index, operation) in operations.enumerated() {
      guard case .write(let written, _) = operation else { continue }
      #expect(operations[(index + 1)...].first == .sync(written), "\(written)")
    }
    let writes = operations.count { if case .write = $0 { true } else { false } }
    #expect(writes == 3)
    for parent in ["", "/checklists/short", "/organisations/\(Samples.organisation)"] {
      #expect(operations.contains(.sync(path + parent)), "\(parent)")
    }
    #expect(operations.last == .sync("\(path)/organisations/\(Samples.organisation)"))
  }

  /// Whatever fails, and however much was written: what was acknowledged is there, what was not is whole or not there,
  /// and the error said which.
  @Test func everyOperationFailsInTurn() throws {
    var last = 0
    for failing in 1... {
      var isReached = false
      for share in [0, 1, 50, 99, 100] {
        isReached = try fail(failing, share) || isReached
      }
      last = failing
      if !isReached { break }
    }
    #expect(last > 12, "fewer operations than there are")
  }

  /// Runs a few records with one failing operation; false where there are not so many operations.
  private func fail(_ failing: Int, _ share: Int) throws -> Bool {
    let name = "\(failing)-\(share)"
    let place = folder.path(name)
    let probe = Probe(failing: failing) { operation in
      guard case .write(_, let count) = operation else { return .init(code: EIO) }
      return .init(code: ENOSPC, written: share == 99 ? count - 1 : count * share / 100)
    }
    var acknowledged: [Event] = []
    var doubtful: [Action] = []
    func attempt(_ action: Action, _ body: () throws -> Event?) {
      do {
        if let event = try body() { acknowledged.append(event) }
      } catch LedgerError.cannotWrite(_, _, let mayHaveBeenKept) {
        if mayHaveBeenKept { doubtful.append(action) }
      } catch { Issue.record("operation \(failing), \(share)%: \(error)") }
    }
    func record(_ range: ClosedRange<Int>) {
      for number in range {
        let action = Action.started(["step-\(number)"])
        attempt(action) {
          try Ledger(FileStorage(place)).add(action, writer: number % 2 == 0 ? Samples.writer : "sam-9zk4")
        }
      }
    }
    func setUp() -> Bool {
      do {
        _ = try Samples.ledger(in: FileStorage(place))
        return true
      } catch LedgerError.cannotWrite { return false } catch LedgerError.taken { return true } catch {
        Issue.record("operation \(failing), \(share)%: \(error)")
        return false
      }
    }
    probe.watch(place) {
      if setUp() { record(1...3) }
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(name) }
    for name in names where try FileSystem.kind(folder.path(name)) == .folder {
      #expect(
        try !FileSystem.list(folder.path(name)).isEmpty, "operation \(failing), \(share)%: \(name) is empty")
    }
    // Then the disk works again.
    #expect(setUp(), "operation \(failing), \(share)%")
    record(4...6)
    let snapshot = try Ledger(FileStorage(place)).load(Samples.organisation)
    let comment: Comment = "operation \(failing), \(share)% written"
    #expect(acknowledged.allSatisfy(snapshot.events.contains), comment)
    for event in snapshot.events.dropFirst() where !acknowledged.contains(event) {
      #expect(doubtful.contains(event.action), comment)
    }
    #expect(snapshot.damage.isEmpty && snapshot.splits.isEmpty, comment)
    #expect(Set(snapshot.events.map(\.id)).count == snapshot.events.count, comment)
    return probe.operations.count >= failing
  }
}
