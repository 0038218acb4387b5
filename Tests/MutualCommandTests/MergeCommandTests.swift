import Foundation
import MutualCommand
import TestSupport
import Testing

/// Records that are spread over copies and merged again: the same bytes from every report.
@Suite struct MergeCommandTests {
  static let reports: [[String]] = [
    ["status"], ["next"], ["blocked"], ["outstanding"], ["outstanding", "--without-evidence"], ["questions"],
    ["why", "1.2"], ["why", "1.6"], ["why", "2.5"], ["show", "1.1"], ["waiting"], ["impact"], ["conflicts"],
    ["changes", "--since", "2026-11-01"], ["log"], ["log", "--step", "1.1"],
    ["status", "--as-of", "2026-11-10"],
    ["status", "--known-by", "2026-11-12"],
  ]

  /// Three people at work on copies of their own, who meet now and then. Whatever is refused is refused.
  private static func work(_ random: inout SeededGenerator) throws -> CommandLineRig {
    let rig = try CommandLineRig(now: "2026-11-02T09:00:00Z")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    try rig.setUpArchive()
    let copies = ["jo-7q2m", "sam-9zk4", "pat-1aaa"]
    for copy in copies {
      try FileManager.default.copyItem(atPath: rig.ledger, toPath: rig.folder.path("work/\(copy)"))
    }
    let steps = ["1.1", "1.2", "1.3", "1.5", "1.6", "2.1"]
    for day in 3...18 {
      try rig.setDay("2026-11-\(day < 10 ? "0" : "")\(day)")
      let copy = random.pick(copies)
      rig.variables["MUTUAL_WRITER"] = copy
      rig.variables["MUTUAL_BY"] = "The writer \(copy)"
      let step = random.pick(steps)
      let words: [String]
      switch random.int(in: 0...10) {
      case 0: words = ["start", step]
      case 1, 2: words = ["done", step, "--note", "On \(day)"]
      case 3: words = ["done", "1.5", "--answer", random.pick(["own-staff", "firm"])]
      case 4: words = ["waive", step, "--reason", "Not here \(day)"]
      case 5: words = ["reopen", step, "--reason", "Again"]
      case 6: words = ["hold", step, "--reason", "They \(day) wait", "--waiting-for", "the board"]
      case 7: words = ["answer", "has-maps=\(random.pick(["yes", "no"]))"]
      case 8: words = ["undo"]
      case 9: words = ["assign", step, "Kim \(day)"]
      default: words = ["merge", random.pick(copies)]
      }
      _ = rig.run(words + ["--ledger", copy])
    }
    try rig.setDay("2026-11-22")
    for copy in copies { rig.must("merge", copy) }
    return rig
  }

  @Test(arguments: 0..<6) func theSameBytesFromEveryReport(round: Int) throws {
    var random = SeededGenerator(seed: SeededGenerator.seed &+ 90_000 &+ UInt64(round))
    let comment: Comment = "seed \(SeededGenerator.seed), round \(round)"
    let rig = try Self.work(&random)
    let folder = "\(rig.ledger)/organisations/town-archive"
    // Each line goes to some of the copies, to one at least, in any order; the first line to all.
    let count = random.int(in: 2...4)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let lines = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n")
      for copy in 0..<count {
        let path = "work/copy-\(copy)/organisations/town-archive/\(name)"
        try rig.folder.write("\(lines[0])\n", to: path)
      }
      for line in lines.dropFirst().shuffled(using: &random) {
        let sure = random.int(in: 0...(count - 1))
        for copy in 0..<count where copy == sure || random.chance(30) {
          try rig.edit(rig.folder.path("work/copy-\(copy)/organisations/town-archive/\(name)")) {
            $0 + "\(line)\n"
          }
        }
      }
    }
    for copy in 0..<count {
      try FileManager.default.copyItem(
        atPath: "\(rig.ledger)/checklists", toPath: rig.folder.path("work/copy-\(copy)/checklists"))
    }
    let expected = Self.reports.flatMap { words in
      ["text", "json"].map { rig.run(words + ["--format", $0]) }
    }
    for attempt in 0..<3 {
      // Named so, the ledger is in no command that a page offers.
      rig.variables["MUTUAL_LEDGER"] = "merged-\(attempt)"
      let order = (0..<count).map { "copy-\($0)" }.shuffled(using: &random)
      for copy in order + order.prefix(random.int(in: 0...count)) { rig.must(["merge", copy]) }
      let found = Self.reports.flatMap { words in
        ["text", "json"].map { rig.run(words + ["--format", $0]) }
      }
      for (one, other) in zip(expected, found) { #expect(one == other, comment) }
    }
  }

  /// Two people set up the same name: they are asked whether it is one, and nothing is joined.
  @Test func twoOfOneName() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--ledger", "jo")
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    rig.must("new", "Riverside Libraries", "--ledger", "sam")
    let run = rig.json("merge", "sam", "--ledger", "jo")
    #expect(
      run["warnings"].strings.count == 1 && run["warnings"].strings[0].contains("Are they the same one?"))
    let asked = rig.run("next", "--ledger", "jo")
    #expect(asked.status == .notFound)
    #expect(asked.errors.contains("There are 2 organisations."))
    #expect(rig.run("next", "--ledger", "jo", "-o", "Riverside Libraries").errors.contains("fits 2"))
    // One id, set up twice, is refused.
    rig.must("new", "Hill Nursing", "--id", "hill", "--ledger", "jo")
    rig.must("new", "Hill Dental", "--id", "hill", "--ledger", "sam")
    try rig.expectRefusal(
      ["merge", "sam", "--ledger", "jo"], .conflict,
      saying: ["was set up twice", "\"Hill Nursing\"", "\"Hill Dental\""])
  }
}
