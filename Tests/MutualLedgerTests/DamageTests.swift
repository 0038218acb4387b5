import MutualChecklist
import MutualLedger
import TestSupport
import Testing

@Suite struct DamageTests {
  @Test func aFileCutAnywhereLosesNothingThatWasWhole() throws {
    let log = try Samples.log(7)
    let whole = try Samples.load(log).events
    let ends = log.indices.filter { log[$0] == 0x0A }
    let start = try #require(ends.first)
    for cut in 0...log.count {
      let storage = Samples.storage(Array(log.prefix(cut)))
      let ledger = try Ledger(storage)
      // A line is whole with its last brace; its line feed may be missing.
      let kept = max(0, ends.count { $0 <= cut } - 1)
      let isTorn = cut > 0 && !ends.contains(cut) && log[cut - 1] != 0x0A
      let before = try ledger.load(Samples.organisation)
      #expect(before.events == Array(whole.prefix(kept)), "cut at \(cut)")
      #expect(before.damage.isEmpty, "cut at \(cut)")
      #expect(before.warnings.map(\.kind) == (isTorn ? [.interruptedEntry] : []), "cut at \(cut)")
      #expect(!isTorn || before.warnings.first?.line == kept + (cut < start ? 1 : 2), "cut at \(cut)")

      let new = try ledger.add(.started(["new"]))
      let after = try ledger.load(Samples.organisation)
      #expect(after.events == Array(whole.prefix(kept)) + [new], "cut at \(cut)")
      #expect(after.damage.isEmpty, "cut at \(cut)")
      #expect(after.warnings == before.warnings, "cut at \(cut): the piece stays, as a warning")
      #expect(new.id.number == kept + (isTorn ? 2 : 1), "cut at \(cut)")
      #expect(new.afterTorn == (isTorn ? 1 : nil), "cut at \(cut)")
      #expect(new.previous == nil || kept > 0)
      // Nothing that was there is changed.
      #expect(try storage.read(Samples.file).starts(with: log.prefix(cut)))
    }
  }

