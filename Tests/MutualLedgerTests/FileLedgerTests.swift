import Foundation
import MutualChecklist
import MutualLedger
import MutualPlatform
import TestSupport
import Testing

/// A ledger on a real disk.
@Suite struct FileLedgerTests {
  let folder: TemporaryFolder
  let storage: FileStorage

  init() throws {
    folder = try TemporaryFolder()
    storage = FileStorage(folder.path("ledger"))
  }

  @Test func itIsMadeOfPlainFiles() throws {
    let ledger = try Samples.ledger(in: storage)
    try ledger.add(.started(["a"]))
    let manager = FileManager.default
    #expect(
      try manager.subpathsOfDirectory(atPath: storage.folder).sorted() == [
        "checklists", "checklists/short", "checklists/short/2026.json", "ledger.json", "organisations",
        "organisations/\(Samples.organisation)", Samples.file.path,
      ])
    #expect(try ledger.load(Samples.organisation).events.count == 2)
    #expect(try Ledger(storage).organisations().map(\.names) == [["Riverside Libraries"]])
  }

  @Test func readingLeavesNoTrace() throws {
    let ledger = try Samples.ledger(in: storage)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
      ofItemAtPath: "\(storage.folder)/organisations/\(Samples.organisation)")
    func state() throws -> [String: Date] {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: storage.folder)
      return try Dictionary(
        uniqueKeysWithValues: paths.map { path in
          let attributes = try FileManager.default.attributesOfItem(atPath: "\(storage.folder)/\(path)")
          return (path, try #require(attributes[.modificationDate] as? Date))
        })
    }
    let before = try state()
    _ = try ledger.organisations()
    _ = try ledger.strayNames()
    _ = try ledger.load(Samples.organisation)
    _ = try ledger.checklists()
    _ = try ledger.checklist("short", edition: "2026")
    _ = try? ledger.load("none")
    _ = try ledger.record(in: Samples.organisation, writer: "new-writer") { _ in nil }
    #expect(try state() == before)
    #expect(ledgerError { _ = try Ledger(FileStorage(folder.path("none"))) }?.code == "no-ledger")
    #expect(try FileSystem.list(folder.path) == ["ledger"])
  }

  @Test func aPlaceThatCanNotBeWritten() throws {
    // Root may write nearly everywhere; nobody may make files in these.
    for place in ["/proc/mutual-test", "/dev/null/ledger", "/sys/mutual-test"] {
      let error = ledgerError { _ = try Ledger.create(in: FileStorage(place)) }
      #expect(
        error?.code == "cannot-write" || error?.code == "damaged", "\(place): \(String(describing: error))")
      if case .cannotWrite(_, _, let mayHaveBeenKept) = error { #expect(!mayHaveBeenKept) }
    }
  }

  @Test func aFolderWhereAFileShouldBe() throws {
    let ledger = try Samples.ledger(in: storage)
    let path = "organisations/\(Samples.organisation)/sam-9zk4.jsonl"
    try folder.write("", to: "ledger/\(path)/inside")
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.events.count == 1)
    #expect(snapshot.damage.map(\.kind) == [.unreadableFile])
    #expect(snapshot.damage.map(\.place) == [path])
    #expect(ledgerError { try ledger.add(.started(["a"]), writer: "sam-9zk4") }?.code == "cannot-write")
    #expect(try ledger.add(.started(["a"])).id.number == 2)
    try folder.write("", to: "ledger/organisations/a-file")
    #expect(try ledger.organisations().map(\.id) == [Samples.organisation])
    #expect(ledgerError { _ = try ledger.load("a-file") }?.code == "no-organisation")
  }

  @Test func aLinkThatLeadsNowhereIsNoEndlessLoop() throws {
    let ledger = try Samples.ledger(in: storage)
    try FileManager.default.createSymbolicLink(
      atPath: "\(storage.folder)/organisations/\(Samples.organisation)/sam-9zk4.jsonl",
      withDestinationPath: "nowhere")
    #expect(ledgerError { try ledger.add(.started(["a"]), writer: "sam-9zk4") }?.code == "cannot-write")
  }

  @Test func aLockedFileIsBusy() throws {
    let ledger = try Samples.ledger(in: storage)
    try storage.append(to: Samples.file, waiting: 0) { _ in
      let error = ledgerError {
        _ = try ledger.record(in: Samples.organisation, writer: Samples.writer, waiting: 30) { _ in
          Samples.draft(.started(["a"]))
        }
      }
      #expect(error == .busy("\(storage.folder)/\(Samples.file.path)"))
      // Others write to files of their own.
      try ledger.add(.started(["a"]), writer: "sam-9zk4")
      return nil
    }
    #expect(try ledger.load(Samples.organisation).events.count == 2)
  }

  @Test func aDiskThatFillsUpSaysSo() async throws {
    let ledger = try Samples.ledger(in: storage)
    let first = try ledger.load(Samples.organisation).events
    let path = "\(storage.folder)/\(Samples.file.path)"
    let size = try FileSystem.read(path).count
    for room in [0, 1, 100, 171, 1000] {
      await #expect(processExitsWith: .success) {
        [path = storage.folder as String, limit = size + room as Int] in
        CurrentProcess.ignoreWriteSignals()
        var limits = rlimit(rlim_cur: .init(limit), rlim_max: .init(limit))
        #if canImport(Glibc)
          setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
        #else
          setrlimit(RLIMIT_FSIZE, &limits)
        #endif
        let ledger = try Ledger(FileStorage(path))
        let error = ledgerError { try ledger.add(.started(["a-step"])) }
        if limit < 1000 { #expect(error?.code == "cannot-write") }
      }
    }
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.events.starts(with: first))
    #expect(snapshot.damage.isEmpty)
    let event = try ledger.add(.started(["b"]))
    let after = try ledger.load(Samples.organisation)
    #expect(after.events.last == event && after.damage.isEmpty)
  }

  @Test(.timeLimit(.minutes(2)), arguments: [1, 8]) func eightWriteAtOnce(files: Int) async throws {
    let ledger = try Samples.ledger(in: storage)
    let acknowledged = try await withThrowingTaskGroup(of: [Event].self) { group in
      for appender in 0..<8 {
        group.addTask {
          try (0..<20).map { number in
            try ledger.add(.started(["step-\(appender)-\(number)"]), writer: "writer-\(appender % files)")
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.warnings.isEmpty && snapshot.damage.isEmpty)
    #expect(acknowledged.count == 160)
    #expect(Set(snapshot.events.dropFirst().map(\.id)) == Set(acknowledged.map(\.id)))
    #expect(Set(acknowledged.map(\.id)).count == 160)
    #expect(snapshot.writers.count == files + 1)
    for (writer, number) in snapshot.writers where writer != Samples.writer { #expect(number == 160 / files) }
    // Whatever a writer had seen came before it in the fold.
    for (position, event) in snapshot.events.enumerated() {
      for later in snapshot.events[(position + 1)...] { #expect(!event.hasSeen(later)) }
    }
  }

  @Test(.timeLimit(.minutes(2))) func otherProcessesWriteAtOnceToo() async throws {
    let ledger = try Samples.ledger(in: storage)
    await withTaskGroup(of: Void.self) { group in
      for process in 0..<4 {
        group.addTask { [storage] in
          await #expect(processExitsWith: .success) {
            [path = storage.folder as String, process = process as Int] in
            let ledger = try Ledger(FileStorage(path))
            for number in 0..<10 {
              try ledger.add(.started(["step-\(process)-\(number)"]))
              try ledger.add(
                .completed(["step-\(process)-\(number)"], answers: []), writer: "writer-\(process)")
            }
          }
        }
      }
    }
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.warnings.isEmpty && snapshot.damage.isEmpty)
    #expect(snapshot.events.count == 81)
    #expect(snapshot.writers[Samples.writer] == 41)
  }

  @Test(.timeLimit(.minutes(2))) func anOrganisationIsRegisteredByOneOfMany() async throws {
    let ledger = try Ledger.create(in: storage)
    let results = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask {
          let event = try? ledger.register(
            "contested", name: "N", checklist: Samples.checklist, writer: "writer-\(number)", at: nil,
            recorded: Samples.instant, day: Samples.day, by: "Jo")
          return event != nil
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(results == 1)
    #expect(try ledger.load("contested").events.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func readersNeverSeeHalfAnEntry() async throws {
    let ledger = try Samples.ledger(in: storage)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for number in 0..<100 { try ledger.add(.started(["step-\(number)"])) } }
      group.addTask {
        var before = 0
        for _ in 0..<200 {
          let snapshot = try ledger.load(Samples.organisation)
          #expect(snapshot.damage.isEmpty && snapshot.events.count >= before)
          before = snapshot.events.count
        }
      }
      try await group.waitForAll()
    }
  }
}
