import MutualChecklist
import MutualLedger
import TestSupport
import Testing

/// Repair: nothing is lost, nothing is deleted, no number is used twice, and damage does not come back.
@Suite struct RepairTests {
  static let folder = "organisations/\(Samples.organisation)"
  static let aside = "aside/\(Samples.day)"

  let storage = MemoryStorage()
  let ledger: Ledger

  init() throws {
    ledger = try Self.ledger(in: storage)
    for number in 0..<4 { try ledger.add(.noted(["a-step"]), note: "Note \(number)") }
  }

  static func ledger(in storage: some LedgerStorage) throws -> Ledger {
    let ledger = try Ledger.create(in: storage)
    _ = try ledger.register(
      Samples.organisation, name: "Riverside Libraries",
      checklist: ChecklistCopy(id: "short", edition: "2026", bytes: Array(HealthTests.checklist.utf8)),
      writer: Samples.writer, at: Samples.day, recorded: Samples.instant, day: Samples.day, by: "Jo")
    return ledger
  }

  static func repair(_ storage: some LedgerStorage) throws -> Repair {
    try Repair(storage, on: Samples.day) { id, _ in id == "short" ? Array(HealthTests.checklist.utf8) : nil }
  }

  /// Makes all changes, and says what they were.
  @discardableResult static func mend(_ storage: some LedgerStorage) throws -> [RepairChange] {
    let repair = try repair(storage)
    for change in repair.changes { try repair.make(change) }
    return repair.changes
  }

  static func damage(_ storage: some LedgerStorage) throws -> [HealthReport.Finding] {
    try Ledger(storage).verify { _, _ in nil }.findings.filter { $0.severity == .damage }
  }

  private func lines(_ files: [String: [UInt8]]) throws -> [[UInt8]] {
    try #require(files[Samples.file.path]).split(separator: 0x0A).map { Array($0) + [0x0A] }
  }

  @Test func aSoundLedgerHasNothingToMend() throws {
    let before = storage.files
    let repair = try Self.repair(storage)
    #expect(repair.changes.isEmpty)
    #expect(storage.files == before)
  }

  @Test func lookingChangesNothing() throws {
    var files = storage.files
    files[Samples.file.path]?[400] ^= 1
    files["\(Self.folder)/.tmp-12"] = [1]
    files["ledger.json"] = nil
    let damaged = MemoryStorage(files)
    #expect(try Self.repair(damaged).changes.count == 3)
    #expect(damaged.files == files)
  }

  /// Each line in turn is damaged; then it is mended, one more entry is recorded, and the line comes back from a copy.
  @Test func anyLineThatCanNotBeRead() throws {
    let whole = try ledger.load(Samples.organisation).events
    let lines = try lines(storage.files)
    for place in lines.indices.dropFirst() {
      var broken = lines
      broken[place][30] ^= 1
      var files = storage.files
      files[Samples.file.path] = Array(broken.joined())
      let damaged = MemoryStorage(files)
      #expect(try !Self.damage(damaged).isEmpty)
      let untouched = try Ledger(MemoryStorage(files)).add(.noted(["a-step"])).id

      let changes = try Self.mend(damaged)
      #expect(changes.map(\.kind) == [.eventFile])
      #expect(changes.first?.message.contains("Line \(place + 1) can't be read: move it aside.") == true)
      #expect(damaged.files["\(Self.aside)/\(Samples.file.path)"] == files[Samples.file.path])
      let snapshot = try Ledger(damaged).load(Samples.organisation)
      #expect(snapshot.events == whole.enumerated().filter { $0.offset != place - 1 }.map(\.element))
      #expect(snapshot.damage.isEmpty)
      #expect(snapshot.warnings.map(\.kind) == [.movedAside])
      #expect(snapshot.warnings.map(\.line) == [place + 1])
      // Without the entry that sets the organisation up, only a copy helps.
      #expect(try Self.damage(damaged).map(\.code) == (place == 1 ? ["no-registration"] : []))
      #expect(try Self.mend(damaged).isEmpty)

      // The number of what is missing is not given out again.
      let next = try Ledger(damaged).add(.noted(["b-step"]))
      #expect(next.id == untouched && next.afterTorn == nil)
      let report = try Ledger(damaged).take([MergeSource(place: "copy", files: storage.files)])
      #expect(report.entries == 1)
      let healed = try Ledger(damaged).load(Samples.organisation)
      #expect(healed.events == whole + [next])
      #expect(healed.damage.isEmpty && healed.warnings.isEmpty, "what came back is no longer missing")
      #expect(try Ledger(damaged).verify { _, _ in nil }.findings.isEmpty)
      // The damaged copy, merged later, brings nothing.
      let again = try Ledger(damaged).take([MergeSource(place: "old", files: files)])
      #expect(again.entries == 0)
      #expect(try Ledger(damaged).load(Samples.organisation).damage.isEmpty)
    }
  }

