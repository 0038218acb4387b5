import MutualChecklist
import MutualCommand
import TestSupport
import Testing

/// `--plain`: one record a line, for programs that work with lines.
@Suite struct PlainTests {
  /// The lines of an answer, each split into its fields.
  private func rows(_ words: [String], _ rig: CommandLineRig) -> [[String]] {
    rig.must(words + ["--plain"]).output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
  }

  @Test(arguments: ["next", "blocked", "outstanding", "questions", "log", "impact"])
  func golden(_ command: String) throws {
    try expectGolden(CommandLineRig.riverside().must(command, "--plain").output, "plain-\(command).txt")
  }

  /// The same steps in the same order as for programs, each with as many fields.
  @Test(arguments: [["status"], ["next"], ["blocked"], ["outstanding"], ["why", "5.3"], ["show", "1.7"]])
  func sameAsJSON(_ words: [String]) throws {
    let rig = try CommandLineRig.riverside()
    let rows = rows(words, rig)
    let items = rig.json(words: words)["items"].array
    #expect(rows.map { $0[1] } == items.map { $0["id"].string })
    #expect(rows.map { $0[2] } == items.map { $0["standing"].string })
    #expect(rows.allSatisfy { $0.count == 10 })
    #expect(rows.map { $0[8].isEmpty } == items.map { $0["blockers"].array.isEmpty })
  }

  @Test func otherCommands() throws {
    let rig = try CommandLineRig.riverside()
    let changes = rows(["changes", "--since", "2026-11-03"], rig)
    #expect(changes.contains { $0[0] == "finished" && $0[1] == "1.4" })
    #expect(changes.contains { $0[0] == "answered" && $0[2] == "union-recognised" })
    #expect(changes.allSatisfy { $0.count == 4 })
    rig.must("hold", "1.7", "--reason", "R", "--waiting-for", "the bank")
    #expect(rows(["waiting"], rig).map { $0[0] } == ["1.7"])
    #expect(rows(["verify"], rig).isEmpty)
    #expect(rows(["conflicts"], rig).isEmpty)
    #expect(rows(["checklist", "lint"], rig).isEmpty)
  }

  /// Text that somebody typed breaks neither a line nor a field.
  @Test func hostileText() throws {
    let rig = try CommandLineRig.riverside()
    rig.must("note", "1.6", "one\ttwo\nthree\u{1B}[31m")
    let rows = rows(["log"], rig)
    #expect(rows.allSatisfy { $0.count == 8 })
    #expect(rows.last?[7] == "one two three\\u{1b}[31m")
  }

  @Test func notWithAFormat() throws {
    let run = try CommandLineRig.riverside().run("next", "--plain", "--format", "json")
    #expect(run.status == .usage)
    #expect(run.errors.contains("give one of them"))
  }
}
