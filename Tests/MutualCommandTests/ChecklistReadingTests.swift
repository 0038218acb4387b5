import BuiltInChecklists
import Foundation
import MutualChecklist
@testable import MutualCommand
import TestSupport
import Testing

/// Reading a checklist, and beginning one.
@Suite struct ChecklistReadingTests {
  // MARK: show

  @Test func markdown() throws {
    let rig = try CommandLineRig()
    let whole = rig.must("checklist", "show", "third-sector-funding", "--format", "markdown").output
    try expectGolden(whole, "checklist-show.md")
    let card = rig.must(
      "checklist", "show", "third-sector-funding", "--must-not-miss", "--format", "markdown",
      "--profile", "channel=grant")
    try expectGolden(card.output, "checklist-show-card.md")
  }

  /// Only what applies or may: the oracle looks at each step's condition by itself.
  @Test func profileLeavesOutWhatDoesNotApply() throws {
    let rig = try CommandLineRig()
    let answers = ["nation=scotland", "sector=nhs", "staff-transfer=no"]
    let run = rig.json(words: ["checklist", "show"] + answers.flatMap { ["--profile", $0] })
    let shown = run["items"].array
    let all = rig.json("checklist", "show")["items"].array
    let given = Dictionary(
      uniqueKeysWithValues: answers.map { ($0.split(separator: "=")[0], $0.split(separator: "=")[1]) })
    let deniers = all.filter { item in
      let alternatives = item["appliesWhen"].array
      return !alternatives.isEmpty
        && alternatives.allSatisfy { alternative in
          given.contains { question, answer in
            let allowed = alternative[String(question)]
            return allowed.exists && !allowed.strings.contains(String(answer))
          }
        }
    }.compactMap { $0["id"].string }
    let shownIDs = shown.compactMap { $0["id"].string }
    #expect(!deniers.isEmpty)
    for id in deniers { #expect(!shownIDs.contains(id), "\(id)") }
    for item in shown {
      let isFree = !item["appliesWhen"].exists
      #expect(["yes", "unknown"].contains(item["applies"].string ?? ""))
      if isFree { #expect(item["applies"].string == "yes") }
    }
    #expect(run["total"].int == shown.count && shown.count < all.count)
    #expect(!all.contains { $0["applies"].exists })
  }

  @Test func themesAndMarksNarrow() throws {
    let rig = try CommandLineRig()
    let all = rig.json("checklist", "show")
    let themes = all["themes"].strings
    #expect(themes.contains("leader"))
    for theme in themes {
      let items = rig.json("checklist", "show", "--theme", theme)["items"].array
      #expect(!items.isEmpty && items.allSatisfy { $0["themes"].strings.contains(theme) })
      #expect(items.count == all["items"].array.filter { $0["themes"].strings.contains(theme) }.count)
    }
    let marked = rig.json("checklist", "show", "--must-not-miss", "--theme", "law")["items"].array
    #expect(
      !marked.isEmpty
        && marked.allSatisfy { $0["mustNotMiss"].bool == true && $0["themes"].strings.contains("law") })
  }

  @Test(arguments: [
    (["--theme", "leder"], "Did you mean \"leader\"?", MutualCommand.ExitStatus.notFound),
    (["--profile", "nation"], "Write QUESTION=ANSWER", .usage),
    (["--profile", "nation="], "needs an answer", .usage),
    (["--profile", "nation=mars"], "There is no answer \"mars\"", .notFound),
    (["--profile", "nation=wales,scotland"], "takes only one answer", .usage),
    (["--profile", "nation=wales", "--profile", "nation=scotland"], "is answered twice", .usage),
    (["--profile", "sector=nhs", "--profile", "decision-maker=executive"], "is not asked where", .usage),
    (
      ["--profile", "nation=scotland", "--profile", "contract-route=reserved-for-mutuals"],
      "is not possible where", .usage
    ),
    (["--format", "html"], "There are text, markdown and json.", .usage),
    (["no-such.json"], "can't be read", .notFound),
  ]) func mistakes(_ words: [String], _ message: String, _ status: MutualCommand.ExitStatus) throws {
    let run = try CommandLineRig().run(["checklist", "show"] + words)
    #expect(run.status == status && run.output.isEmpty)
    #expect(CommandLineRig.flat(run.errors).contains(message), "\(run.errors)")
  }

  // MARK: Hostile texts

  /// Whatever a checklist says, its Markdown has the lines of a harmless one, and nothing in them acts.
  @Test func hostileTextsStayTexts() throws {
    let hostile = [
      "<script>alert(1)</script>", "[click](javascript:alert(1))", "![x](https://example.org/x.png)",
      "# Heading", "- item", "1. item", "1) item", "+ item", "> quote", "```", "***", "a | b", "| a |",
      "~~x~~",
      "https://example.org www.example.org a@example.org", "&lt;b&gt; &#60;", "_x_ **y** `z` $k$",
      "line\nbreak\r\n\n## Not a heading", "back\\slash\\", "\u{1B}[31mred \u{202E}turned", "---", "===",
      "[ ] tick", "[x]: https://example.org",
    ]
    let rig = try CommandLineRig()
    func lines(_ text: (Int) -> String) throws -> [String] {
      var number = 0
      let pieces = SmallChecklist.json.components(separatedBy: "\"guidance\": \"")
      var json = pieces[0]
      for piece in pieces.dropFirst() {
        let rest = piece[piece.firstIndex(of: "\"")!...]
        let escaped = try JSONSerialization.data(withJSONObject: [text(number)], options: [])
        json +=
          "\"guidance\": " + String(decoding: escaped.dropFirst().dropLast(), as: UTF8.self)
          + rest.dropFirst()
        number += 1
      }
      let path = rig.folder.path("hostile.json")
      try json.write(toFile: path, atomically: true, encoding: .utf8)
      let run = rig.must("checklist", "show", path, "--format", "markdown")
      return run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let plain = try lines { _ in "Plain" }
    #expect(plain.contains("Plain"))
    for text in hostile {
      let made = try lines { _ in text }
      #expect(plain.count == made.count)
      for (expected, line) in zip(plain, made) where expected == "Plain" {
        for scalar in line.unicodeScalars { #expect(scalar.value >= 0x20 && scalar.value != 0x202E) }
        // With what is escaped put aside, nothing is left that Markdown acts on.
        let rest = line.replacing(#/\\[!-/:-@\[-`{-~]/#, with: "x")
        #expect(rest.firstMatch(of: /[<>`*_\[\]|~#@$\\]/) == nil, "\(line)")
        #expect(rest.firstMatch(of: /^\s*([-+=]|\d+[.)])/) == nil, "\(line)")
        #expect(rest.firstMatch(of: /:\/\/|www\.|&[#a-z]/) == nil, "\(line)")
      }
      for (expected, line) in zip(plain, made) where expected != "Plain" { #expect(expected == line) }
    }
  }

  /// An address that isn't one of the web is shown, and never a link.
  @Test func onlyAddressesOfTheWebAreLinks() throws {
    let rig = try CommandLineRig()
    for (address, link) in [
      ("javascript:alert(1)", nil), ("data:text/html,x", nil),
      ("https://example.org/a b>c\\\\d", "(<https://example.org/a%20b%3Ec%5Cd>)"),
    ] {
      let json = SmallChecklist.json.replacing("https://example.org/handbook", with: address)
      let path = rig.folder.path("address.json")
      try json.write(toFile: path, atomically: true, encoding: .utf8)
      let text = rig.must("checklist", "show", path, "--format", "markdown").output
      #expect(!text.contains("javascript") && !text.contains("data:text"))
      if let link { #expect(text.contains(link)) } else { #expect(!text.contains("](")) }
    }
  }

  // MARK: new and schema

  @Test func whatIsBegunIsACleanChecklist() throws {
    let rig = try CommandLineRig()
    let text = rig.must("checklist", "new", "move-office").output
    let reading = ChecklistReader.read(Array(text.utf8))
    #expect(reading.findings == [])
    let checklist = try #require(reading.checklist)
    #expect(ChecklistLint.findings(checklist, calendars: ["weekdays"]) == [])
    #expect(checklist.id == "move-office" && checklist.edition == "2026")
    #expect(checklist.steps.contains { $0.kind == .decision } && text.contains("\"comment\""))
    // The same in a file, which commands take.
    let written = rig.must("checklist", "new", "move-office", "move-office.json")
    #expect(try String(contentsOfFile: rig.folder.path("work/move-office.json"), encoding: .utf8) == text)
    #expect(written.output.contains("mutual checklist lint move-office.json"))
    rig.must("checklist", "lint", "move-office.json", "--strict")
    rig.must("new", "Hill House", "--checklist", "move-office.json")
    #expect(rig.must("next").output.contains("Name the person who will lead this"))
  }

  @Test func aFileIsNeverWrittenOver() throws {
    let rig = try CommandLineRig()
    let path = rig.folder.path("work/mine.json")
    try "mine".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: rig.folder.path("work/link.json"), withDestinationPath: rig.folder.path("work/nowhere"))
    let before = try rig.digest()
    for name in ["mine.json", "link.json"] {
      let run = rig.run("checklist", "new", "move-office", name)
      #expect(run.status == .refused && run.output.isEmpty)
      #expect(run.errors.contains("already"))
    }
    #expect(rig.run("checklist", "new", "move-office", "no/such/folder.json").status == .cannotWrite)
    #expect(rig.run("checklist", "new", "move-office", "draft").status == .usage)
    #expect(rig.run("checklist", "new", "Move Office").status == .usage)
    #expect(rig.run("checklist", "new", "").status == .usage)
    #expect(try rig.digest() == before)
  }

  @Test func theSchemaIsTheFile() throws {
    let rig = try CommandLineRig()
    #expect(rig.must("checklist", "schema").outputBytes == BuiltInChecklists.schemaBytes("checklist"))
    for name in BuiltInChecklists.schemaNames {
      #expect(rig.must("checklist", "schema", name).outputBytes == BuiltInChecklists.schemaBytes(name))
    }
    let run = rig.run("checklist", "schema", "calender")
    #expect(run.status == .notFound && run.errors.contains("calendar"))
  }

  // MARK: help leading

  /// Every step and source that an answer names is in the checklist: each has as many lines as it names.
  @Test func answersForLeadersAreSourced() throws {
    let text = try CommandLineRig().must("help", "leading").output
    let named = LeadingQuestions.all.flatMap(\.steps)
    #expect(LeadingQuestions.all.count == 4)
    #expect(text.matches(of: #/\n  \d\.\d+ /#).count == named.count)
    let sources = Set(LeadingQuestions.all.flatMap(\.sources))
    #expect(text.matches(of: #/\n    https?:///#).count == sources.count)
    for entry in LeadingQuestions.all { #expect(!entry.steps.isEmpty && !entry.sources.isEmpty) }
  }
}
