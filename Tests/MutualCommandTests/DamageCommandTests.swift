import Foundation
import MutualCommand
import TestSupport
import Testing

/// What commands say and do where files were cut, changed or left behind.
@Suite struct DamageCommandTests {
  /// The small checklist, with entries of Jo, and of Sam in a file of his own.
  static func situation() throws -> (rig: CommandLineRig, path: String, log: [UInt8]) {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    try rig.setUpArchive()
    rig.must("done", "1.1")
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    rig.variables["MUTUAL_BY"] = "Sam"
    rig.must("start", "1.2")
    rig.must("note", "1.2", "Ten")
    let path = "\(rig.ledger)/organisations/town-archive/sam-9zk4.jsonl"
    return (rig, path, Array(try Data(contentsOf: URL(filePath: path))))
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// The numbers of Sam's entries that the record has, as programs read it.
  static func numbers(_ run: CommandLineRig.Run) -> [Int] {
    run.json["items"].array.compactMap { $0["event"]["id"].string }.filter { $0.hasPrefix("sam-9zk4:") }
      .compactMap { Int($0.dropFirst(9)) }
  }

  /// A real file cut at every byte, then one more entry: all that was whole and the new one are read, the piece is named,
  /// and nothing ends with a status but 0.
  @Test func aFileCutAnywhere() throws {
    let (rig, path, log) = try Self.situation()
    let ends = log.indices.filter { log[$0] == 0x0A }
    for cut in 0...log.count {
      try Self.write(Array(log.prefix(cut)), to: path)
      let kept = max(0, ends.count { $0 <= cut } - 1)
      let isTorn = cut > 0 && !ends.contains(cut) && log[cut - 1] != 0x0A
      let read = rig.must("log", "--format", "json")
      #expect(Self.numbers(read) == Array(0..<kept).map { $0 + 1 }, "cut at \(cut)")
      let line = "town-archive/sam-9zk4.jsonl:\(ends.count { $0 < cut } + 1): Writing was interrupted here"
      #expect(read.json["warnings"].array.count == (isTorn ? 1 : 0), "cut at \(cut)")
      #expect(!isTorn || read.output.contains(line), "cut at \(cut): \(read.output)")
      let new = rig.json("note", "1.2", "More")["event"]["id"].string
      let after = rig.must("log", "--format", "json")
      #expect(Self.numbers(after).count == kept + 1 && after.output.contains("\"\(new ?? "")\""), "\(cut)")
      #expect(after.json["warnings"].strings == read.json["warnings"].strings, "cut at \(cut)")
      #expect(after.errors.isEmpty && read.errors.isEmpty, "cut at \(cut)")
    }
  }

  /// Every bit flipped in turn: only the damaged entry is lost, named by file and line, and all else is reported.
  @Test(.timeLimit(.minutes(5)), arguments: 0..<8) func everyBitFlipped(bit: Int) throws {
    let (rig, path, log) = try Self.situation()
    let ends = log.indices.filter { log[$0] == 0x0A }
    for place in log.indices {
      let line = ends.count { $0 < place }
      var flipped = log
      flipped[place] ^= 1 << UInt8(bit)
      try Self.write(flipped, to: path)
      var lost: Set<Int> = [line]
      if log[place] == 0x0A { lost.insert(line + 1) }
      let run = rig.run("log", "--format", "json")
      let comment: Comment = "bit \(bit) of byte \(place)"
      #expect(Self.numbers(run) == (1...2).filter { !lost.contains($0) }, comment)
      #expect(run.json["items"].array.count == 2 + Self.numbers(run).count, comment)
      let warnings = run.json["warnings"].strings
      let places = (line + 1...line + 2).map { "town-archive/sam-9zk4.jsonl:\($0): " }
      #expect(
        !warnings.isEmpty && warnings.allSatisfy { text in places.contains { text.contains($0) } }, comment)
      // Of the end of the file alone nobody can say whether it was damaged or never finished.
      if line < ends.count - 1 {
        #expect(run.status == .damaged, comment)
        #expect(places.contains { run.errors.contains($0) }, comment)
      } else {
        #expect(run.status == .damaged || run.errors.isEmpty, comment)
      }
    }
  }

  /// Hostile names and texts in a ledger and in a copy reach no terminal as they are.
  @Test func hostileLedgers() throws {
    let (rig, path, log) = try Self.situation()
    let hostile = "\u{1B}[31m\u{7}\u{202E}\u{9B}1m x"
    let folder = "\(rig.ledger)/organisations"
    try Self.write(log, to: "\(folder)/town-archive/\(hostile).jsonl")
    try Self.write(log, to: "\(folder)/town-archive/.tmp-\(hostile)")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(hostile)", withIntermediateDirectories: false)
    try Self.write(log, to: "\(folder)/\(hostile)/sam-9zk4.jsonl")
    try Self.write([1], to: "\(rig.ledger)/checklists/move-the-archive/\(hostile).json")
    let head = LedgerLines.line(
      "\"format\":1,\"organisation\":\"other\",\"name\":\"\\u001b[31m\\u202e\\u009b\",\"writer\":\"x\"")
    let event = LedgerLines.line(
      "\"id\":\"x:1\",\"clock\":1,\"recorded\":\"2026-09-02T09:00:00Z\",\"day\":\"2026-09-02\",\"by\":\"\\u001b[2J\","
        + "\"kind\":\"registered\",\"name\":\"\\u001b[31m\\u202e\\u009b\",\"checklist\":\"\\u001b]0;\",\"edition\":\"\\u0007\""
    )
    try rig.folder.write("\(head)\n\(event)\n{\u{1B}[31m\n", to: "work/\(hostile)/other/x.jsonl")
    var spoilt = log
    spoilt[log.count - 30] = 0x1B
    try Self.write(spoilt + Array("\u{1B}[31m".utf8), to: path)
    for words in [
      ["verify"], ["repair", "--dry-run"], ["log"], ["merge", "\(hostile)/other", "--dry-run"],
      ["merge", "\(hostile)/other"], ["merge", hostile], ["repair", "--yes"], ["verify"], ["repair"],
      ["status", "-o", "other"], ["log", "-o", "other"],
    ] {
      let run = rig.run(words)
      #expect(!(run.output + run.errors).isEmpty, "\(words)")
      for scalar in (run.output + run.errors).unicodeScalars {
        #expect(scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(words)")
        #expect(!(0x202A...0x202E).contains(scalar.value), "\(words)")
      }
    }
  }
}
