import Foundation
import MutualChecklist
import MutualLedger
import TestSupport
import Testing

/// Taking in other copies: by union, any number of times, in any order.
@Suite struct MergeTests {
  static let folder = "organisations/\(Samples.organisation)"

  /// A ledger of three writers who worked apart and met, one of whom restored a backup.
  private static func shared(_ random: inout SeededGenerator, isSplit: Bool) throws -> MemoryStorage {
    let whole = MemoryStorage()
    let ledger = try Samples.ledger(in: whole)
    let writers = [Samples.writer, "sam-9zk4", "pat-1aaa"]
    var backup: [String: [UInt8]]?
    for number in 0..<random.int(in: 3...24) {
      try ledger.add(
        random.pick(Samples.actions.filter { !["registered", "adopted"].contains($0.kind) }),
        writer: random.pick(writers),
        note: random.chance(30) ? "Note \(number)" : nil)
      if isSplit, random.chance(30) { backup = whole.files }
    }
    guard let backup else { return whole }
    let restored = MemoryStorage(backup)
    let again = try Ledger(restored)
    for number in 0..<random.int(in: 1...4) {
      try again.add(.started(["restored-\(number)"]), writer: random.pick(writers))
    }
    _ = try ledger.take([MergeSource(place: "restored", files: restored.files)])
    return whole
  }

