import Foundation
import MutualCommand
import TestSupport
import Testing

/// What people and programs see of what looks after the record: merging, disagreements, health, and the end of the work.
@Suite struct LedgerScreenTests {
  /// A screen: the command, and what was before it.
  struct Screen: Sendable, CustomTestStringConvertible {
    var name: String
    var words: [String]
    var place = Place.riverside
    var before: [[String]] = []
    /// What is typed at a terminal.
    var typed: [String] = []
    var isPiped = false
    var hasJSON = true

    var testDescription: String { name }
  }

  /// What the world is like.
  enum Place: Sendable { case riverside, disagreeing, split, copies, damaged }

  static let hold = [
    "hold", "1.8", "--reason", "The opinion on our powers is not back", "--waiting-for",
    "the county solicitor",
    "--chase", "25 November",
  ]

  static let screens: [Screen] = [
    Screen(name: "hold", words: hold),
    Screen(
      name: "waiting", words: ["waiting"],
      before: [hold, ["hold", "1.6", "--reason", "Nobody is free before Christmas", "--on", "13 November"]]),
    Screen(name: "waiting-none", words: ["waiting"]),
    Screen(name: "impact", words: ["impact"]),
    Screen(name: "impact-step", words: ["impact", "1.6"]),
    Screen(
      name: "changes", words: ["changes", "--since", "4 November"],
      before: [["turn-down", "1.14", "--reason", "Not this year", "--back-on", "12 January 2027"], hold]),
    Screen(name: "changes-none", words: ["changes", "--since", "13 November"]),
    Screen(
      name: "close", words: ["close", "--outcome", "paused", "--reason", "The council looks at its budget"]),
    Screen(
      name: "closed-status", words: ["status"],
      before: [["close", "--outcome", "paused", "--reason", "The council looks at its budget"]]),
    Screen(
      name: "closed-next", words: ["next"],
      before: [["close", "--outcome", "paused", "--reason", "The council looks at its budget"]]),
    Screen(
      name: "reopen-organisation", words: ["reopen-organisation"],
      before: [["close", "--outcome", "paused", "--reason", "The council looks at its budget"]]),
    Screen(name: "log-filtered", words: ["log", "--by", "Sam Field", "--until", "12 November"]),
    Screen(name: "conflicts", words: ["conflicts"], place: .disagreeing),
    Screen(name: "conflicts-none", words: ["conflicts"]),
    Screen(name: "conflicts-split", words: ["conflicts"], place: .split),
    Screen(name: "conflict-status", words: ["status"], place: .disagreeing, hasJSON: false),
    Screen(name: "conflict-why", words: ["why", "1.1"], place: .disagreeing, hasJSON: false),
    Screen(
      name: "settle", words: ["settle", "1.1", "--keep", "jo-7q2m:3", "--note", "Asked Sam"],
      place: .disagreeing),
    Screen(
      name: "error-settle", words: ["settle", "1.1", "--keep", "jo-7q2m:1"], place: .disagreeing,
      hasJSON: false),
    Screen(
      name: "error-settle-split", words: ["settle", "1.3", "--keep", "jo-7q2m:2"], place: .split,
      hasJSON: false),
    Screen(name: "error-conflict", words: ["start", "1.1"], place: .disagreeing, hasJSON: false),
    Screen(name: "merge", words: ["merge", "sams-copy", "sams-own"], place: .copies),
    Screen(name: "merge-dry-run", words: ["merge", "sams-copy", "--dry-run"], place: .copies),
    Screen(
      name: "merge-again", words: ["merge", "sams-copy"], place: .copies, before: [["merge", "sams-copy"]]),
    Screen(name: "verify", words: ["verify"]),
    Screen(name: "verify-damaged", words: ["verify"], place: .damaged),
    Screen(name: "repair-none", words: ["repair"]),
    Screen(name: "repair-plan", words: ["repair", "--dry-run"], place: .damaged),
    Screen(name: "repair-piped", words: ["repair"], place: .damaged, isPiped: true, hasJSON: false),
    Screen(
      name: "repair-asked", words: ["repair"], place: .damaged, typed: ["yes", "what?", "Y", "no"],
      hasJSON: false),
    Screen(name: "repair", words: ["repair", "--yes"], place: .damaged),
    Screen(name: "repaired-verify", words: ["verify"], place: .damaged, before: [["repair", "--yes"]]),
    Screen(name: "repaired-next", words: ["next"], place: .damaged, before: [["repair", "--yes"]]),
  ]

