import Foundation
import MutualCommand
import MutualReports
import TestSupport
import Testing

/// What is held of one person, gathered from a whole ledger.
@Suite struct ExportTests {
  /// Two organisations that name Sam Field, in many places, and one that does not.
  static func situation() throws -> CommandLineRig {
    let rig = try CommandLineRig.riverside()
    rig.must("assign", "1.8", "Sam Field")
    rig.must("hold", "1.8", "--reason", "Sam Field is ill", "--waiting-for", "Mrs Field, Sam")
    rig.must("lesson", "1.3", "Ask SAM FIELD sooner")
    rig.must("undo")
    rig.must("note", "1.3", "Samuel Fieldhouse was there", "--evidence", "sam.field@example.org of 3 May")
    rig.must("new", "Hill Nursing", "--id", "hill-nursing")
    rig.must("close", "--outcome", "merged", "--reason", "Sam Field's service took over", "-o", "hill")
    rig.must("new", "Moor Youth Service", "--id", "moor-youth")
    return rig
  }

  @Test func golden() throws {
    let rig = try Self.situation()
    rig.isTerminal = true
    rig.width = 80
    rig.variables["NO_COLOR"] = "1"
    let before = try rig.digest()
    let page = rig.must("export", "--person", "Sam Field").output
    try expectGolden(page, "export.txt")
    ScreenTests.check(page, width: 80, "export")
    rig.isTerminal = false
    let json = rig.must("export", "--person", "Sam Field", "--format", "json")
    try expectGolden(json.output, "export.json")
    try expectGolden(rig.must("export", "--person", "Nobody Atall").output, "export-none.txt")
    #expect(try rig.digest() == before, "Looking has changed something.")
  }

