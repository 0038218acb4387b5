import MutualCommand
import TestSupport
import Testing

/// `checklist diff`: what it prints, and how it ends.
@Suite struct DiffCommandTests {
  static let newer = SmallChecklist.replacing("\"edition\": \"2026\"", with: "\"edition\": \"2027\"")
    .replacing("{\"calendarDays\": 14}", with: "{\"calendarDays\": 21}")
    .replacing("\"id\": \"pack\",", with: "\"id\": \"pack-boxes\", \"replaces\": [\"pack\"],")
    .replacing("\"pack\"", with: "\"pack-boxes\"")
    .replacing("\"replaces\": [\"pack-boxes\"]", with: "\"replaces\": [\"pack\"]")

  @Test func nothingIsDifferent() throws {
    let rig = try CommandLineRig()
    let run = rig.must("checklist", "diff", "employee-owned-mutual", "employee-owned-mutual@2026")
    #expect(run.output == "employee-owned-mutual@2026 and employee-owned-mutual@2026 say the same.\n")
    #expect(
      rig.json("checklist", "diff", "employee-owned-mutual", "employee-owned-mutual")["total"].int == 0)
  }

  @Test func differencesAreTold() throws {
    let rig = try CommandLineRig()
    try rig.folder.write(SmallChecklist.json, to: "work/old.json")
    try rig.folder.write(Self.newer, to: "work/new.json")
    try expectGolden(rig.must("checklist", "diff", "old.json", "new.json").output, "diff.txt")
    let programs = rig.must("checklist", "diff", "old.json", "new.json", "--format", "json")
    try expectGolden(programs.output, "diff.json")
    #expect(JSONKeys(programs.output)[""] == ["format", "kind", "old", "new", "total", "items"])
    #expect(
      JSONKeys(programs.output).all("items[]").allSatisfy { $0 == ["code", "subject", "id", "sentence"] })
  }

  @Test func badInput() throws {
    let rig = try CommandLineRig()
    try rig.folder.write("{}", to: "work/empty.json")
    try rig.expectRefusal(["checklist", "diff", "employee-owned-mutual"], .usage)
    try rig.expectRefusal(
      ["checklist", "diff", "employee-owned-mutual", "none.json"], .notFound, saying: ["none.json"])
    try rig.expectRefusal(
      ["checklist", "diff", "empty.json", "employee-owned-mutual"], .invalidInput, saying: ["empty.json"])
  }
}
