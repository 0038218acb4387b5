import Foundation
import MutualCommand
import TestSupport
import Testing

/// A checklist with a mistake is not used: each mistake is named with its line, and nothing is written.
@Suite struct BrokenChecklistTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    var says: [String]
    var bytes: [UInt8]

    init(_ name: String, _ code: String, says: [String], _ text: String) {
      (self.name, self.code, self.says, bytes) = (name, code, says, Array(text.utf8))
    }

    var testDescription: String { name }
  }

  static let all: [Broken] = [
    Broken(
      "duplicate id", "checklist-duplicate-id", says: ["pack-maps"],
      SmallChecklist.replacing("\"id\": \"order-globe-boxes\"", with: "\"id\": \"pack-maps\"")),
    Broken(
      "unknown step", "checklist-unknown-step", says: ["choose-carier", "Did you mean \"choose-carrier\""],
      SmallChecklist.replacing("[\"choose-carrier\",", with: "[\"choose-carier\",")),
    Broken(
      "unknown question", "checklist-unknown-question", says: ["has-mops", "has-maps"],
      SmallChecklist.replacing("\"appliesWhen\": [{\"has-maps\"", with: "\"appliesWhen\": [{\"has-mops\"")),
    Broken(
      "unknown stage", "checklist-unknown-stage", says: ["mvoe"],
      SmallChecklist.replacing(
        "\"give-notice\", \"stage\": \"move\"", with: "\"give-notice\", \"stage\": \"mvoe\"")),
    Broken(
      "cycle", "checklist-cycle", says: ["Count the boxes", "The board agrees the plan"],
      SmallChecklist.replacing(
        "\"guidance\": \"Walk every aisle.\"",
        with: "\"guidance\": \"Walk every aisle.\", \"requires\": [\"gate-plan\"]")),
    Broken(
      "empty anyOf", "checklist-empty-any-of", says: ["anyOf"],
      SmallChecklist.replacing("[\"move-by-road\", \"move-by-barge\"]", with: "[]")),
    Broken(
      "wrong type", "checklist-wrong-type", says: ["title"],
      SmallChecklist.replacing("\"title\": \"Hire the firm\"", with: "\"title\": 7")),
    Broken(
      "truncated", "json-truncated", says: [],
      String(SmallChecklist.json.prefix(SmallChecklist.json.count - 100))),
    Broken(
      "unknown key", "checklist-unknown-key", says: ["requries", "requires"],
      SmallChecklist.replacing("\"requires\": [\"gate-plan\"] }", with: "\"requries\": [\"gate-plan\"] }")
        .replacingOccurrences(
          of: "\"title\": \"Tell the readers\", \"requires\"",
          with: "\"title\": \"Tell the readers\", \"requries\"")),
    {
      var broken = Broken("not UTF-8", "json-utf8", says: [], SmallChecklist.json)
      if let at = broken.bytes.firstIndex(of: UInt8(ascii: "W")) { broken.bytes[at] = 0xFF }
      return broken
    }(),
    Broken("not JSON", "json-syntax", says: [], "How to move an archive\n"),
    Broken("empty", "json-empty", says: [], ""),
    Broken(
      "duplicate key", "json-duplicate-key", says: ["edition"],
      SmallChecklist.replacing(
        "\"edition\": \"2026\",", with: "\"edition\": \"2026\", \"edition\": \"2027\",")),
    Broken(
      "newer format", "checklist-format", says: ["2"],
      SmallChecklist.replacing("\"format\": 1", with: "\"format\": 2")),
    Broken("a list", "checklist-wrong-type", says: [], "[]"),
  ]

  /// `new` refuses it.
  @Test(arguments: all) func setUpOn(_ broken: Broken) throws {
    let rig = try CommandLineRig()
    try Data(broken.bytes).write(to: URL(filePath: rig.folder.path("work/broken.json")))
    try rig.expectRefusal(
      ["new", "Town Archive", "--checklist", "broken.json"], .invalidInput,
      saying: ["broken.json", broken.code] + broken.says)
    try rig.expectRefusal(
      ["new", "Town Archive", "--checklist", "./broken.json", "--dry-run"], .invalidInput, saying: broken.says
    )
    try rig.expectRefusal(["checklist", "show", "broken.json"], .invalidInput, saying: broken.says)
  }

  /// `checklist lint` answers with it: the findings are data.
  @Test(arguments: all) func lint(_ broken: Broken) throws {
    let rig = try CommandLineRig()
    try Data(broken.bytes).write(to: URL(filePath: rig.folder.path("work/broken.json")))
    let before = try rig.digest()
    let run = rig.run("checklist", "lint", "broken.json")
    #expect(run.status == .invalidInput)
    #expect(run.errors.isEmpty)
    let flat = CommandLineRig.flat(run.output)
    for part in ["broken.json", "error", broken.code] + broken.says {
      #expect(flat.contains(part), "\(run.output)")
    }
    let programs = rig.run("checklist", "lint", "broken.json", "--format", "json")
    #expect(programs.status == .invalidInput)
    #expect(programs.errors.isEmpty)
    #expect(programs.json["kind"].string == "lint")
    let items = programs.json["items"].array
    #expect(programs.json["total"].int == items.count && !items.isEmpty)
    let found = items.first { $0["code"].string == broken.code }
    #expect(found?["severity"].string == "error")
    #expect(found?["line"].int ?? 0 >= 1)
    #expect(
      JSONKeys(programs.output).all("items[]").allSatisfy {
        $0 == ["severity", "code", "message", "line", "path", "steps"]
      })
    #expect(try rig.digest() == before)
  }

  /// Several mistakes are all told at once.
  @Test func severalMistakes() throws {
    let rig = try CommandLineRig()
    let text = SmallChecklist.replacing("[\"choose-carrier\",", with: "[\"choose-carier\",")
      .replacingOccurrences(of: "\"title\": \"Hire the firm\"", with: "\"title\": 7")
    try rig.folder.write(text, to: "work/broken.json")
    let codes = rig.run("checklist", "lint", "broken.json", "--format", "json").json["items"].array
      .compactMap { $0["code"].string }
    #expect(Set(codes).isSuperset(of: ["checklist-unknown-step", "checklist-wrong-type"]))
  }

  @Test func builtInAndSmallAreFine() throws {
    let rig = try CommandLineRig()
    try rig.folder.write(SmallChecklist.json, to: "work/small.json")
    #expect(rig.must("checklist", "lint").errors.isEmpty)
    let small = rig.json("checklist", "lint", "small.json")
    #expect(!small["items"].array.contains { $0["severity"].string == "error" })
    let strict = rig.run("checklist", "lint", "small.json", "--strict")
    #expect(strict.status == (small["total"].int == 0 ? .done : .checkFound))
    // Warnings are told, and end with a status of their own where that is asked for.
    try rig.folder.write(
      SmallChecklist.replacing("\"requires\": [\"gate-plan\"],", with: ""), to: "work/loose.json")
    #expect(rig.run("checklist", "lint", "loose.json").status == .done)
    #expect(rig.run("checklist", "lint", "loose.json", "--strict").status == .checkFound)
  }

  /// An edition never changes: another text under the same name is refused.
  @Test func otherTextOfTheSameEdition() throws {
    let rig = try CommandLineRig()
    try rig.setUpArchive()
    try rig.folder.write(
      SmallChecklist.replacing("Tell the readers", with: "Tell everyone"), to: "work/other.json")
    try rig.expectRefusal(
      ["new", "Other", "--checklist", "other.json"], .invalidInput, saying: ["move-the-archive", "2026"])
  }

  /// A checklist whose id or edition can't be the name of a file.
  @Test func namesThatNoFileCanHave() throws {
    let rig = try CommandLineRig()
    for (old, new) in [
      ("\"move-the-archive\"", "\"../up\""), ("\"move-the-archive\"", "\"con\""), ("\"2026\"", "\"../2026\""),
    ] {
      try rig.folder.write(SmallChecklist.replacing(old, with: new), to: "work/broken.json")
      let before = try rig.digest()
      let run = rig.run("new", "Town Archive", "--checklist", "broken.json")
      #expect([.invalidInput, .usage].contains(run.status), "\(new): \(run.errors)")
      #expect(try rig.digest() == before, "\(new)")
    }
  }
}