  @Test(arguments: screens) func golden(_ screen: Screen) throws {
    let rig = try Self.rig(screen)
    rig.isTerminal = !screen.isPiped
    rig.isInputTerminal = !screen.isPiped
    rig.width = 80
    rig.variables["NO_COLOR"] = "1"
    rig.typedLines = screen.typed
    let run = rig.run(screen.words)
    try expectGolden(run.output + run.errors, "\(screen.name).txt")
    ScreenTests.check(run.output + run.errors, width: 80, screen.name)
    guard screen.hasJSON else { return }
    let programs = try Self.rig(screen).run(screen.words + ["--format", "json"])
    try expectGolden(programs.output, "\(screen.name).json")
    #expect(JSONValue(text: programs.output)["format"].int == 1)
    #expect(programs.status == run.status)
  }

  static func rig(_ screen: Screen) throws -> CommandLineRig {
    let rig: CommandLineRig
    switch screen.place {
    case .riverside: rig = try .riverside()
    case .disagreeing:
      rig = try CommandLineRig(now: "2026-09-01T09:00:00Z")
      rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
      rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
      rig.must("answer", "nation=england")
      try rig.setDay("2026-09-02")
      try rig.disagreeAboutTheFirstStep()
      try rig.setDay("2026-11-22")
    case .split: rig = try split()
    case .copies: rig = try copies()
    case .damaged: rig = try damaged()
    }
    for words in screen.before { _ = rig.run(words) }
    return rig
  }

  /// A backup was restored, and work went on from it while the other copy went on too.
  private static func split() throws -> CommandLineRig {
    let rig = try CommandLineRig(now: "2026-09-01T09:00:00Z")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    try FileManager.default.copyItem(atPath: rig.ledger, toPath: rig.folder.path("work/backup"))
    try rig.setDay("2026-09-02")
    rig.must("done", "1.3", "--out-of-sequence", "It was clear from the start")
    rig.must("waive", "1.3", "--reason", "The council sets it", "--ledger", "backup")
    rig.must("merge", "backup")
    try rig.setDay("2026-11-22")
    return rig
  }

  /// Sam worked on a copy, and set up another organisation; a line of the copy is damaged, another is unfinished.
  private static func copies() throws -> CommandLineRig {
    let rig = try CommandLineRig.riverside()
    try FileManager.default.copyItem(atPath: rig.ledger, toPath: rig.folder.path("work/sams-copy"))
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    rig.variables["MUTUAL_BY"] = "Sam Field"
    let there = ["--ledger", "sams-copy"]
    rig.must(["start", "1.8", "-o", "riverside"] + there)
    rig.must(["note", "1.8", "Asked the county solicitor", "-o", "riverside"] + there)
    rig.must(["done", "1.7", "-o", "riverside"] + there)
    rig.must("new", "Riverside Libraries", "--id", "riverside-two", "--ledger", "sams-own")
    rig.must(["new", "Hill Nursing", "--id", "hill-nursing"] + there)
    let file = rig.folder.path("work/sams-copy/organisations/riverside-libraries/sam-9zk4.jsonl")
    try rig.edit(file) {
      $0.replacingOccurrences(of: "county solicitor", with: "County solicitor") + "{\"id\":\"sam-9zk4:"
    }
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.variables["MUTUAL_BY"] = "Jo Smith"
    return rig
  }

  /// What years on a shared drive do to a ledger.
  static func damaged() throws -> CommandLineRig {
    let rig = try CommandLineRig.riverside()
    let folder = "\(rig.ledger)/organisations/riverside-libraries"
    try FileManager.default.copyItem(
      atPath: "\(folder)/jo-7q2m.jsonl", toPath: "\(folder)/jo-7q2m (Jo's conflicted copy).jsonl")
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    rig.must("start", "1.8", "--by", "Sam Field")
    rig.must("note", "1.8", "Asked the county solicitor", "--by", "Sam Field")
    rig.must("note", "1.8", "Asked again", "--by", "Sam Field")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    try rig.edit("\(folder)/sam-9zk4.jsonl") {
      $0.replacingOccurrences(of: "county solicitor", with: "County solicitor")
    }
    try rig.edit("\(folder)/jo-7q2m.jsonl") { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter { $0.offset != 3 }
        .map { String($0.element) }.joined(separator: "\n")
    }
    try rig.folder.write(
      "{\"format\":1,\"organ", to: "data/mutual/organisations/riverside-libraries/.tmp-0a1b")
    try rig.edit("\(rig.ledger)/checklists/employee-owned-mutual/2026.json") { String($0.prefix(5_000)) }
    return rig
  }
}
