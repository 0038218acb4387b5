import Foundation
import MutualCommand
import TestSupport
import Testing

/// What people see, word for word, in `Golden`: read each file as they would.
@Suite struct ScreenTests {
  /// A screen: the situation that it is of, and the command.
  struct Screen: Sendable, CustomTestStringConvertible {
    var name: String
    var place: String
    var words: [String]
    var widths = [80]

    var testDescription: String { name }

    func rig() throws -> CommandLineRig {
      switch place {
      case "riverside": return try .riverside()
      case "archive": return try .archive()
      default:
        let rig = try CommandLineRig()
        rig.variables["XDG_DATA_HOME"] = "/home/jo/.local/share"
        return rig
      }
    }
  }

  static let screens: [Screen] = [
    Screen(
      name: "new", place: "nowhere",
      words: ["new", "Riverside Libraries", "--id", "riverside-libraries", "--dry-run"]),
    Screen(name: "next", place: "riverside", words: ["next"], widths: [60, 80, 200]),
    Screen(name: "blocked", place: "riverside", words: ["blocked"], widths: [60, 80]),
    Screen(name: "outstanding", place: "riverside", words: ["outstanding"]),
    Screen(
      name: "outstanding-without-evidence", place: "riverside", words: ["outstanding", "--without-evidence"]),
    Screen(name: "status", place: "riverside", words: ["status"], widths: [60, 80, 200]),
    Screen(name: "why-ready", place: "riverside", words: ["why", "1.6"]),
    Screen(name: "why-in-progress", place: "riverside", words: ["why", "1.7"]),
    Screen(name: "why-blocked", place: "riverside", words: ["why", "1.14"], widths: [60, 80, 200]),
    Screen(name: "why-undetermined", place: "riverside", words: ["why", "1.13"]),
    Screen(name: "why-completed", place: "riverside", words: ["why", "1.3"]),
    Screen(name: "why-not-applicable", place: "riverside", words: ["why", "2.10"]),
    Screen(name: "show", place: "riverside", words: ["show", "1.7"], widths: [60, 80]),
    Screen(name: "questions", place: "riverside", words: ["questions"]),
    Screen(name: "done", place: "riverside", words: ["done", "1.7", "--on", "20/11/2026"]),
    Screen(name: "done-already", place: "riverside", words: ["done", "--already", "--through", "2.8"]),
    Screen(name: "answer", place: "riverside", words: ["answer", "started-by=staff", "parent-help=yes"]),
    Screen(name: "start", place: "riverside", words: ["start", "1.8"]),
    Screen(name: "start-dry-run", place: "riverside", words: ["start", "1.8", "--dry-run"]),
    Screen(name: "undo", place: "riverside", words: ["undo"]),
    Screen(name: "log", place: "riverside", words: ["log"], widths: [60, 80]),
    Screen(name: "error-blocked", place: "riverside", words: ["start", "1.14"]),
    Screen(name: "error-decision", place: "riverside", words: ["done", "2.8"]),
    Screen(name: "error-step", place: "riverside", words: ["start", "gahter-service-baseline"]),
    Screen(name: "error-command", place: "riverside", words: ["nxet"]),
    Screen(name: "error-ambiguous", place: "riverside", words: ["start", "gate"]),
    Screen(name: "archive-status", place: "archive", words: ["status"]),
    Screen(name: "archive-next", place: "archive", words: ["next"]),
    Screen(name: "archive-blocked", place: "archive", words: ["blocked"]),
    Screen(name: "archive-outstanding", place: "archive", words: ["outstanding"]),
    Screen(name: "archive-why-date", place: "archive", words: ["why", "2.3"]),
    Screen(name: "archive-why-ways", place: "archive", words: ["why", "2.5"]),
    Screen(name: "archive-show-decision", place: "archive", words: ["show", "1.5"]),
    Screen(name: "archive-questions", place: "archive", words: ["questions"]),
    Screen(name: "archive-log", place: "archive", words: ["log"]),
    Screen(name: "help", place: "nowhere", words: ["help"], widths: [60, 80]),
    Screen(name: "help-all", place: "nowhere", words: ["help", "all"]),
    Screen(name: "help-words", place: "nowhere", words: ["help", "words"]),
    Screen(name: "help-done", place: "nowhere", words: ["help", "done"], widths: [60, 80]),
    Screen(name: "help-checklist", place: "nowhere", words: ["help", "checklist"]),
    Screen(name: "help-leading", place: "nowhere", words: ["help", "leading"], widths: [60, 80]),
    Screen(name: "checklist-list", place: "nowhere", words: ["checklist", "list"]),
    Screen(
      name: "checklist-show-card", place: "nowhere", words: ["checklist", "show", "--must-not-miss"],
      widths: [60, 80]),
    Screen(
      name: "checklist-show-theme", place: "nowhere",
      words: ["checklist", "show", "commissioning-with-civil-society", "--theme", "six-messages"]),
    Screen(
      name: "checklist-show-profile", place: "nowhere",
      words: [
        "checklist", "show", "third-sector-funding", "--profile", "channel=grant", "--profile",
        "buys-assets=no",
      ]),
    Screen(
      name: "checklist-new", place: "nowhere",
      words: ["checklist", "new", "move-office", "move-office.json"]),
    Screen(name: "prove", place: "nowhere", words: ["checklist", "prove"]),
  ]

