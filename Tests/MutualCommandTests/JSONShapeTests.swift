import Foundation
import MutualCommand
import TestSupport
import Testing

/// What other programs read: one line, keys in the documented order, totals that count.
@Suite struct JSONShapeTests {
  static let head = ["format", "kind", "asOf", "organisation", "checklist"]
  static let item = [
    "id", "number", "title", "stage", "stageTitle", "kind", "roles", "basis", "mustNotMiss", "standing",
    "reasons",
    "blockers", "rootBlockers",
  ]
  static let whereTheyHold = [
    "questions", "until", "on", "answer", "decides", "outOfSequence", "checkAgain", "assignee", "due",
    "since",
    "waitingFor", "chase", "backOn", "reason", "evidence",
  ]

  static let commands: [(words: [String], kind: String, tail: [String])] = [
    (["next"], "next", []), (["blocked"], "blocked", []), (["outstanding"], "outstanding", []),
    (["outstanding", "--without-evidence"], "outstanding", []), (["status"], "status", ["counts", "stages"]),
    (["why", "1.14"], "why", ["chain", "smallestSet", "exact", "questions"]),
    (["why", "2.3"], "why", ["chain", "smallestSet", "exact", "questions"]),
    (["show", "2.8"], "show", ["step"]),
    (["log"], "log", []),
  ]

  func expectOneLine(_ run: CommandLineRig.Run) {
    #expect(run.output.hasSuffix("}\n"))
    #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    #expect(run.errors.isEmpty)
    #expect(run.json.object != nil)
  }

  @Test func documents() throws {
    let rig = try CommandLineRig.riverside()
    for (words, kind, tail) in Self.commands {
      let run = rig.must(words + ["--format", "json"])
      expectOneLine(run)
      let keys = JSONKeys(run.output)
      #expect(keys[""] == Self.head + ["total", "items"] + tail + ["warnings"], "\(words)")
      #expect(keys["organisation"] == ["id", "name"] && keys["checklist"] == ["id", "edition"])
      #expect(run.json["kind"].string == kind && run.json["format"].int == 1)
      #expect(run.json["asOf"].string == "2026-11-22")
      #expect(run.json["total"].int == run.json["items"].array.count)
      #expect(run.json["warnings"].array.isEmpty)
    }
  }