  @Test func aDamagedFirstLine() throws {
    let lines = try lines(storage.files)
    for place in [3, 25, 60, lines[0].count - 4] {
      var broken = lines
      broken[0][place] ^= 1
      var files = storage.files
      files[Samples.file.path] = Array(broken.joined())
      let damaged = MemoryStorage(files)
      #expect(try Self.mend(damaged).first?.message.hasPrefix("Write the first line anew") == true)
      #expect(try Self.damage(damaged).isEmpty)
      let snapshot = try Ledger(damaged).load(Samples.organisation)
      #expect(snapshot.events == (try ledger.load(Samples.organisation).events))
      #expect(snapshot.name == "Riverside Libraries" && snapshot.warnings.isEmpty)
      #expect(try damaged.read(Samples.file).starts(with: lines[0]))
    }
  }

  @Test func changedLineEnds() throws {
    var files = storage.files
    let log = try #require(files[Samples.file.path])
    files[Samples.file.path] = log.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let damaged = MemoryStorage(files)
    let changes = try Self.mend(damaged)
    #expect(changes.map(\.message) == ["Give 6 lines the end back that a program has changed."])
    #expect(try damaged.read(Samples.file) == log)
    // With an entry that was interrupted in it, which stays.
    let torn = log + Array("{\"id\":\"jo".utf8)
    let other = MemoryStorage(storage.files.merging([Samples.file.path: torn]) { $1 })
    try Ledger(other).add(.noted(["a-step"]))
    let whole = try other.read(Samples.file)
    files[Samples.file.path] = whole.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let both = MemoryStorage(files)
    try Self.mend(both)
    #expect(try both.read(Samples.file) == whole)
  }

  @Test func linesOfOthersGoWhereTheyBelong() throws {
    let other = MemoryStorage(storage.files)
    for number in 0..<3 {
      try Ledger(other).add(.noted(["b-step"]), writer: "sam-9zk4", note: "Sam \(number)")
    }
    let whole = try Ledger(other).load(Samples.organisation).events
    var files = storage.files
    files[Samples.file.path]? += try other.read(
      .events(organisation: Samples.organisation, writer: "sam-9zk4"))
    let mixed = MemoryStorage(files)
    try Ledger(mixed).add(.noted(["a-step"]))
    let own = try Ledger(mixed).load(Samples.organisation).events
    #expect(try Self.damage(mixed).count == 5)
    try Self.mend(mixed)
    let snapshot = try Ledger(mixed).load(Samples.organisation)
    #expect(Set(snapshot.events) == Set(whole + own))
    #expect(snapshot.warnings.isEmpty)
    #expect(try Ledger(mixed).verify { _, _ in nil }.findings.isEmpty)
    #expect(try Self.mend(mixed).isEmpty)
  }

