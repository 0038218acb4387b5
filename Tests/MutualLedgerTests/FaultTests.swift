import MutualChecklist
import MutualLedger
import TestSupport
import Testing

/// Every write of a ledger made to fail, in every way, and the power cut afterwards.
@Suite struct FaultTests {
  /// How long the line that is being written is, about: the short writes cover all of it.
  static let longest = 260

  /// Every length that is special, and some of the others: which, hangs on the write.
  private static func faults(_ write: Int) -> [FaultyStorage.Fault] {
    let counts = (0...longest).filter { $0 < 4 || $0 > 215 || $0 % 8 == write % 8 }
    return [.failedSync, .falselyFailedSync, .failedLink, .failedFolderSync]
      + counts.flatMap { [.shortWrite($0), .droppedWrite($0)] }
  }

  /// What a run of records acknowledged, and what it said of the one that failed.
  private struct Run {
    var acknowledged: [Event] = []
    var failures: [(action: Action, error: LedgerError)] = []
  }

  private func record(_ ledger: Ledger, _ range: ClosedRange<Int>, _ run: inout Run) throws {
    for number in range {
      let action = Action.started(["step-\(number)"])
      do {
        run.acknowledged.append(try ledger.add(action, writer: number % 3 == 0 ? "sam-9zk4" : Samples.writer))
      } catch let error as LedgerError {
        run.failures.append((action, error))
      }
    }
  }

  private func check(_ ledger: Ledger, _ run: Run, _ comment: String, afterPowerCut: Bool) throws {
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.damage.isEmpty, "\(comment)")
    for event in run.acknowledged {
      #expect(snapshot.events.contains(event), "\(comment): \(event.id) is lost")
    }
    let others = snapshot.events.dropFirst().filter { !run.acknowledged.contains($0) }
    for event in others {
      // What was not acknowledged may be there only if the error said so, and whole.
      #expect(
        run.failures.contains { failure in
          guard failure.action == event.action else { return false }
          if case .cannotWrite(_, _, let mayHaveBeenKept) = failure.error { return mayHaveBeenKept }
          return false
        }, "\(comment): \(event.id) is there")
    }
    #expect(Set(snapshot.events.map(\.id)).count == snapshot.events.count, "\(comment): a number twice")
    #expect(snapshot.splits.isEmpty, "\(comment)")
    #expect(snapshot.warnings.allSatisfy { $0.kind == .interruptedEntry }, "\(comment)")
  }

  @Test(arguments: 1...8) func whatWasAcknowledgedIsThere(write: Int) throws {
    for fault in Self.faults(write) {
      let storage = FaultyStorage()
      let ledger = try Samples.ledger(in: storage)
      storage.fail(write, with: fault)
      var run = Run()
      try record(ledger, 1...8, &run)
      let comment = "write \(write), \(fault)"
      #expect(run.failures.count <= 1, "\(comment)")
      try check(ledger, run, comment, afterPowerCut: false)
      // An entry that may have been kept, and others have built on, is lost when its bytes never reach the disk.
      // That is what the error said; what was acknowledged after it came with a sync of its own.
      storage.cutPower()
      try check(ledger, run, comment + ", power cut", afterPowerCut: true)
      try record(ledger, 9...11, &run)
      try check(ledger, run, comment + ", power cut, and on", afterPowerCut: true)
    }
  }

  @Test(
    arguments: [.failedLink, .failedFolderSync, .shortWrite(0), .shortWrite(100), .droppedWrite(100)]
      as [FaultyStorage.Fault])
  func aRegistrationIsThereOrNot(fault: FaultyStorage.Fault) throws {
    for write in 1...3 {
      let storage = FaultyStorage()
      storage.fail(write, with: fault)
      let error = ledgerError { _ = try Samples.ledger(in: storage) }
      storage.cutPower()
      // What was there before the failure is no obstacle to doing it again.
      _ = try Samples.ledger(in: storage)
      #expect(error?.code == "cannot-write", "write \(write)")
      let snapshot = try Ledger(storage).load(Samples.organisation)
      #expect(snapshot.events.count == 1 && snapshot.damage.isEmpty && snapshot.warnings.isEmpty)
    }
  }
}