  @Test func interruptionsAddUp() throws {
    let log = try Samples.log(4)
    let storage = Samples.storage(log + Array("{\"id\":\"jo-7".utf8))
    let ledger = try Ledger(storage)
    // The next write was interrupted too, and so was the one after that, by chance after its first byte.
    for piece in ["\n{\"id\":\"jo-7q2m:6\",\"seen\":{\"a\":1}", "\n"] {
      try storage.append(to: Samples.file, waiting: 0) { _ in Array(piece.utf8) }
      #expect(try ledger.load(Samples.organisation).damage.isEmpty)
    }
    #expect(try ledger.load(Samples.organisation).warnings.map(\.line) == [6, 7])
    let event = try ledger.add(.started(["a"]))
    #expect(event.afterTorn == 2)
    #expect(event.id.number == 7)
    try ledger.add(.started(["b"]))
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.warnings.map(\.line) == [6, 7])
    #expect(snapshot.damage.isEmpty)
    #expect(snapshot.events.count == 6)
  }

  @Test func aDamagedEntryIsNotExplainedAwayByAnInterruption() throws {
    var log = try Samples.log(4)
    let place = try #require(log.dropLast().lastIndex(of: 0x0A)) + 30
    log[place] ^= 1
    let storage = Samples.storage(log + Array("{\"id\":".utf8))
    let ledger = try Ledger(storage)
    #expect(try ledger.add(.started(["a"])).afterTorn == 1)
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.warnings.map(\.line) == [6])
    #expect(snapshot.damage.map(\.line) == [5])
  }

  @Test func numbersGoOnAfterDamage() throws {
    var log = try Samples.log(4)
    let ends = log.indices.filter { log[$0] == 0x0A }
    log[ends[3] + 30] ^= 1
    let storage = Samples.storage(log)
    // The damaged last entry was the fourth: its number isn't given out again.
    #expect(try Ledger(storage).add(.started(["a"])).id.number == 5)
    var inside = try Samples.log(4)
    inside[ends[1] + 30] ^= 1
    #expect(try Ledger(Samples.storage(inside)).add(.started(["a"])).id.number == 5)
  }

  @Test(.timeLimit(.minutes(5))) func aFlippedBitCostsNoMoreThanItsEntry() throws {
    let log = try Samples.log(4)
    let whole = try Samples.load(log).events
    let ends = log.indices.filter { log[$0] == 0x0A }
    for place in log.indices {
      let line = ends.count { $0 < place }
      // What is lost: the entry of the line, and with a line feed the one that is joined to it.
      var lost: Set<Int> = [line - 1]
      if log[place] == 0x0A { lost.insert(line) }
      for bit in 0..<8 {
        var flipped = log
        flipped[place] ^= 1 << UInt8(bit)
        let snapshot = try Samples.load(flipped)
        let kept = whole.indices.filter { !lost.contains($0) }.map { whole[$0] }
        let at = "bit \(bit) of byte \(place)"
        #expect(snapshot.events == kept, "\(at)")
        let problems = snapshot.damage + snapshot.warnings
        #expect(!problems.isEmpty, "\(at)")
        #expect(problems.allSatisfy { $0.file == Samples.file.path }, "\(at)")
        // Where the flip made a line feed, the line is two lines.
        #expect(problems.allSatisfy { (line + 1...line + 2).contains($0.line ?? 0) }, "\(at)")
        // Also at the end of the file: what was written to its end was not interrupted.
        #expect(!snapshot.damage.isEmpty, "\(at)")
      }
    }
  }

  @Test func aDamagedFirstLineLeavesTheRest() throws {
    var log = try Samples.log(3)
    log[5] ^= 1
    let storage = Samples.storage(log)
    let ledger = try Ledger(storage)
    let snapshot = try ledger.load(Samples.organisation)
    #expect(snapshot.events.count == 3)
    #expect(snapshot.name == nil)
    #expect(snapshot.damage.map(\.line) == [1])
    #expect(try ledger.organisations().map(\.names) == [[]])
    #expect(try ledger.add(.started(["a"])).id.number == 4)
  }

  @Test func changedLineEndingsAreNamed() throws {
    let log = try Samples.log(3).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let snapshot = try Samples.load(log)
    #expect(snapshot.events.isEmpty)
    #expect(snapshot.damage.map(\.kind) == [Problem.Kind](repeating: .damagedLine(.carriageReturn), count: 4))
    #expect(snapshot.damage.first?.place == "\(Samples.file.path):1")
  }

  @Test func anotherWritersLineIsDamage() throws {
    let foreign = EventCoding.line(Samples.bare(.started(["a"]), writer: "sam-1"))
    let snapshot = try Samples.load(try Samples.log(2) + foreign + [0x0A])
    #expect(snapshot.events.count == 2)
    #expect(snapshot.damage.map(\.kind) == [.damagedLine(.otherWriter("sam-1"))])
  }

  @Test func theFirstLineMayComeAgainButNotChange() throws {
    let log = try Samples.log(2)
    let header = Array(log.prefix { $0 != 0x0A })
    #expect(try Samples.load(log + header + [0x0A]).damage.isEmpty)
    let other = try Ledger.create(in: MemoryStorage())
    _ = other
    let another = MemoryStorage()
    _ = try Ledger.create(in: another).register(
      Samples.organisation, name: "Other name", checklist: Samples.checklist, writer: Samples.writer, at: nil,
      recorded: Samples.instant, day: Samples.day, by: "Jo")
    let second = try another.read(Samples.file).prefix { $0 != 0x0A }
    #expect(try Samples.load(log + second + [0x0A]).damage.map(\.kind) == [.damagedLine(.secondHeader)])
  }

  @Test func anythingAtAllIsReadWithoutACrash() throws {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let log = try Samples.log(6)
    for round in 0..<1_500 {
      var bytes: [UInt8]
      switch round % 3 {
      case 0:
        bytes = (0..<random.int(in: 0...400)).map { _ in UInt8.random(in: 0...255, using: &random) }
      case 1:
        bytes = log
        for _ in 0..<random.int(in: 1...8) {
          let first = random.int(in: 0...bytes.count)
          let last = min(bytes.count, first + random.int(in: 0...40))
          bytes.replaceSubrange(
            first..<last,
            with: (0..<random.int(in: 0...20)).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
      default:
        // Pieces of lines, each sealed: nothing but the members can be wrong.
        bytes = []
        for _ in 0..<4 {
          let first = random.int(in: 0...(log.count - 2))
          let last = random.int(in: first...(log.count - 1))
          let body = log[first...last].map { $0 == 0x0A ? 0x20 : $0 } + [UInt8(ascii: ",")]
          bytes +=
            body + Array("\"sum\":\"".utf8) + CRC32C.digits(CRC32C.checksum(of: body)) + Array("\"}\n".utf8)
        }
      }
      let storage = Samples.storage(bytes)
      let ledger = try Ledger(storage)
      let snapshot = try ledger.load(Samples.organisation)
      let lines = bytes.count { $0 == 0x0A } + 1
      #expect(snapshot.events.count <= lines, "seed \(SeededGenerator.seed), round \(round)")
      guard snapshot.damage.allSatisfy({ $0.kind != .otherOrganisation }) else { continue }
      guard let event = try? ledger.add(.started(["a"])) else { continue }
      let after = try ledger.load(Samples.organisation)
      #expect(
        after.events.count == snapshot.events.count + 1 && after.events.contains(event),
        "seed \(SeededGenerator.seed), round \(round)")
      #expect(after.damage == snapshot.damage, "seed \(SeededGenerator.seed), round \(round)")
    }
  }
}
