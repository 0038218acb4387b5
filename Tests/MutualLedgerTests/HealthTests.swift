import Foundation
import MutualChecklist
import MutualLedger
import MutualPlatform
import TestSupport
import Testing

/// What `verify` finds, each with its words.
@Suite struct HealthTests {
  static let folder = "organisations/\(Samples.organisation)"
  static let checklist = """
    {"format":1,"id":"short","edition":"2026","title":"Short","stages":[{"id":"only","title":"Only"}],
    "questions":[{"id":"sector","prompt":"Which?","answers":[{"id":"nhs","title":"NHS"},{"id":"council","title":"Council"}]}],
    "steps":[{"id":"a-step","stage":"only","title":"A step"},{"id":"b-step","stage":"only","title":"Another"}]}
    """

  let storage = MemoryStorage()

  /// A ledger with a checklist that can be read.
  private func ledger(in storage: MemoryStorage) throws -> Ledger {
    let ledger = try Ledger.create(in: storage)
    _ = try ledger.register(
      Samples.organisation, name: "Riverside Libraries",
      checklist: ChecklistCopy(id: "short", edition: "2026", bytes: Array(Self.checklist.utf8)),
      writer: Samples.writer, at: Samples.day, recorded: Samples.instant, day: Samples.day, by: "Jo")
    return ledger
  }

  private func findings(
    _ files: [String: [UInt8]], builtIn: [UInt8]? = nil
  ) throws -> [String] {
    let storage = MemoryStorage(files)
    let report = try Ledger(storage).verify { _, _ in builtIn }
    #expect(storage.files == files, "looking changed something")
    for finding in report.findings {
      #expect(finding.message.hasSuffix("."), "\(finding.message)")
      #expect(!finding.message.contains(".."), "\(finding.message)")
    }
    return report.findings.map { "\($0.severity) \($0.code) \($0.place): \($0.message)" }
  }

  @Test func aSoundLedgerHasNoFindings() throws {
    let ledger = try ledger(in: storage)
    try ledger.add(.started(["a-step"]))
    try ledger.add(.answered([GivenAnswer(question: "sector", answers: ["nhs"])]), writer: "sam-9zk4")
    let event = try ledger.add(.completed(["a-step"], answers: []))
    try ledger.add(.retracted(event.id))
    #expect(try findings(storage.files, builtIn: Array(Self.checklist.utf8)) == [])
    let report = try ledger.verify { _, _ in nil }
    #expect(report.organisations == 1 && report.entries == 5)
  }