  /// Steps have the documented keys, the first always, the others where they hold, all in order.
  @Test(arguments: ["riverside", "archive"]) func items(_ place: String) throws {
    let rig = try place == "archive" ? CommandLineRig.archive() : CommandLineRig.riverside()
    for words in [["next"], ["blocked"], ["outstanding"], ["status"], ["why", "1.3"], ["show", "2.1"]] {
      let run = rig.must(words + ["--format", "json"])
      for keys in JSONKeys(run.output).all("items[]") {
        #expect(Array(keys.prefix(Self.item.count)) == Self.item)
        let rest = Array(keys.dropFirst(Self.item.count))
        #expect(rest == Self.whereTheyHold.filter(rest.contains), "\(words) \(rest)")
      }
      for keys in JSONKeys(run.output).all("items[].reasons[]") {
        #expect(
          keys == ["code", "steps", "questions", "day", "text"].filter(keys.contains) && keys.first == "code")
      }
      let items = run.json["items"].array
      let numbers = items.compactMap { $0["number"].string }
      if words != ["next"], words != ["outstanding"] {
        #expect(numbers == numbers.sorted { $0.compare($1, options: .numeric) == .orderedAscending })
      }
      for item in items {
        let standing = item["standing"].string ?? ""
        #expect((standing == "undetermined") == item["questions"].exists)
        #expect((standing == "inProgress") == item["since"].exists)
        #expect(standing == "completed" || !item["on"].exists)
        #expect(["blocked", "undetermined"].contains(standing) || item["blockers"].array.isEmpty)
      }
    }
  }

  @Test func status() throws {
    let run = try CommandLineRig.archive().must("status", "--format", "json")
    let keys = JSONKeys(run.output)
    let standings = [
      "conflict", "completed", "waived", "notApplicable", "inProgress", "onHold", "notChosen", "turnedDown",
      "undetermined", "ready", "blocked",
    ]
    #expect(keys["counts"] == standings)
    #expect(keys.all("stages[]").allSatisfy { $0 == ["id", "title", "total", "counts"] })
    #expect(keys.all("stages[].counts").allSatisfy { $0 == standings })
    try expectGolden(run.output, "archive-status.json")
  }

  @Test func why() throws {
    let rig = try CommandLineRig.archive()
    let dated = rig.must("why", "2.3", "--format", "json")
    let item = dated.json["items"][0]
    #expect(item["until"].string == "2026-11-26")
    #expect(item["reasons"][0]["code"].string == "waits-until")
    #expect(item["blockers"].array.isEmpty)
    try expectGolden(dated.output, "archive-why-date.json")
    let ways = rig.must("why", "open-doors", "--format", "json")
    #expect(JSONKeys(ways.output).all("chain[]").allSatisfy { $0 == ["from", "to"] })
    #expect(ways.json["items"][0]["blockers"].strings == ["hire-firm", "move-by-road", "move-by-barge"])
    try expectGolden(ways.output, "archive-why-ways.json")
  }

  @Test func lists() throws {
    let rig = try CommandLineRig.archive()
    for verb in ["next", "blocked", "outstanding", "log", "questions"] {
      try expectGolden(rig.must(verb, "--format", "json").output, "archive-\(verb).json")
    }
    try expectGolden(rig.must("show", "1.5", "--format", "json").output, "archive-show-decision.json")
  }

  @Test func questions() throws {
    let run = try CommandLineRig.riverside().must("questions", "--format", "json")
    expectOneLine(run)
    let keys = JSONKeys(run.output)
    #expect(keys[""] == Self.head + ["total", "open", "items", "warnings"])
    #expect(run.json["total"].int == run.json["items"].array.count)
    let base = ["id", "prompt", "several", "asked", "answers", "answer"]
    let open = base + ["settles", "concerns", "deciders", "inConflict"]
    #expect(keys.all("items[]").allSatisfy { $0 == base || $0 == open })
    #expect(keys.all("items[]").filter { $0 == open }.count == run.json["open"].int)
    #expect(keys.all("items[].answers[]").allSatisfy { $0 == ["id", "title", "offered"] })
    for item in run.json["items"].array {
      #expect(["yes", "no", "unknown"].contains(item["asked"].string ?? ""))
      #expect(item["settles"].exists == item["answer"].isNull)
    }
  }

  @Test func changes() throws {
    let rig = try CommandLineRig.archive()
    for words in [
      ["done", "2.2"], ["answer", "has-maps=no"], ["start", "1.1", "--dry-run"], ["undo"],
      ["new", "Other", "--id", "other"],
    ] {
      let run = rig.run(words + ["--format", "json", "-o", "town-archive"].prefix(words[0] == "new" ? 2 : 4))
      guard run.status == .done else {
        #expect(words[0] == "start")
        continue
      }
      expectOneLine(run)
      let keys = JSONKeys(run.output)
      #expect(
        keys[""] == Self.head + [
          "recorded", "event", "did", "remarks", "newlyReady", "newlyApplies", "noLongerApplies",
          "noLongerNeeded", "warnings",
        ], "\(words)")
      #expect(run.json["kind"].string == "change")
    }
    let last = try CommandLineRig.archive().must("done", "2.2", "--format", "json").output
    try expectGolden(last, "archive-done.json")
  }

  @Test func log() throws {
    let run = try CommandLineRig.riverside().must("log", "--format", "json")
    let keys = JSONKeys(run.output)
    #expect(keys.all("items[]").allSatisfy { $0 == ["sentence", "retracted", "event"] })
    #expect(keys.all("items[].event").allSatisfy { $0.first == "id" && $0.last == "sum" })
  }

  /// The record by time, by person and by step, and by all of them.
  @Test func logOfSome() throws {
    let rig = try CommandLineRig.riverside()
    let all = rig.json("log")["items"].array.map { $0["event"] }
    func ids(_ words: String...) -> [String] {
      rig.json(words: ["log"] + words)["items"].array.compactMap { $0["event"]["id"].string }
    }
    func expected(_ isMeant: (JSONValue) -> Bool) -> [String] {
      all.filter(isMeant).compactMap { $0["id"].string }
    }
    func day(_ event: JSONValue) -> String { event["day"].string ?? "" }
    #expect(all.count == 11)
    #expect(ids("--since", "2026-11-05") == expected { day($0) >= "2026-11-05" })
    #expect(ids("--until", "2026-11-05") == expected { day($0) <= "2026-11-05" })
    #expect(
      ids("--since", "5 November", "--until", "11/11/2026") == expected { day($0) == "2026-11-05" })
    #expect(ids("--by", "Sam Field") == expected { $0["by"].string == "Sam Field" })
    #expect(ids("--step", "1.7") == expected { $0["steps"].strings == ["gather-service-baseline"] })
    #expect(ids("--step", "1.7", "--by", "Sam Field", "--since", "12 November").count == 1)
    #expect(ids("--step", "1.7", "--until", "11 November").isEmpty)
    for count in [ids("--since", "2026-11-05").count, ids("--by", "Sam Field").count] { #expect(count < 11) }
    #expect(rig.must("log", "--by", "Sam Field").output.contains("1 of 11 entries."))
    #expect(rig.run("log", "--since", "6 November", "--until", "5 November").status == .usage)
  }

  @Test func checklists() throws {
    let rig = try CommandLineRig()
    for (words, kind) in [
      (["checklist", "list"], "checklists"), (["checklist", "show"], "checklist"),
      (["checklist", "lint"], "lint"),
    ] {
      let run = rig.must(words + ["--format", "json"])
      expectOneLine(run)
      #expect(run.json["kind"].string == kind)
      #expect(run.json["total"].int == run.json["items"].array.count)
    }
    #expect(
      JSONKeys(rig.must("checklist", "lint", "--format", "json").output)[""] == [
        "format", "kind", "file", "total", "items",
      ])
    try rig.folder.write(
      SmallChecklist.replacing("[\"choose-carrier\",", with: "[\"choose-carier\","), to: "work/broken.json")
    try expectGolden(rig.run("checklist", "lint", "broken.json", "--format", "json").output, "lint.json")
    try expectGolden(rig.run("checklist", "lint", "broken.json").output, "lint.txt")
  }
}