  /// Deals the lines of a ledger out to some copies, each line to one at least, in any order.
  private static func spread(
    _ files: [String: [UInt8]], over count: Int, _ random: inout SeededGenerator
  ) -> [[String: [UInt8]]] {
    var copies = [[String: [UInt8]]](repeating: [:], count: count)
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      guard path.hasSuffix(".jsonl") else {
        for copy in copies.indices { copies[copy][path] = bytes }
        continue
      }
      let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
      for line in lines.dropFirst().shuffled(using: &random) {
        let sure = random.int(in: 0...(count - 1))
        for copy in copies.indices where copy == sure || random.chance(30) {
          copies[copy][path, default: lines[0]] += line
        }
      }
    }
    return copies
  }

  private static func lines(_ files: [String: [UInt8]]) -> [String: [[UInt8]]] {
    files.mapValues { bytes in
      bytes.split(separator: 0x0A).map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }
    }
  }

  @Test(arguments: 0..<40) func anySpreadInAnyOrderGivesTheSameRecord(round: Int) throws {
    var random = SeededGenerator(seed: SeededGenerator.seed &+ UInt64(round))
    let comment: Comment = "seed \(SeededGenerator.seed), round \(round)"
    let whole = try Self.shared(&random, isSplit: round % 3 == 0)
    let expected = try Ledger(whole).load(Samples.organisation)
    let copies = Self.spread(whole.files, over: random.int(in: 1...5), &random)
    var atOnce: [String: [UInt8]]?
    for _ in 0..<3 {
      let order = (copies + copies.prefix(random.int(in: 0...copies.count))).shuffled(using: &random)
      let sources = order.map { MergeSource(place: "copy", files: $0) }
      // One after the other.
      let steps = MemoryStorage()
      let ledger = try Ledger.create(in: steps)
      for source in sources { _ = try ledger.take([source]) }
      let snapshot = try ledger.load(Samples.organisation)
      #expect(snapshot.events == expected.events, comment)
      #expect(snapshot.splits == expected.splits, comment)
      #expect(snapshot.damage.isEmpty, comment)
      let hasSameLines = Self.lines(steps.files) == Self.lines(whole.files)
      #expect(hasSameLines, comment)
      // All at once: the same bytes, whatever the order.
      let together = MemoryStorage()
      let report = try Ledger.create(in: together).take(sources)
      #expect(report.entries == expected.events.count, comment)
      #expect(report.leftBehind.isEmpty && report.remarks.isEmpty, comment)
      let hasSameBytes = together.files == atOnce ?? together.files
      #expect(hasSameBytes, comment)
      atOnce = together.files
      // And again: nothing.
      #expect(try Ledger(together).take(sources).entries == 0, comment)
      let isUnchanged = together.files == atOnce
      #expect(isUnchanged, comment)
      // Into one of the copies.
      if let first = order.first {
        let own = MemoryStorage(first)
        _ = try Ledger(own).take(sources)
        #expect(try Ledger(own).load(Samples.organisation).events == expected.events, comment)
        for (path, bytes) in first { #expect(own.files[path]?.starts(with: bytes) == true, comment) }
      }
    }
  }

  @Test func aDryRunWritesNothing() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let before = storage.files
    try ledger.add(.started(["a"]))
    try ledger.add(.started(["b"]), writer: "sam-9zk4")
    let target = MemoryStorage(before)
    let source = MergeSource(place: "other", files: storage.files)
    let planned = try Ledger(target).take([source], isDryRun: true)
    #expect(target.files == before)
    #expect(planned.entries == 2)
    #expect(try Ledger(target).take([source]) == planned)
    #expect(target.files[Samples.file.path] == storage.files[Samples.file.path])
  }

  @Test func conflictedCopiesAreTakenIn() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    try ledger.add(.started(["a"]))
    var files = storage.files
    let other = MemoryStorage(base)
    try Ledger(other).add(.started(["b"]), writer: "sam-9zk4")
    try Ledger(other).add(.started(["c"]))
    for name in [
      "jo-7q2m (conflicted copy 2026-11-01).jsonl",
      "jo-7q2m-laptop.sync-conflict-20261101-101010-ABCDEFG.jsonl",
      "jo-7q2m.jsonl.orig", "jo-7q2m-copy.jsonl",
    ] { files["\(Self.folder)/\(name)"] = other.files[Samples.file.path] }
    files["organisations/Riverside (Copy)/sam-9zk4.jsonl"] = other.files["\(Self.folder)/sam-9zk4.jsonl"]
    files["\(Self.folder)/notes.txt"] = [1, 2, 3]
    let messy = MemoryStorage(files)
    let report = try Ledger(messy).take([MergeSource(place: "itself", files: files)])
    #expect(report.entries == 2)
    #expect(report.leftBehind.isEmpty)
    let snapshot = try Ledger(messy).load(Samples.organisation)
    #expect(snapshot.events.count == 4)
    #expect(snapshot.splits == [Samples.writer: 2])
    #expect(try Ledger(messy).take([MergeSource(place: "itself", files: messy.files)]).entries == 0)
    // What was there is there still.
    for (path, bytes) in files { #expect(messy.files[path]?.starts(with: bytes) == true) }
  }

  @Test func anOrganisationSetUpTwiceIsNeverJoined() throws {
    let first = MemoryStorage()
    _ = try Samples.ledger(in: first)
    let second = MemoryStorage()
    _ = try Ledger.create(in: second).register(
      Samples.organisation, name: "Riverside Leisure", checklist: Samples.checklist, writer: "sam-9zk4",
      at: nil,
      recorded: Samples.instant, day: Samples.day, by: "Sam")
    let before = first.files
    for isDryRun in [true, false] {
      let error = mergeError {
        _ = try Ledger(first).take([MergeSource(place: "b", files: second.files)], isDryRun: isDryRun)
      }
      guard case .registeredTwice(Samples.organisation, let names) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(Set(names) == ["Riverside Libraries", "Riverside Leisure"])
    }
    #expect(first.files == before)
    // Nor where both come at once.
    let empty = MemoryStorage()
    let ledger = try Ledger.create(in: empty)
    let sources = [first, second].map { MergeSource(place: "c", files: $0.files) }
    #expect(mergeError { _ = try ledger.take(sources) }?.code == "registered-twice")
    #expect(Array(empty.files.keys) == ["ledger.json"])
  }

  @Test func twoOfOneNameAreNamed() throws {
    let first = MemoryStorage()
    _ = try Samples.ledger(in: first)
    let second = MemoryStorage()
    _ = try Ledger.create(in: second).register(
      "riverside-other", name: "Riverside Libraries", checklist: Samples.checklist, writer: "sam-9zk4",
      at: nil,
      recorded: Samples.instant, day: Samples.day, by: "Sam")
    let report = try Ledger(first).take([MergeSource(place: "b", files: second.files)])
    #expect(
      report.remarks.count == 1 && report.remarks[0].contains("riverside-libraries-k3f9, riverside-other"))
    #expect(try Ledger(first).organisations().count == 2)
  }

  @Test func aChecklistThatDiffersIsRefused() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let before = storage.files
    try ledger.add(.started(["a"]))
    var files = storage.files
    files["checklists/short/2026.json"]?.append(0x20)
    let target = MemoryStorage(before)
    for sources in [[files], [before, files]] {
      let error = mergeError {
        _ = try Ledger(target).take(sources.map { MergeSource(place: "b", files: $0) })
      }
      #expect(error?.code == "different-checklist")
      #expect(target.files == before)
    }
  }

  @Test func fragmentsAndDamageStayBehind() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    for step in ["a", "b", "c"] { try ledger.add(.started([step])) }
    var files = storage.files
    var bytes = try #require(files[Samples.file.path])
    let damaged = try #require(bytes.firstRange(of: Array("\"b\"".utf8))).lowerBound
    bytes[damaged + 1] = UInt8(ascii: "x")
    bytes += Array("{\"id\":\"jo-7q2m:5\",\"pr".utf8)
    files[Samples.file.path] = bytes
    let target = MemoryStorage(base)
    let report = try Ledger(target).take([MergeSource(place: "b", files: files)])
    #expect(report.entries == 2)
    #expect(report.leftBehind.map(\.line) == [4, 6])
    #expect(report.leftBehind.map(\.isDamage) == [true, false])
    let snapshot = try Ledger(target).load(Samples.organisation)
    #expect(snapshot.events.map(\.id.number) == [1, 2, 4])
    #expect(snapshot.damage.isEmpty && snapshot.warnings.isEmpty)
    // The whole one, brought later, fills the gap.
    #expect(try Ledger(target).take([MergeSource(place: "c", files: storage.files)]).entries == 1)
    #expect(
      try Ledger(target).load(Samples.organisation).events == (try ledger.load(Samples.organisation).events))
  }

  @Test func whatWasInterruptedBeforeAMergeIsNoDamageAfterIt() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    for step in ["a", "b", "c"] { try ledger.add(.started([step])) }
    let log = try #require(storage.files[Samples.file.path])
    let ends = log.indices.filter { log[$0] == 0x0A }
    let whole = try ledger.load(Samples.organisation).events
    for cut in (ends[1] + 1)..<log.count {
      var files = storage.files
      files[Samples.file.path] = Array(log.prefix(cut))
      let target = MemoryStorage(files)
      _ = try Ledger(target).take([MergeSource(place: "b", files: storage.files)])
      let snapshot = try Ledger(target).load(Samples.organisation)
      #expect(snapshot.events == whole, "cut at \(cut)")
      #expect(snapshot.damage.isEmpty, "cut at \(cut)")
      try Ledger(target).add(.started(["d"]))
      #expect(try Ledger(target).load(Samples.organisation).damage.isEmpty, "cut at \(cut), and on")
    }
  }

  @Test func linesInAnothersFileComeIntoTheirOwn() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    try ledger.add(.started(["a"]), writer: "sam-9zk4")
    try ledger.add(.started(["b"]), writer: "sam-9zk4")
    let both =
      try #require(storage.files[Samples.file.path]) + (storage.files["\(Self.folder)/sam-9zk4.jsonl"] ?? [])
    // As mail programs send it, too.
    let mailed = both.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    for bytes in [both, mailed] {
      let target = MemoryStorage(base)
      let report = try Ledger(target).take(
        [MergeSource(place: "b", files: ["\(Self.folder)/all.jsonl": bytes])])
      // The first line of a file with other line ends can't be read: the folder's name stands in.
      #expect(report.leftBehind.isEmpty)
      #expect(
        try Ledger(target).load(Samples.organisation).events == (try ledger.load(Samples.organisation).events)
      )
    }
  }

  @Test func aDamagedFirstLineIsStoodInFor() throws {
    let folder = try TemporaryFolder()
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    try ledger.add(.started(["a"]))
    var bytes = try #require(storage.files[Samples.file.path])
    bytes[20] ^= 1
    let text = String(decoding: bytes, as: UTF8.self)
    let known = try folder.write(text, to: "\(Samples.organisation)/jo.jsonl")
    let unknown = try folder.write(text, to: "downloads/jo.jsonl")
    let target = MemoryStorage(base)
    #expect(
      mergeError { _ = try Ledger(target).take([try MergeSource(reading: unknown)]) } == .whose(unknown))
    #expect(target.files == base)
    let report = try Ledger(target).take([try MergeSource(reading: known)])
    #expect(report.entries == 1)
    #expect(report.leftBehind.map(\.line) == [1])
    #expect(try Ledger(target).load(Samples.organisation).events.count == 2)
  }

  @Test func whatIsNoSource() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("Dear Jo,\n", to: "letter.txt")
    #expect(
      mergeError { _ = try MergeSource(reading: folder.path("none")) } == .noSource(folder.path("none")))
    #expect(mergeError { _ = try MergeSource(reading: folder.path) } == .noRecords(folder.path))
    let target = MemoryStorage()
    let ledger = try Ledger.create(in: target)
    let before = target.files
    #expect(mergeError { _ = try ledger.take([try MergeSource(reading: text)]) } == .noRecords(text))
    let newer = MergeSource(place: "b", files: ["ledger.json": Array("{\"format\":2}".utf8)])
    #expect(mergeError { _ = try ledger.take([newer]) }?.code == "newer-version")
    #expect(target.files == before)
  }

  @Test func namesCanNotLeaveTheLedger() throws {
    let storage = MemoryStorage()
    _ = try Samples.ledger(in: storage)
    let event = EventCoding.line(Samples.bare(.registered(name: "N", checklist: "../../x", edition: "/etc")))
    for (organisation, writer) in [
      ("../../etc", "jo"), ("/etc", "jo"), ("a", "../jo"), ("con", "jo"), ("a", "nul"), ("", "jo"), ("a", ""),
    ] {
      var header = Array(
        "{\"format\":1,\"organisation\":\"\(organisation)\",\"name\":\"N\",\"writer\":\"\(writer)\",".utf8)
      let sum = String(CRC32C.checksum(of: header), radix: 16)
      header += Array("\"sum\":\"\(String(repeating: "0", count: 8 - sum.count))\(sum)\"}\n".utf8)
      let target = MemoryStorage(storage.files)
      let report = try Ledger(target).take([
        MergeSource(place: "b", files: ["organisations/x/y.jsonl": header + event])
      ])
      #expect(report.entries == 0 && report.leftBehind.count == 1, "\(organisation) \(writer)")
      #expect(target.files == storage.files)
    }
  }

  @Test(.timeLimit(.minutes(2))) func recordingGoesOnWhileMerging() async throws {
    let folder = try TemporaryFolder()
    let storage = FileStorage(folder.path("ledger"))
    let ledger = try Samples.ledger(in: storage)
    let other = MemoryStorage()
    _ = try Ledger.create(in: other).take([try MergeSource(reading: storage.folder)])
    // On the other machine the same writers, restored, went on too.
    let theirs = try Ledger(other)
    for number in 0..<40 { try theirs.add(.started(["theirs-\(number)"]), writer: "writer-\(number % 8)") }
    let source = MergeSource(place: "b", files: other.files)
    let acknowledged = try await withThrowingTaskGroup(of: [Event].self) { group in
      for appender in 0..<8 {
        group.addTask {
          try (0..<15).map {
            try ledger.add(.started(["step-\(appender)-\($0)"]), writer: "writer-\(appender)")
          }
        }
      }
      for _ in 0..<3 {
        group.addTask {
          for _ in 0..<5 { _ = try ledger.take([source]) }
          return []
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.damage.isEmpty)
    #expect(acknowledged.count == 120)
    #expect(snapshot.events.count == 1 + 40 + 120)
    let steps = snapshot.events.flatMap(\.action.steps)
    #expect(Set(steps).count == 160 && steps.count == 160)
  }

  @Test func aDiskThatFailsLosesNothing() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    for number in 0..<9 {
      try ledger.add(
        .started(["step-\(number)"]), writer: [Samples.writer, "sam-9zk4", "pat-1aaa"][number % 3])
    }
    let whole = try ledger.load(Samples.organisation).events
    let source = MergeSource(place: "b", files: storage.files)
    let faults: [FaultyStorage.Fault] =
      [.failedSync, .falselyFailedSync, .failedLink, .failedFolderSync]
      + stride(from: 0, to: 700, by: 23).flatMap { [.shortWrite($0), .droppedWrite($0)] }
    for fault in faults {
      for write in 1...3 {
        for isAbout in [true, false] {
          let disk = FaultyStorage()
          _ = try Ledger.create(in: disk).take([MergeSource(place: "a", files: base)])
          let own = try Ledger(disk).add(.started(["own"]), writer: "own-0000")
          disk.fail(write, with: fault)
          let error = mergeError { _ = try Ledger(disk).take([source]) }
          let comment: Comment = "\(fault) at \(write)"
          // What can fail only where a file is made, or added to, does not fail elsewhere.
          if error != nil { #expect(error?.code == "cannot-write", comment) }
          if isAbout { disk.cutPower() }
          let after = try Ledger(disk).load(Samples.organisation)
          #expect(after.damage.isEmpty, comment)
          #expect(after.events.contains(own), comment)
          #expect(after.events.allSatisfy { $0 == own || whole.contains($0) }, comment)
          if error == nil { #expect(after.events.count == whole.count + 1, comment) }
          _ = try Ledger(disk).take([source])
          let again = try Ledger(disk).load(Samples.organisation)
          #expect(again.events.count == whole.count + 1 && again.damage.isEmpty, comment)
          #expect(whole.allSatisfy(again.events.contains), comment)
        }
      }
    }
  }

  /// What a failed sync left in doubt is made safe by merging again, though nothing is missing any more.
  @Test func aRepeatedMergeSyncsAgain() throws {
    let storage = MemoryStorage()
    let ledger = try Samples.ledger(in: storage)
    let base = storage.files
    try ledger.add(.started(["a"]))
    try ledger.add(.started(["b"]), writer: "sam-9zk4")
    let whole = try ledger.load(Samples.organisation).events
    let source = MergeSource(place: "b", files: storage.files)
    for write in 1...2 {
      for fault in [FaultyStorage.Fault.failedSync, .failedFolderSync, .droppedWrite(9)] {
        let disk = FaultyStorage(base)
        disk.fail(write, with: fault)
        _ = mergeError { _ = try Ledger(disk).take([source]) }
        _ = try Ledger(disk).take([source])
        disk.cutPower()
        #expect(try Ledger(disk).load(Samples.organisation).events == whole, "\(fault) at \(write)")
      }
    }
  }

  /// Random bytes, mutated files and mixed-up lines, into a merge: no crash, nothing there is changed, nothing comes in
  /// that is no whole line of the source.
  @Test(arguments: 0..<8) func fuzz(round: Int) throws {
    var random = SeededGenerator(seed: SeededGenerator.seed &+ 7_000 &+ UInt64(round))
    let whole = try Self.shared(&random, isSplit: true)
    let names = Array(whole.files.keys).sorted()
    let target = MemoryStorage()
    _ = try Samples.ledger(in: target)
    for attempt in 0..<150 {
      let comment: Comment = "seed \(SeededGenerator.seed), round \(round), attempt \(attempt)"
      var files: [String: [UInt8]] = [:]
      for name in names where random.chance(80) {
        var bytes = whole.files[name] ?? []
        for _ in 0..<random.int(in: 0...3) where !bytes.isEmpty {
          let place = random.int(in: 0...(bytes.count - 1))
          switch random.int(in: 0...5) {
          case 0: bytes[place] ^= 1 << UInt8(random.int(in: 0...7))
          case 1: bytes.removeSubrange(place...)
          case 2: bytes.remove(at: place)
          case 3: bytes.insert(UInt8(random.int(in: 0...255)), at: place)
          case 4: bytes = bytes.split(separator: 0x0A).shuffled(using: &random).flatMap { Array($0) + [0x0A] }
          default: bytes = (0..<random.int(in: 0...300)).map { _ in UInt8(random.int(in: 0...255)) }
          }
        }
        let other = random.chance(20) ? random.pick(names) : name
        files[random.chance(10) ? "organisations/x y/z (copy).jsonl" : other] = bytes
      }
      let before = target.files
      do {
        _ = try Ledger(target).take([MergeSource(place: "fuzz", files: files)], isDryRun: random.chance(10))
      } catch { #expect(error is MergeError, comment) }
      for (path, bytes) in before { #expect(target.files[path]?.starts(with: bytes) == true, comment) }
      let snapshot = try Ledger(target).load(Samples.organisation)
      #expect(snapshot.damage.isEmpty, comment)
    }
  }
}

extension Ledger {
  /// Merges, where the checklist of the samples counts as one that is built in: it is too short to be read.
  @discardableResult
  func take(_ sources: [MergeSource], isDryRun: Bool = false) throws(MergeError) -> MergeReport {
    try merge(sources, isDryRun: isDryRun) { _, _ in Samples.checklist.bytes }
  }
}

/// What a closure throws of the errors of merging.
func mergeError(_ body: () throws -> Void) -> MergeError? {
  do {
    try body()
    return nil
  } catch {
    return error as? MergeError
  }
}