  @Test func linesAndNumbers() throws {
    let ledger = try ledger(in: storage)
    for _ in 0..<3 { try ledger.add(.noted(["a-step"])) }
    try ledger.add(.noted(["b-step"]), writer: "sam-9zk4")
    var files = storage.files
    let log = try #require(files[Samples.file.path])
    let lines = log.split(separator: 0x0A).map { Array($0) + [0x0A] }
    // A line is missing altogether.
    files[Samples.file.path] = Array((lines[0...1] + lines[3...]).joined())
    #expect(
      try findings(files) == [
        "damage missing-numbers \(Samples.file.path): The entry jo-7q2m:2 is missing: later ones are there. Merge a copy that has it."
      ])
    // The file ends before what others had seen.
    files[Samples.file.path] = Array(lines[0...2].joined())
    #expect(
      try findings(files) == [
        "damage missing-numbers \(Samples.file.path): The entries jo-7q2m:3 to jo-7q2m:4 are missing: others had seen them. Merge a copy that has them."
      ])
    // A damaged line, named twice: where it is, and which it was.
    var damaged = lines
    damaged[2][40] ^= 1
    files[Samples.file.path] = Array(damaged.joined())
    let found = try findings(files)
    #expect(found.count == 2)
    #expect(
      found.contains {
        $0.hasPrefix("damage damaged-line \(Samples.file.path):3: The line can't be read: its sum is wrong")
      })
    #expect(found.contains { $0.hasPrefix("damage missing-numbers") && $0.contains("jo-7q2m:2 is missing") })
    // An interrupted entry is a warning, and takes no number that would be missed.
    files[Samples.file.path] = log + Array("{\"id\":\"jo-7".utf8)
    let torn = MemoryStorage(files)
    #expect(
      try findings(files) == [
        "warning interrupted-entry \(Samples.file.path):6: Writing was interrupted here: what was being recorded was never said to be saved."
      ])
    try Ledger(torn).add(.noted(["a-step"]))
    #expect(try findings(torn.files).count == 1)
  }

  @Test func splitWriters() throws {
    let ledger = try ledger(in: storage)
    let backup = MemoryStorage(storage.files)
    try ledger.add(.noted(["a-step"]))
    try Ledger(backup).add(.noted(["b-step"]))
    _ = try ledger.take([MergeSource(place: "backup", files: backup.files)])
    #expect(
      try findings(storage.files) == [
        "warning two-contents \(Samples.file.path): The entry jo-7q2m:2 has two contents, perhaps since a backup was restored. Both count. Whoever that is should go on as another writer, with MUTUAL_WRITER set to a new name."
      ])
  }

  @Test func eventsThatMakeNoSense() throws {
    let ledger = try ledger(in: storage)
    let writer = Samples.writer
    func id(_ number: Int) -> Event.ID { Event.ID(writer: writer, number: number) }
    try ledger.add(.started(["no-step"]))
    try ledger.add(.answered([GivenAnswer(question: "no-question", answers: ["yes"])]))
    try ledger.add(.answered([GivenAnswer(question: "sector", answers: ["no-answer"])]))
    try ledger.add(.retracted(id(70)))
    try ledger.add(.retracted(id(1)))
    try ledger.add(.settled(subject: "no-subject", kept: id(2), between: [id(2), id(80)]))
    let expected = [
      "unknown-step :3: The entry jo-7q2m:2 is about the step \"no-step\", which the checklist does not have.",
      "unknown-question :4: The entry jo-7q2m:3 answers the question \"no-question\", which the checklist does not have.",
      "unknown-answer :5: The entry jo-7q2m:4 answers \"sector\" with \"no-answer\", which the question does not offer.",
      "retracts-nothing :6: The entry jo-7q2m:5 takes back jo-7q2m:70, which is not there.",
      "retracts-registration :7: The entry jo-7q2m:6 takes back the one that sets the organisation up, which can't be taken back.",
      "settles-nothing :8: The entry jo-7q2m:7 decides about jo-7q2m:80, which is not there.",
      "settles-nothing :8: The entry jo-7q2m:7 decides about \"no-subject\", which the checklist does not have.",
    ]
    #expect(
      try findings(storage.files).map {
        $0.replacing("warning ", with: "", maxReplacements: 1).replacing(
          Samples.file.path, with: "", maxReplacements: 1)
      } == expected)
    // An edition of which there is no copy: then nobody can say what its steps are.
    try ledger.add(.adopted(edition: "2027"))
    let found = try findings(storage.files)
    #expect(found.contains { $0.hasPrefix("damage no-checklist") && $0.contains("edition 2027") })
    #expect(!found.contains { $0.contains("unknown-step") })
  }

  @Test func registrations() throws {
    let first = try ledger(in: storage)
    try first.add(.noted(["a-step"]))
    var files = storage.files
    let lines = try #require(files[Samples.file.path]).split(separator: 0x0A).map { Array($0) + [0x0A] }
    let other = EventCoding.line(
      Samples.bare(.registered(name: "Other", checklist: "short", edition: "2026"), number: 3, clock: 3))
    files[Samples.file.path] = Array(lines.joined()) + other + [0x0A]
    #expect(
      try findings(files) == [
        "damage registered-twice \(Samples.file.path):4: The organisation is set up a second time here: two records were joined that are not the same."
      ])
    files[Samples.file.path] = lines[0] + lines[2]
    #expect(
      try findings(files).contains(
        "damage no-registration \(Self.folder): The entry that sets the organisation up is missing: merge a copy that has it."
      ))
  }

  @Test func copiesAndStrangers() throws {
    let ledger = try ledger(in: storage)
    let before = try #require(storage.files[Samples.file.path])
    try ledger.add(.noted(["a-step"]))
    let bytes = try #require(storage.files[Samples.file.path])
    var files = storage.files
    files["\(Self.folder)/jo-7q2m (conflicted copy).jsonl"] = bytes
    files["organisations/Renamed Folder/jo-7q2m.jsonl"] = bytes
    #expect(
      try findings(files) == [
        "warning stray-name organisations/Renamed Folder: The name can't be that of an organisation: it was left out. \"mutual repair\" takes in what it holds.",
        "warning stray-file \(Self.folder)/jo-7q2m (conflicted copy).jsonl: It is a copy that another program made. All its entries are in the record: \"mutual repair\" moves it aside.",
      ])
    files = storage.files
    files["\(Self.folder)/jo-7q2m (conflicted copy).jsonl"] = bytes
    files[Samples.file.path] = before
    #expect(
      try findings(files) == [
        "warning stray-file \(Self.folder)/jo-7q2m (conflicted copy).jsonl: It is a copy that another program made, with an entry that is not in the record: \"mutual repair\" takes it in."
      ])
    files = storage.files
    files["\(Self.folder)/jo-7q2m-copy.jsonl"] = bytes
    #expect(try findings(files).map { $0.split(separator: " ")[1] } == ["copied-file"])
    files = storage.files
    files["organisations/other-one/jo-7q2m.jsonl"] = bytes
    #expect(
      try findings(files).contains {
        $0.hasPrefix("damage other-organisation organisations/other-one/jo-7q2m.jsonl:1")
      })
  }

  @Test func checklists() throws {
    _ = try ledger(in: storage)
    #expect(
      try findings(storage.files, builtIn: [1]) == [
        "warning different-checklist checklists/short/2026.json: The copy differs from the checklist of the same name that comes with this version of mutual. The records are read with the copy: find out who changed it."
      ])
    var files = storage.files
    files["checklists/short/2026.json"] = Array("{\"format\":1".utf8)
    #expect(
      try findings(files).contains { $0.hasPrefix("damage invalid-checklist checklists/short/2026.json") })
    files = storage.files
    files["checklists/short/2027.json"] = Array(Self.checklist.utf8)
    #expect(
      try findings(files) == [
        "damage invalid-checklist checklists/short/2027.json: The file is of another checklist, short, edition 2026."
      ])
    files = storage.files
    files["checklists/short/2026 (copy).json"] = [1]
    #expect(
      try findings(files) == [
        "warning stray-name checklists/short/2026 (copy).json: The name is not that of a checklist's copy: it was left out."
      ])
  }

  @Test func newerEntries() throws {
    let ledger = try ledger(in: storage)
    _ = ledger
    try storage.append(to: Samples.file, waiting: 0) { _ in
      EventCoding.line(Samples.bare(.unknown(kind: "dreamt"), number: 2, clock: 2)) + [0x0A]
    }
    #expect(
      try findings(storage.files) == [
        "warning newer-version \(Self.folder): An entry was made by a newer version of mutual. They are kept, and not understood in full: install that version to add to the record."
      ])
  }

  @Test func everyBitOfALedgerFlippedIsFound() throws {
    let ledger = try ledger(in: storage)
    for _ in 0..<2 { try ledger.add(.noted(["a-step"])) }
    try ledger.add(.noted(["b-step"]), writer: "sam-9zk4")
    let files = storage.files
    let log = try #require(files[Samples.file.path])
    for place in log.indices {
      for bit in [0, 3, 6] {
        var copy = files
        copy[Samples.file.path]?[place] ^= 1 << UInt8(bit)
        // The last line feed alone is no loss.
        if place == log.count - 1 { continue }
        let report = try Ledger(MemoryStorage(copy)).verify { _, _ in nil }
        #expect(report.damage > 0, "bit \(bit) of byte \(place)")
      }
    }
  }
}