  @Test func copiesAreTakenInAndMovedAside() throws {
    let other = MemoryStorage(storage.files)
    try Ledger(other).add(.noted(["b-step"]))
    try Ledger(other).add(.noted(["b-step"]), writer: "sam-9zk4")
    let whole = try Ledger(other).load(Samples.organisation).events
    var files = storage.files
    let copies = [
      "\(Self.folder)/jo-7q2m (conflicted copy).jsonl", "\(Self.folder)/jo-7q2m-copy.jsonl",
      "organisations/Riverside (Copy)/sam-9zk4.jsonl",
    ]
    files[copies[0]] = other.files[Samples.file.path]
    files[copies[1]] = storage.files[Samples.file.path]
    files[copies[2]] = other.files["\(Self.folder)/sam-9zk4.jsonl"]
    files["organisations/Riverside (Copy)/notes.txt"] = [1]
    files["\(Self.folder)/nothing of ours.jsonl"] = [7]
    let messy = MemoryStorage(files)
    let changes = try Self.mend(messy)
    #expect(
      changes.map { "\($0.file): \($0.message)" }.sorted() == [
        "organisations/Riverside (Copy): Take in the entry that only this copy has. Then move it aside.",
        "\(copies[0]): Take in the entry that only this copy has. Then move it aside.",
        "\(copies[1]): All that this copy holds is in the record. Move it aside.",
      ])
    #expect(try Ledger(messy).load(Samples.organisation).events == whole)
    for copy in copies {
      #expect(messy.files[copy] == nil)
      #expect(messy.files["\(Self.aside)/\(copy)"] == files[copy])
    }
    #expect(messy.files["\(Self.aside)/organisations/Riverside (Copy)/notes.txt"] == [1])
    #expect(messy.files["\(Self.folder)/nothing of ours.jsonl"] == [7])
    #expect(try Self.mend(messy).isEmpty)
  }

  @Test func whatIsKnownIsMadeAgain() throws {
    let checklist = "checklists/short/2026.json"
    for damage in [nil, Array("{\"for".utf8)] as [[UInt8]?] {
      for path in ["ledger.json", checklist] {
        var files = storage.files
        files[path] = damage
        let damaged = MemoryStorage(files)
        let changes = try Self.mend(damaged)
        #expect(changes.map(\.file) == [path])
        #expect(damaged.files[path] == storage.files[path])
        #expect(damaged.files["\(Self.aside)/\(path)"] == damage)
        #expect(try Self.damage(damaged).isEmpty)
      }
    }
    // A checklist of one's own can't be made again, and a copy that is only another one is left alone.
    var files = storage.files
    files[checklist] = Array(HealthTests.checklist.replacing("Another", with: "Other").utf8)
    #expect(try Self.repair(MemoryStorage(files)).changes.isEmpty)
    files[checklist] = nil
    #expect(try Repair(MemoryStorage(files), on: Samples.day) { _, _ in nil }.changes.isEmpty)
  }

  @Test func whatIsNoLedgerIsNotMadeOne() throws {
    #expect(ledgerError { _ = try Self.repair(MemoryStorage()) }?.code == "no-ledger")
    #expect(ledgerError { _ = try Self.repair(MemoryStorage(["notes.txt": [1]])) }?.code == "no-ledger")
    var files = storage.files
    files["ledger.json"] = Array("{\"format\":2}".utf8)
    #expect(ledgerError { _ = try Self.repair(MemoryStorage(files)) }?.code == "newer-version")
    // What a newer version wrote is not judged by this one.
    files = storage.files
    files[Samples.file.path]? +=
      EventCoding.line(Samples.bare(.unknown(kind: "dreamt"), number: 6, clock: 6)) + [0x0A]
    files[Samples.file.path]?[400] ^= 1
    #expect(try Self.repair(MemoryStorage(files)).changes.isEmpty)
  }

  @Test func originalsOfTwoRepairsAreKeptApart() throws {
    for (place, name) in [(400, "\(Samples.day)"), (900, "\(Samples.day)-2")] {
      var files = storage.files
      files[Samples.file.path]?[place] ^= 1
      storage.put(files[Samples.file.path] ?? [])
      #expect(try Self.repair(storage).aside == "aside/\(name)")
      try Self.mend(storage)
      #expect(storage.files["aside/\(name)/\(Samples.file.path)"] == files[Samples.file.path])
    }
    #expect(try Ledger(storage).verify { _, _ in nil }.aside == 2)
  }

  /// Whatever happened to the files: what could be read before can be read after, no number comes again, the originals are
  /// there, and with a whole copy merged the record is whole.
  @Test(arguments: 0..<20) func whateverHappened(round: Int) throws {
    var random = SeededGenerator(seed: SeededGenerator.seed &+ 31_000 &+ UInt64(round))
    let writers = [Samples.writer, "sam-9zk4", "pat-1aaa"]
    let whole = MemoryStorage()
    let sound = try Self.ledger(in: whole)
    for number in 0..<random.int(in: 2...12) {
      try sound.add(.noted(["a-step"]), writer: random.pick(writers), note: "\(number)")
    }
    let paths = whole.files.keys.filter { $0.hasSuffix(".jsonl") }.sorted()
    for attempt in 0..<8 {
      let comment: Comment = "seed \(SeededGenerator.seed), round \(round), attempt \(attempt)"
      var files = whole.files
      for _ in 0..<random.int(in: 1...4) { Self.spoil(&files, random.pick(paths), paths, &random) }
      let damaged = MemoryStorage(files)
      let before = try Ledger(damaged).load(Samples.organisation)
      let numbers = writers.map { writer in
        try? Ledger(MemoryStorage(files)).add(.noted(["a-step"]), writer: writer).id.number
      }
      try Self.mend(damaged)
      let after = try Ledger(damaged).load(Samples.organisation)
      #expect(Set(before.events).subtracting(after.events).isEmpty, comment)
      #expect(Set(after.events).isSubset(of: try sound.load(Samples.organisation).events), comment)
      #expect(after.damage.isEmpty, "\(comment) \(after.damage.map(\.message))")
      #expect(try Self.mend(damaged).isEmpty, comment)
      for (path, bytes) in files where damaged.files[path]?.starts(with: bytes) != true {
        #expect(damaged.files["\(Self.aside)/\(path)"]?.starts(with: bytes) == true, "\(comment): \(path)")
      }
      for (writer, number) in zip(writers, numbers) {
        guard let number else { continue }
        let next = try Ledger(MemoryStorage(damaged.files)).add(.noted(["a-step"]), writer: writer).id.number
        // Where a damaged file did not lead to a number that was used, a mended one does not either.
        let used = try sound.load(Samples.organisation).writers[writer] ?? 0
        // (A first line whose end was changed counted as one; now it does not.)
        let isChanged = files["\(Self.folder)/\(writer).jsonl"]?.contains(0x0D) == true
        #expect(next >= min(number - (isChanged ? 1 : 0), used + 1), comment)
      }
      // Merged in any order with the whole copy and the damaged one: the same record.
      for order in [[whole.files, files], [files, whole.files]] {
        let merged = MemoryStorage(damaged.files)
        for copy in order {
          _ = try Ledger(merged).merge([MergeSource(place: "copy", files: copy)])
        }
        // What was interrupted before may look like damage before lines that came in: then that is mended too.
        try Self.mend(merged)
        let snapshot = try Ledger(merged).load(Samples.organisation)
        #expect(snapshot.events == (try sound.load(Samples.organisation).events), comment)
        #expect(snapshot.damage.isEmpty, "\(comment) \(snapshot.damage.map(\.message))")
      }
    }
  }

  /// One of the things that happen to files.
  private static func spoil(
    _ files: inout [String: [UInt8]], _ path: String, _ paths: [String], _ random: inout SeededGenerator
  ) {
    guard var bytes = files[path], !bytes.isEmpty else { return }
    let place = random.int(in: 0...(bytes.count - 1))
    switch random.int(in: 0...6) {
    case 0: bytes[place] ^= 1 << UInt8(random.int(in: 0...7))
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.int(in: 1...300)))
    case 2: bytes.insert(contentsOf: [UInt8](repeating: 0, count: random.int(in: 1...40)), at: place)
    case 3: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case 4: bytes += files[random.pick(paths)] ?? []
    case 5: files["\(folder)/copy \(place).jsonl"] = bytes
    default: bytes += Array("{\"id\":\"jo".utf8)
    }
    files[path] = bytes
  }

  /// Each write fails, in each way, and the power goes or stays.
  @Test func aDiskThatFailsLosesNothing() throws {
    var files = storage.files
    let whole = try ledger.load(Samples.organisation).events
    let other = MemoryStorage(files)
    try Ledger(other).add(.noted(["b-step"]), writer: "sam-9zk4")
    let all = try Ledger(other).load(Samples.organisation).events
    files["\(Self.folder)/sam (copy).jsonl"] = other.files["\(Self.folder)/sam-9zk4.jsonl"]
    files["\(Self.folder)/.tmp-1"] = [1]
    files["ledger.json"] = [1]
    files["checklists/short/2026.json"] = [2]
    let lines = try lines(files)
    files[Samples.file.path] = Array((lines[0...2] + [Array("not a line\n".utf8)] + lines[3...]).joined())
    let count: Int = try {
      let disk = FaultyStorage(files)
      try Self.mend(disk)
      return disk.writes
    }()
    #expect(count == 7)
    let faults: [FaultyStorage.Fault] = [
      .failedSync, .falselyFailedSync, .failedLink, .failedFolderSync, .shortWrite(20), .droppedWrite(20),
    ]
    for fault in faults {
      for write in 1...count {
        for isPowerCut in [false, true] {
          let comment: Comment = "\(fault) at \(write), \(isPowerCut)"
          let disk = FaultyStorage(files)
          disk.fail(write, with: fault)
          let repair = try Self.repair(disk)
          for change in repair.changes { try? repair.make(change) }
          if isPowerCut { disk.cutPower() }
          func expectAll(_ events: [Event]) throws {
            for (path, bytes) in files {
              let isThere = disk.files.contains { $0.key.hasSuffix(path) && $0.value.starts(with: bytes) }
              #expect(isThere, "\(comment): \(path) is gone")
            }
            // What ledger.json and the copy were before is no matter for this.
            var readable = disk.files
            readable["ledger.json"] = storage.files["ledger.json"]
            let found = try Ledger(MemoryStorage(readable)).load(Samples.organisation).events
            #expect(events.allSatisfy(found.contains), comment)
          }
          try expectAll(whole)
          try Self.mend(disk)
          if isPowerCut { disk.cutPower() }
          try expectAll(all)
          #expect(try Self.damage(disk).isEmpty, comment)
        }
      }
    }
  }
}

extension MemoryStorage {
  /// Puts bytes in the place of the samples' file, as another program would.
  func put(_ bytes: [UInt8]) {
    try? replace(Samples.file, keepingCopy: "notes/\(files.count)", waiting: 0) { _ in bytes }
  }
}
