import MutualCommand
import TestSupport
import Testing

/// `adopt`: what it shows, what it writes, how it ends.
@Suite struct AdoptTests {
  /// The small archive's next edition: packing has another id, the notice went, a step came, an answer went.
  static let newer = DiffCommandTests.newer
    .replacing(
      "{\"id\": \"globes\", \"title\": \"Globes\"}", with: "{\"id\": \"charts\", \"title\": \"Charts\"}"
    )
    .replacing("{\"map-kinds\": [\"globes\"]}", with: "{\"map-kinds\": [\"charts\"]}")
    .replacing("\"id\": \"count-boxes\", \"stage\"", with: "\"id\": \"weigh-boxes\", \"stage\"")
    .replacing("\"count-boxes\"", with: "\"weigh-boxes\"")
    .replacing(
      "\"steps\": [",
      with:
        "\"steps\": [\n{\"id\": \"insure-move\", \"stage\": \"move\", \"title\": \"Insure the move\", \"requires\": [\"gate-plan\"]},"
    )

  private func archive() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    try rig.setUpArchive()
    try rig.folder.write(Self.newer, to: "work/newer.json")
    rig.must("answer", "has-maps=yes", "map-kinds=globes")
    rig.must("done", "count-boxes")
    rig.must("done", "pack")
    return rig
  }

  private func edition(_ rig: CommandLineRig) -> String? { rig.json("status")["checklist"]["edition"].string }

  @Test func dryRunShowsAndWritesNothing() throws {
    let rig = try archive()
    let before = try rig.digest()
    let run = rig.must("adopt", "2027", "--file", "newer.json", "--dry-run")
    try expectGolden(run.output, "adopt-dry-run.txt")
    let programs = rig.must("adopt", "2027", "--file", "newer.json", "--dry-run", "--format", "json")
    try expectGolden(programs.output, "adopt-dry-run.json")
    #expect(try rig.digest() == before)
  }

  @Test func adoptedEditionIsInForceAndNothingIsLost() throws {
    let rig = try archive()
    let lines = try rig.eventLines(of: "town-archive")
    let run = rig.must("adopt", "2027", "--file", "newer.json")
    try expectGolden(run.output, "adopt.txt")
    #expect(edition(rig) == "2027")
    #expect(Array(try rig.eventLines(of: "town-archive").prefix(lines.count)) == lines)
    let items = rig.json("status")["items"].array
    func standing(_ id: String) -> String? { items.first { $0["id"].string == id }?["standing"].string }
    #expect(standing("pack-boxes") == "completed")
    #expect(standing("weigh-boxes") == "ready")
    #expect(CommandLineRig.flat(rig.must("status").output).contains("count-boxes: recorded, and no longer"))
    #expect(rig.run("verify").status == .done)
    // What was recorded under the old id counts for those who record on.
    rig.must("done", "weigh-boxes")
    rig.must("reopen", "pack-boxes", "--reason", "A box broke")
    // It can be taken back, and adopted again from the ledger's copy.
    rig.must("undo")
    rig.must("undo")
    rig.must("undo")
    #expect(edition(rig) == "2026")
    rig.must("adopt", "2027")
    #expect(edition(rig) == "2027")
  }

  @Test func refusals() throws {
    let rig = try archive()
    for (words, status, says) in [
      (["2031"], ExitStatus.notFound, ["no edition \"2031\"", "2026", "--file"]),
      (["2026"], .refused, ["in force already"]),
      (["2028", "--file", "newer.json"], .invalidInput, ["edition 2027", "not edition 2028"]),
      (["2027", "--file", "none.json"], .notFound, ["none.json"]),
      (["2027", "--file", "newer.json", "--on", "2026-12-24"], .usage, ["not over yet"]), ([], .usage, []),
    ] { try rig.expectRefusal(["adopt"] + words, status, saying: says) }
    try rig.folder.write("{}", to: "work/empty.json")
    try rig.expectRefusal(["adopt", "2027", "--file", "empty.json"], .invalidInput, saying: ["empty.json"])
    // Another text under the name of an edition that the ledger has.
    rig.must("adopt", "2027", "--file", "newer.json")
    rig.must("adopt", "2026")
    try rig.folder.write(Self.newer.replacing("Insure the move", with: "Insure it"), to: "work/other.json")
    let run = rig.run("adopt", "2027", "--file", "other.json")
    #expect(run.status == .invalidInput)
    #expect(edition(rig) == "2026")
  }
}