  @Test(arguments: screens) func golden(_ screen: Screen) throws {
    for width in screen.widths {
      let rig = try screen.rig()
      // A terminal of that width, without colour.
      rig.isTerminal = true
      rig.width = width
      rig.variables["NO_COLOR"] = "1"
      let run = rig.run(screen.words)
      let text = run.output + run.errors
      try expectGolden(text, width == 80 ? "\(screen.name).txt" : "\(screen.name)-\(width).txt")
      Self.check(text, width: min(width, 110), screen.name)
    }
  }

  /// Every page: no line wider than the terminal, no space at the end of one, nothing that steers a terminal.
  static func check(_ text: String, width: Int, _ name: String) {
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.hasPrefix("\n"), "\(name)")
    #expect(!text.contains("\n\n\n"), "\(name) has two empty lines")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(name)")
    for line in text.split(separator: "\n") {
      #expect(!line.hasSuffix(" mutual"), "\(name): a command is broken in two: \(line)")
      #expect(line.last != " ", "\(name): \(line)|")
      let isCommand = line.contains("mutual ") || line.contains("--answer ") || line.contains("://")
      #expect(isCommand || line.count <= width, "\(name) at \(width): \(line)")
    }
  }

  /// Commands within a page stand on one line, so that they can be copied whole.
  @Test func commandsAreWhole() throws {
    let rig = try CommandLineRig.riverside()
    for width in [60, 80] {
      rig.isTerminal = true
      rig.width = width
      rig.variables["NO_COLOR"] = "1"
      let text = rig.must("why", "5.20").output
      let offered = CommandLineRig.flat(text).split(separator: "mutual answer ").count - 1
      #expect(offered > 3)
      #expect(
        text.split(separator: "\n").filter { $0.contains("mutual answer ") }.count == offered, "\(text)")
    }
  }

  /// A terminal without colour, and a pipe, get the same bytes; colour adds nothing but colour.
  @Test(arguments: screens) func colour(_ screen: Screen) throws {
    func text(_ change: (CommandLineRig) -> Void) throws -> String {
      let rig = try screen.rig()
      change(rig)
      let run = rig.run(screen.words)
      return run.output + run.errors
    }
    let piped = try text { $0.width = 60 }
    #expect(!piped.contains("\u{1B}"))
    let coloured = try text {
      $0.isTerminal = true
      $0.variables["NO_COLOR"] = ""
      $0.variables["TERM"] = "xterm-256color"
    }
    if !screen.name.hasPrefix("error") { #expect(coloured.contains("\u{1B}["), "\(screen.name)") }
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == piped)
    guard ["next", "help", "status"].contains(screen.name) else { return }
    let plain = try text {
      $0.isTerminal = true
      $0.width = 80
      $0.variables["NO_COLOR"] = "1"
    }
    #expect(plain == piped)
    let dumb = try text {
      $0.isTerminal = true
      $0.variables["TERM"] = "dumb"
    }
    #expect(dumb == piped)
  }

  /// `new` says the same when it is done as when it is tried.
  @Test func newIsAsTried() throws {
    let rig = try CommandLineRig()
    let words = ["new", "Riverside Libraries", "--id", "riverside-libraries"]
    let tried = rig.must(words + ["--dry-run"]).output
    let done = rig.must(words).output
    #expect(
      CommandLineRig.flat(tried.replacingOccurrences(of: "would be", with: "is")) == CommandLineRig.flat(done)
    )
    #expect(done.contains(rig.ledger))
  }

  /// What was typed or stored can't command a terminal.
  @Test func hostileTexts() throws {
    let rig = try CommandLineRig()
    let hostile = "Red \u{1B}[31m\u{7} \u{202E}turned\u{2066} \u{9B}1m\nmutual: fine"
    rig.must("new", hostile, "--id", "hostile")
    rig.must("done", "1.1", "--note", hostile, "--evidence", hostile, "--by", hostile)
    rig.must("done", "1.3", "--out-of-sequence", hostile)
    for words in [
      ["status"], ["next"], ["log"], ["show", "1.1"], ["why", "1.3"], ["blocked"], ["questions"],
    ] {
      let text = rig.must(words).output
      for scalar in text.unicodeScalars {
        #expect(scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(words)")
        #expect(
          !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value), "\(words)")
      }
    }
    for words in [
      ["start", hostile], ["next", "-o", "x" + hostile], [hostile], ["next", "--format", hostile],
      ["undo", hostile],
      ["answer", "\(hostile)=yes"], ["done", "1.1", "--on", hostile], ["--\(hostile)"], ["help", hostile],
      ["next", "--now", hostile], ["checklist", "lint", hostile + ".json"], ["next", "--ledger", hostile],
    ] {
      let text = rig.run(words).errors
      #expect(!text.isEmpty)
      for scalar in text.unicodeScalars {
        #expect(scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(words)")
        #expect(!(0x202A...0x202E).contains(scalar.value), "\(words)")
      }
    }
  }

  /// Counts that are said add up to the lists that are shown.
  @Test(arguments: ["riverside", "archive"]) func countsAddUp(_ place: String) throws {
    let rig = try Screen(name: "", place: place, words: []).rig()
    let status = rig.json("status")
    let counts = try #require(status["counts"].object as? [String: Int])
    let total = try #require(status["total"].int)
    #expect(counts.values.reduce(0, +) == total)
    var sums: [String: Int] = [:]
    for stage in status["stages"].array {
      let own = stage["counts"].object as? [String: Int] ?? [:]
      #expect(own.values.reduce(0, +) == stage["total"].int)
      sums.merge(own, uniquingKeysWith: +)
    }
    #expect(sums == counts)
    let next = try #require(rig.json("next")["total"].int)
    let blocked = try #require(rig.json("blocked")["total"].int)
    let outstanding = rig.json("outstanding")["items"].array
    let again = outstanding.filter { $0["standing"].string == "completed" }.count
    #expect(next == counts["inProgress", default: 0] + counts["ready", default: 0])
    #expect(next + blocked + again == outstanding.count)
    let settled = ["completed", "waived", "notApplicable", "notChosen"].reduce(0) {
      $0 + counts[$1, default: 0]
    }
    #expect(settled + next + blocked == total)
    // The sentence of the status screen says these numbers.
    let text = CommandLineRig.flat(rig.must("status").output)
    #expect(text.contains("\(counts["completed", default: 0]) of "))
    #expect(text.contains("\(counts["blocked", default: 0]) cannot start yet"))
    // `next` shows as many entries as it says.
    let page = rig.must("next").output
    #expect(page.contains("\(next) step"))
    #expect(
      page.split(separator: "\n").filter { $0.prefixMatch(of: #/\ \ \d+\.\d+\ /#) != nil }.count == next)
    let held = rig.must("blocked").output
    #expect(
      held.split(separator: "\n").filter { $0.prefixMatch(of: #/\ \ \d+\.\d+\ /#) != nil }.count == blocked)
  }

  @Test func oneStepIsSpokenOfAsOne() throws {
    let rig = try CommandLineRig()
    _ = try rig.folder.write(
      """
      {"format":1,"id":"tiny","edition":"2026","title":"Tiny","stages":[{"id":"only","title":"Only"}],
      "questions":[{"id":"far","prompt":"Is it far?","answers":[{"id":"yes","title":"Yes"},{"id":"no","title":"No"}]}],
      "steps":[{"id":"go","stage":"only","title":"Go"},
      {"id":"rest","stage":"only","title":"Rest","requires":["go"],"appliesWhen":[{"far":["yes"]}]}]}
      """, to: "work/tiny.json")
    let begun = rig.must("new", "Walkers", "--checklist", "tiny.json").output
    #expect(begun.contains("1 applies whatever you answer; 1 depends on facts about you."))
    let blocked = rig.must("blocked").output
    #expect(blocked.contains("This step may apply. Whether it does hangs on this question:"))
  }
}
