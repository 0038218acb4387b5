import MutualCommand
import TestSupport
import Testing

/// `checklist prove`: what it prints, and how it ends.
@Suite struct ProveTests {
  /// The small checklist with a trap: who has no maps has no way to carry the boxes.
  static let trap = SmallChecklist.replacing(
    "{\"anyOf\": [\"move-by-road\", \"move-by-barge\"], \"oneIsEnough\": true}",
    with: "{\"anyOf\": [\"pack-maps\", \"order-globe-boxes\"], \"oneIsEnough\": true}")

  @Test func builtInIsProved() throws {
    let rig = try CommandLineRig()
    let before = try rig.digest()
    let run = rig.must("checklist", "prove", "--format", "json")
    #expect(
      JSONKeys(run.output)[""] == ["format", "kind", "file", "total", "items", "claims", "cases"])
    #expect(run.json["kind"].string == "prove")
    #expect(run.json["items"].array.isEmpty)
    #expect(
      JSONKeys(run.output).all("claims[]").allSatisfy { $0 == ["claim", "total", "failed", "undecided"] })
    #expect(run.json["claims"].array.allSatisfy { $0["failed"].int == 0 && $0["undecided"].int == 0 })
    #expect(try rig.digest() == before)
  }

  @Test func trapIsShownWithAProfile() throws {
    let rig = try CommandLineRig()
    try rig.folder.write(Self.trap, to: "work/trap.json")
    let text = rig.run("checklist", "prove", "trap.json")
    #expect(text.status == .checkFound)
    #expect(text.errors.isEmpty)
    try expectGolden(text.output, "prove-trap.txt")
    let programs = rig.run("checklist", "prove", "trap.json", "--format", "json")
    #expect(programs.status == .checkFound)
    try expectGolden(programs.output, "prove-trap.json")
    #expect(
      JSONKeys(programs.output).all("items[]").allSatisfy {
        $0 == ["severity", "code", "message", "line", "path", "steps", "profile"]
      })
    // For who has maps there is a way.
    let limited = rig.must("checklist", "prove", "trap.json", "--profile", "has-maps=yes")
    #expect(limited.output.contains("proved"))
  }

  @Test func invalidFileIsNotProved() throws {
    let rig = try CommandLineRig()
    try rig.folder.write(
      SmallChecklist.replacing("[\"choose-carrier\",", with: "[\"choose-carier\","), to: "work/broken.json")
    for format in ["text", "json"] {
      let run = rig.run("checklist", "prove", "broken.json", "--format", format)
      #expect(run.status == .invalidInput)
      #expect(run.output.contains("checklist-unknown-step"))
      #expect(run.errors.isEmpty)
    }
  }

  @Test func profilesThatNobodyHasAreRefused() throws {
    let rig = try CommandLineRig()
    try rig.folder.write(SmallChecklist.json, to: "work/small.json")
    for (profile, status, says) in [
      (["has-maps=no", "map-kinds=globes"], ExitStatus.usage, "No organisation can have these answers"),
      (["has-maps=maybe"], .notFound, "no answer \"maybe\""), (["has-map"], .usage, "QUESTION=ANSWER"),
      (["has-maps="], .usage, "needs an answer"), (["has-maps=yes,no"], .usage, "only one answer"),
      (["has-maps=yes", "has-maps=no"], .usage, "answered twice"),
    ] {
      try rig.expectRefusal(
        ["checklist", "prove", "small.json"] + profile.flatMap { ["--profile", $0] }, status, saying: [says])
    }
  }
}