  @Test func shape() throws {
    let rig = try Self.situation()
    let run = rig.must("export", "--person", "sam field", "--format", "json")
    let keys = JSONKeys(run.output)
    #expect(
      keys[""] == ["format", "kind", "person", "found", "total", "items", "method", "limits", "warnings"])
    #expect(keys["items[]"] == ["id", "name", "searched", "entries", "writers", "warnings"])
    #expect(keys["items[].entries[]"] == ["id", "sentence", "retracted", "places", "event"])
    #expect(keys["items[].writers[]"] == ["id", "entries", "underOtherNames"])
    let items = run.json["items"].array
    #expect(items.compactMap { $0["id"].string } == ["hill-nursing", "moor-youth", "riverside-libraries"])
    #expect(items.map { $0["entries"].array.count } == [1, 0, 5])
    #expect(run.json["found"].int == 6 && run.json["total"].int == 3)
    let entries = items[2]["entries"].array
    #expect(
      entries.map { $0["places"].strings } == [
        ["by"], ["person"], ["waitingFor", "reason"], ["text"], ["evidence"],
      ])
    #expect(entries.map { $0["retracted"].bool } == [false, false, false, true, false])
    for entry in entries {
      let id = entry["event"]["id"].string ?? "?"
      #expect(entry["id"].string == "riverside-libraries/\(id)")
    }
    let writer = items[2]["writers"][0]
    #expect(writer["id"].string == "jo-7q2m")
    #expect((writer["entries"].int ?? 0) - (writer["underOtherNames"].int ?? 0) == 1)
  }

  /// What is found is what a plain search of the files finds, line by line.
  @Test func everyLineWithTheName() throws {
    let rig = try Self.situation()
    rig.must("note", "1.4", "Met (Field\tSam) and sam-field", "--by", "Sam Field", "-o", "moor")
    let expression = try NSRegularExpression(
      pattern: #"(?i)(?<![a-z0-9])(sam[^a-z0-9]+field|field([^a-z0-9]+|\\t)sam)(?![a-z0-9])"#)
    var named: [String] = []
    for (name, bytes) in try rig.digest(of: rig.ledger + "/organisations") where name.hasSuffix(".jsonl") {
      let organisation = name.split(separator: "/")[0]
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init)
      where expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil {
        named.append("\(organisation)/\(JSONValue(text: line)["id"].string ?? "?")")
      }
    }
    let items = rig.json("export", "--person", "Sam Field")["items"].array
    let found = items.flatMap { $0["entries"].array.compactMap { $0["id"].string } }
    #expect(named.count == 7)
    #expect(found.sorted() == named.sorted())
  }

  /// All of the ledger is searched, whatever organisation was set for other commands; only `-o` narrows it.
  @Test func whichOrganisations() throws {
    let rig = try Self.situation()
    rig.variables["MUTUAL_ORGANISATION"] = "moor-youth"
    #expect(rig.json("export", "--person", "Sam Field")["total"].int == 3)
    #expect(rig.json("export", "--person", "Sam Field", "-o", "hill")["found"].int == 1)
    #expect(rig.run("export", "--person", "Sam Field", "-o", "dale").status == .notFound)
  }

  /// What can't be read is named, all else is still found, and the run ends with 6.
  @Test func damage() throws {
    let rig = try Self.situation()
    try rig.edit("\(rig.ledger)/organisations/riverside-libraries/jo-7q2m.jsonl") {
      $0.replacingOccurrences(of: "Sam Field is ill", with: "Sam Field is well")
    }
    let line = rig.run("export", "--person", "Sam Field")
    #expect(line.status == .damaged && line.errors.contains("jo-7q2m.jsonl:"))
    #expect(line.output.contains("5 entries, in 2 of 3 organisations"))
    // Without the copy of the checklist there are no titles, but all entries.
    try FileManager.default.removeItem(atPath: "\(rig.ledger)/checklists")
    let titles = rig.run("export", "--person", "Sam Field")
    #expect(titles.status == .damaged && titles.output.contains("5 entries, in 2 of 3 organisations"))
    #expect(titles.output.contains("\"check-legal-power\" was assigned to Sam Field"))
  }

  /// Copies that other programs left are not searched, and that is said.
  @Test func copiesOfOtherPrograms() throws {
    let rig = try Self.situation()
    let folder = "\(rig.ledger)/organisations"
    let file = "\(folder)/riverside-libraries/jo-7q2m"
    try FileManager.default.copyItem(atPath: "\(file).jsonl", toPath: "\(file) (conflicted copy).jsonl")
    try FileManager.default.copyItem(
      atPath: "\(folder)/hill-nursing", toPath: "\(folder)/Hill Nursing (copy)")
    let json = rig.json("export", "--person", "Sam Field")
    #expect(json["found"].int == 6)
    #expect(json["warnings"].strings.first?.hasPrefix("organisations/Hill Nursing (copy): ") == true)
    #expect(json["items"][2]["warnings"].strings.first?.contains("(conflicted copy).jsonl") == true)
    let page = CommandLineRig.flat(rig.must("export", "--person", "Sam Field").output)
    for name in ["Hill Nursing (copy)", "(conflicted copy).jsonl"] { #expect(page.contains(name), "\(name)") }
  }

  /// Nothing that somebody typed or put into a file commands a terminal.
  @Test func hostileTexts() throws {
    let rig = try CommandLineRig.riverside()
    let bad = "Eve\u{1B}[2J\u{7}\u{202E} Field\u{9B}31m\r\nmutual: all is well"
    rig.must("note", "1.3", bad, "--by", bad, "--evidence", bad)
    rig.must("hold", "1.8", "--reason", bad, "--waiting-for", bad)
    rig.must("assign", "1.8", bad)
    for name in ["Eve", bad] {
      let run = rig.run("export", "--person", name)
      #expect(run.status == .done)
      let hostile = (run.output + run.errors).unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
      }
      #expect(hostile.isEmpty)
      #expect(!run.output.contains("\nmutual: all is well"))
      let json = rig.run("export", "--person", name, "--format", "json").outputBytes
      #expect(json.filter { $0 < 0x20 } == [0x0A])
    }
    #expect(rig.json("export", "--person", "Eve")["found"].int == 3)
  }

  @Test(arguments: [
    ["export"], ["export", "--person", ""], ["export", "--person", " - "],
    ["export", "--person", String(repeating: "a", count: 201)], ["export", "Sam"],
  ]) func wrongUse(_ words: [String]) throws {
    let rig = try CommandLineRig.riverside()
    let run = rig.run(words)
    #expect(run.status == .usage && run.output.isEmpty && run.errors.hasPrefix("mutual: "))
  }

  @Test func noLedger() throws {
    #expect(try CommandLineRig().run("export", "--person", "Sam").status == .notFound)
  }
}
