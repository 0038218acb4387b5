import Foundation
import MutualCommand
import TestSupport
import Testing

/// What a change answers, how it is undone, and how things are named.
@Suite struct ChangeTests {
  /// An organisation on the built-in checklist.
  func riverside() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "1 November")
    return rig
  }

  /// The standing of a step.
  func standing(_ step: String, _ rig: CommandLineRig) -> String {
    rig.json("show", step)["items"][0]["standing"].string ?? ""
  }

  // MARK: What a change answers

  @Test func newlyReady() throws {
    let rig = try riverside()
    let change = rig.json("done", "1.1")
    #expect(change["newlyReady"].strings == ["agree-why-change"])
    #expect(change["newlyApplies"].strings == [])
    #expect(change["noLongerApplies"].strings == [])
    #expect(
      change["did"].strings == [
        "1.1 \"Name the person who will lead this\" was completed, on 22 November 2026."
      ])
    let text = rig.must("done", "1.2").output
    for part in ["Now ready to start", "  1.3 ", "  1.4 ", "  1.6 ", "Undo this:", "mutual undo"] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func newlyAppliesAndNoLongerApplies() throws {
    let rig = try riverside()
    let first = rig.json("answer", "parent-help=yes", "outside-finance=no")
    #expect(first["newlyApplies"].strings == ["check-subsidy-rules"])
    #expect(first["noLongerApplies"].strings == ["find-outside-finance"])
    let second = rig.json("answer", "parent-help=no", "outside-finance=yes")
    #expect(second["newlyApplies"].strings == ["find-outside-finance"])
    #expect(second["noLongerApplies"].strings == ["check-subsidy-rules"])
    #expect(first["noLongerNeeded"].strings.isEmpty)
    #expect(second["noLongerNeeded"].strings == ["check-subsidy-rules"])
    let text = CommandLineRig.flat(rig.must("answer", "parent-help=yes", "outside-finance=no").output)
    #expect(text.contains("New for you 2.11 Check that help from the parent body is lawful"))
    #expect(text.contains("No longer needed 2.10 Find money from outside"))
    // Taking an answer back leaves the steps open again.
    rig.must("answer", "parent-help=")
    #expect(standing("2.11", rig) == "undetermined")
  }

  /// An answer to what is not asked, or that hangs on another, is taken and said so.
  @Test func doubtfulAnswers() throws {
    let rig = try riverside()
    let notAsked = rig.json("answer", "sector=nhs", "started-by=staff")
    #expect(
      notAsked["remarks"].strings.contains { $0.contains("Who had the idea?") && $0.contains("not asked") })
    let doubtful = rig.json("answer", "contract-route=other-rules")
    #expect(doubtful["remarks"].strings.contains { $0.contains("may turn out not to be possible") })
  }

  /// A decision answers its question; undoing it takes the answer back.
  @Test func decisions() throws {
    let rig = try CommandLineRig()
    try rig.setUpArchive()
    rig.must("done", "1.1", "1.2")
    let change = rig.json("done", "1.5", "--answer", "firm")
    #expect(change["newlyApplies"].strings == ["hire-firm"])
    #expect(rig.json("show", "1.5")["items"][0]["answer"].strings == ["firm"])
    rig.must("undo")
    #expect(standing("hire-firm", rig) == "undetermined")
    #expect(!rig.json("show", "1.5")["items"][0]["answer"].exists)
    rig.must("done", "1.5", "--answer", "carrier=own")
    #expect(standing("hire-firm", rig) == "notApplicable")
  }

  /// Several answers to a question that takes several.
  @Test func severalAnswers() throws {
    let rig = try CommandLineRig()
    try rig.setUpArchive()
    rig.must("answer", "has-maps=yes", "map-kinds=globes,printed")
    let question = rig.json("questions")["items"].array.first { $0["id"].string == "map-kinds" }
    #expect(question?["answer"].strings == ["printed", "globes"])
    #expect(standing("order-globe-boxes", rig) == "ready")
  }

  // MARK: Undo

  @Test func undo() throws {
    let rig = try riverside()
    rig.must("done", "1.1")
    rig.must("start", "1.2")
    rig.must("undo")
    #expect(standing("1.2", rig) == "ready")
    // Bare undo goes on with the entry before.
    let second = rig.must("undo", "--format", "json")
    #expect(standing("1.1", rig) == "ready")
    // The undo of an undo is named.
    let retraction = try #require(second.json["event"]["id"].string)
    rig.must("undo", retraction)
    #expect(standing("1.1", rig) == "completed")
    #expect(standing("1.2", rig) == "ready")
    // And so is the undo of that.
    let again = try #require(rig.json("log")["items"].array.last?["event"]["id"].string)
    rig.must("undo", again)
    #expect(standing("1.1", rig) == "ready")
    let log = rig.json("log")["items"].array
    #expect(log.count == 7)
    #expect(log.map { $0["retracted"].bool ?? false } == [false, true, true, false, false, true, false])
  }

  @Test func undoOfANamedEntry() throws {
    let rig = try riverside()
    let event = try #require(rig.json("done", "1.1")["event"]["id"].string)
    rig.must("answer", "parent-help=yes")
    let change = rig.json("undo", event)
    #expect(change["event"]["kind"].string == "retracted")
    #expect(change["event"]["event"].string == event)
    #expect(change["did"].strings[0].hasPrefix("Taken back: 1.1"))
    #expect(standing("1.1", rig) == "ready")
    #expect(standing("2.11", rig) == "blocked")
    // Another person's entry is not taken by bare undo, and can be named.
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    let other = try #require(rig.json("done", "1.1")["event"]["id"].string)
    #expect(other == "sam-9zk4:1")
    rig.variables["MUTUAL_WRITER"] = nil
    rig.must("undo")
    #expect(standing("1.1", rig) == "completed")
    #expect(standing("2.11", rig) == "undetermined")
    rig.must("undo", other)
    #expect(standing("1.1", rig) == "ready")
  }

  /// The command that a change offers for taking it back does that, after an undo too.
  @Test func offeredUndoUndoes() throws {
    let rig = try riverside()
    rig.must("done", "1.1")
    rig.must("start", "1.2")
    let text = rig.must("undo").output
    let line = try #require(text.split(separator: "\n").first { $0.contains("Undo this:") })
    let command = try #require(
      line.split(separator: ":", maxSplits: 1).last?.split(separator: " ").map(String.init))
    rig.must(Array(command.dropFirst()))
    #expect(standing("1.2", rig) == "inProgress")
    #expect(standing("1.1", rig) == "completed")
  }

  // MARK: Out of sequence

  @Test func outOfSequence() throws {
    let rig = try riverside()
    let reason = "The board had met before we had this list"
    let change = rig.json("done", "1.4", "--out-of-sequence", reason)
    #expect(change["event"]["outOfSequence"]["reason"].string == reason)
    #expect(change["event"]["outOfSequence"]["covers"].strings == ["agree-why-change"])
    let item = rig.json("status")["items"].array.first { $0["id"].string == "open-informal-talks" }
    #expect(item?["standing"].string == "completed")
    #expect(item?["outOfSequence"]["reason"].string == reason)
    #expect(CommandLineRig.flat(rig.must("why", "1.4").output).contains("out of sequence: \(reason)."))
    #expect(CommandLineRig.flat(rig.must("log").output).contains("Out of sequence: \(reason)."))
    #expect(CommandLineRig.flat(rig.must("show", "1.4").output).contains(reason))
    #expect(!rig.must("status").output.contains("Look at again"))
    // The reason is kept when what it waited for is done.
    rig.must("done", "1.1")
    rig.must("done", "1.2")
    #expect(CommandLineRig.flat(rig.must("why", "1.4").output).contains(reason))
    // Where nothing is out of sequence, no such reason is kept.
    let other = rig.json("done", "1.3", "--out-of-sequence", "Not needed")
    #expect(!other["event"]["outOfSequence"].exists)
  }

  /// A start out of sequence is told as well, for as long as the work goes on.
  @Test func startedOutOfSequence() throws {
    let rig = try riverside()
    rig.must("start", "1.4", "--out-of-sequence", "They met by chance")
    #expect(rig.json("why", "1.4")["items"][0]["outOfSequence"]["reason"].string == "They met by chance")
    #expect(CommandLineRig.flat(rig.must("why", "1.4").output).contains("They met by chance"))
  }

  // MARK: Days

  @Test(arguments: [
    ("20/11/2026", "2026-11-20"), ("20 November", "2026-11-20"), ("20 november 2026", "2026-11-20"),
    ("2026-11-20", "2026-11-20"), ("20 Nov", "2026-11-20"), ("yesterday", "2026-11-21"),
    ("today", "2026-11-22"),
    ("24 December", "2025-12-24"), ("1/2/2026", "2026-02-01"),
  ]) func typedDays(_ typed: String, _ day: String) throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "2025-01-01")
    let change = rig.json("done", "1.1", "--on", typed)
    #expect(change["event"]["at"].string == day)
    #expect(change["event"]["day"].string == "2026-11-22")
    #expect(rig.json("show", "1.1")["items"][0]["on"].string == day)
    #expect(rig.json("next", "--as-of", typed)["asOf"].string == day)
  }

  /// What had happened, and what had been recorded, by a day.
  @Test func views() throws {
    let rig = try riverside()
    try rig.setDay("2026-11-10")
    rig.must("done", "1.1", "--on", "3 November")
    func standing(_ options: String...) -> String? {
      rig.json(words: ["show", "1.1"] + options)["items"][0]["standing"].string
    }
    #expect(standing("--as-of", "2026-11-02") == "ready")
    #expect(standing("--as-of", "2026-11-03") == "completed")
    try rig.setDay("2026-11-22")
    #expect(rig.run("show", "1.1", "--known-by", "2026-11-09").status == .notFound)
    #expect(standing("--known-by", "2026-11-22") == "completed")
    #expect(standing("--now", "2026-11-30T09:00:00Z") == "completed")
    #expect(rig.json("next", "--now", "2026-12-01T09:00:00Z")["asOf"].string == "2026-12-01")
  }

  // MARK: Names of steps and organisations

  @Test func namesOfSteps() throws {
    let rig = try CommandLineRig()
    try rig.setUpArchive()
    for typed in ["1.1", "count-boxes", "count", "co"] {
      #expect(rig.json("show", typed)["items"][0]["id"].string == "count-boxes")
    }
    // An exact id wins over those that it begins.
    #expect(rig.json("show", "pack")["items"][0]["id"].string == "pack")
    #expect(rig.json("show", "pack-")["items"][0]["id"].string == "pack-maps")
    try rig.expectRefusal(["show", "move"], .notFound, saying: ["move-by-road", "move-by-barge"])
    // Named twice is named once.
    let change = rig.json("start", "1.1", "count", "count-boxes")
    #expect(change["event"]["steps"].strings == ["count-boxes"])
  }

  @Test func namesOfOrganisations() throws {
    let rig = try riverside()
    rig.must("new", "Hill Nursing", "--id", "hill-nursing")
    rig.must("new", "Hill", "--id", "the-hill")
    for (typed, id) in [
      ("riverside-libraries", "riverside-libraries"), ("Riverside Libraries", "riverside-libraries"),
      ("river", "riverside-libraries"), ("Riverside", "riverside-libraries"),
      ("riverside l", "riverside-libraries"),
      ("hill-n", "hill-nursing"), ("Hill", "the-hill"), ("the-hill", "the-hill"),
      ("Hill Nur", "hill-nursing"),
    ] {
      #expect(rig.json("next", "-o", typed)["organisation"]["id"].string == id, "\(typed)")
      #expect(rig.json("--organisation", typed, "next")["organisation"]["id"].string == id, "\(typed)")
      rig.variables["MUTUAL_ORGANISATION"] = typed
      #expect(rig.json("next")["organisation"]["id"].string == id, "\(typed)")
      rig.variables["MUTUAL_ORGANISATION"] = nil
    }
    // What is typed wins over the variable.
    rig.variables["MUTUAL_ORGANISATION"] = "the-hill"
    #expect(rig.json("next", "-o", "river")["organisation"]["id"].string == "riverside-libraries")
    rig.must("done", "1.1")
    #expect(rig.json("show", "1.1")["items"][0]["standing"].string == "completed")
    #expect(rig.json("show", "1.1", "-o", "river")["items"][0]["standing"].string == "ready")
  }

  /// An id is made of the name where none is given.
  @Test func madeIDs() throws {
    let rig = try CommandLineRig()
    for (name, start) in [
      ("King's Lynn & District", "kings-lynn-district-"), ("Ærø 2", "r-2-"), ("日本", "organisation-"),
      (String(repeating: "long ", count: 30), "long-long-"),
    ] {
      let change = rig.json("new", name)
      let id = try #require(change["organisation"]["id"].string)
      #expect(id.hasPrefix(start), "\(id)")
      #expect(id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil && id.count <= 64)
      #expect(rig.json("next", "-o", name)["organisation"]["id"].string == id)
    }
  }

  // MARK: Where the ledger is

  @Test func places() throws {
    let rig = try riverside()
    #expect(FileManager.default.fileExists(atPath: "\(rig.ledger)/ledger.json"))
    let other = rig.folder.path("other")
    rig.must("new", "Other", "--id", "other", "--ledger", other)
    #expect(rig.json("next", "--ledger", other)["organisation"]["id"].string == "other")
    // A relative one is in the current folder.
    rig.currentFolder = rig.folder.path
    #expect(rig.json("next", "--ledger", "other")["organisation"]["id"].string == "other")
    rig.variables["MUTUAL_LEDGER"] = other
    #expect(rig.json("next")["organisation"]["id"].string == "other")
    #expect(rig.json("next", "--ledger", rig.ledger)["organisation"]["id"].string == "riverside-libraries")
    rig.variables["MUTUAL_LEDGER"] = nil
    // The nearest folder called .mutual, here or above.
    rig.must("new", "Near", "--id", "near", "--ledger", rig.folder.path("work/.mutual"))
    let deep = rig.folder.path("work/a/b")
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    #expect(rig.json("next")["organisation"]["id"].string == "riverside-libraries")
    rig.currentFolder = deep
    #expect(rig.json("next")["organisation"]["id"].string == "near")
    rig.must("new", "Nearer", "--id", "nearer", "--ledger", rig.folder.path("work/a/.mutual"))
    #expect(rig.json("next")["organisation"]["id"].string == "nearer")
    rig.variables["MUTUAL_LEDGER"] = other
    #expect(rig.json("next")["organisation"]["id"].string == "other")
  }

  /// Without the variables of the desktop, the ledger is in the home folder.
  @Test func home() throws {
    let rig = try CommandLineRig()
    rig.variables["XDG_DATA_HOME"] = nil
    rig.variables["XDG_CONFIG_HOME"] = nil
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    #if os(macOS)
      let data = "home/Library/Application Support/mutual"
    #else
      let data = "home/.local/share/mutual"
    #endif
    #expect(FileManager.default.fileExists(atPath: rig.folder.path("\(data)/ledger.json")))
    #expect(FileManager.default.fileExists(atPath: rig.folder.path("home/.config/mutual/writers")))
    #expect(try rig.digest(of: rig.folder.path("data")).isEmpty)
  }

  // MARK: Who writes

  @Test func writers() throws {
    let rig = try riverside()
    func id(_ words: String...) -> String { rig.json(words: words)["event"]["id"].string ?? "" }
    let first = id("done", "1.1")
    let writer = try #require(first.split(separator: ":").first.map(String.init))
    #expect(writer.wholeMatch(of: /jo-[2-9a-z]{4}/) != nil)
    #expect(first == "\(writer):2")
    // It is kept, and used again.
    #expect(id("start", "1.2") == "\(writer):3")
    let kept = try FileManager.default.contentsOfDirectory(atPath: rig.folder.path("config/mutual/writers"))
    #expect(kept.count == 1)
    let file = JSONValue(
      text: String(decoding: try rig.folder.bytes("config/mutual/writers/\(kept[0])"), as: UTF8.self))
    #expect(file["writer"].string == writer)
    #expect(file["machine"].string == "library-pc")
    #expect(file["ledger"].string == rig.ledger)
    // The same ledger by another path is the same writer.
    try FileManager.default.createSymbolicLink(
      atPath: rig.folder.path("link"), withDestinationPath: rig.ledger)
    rig.variables["MUTUAL_LEDGER"] = rig.folder.path("link")
    #expect(id("done", "1.2") == "\(writer):4")
    rig.variables["MUTUAL_LEDGER"] = nil
    // Another machine, and another ledger, have writers of their own.
    rig.machineName = "laptop"
    #expect(!id("done", "1.4").hasPrefix("\(writer):"))
    rig.machineName = "library-pc"
    #expect(id("done", "1.6").hasPrefix("\(writer):"))
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    #expect(id("done", "1.3") == "sam-9zk4:1")
    #expect(
      FileManager.default.fileExists(atPath: "\(rig.ledger)/organisations/riverside-libraries/sam-9zk4.jsonl")
    )
  }

  @Test func whoRecords() throws {
    let rig = try riverside()
    func by(_ words: String...) -> String? { rig.json(words: words)["event"]["by"].string }
    #expect(by("done", "1.1") == "Jo Smith")
    #expect(by("done", "1.2", "--by", "Sam Field") == "Sam Field")
    rig.variables["MUTUAL_BY"] = nil
    #expect(by("start", "1.3") == "jo")
  }

  // MARK: On disk

  /// Lines of events as the format has them: keys in order, the sum last and right.
  @Test func linesOnDisk() throws {
    let rig = try riverside()
    rig.variables["MUTUAL_WRITER"] = nil
    rig.must("answer", "nation=england", "sector=local-authority")
    rig.must(
      "done", "1.1", "--on", "20/11/2026", "--note", "Café \"quoted\"", "--evidence", "minutes.pdf",
      "--evidence", "b")
    rig.must("start", "1.4", "--out-of-sequence", "They met by chance")
    rig.must("answer", "nation=wales")
    rig.must("done", "--already", "1.2")
    rig.must("undo")
    let lines = try rig.eventLines(of: "riverside-libraries")
    let keys = lines.map { JSONKeys($0)[""] }
    let head = ["id", "prev", "clock", "at", "recorded", "day", "by", "kind"]
    let undated = head.filter { $0 != "at" }
    #expect(keys[0] == ["format", "organisation", "name", "writer", "sum"])
    #expect(keys[1] == head.filter { $0 != "prev" } + ["name", "checklist", "edition", "sum"])
    #expect(keys[2] == undated + ["answers", "sum"])
    #expect(keys[3] == head + ["steps", "note", "evidence", "sum"])
    #expect(keys[4] == head + ["steps", "outOfSequence", "sum"])
    #expect(keys[5] == head + ["answers", "sum"])
    #expect(keys[6] == undated + ["steps", "sum"])
    #expect(keys[7] == head + ["event", "sum"])
    var sum = ""
    for (number, line) in lines.enumerated() {
      let event = JSONValue(text: line)
      #expect(event["sum"].string == (try LedgerLines.sum(of: line)))
      if number > 1 { #expect(event["prev"].string == sum) }
      if number > 0 {
        #expect(event["clock"].int == number)
        #expect(event["id"].string?.hasSuffix(":\(number)") == true)
        #expect(event["recorded"].string == "2026-11-22T09:00:00Z")
        #expect(event["day"].string == "2026-11-22")
        #expect(event["by"].string == "Jo Smith")
      }
      sum = event["sum"].string ?? ""
    }
    #expect(JSONValue(text: lines[3])["note"].string == "Café \"quoted\"")
    #expect(JSONValue(text: lines[3])["evidence"].strings == ["minutes.pdf", "b"])
    #expect(JSONValue(text: lines[1])["at"].string == "2026-11-01")
    // The event that a change answers with is the line that was written.
    let run = rig.must("done", "1.2", "--format", "json")
    let last = try #require(try rig.eventLines(of: "riverside-libraries").last)
    #expect(run.output.contains("\"event\":\(last),"))
    // What another had recorded is named as seen.
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    let seen = rig.json("done", "1.3")["event"]
    #expect(seen["seen"].object?.count == 1)
    #expect(seen["clock"].int == 9)
    #expect(!seen["prev"].exists)
  }
}
