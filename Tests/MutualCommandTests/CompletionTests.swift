import Foundation
import TestSupport
import Testing

@testable import MutualCommand

/// What can be typed next, for every place of a line.
@Suite struct CompletionTests {
  /// What a script of a shell is told; the last word is being typed.
  static func words(_ rig: CommandLineRig, _ words: [String], shell: String = "fish") -> [String] {
    let run = rig.must(["completions", shell, "--words", "--"] + words)
    #expect(run.errors.isEmpty)
    return run.output.split(separator: "\n").map { String($0.split(separator: "\t")[0]) }
  }

  @Test(arguments: [
    // Verbs, also those of two words.
    (["ne"], ["new", "next"]), (["checklist", "s"], ["show", "schema"]), (["chec"], ["checklist"]),
    (["--ledger", "x", "stat"], ["status"]), (["-o", "riverside", "wh"], ["why"]),
    // Options: not those that were given, but those that may be given again.
    (["next", "--as"], ["--as-of"]), (["done", "1.8", "--dry-run", "--d"], []),
    (["done", "1.8", "--evidence", "x", "--ev"], ["--evidence"]), (["next", "--", "--as"], []),
    (["--v"], ["--version"]), (["next", "--v"], []), (["outstanding", "--wi"], ["--without-evidence"]),
    // Their values.
    (["next", "--format", ""], ["text", "json"]), (["next", "--format=j"], ["--format=json"]),
    (["checklist", "show", "--format", "m"], ["markdown"]), (["next", "--as-of", "y"], ["yesterday"]),
    (["hold", "1.8", "--chase", ""], []), (["next", "-o", "riv"], ["riverside-libraries"]),
    (["next", "--organisation=riv"], ["--organisation=riverside-libraries"]),
    (["close", "--outcome", "m"], ["merged"]), (["log", "--by", "S"], ["Sam Field"]),
    (["next", "--bogus="], []),
    // Steps: by number, or by id where a letter was typed; first those that the command is about.
    (["why", "1.1"], ["1.1", "1.10", "1.11", "1.12", "1.13", "1.14"]),
    (["show", "gather-s"], ["gather-service-baseline"]), (["why", "name-t"], ["name-transition-lead"]),
    (["reopen", "1.2"], ["1.2"]), (["start", "1.14"], ["1.14"]),
    (["log", "--step", "1.14"], ["1.14"]), (["done", "--already", "--through", "1.14"], ["1.14"]),
    (["assign", "1.8", "Sam"], ["Sam Field"]),
    // Questions and answers.
    (["answer", "service-k"], ["service-kind="]), (["answer", "nation=wa"], ["nation=wales"]),
    (["answer", "nation=england,wa"], []), (["done", "2.8", "--answer", "dir"], ["direct-award"]),
    (["done", "2.8", "--answer=dir"], ["--answer=direct-award"]),
    (["checklist", "prove", "--profile", "nation=sc"], ["nation=scotland"]),
    // Checklists and all else.
    (["checklist", "show", "th"], [":files", "third-sector-funding", "third-sector-funding@2026"]),
    (["checklist", "show", "--theme", "lead"], ["leader"]), (["calendar", "sc"], ["scotland"]),
    (["completions", "z"], ["zsh"]), (["demo", "y"], ["york"]),
    (["checklist", "schema", "ca"], ["calendar"]),
    (["help", "wo"], ["words"]), (["help", "checklist", "pr"], ["prove"]),
    (["help", "checklist"], ["checklist"]),
    (["help", "wa"], ["waiting", "waive"]),
    // Nothing where nothing is known.
    (["nonsense", ""], []), (["checklist", "nonsense", ""], []), (["why", "1.1", ""], []),
    (["new", ""], []), (["next", "-o", "nowhere", "--step", ""], []), (["why", "-o", "nowhere", "1"], []),
  ]) func candidates(_ typed: [String], expected: [String]) throws {
    let rig = try CommandLineRig.riverside()
    let before = try rig.digest()
    #expect(Self.words(rig, typed) == expected)
    #expect(try rig.digest() == before)
  }

  /// Files and folders are left to the shell.
  @Test func paths() throws {
    let rig = try CommandLineRig()
    #expect(Self.words(rig, ["next", "--ledger", ""]) == [":folders"])
    #expect(Self.words(rig, ["merge", "a", "b"]) == [":files"])
    #expect(Self.words(rig, ["checklist", "lint", "em"]).first == ":files")
  }

  /// Several answers, one after the other, where more than one can hold.
  @Test func severalAnswers() throws {
    let rig = try CommandLineRig.riverside()
    let all = Self.words(rig, ["answer", "pension-schemes="])
    try #require(all.count > 2)
    let more = Self.words(rig, ["answer", all[0] + ","])
    #expect(more.count == all.count - 1)
    #expect(more.allSatisfy { $0.hasPrefix(all[0] + ",") })
  }

  /// Shells that can show them get titles, and bash gets ids, which tell more than numbers.
  @Test func titlesAndIDs() throws {
    let rig = try CommandLineRig.riverside()
    let fish = rig.must("completions", "fish", "--words", "--", "why", "1.8").output
    #expect(fish.hasPrefix("1.8\t"))
    let bash = rig.must("completions", "bash", "--words", "--", "why", "").output
    #expect(bash.hasPrefix("name-transition-lead\n"))
    #expect(rig.must("completions", "bash", "--words", "--", "log", "--by", "Sam").output == "Sam\\ Field\n")
    #expect(
      rig.must("completions", "bash", "--words", "--", "log", "--by", "\"Sam F").output == "Sam Field\n")
    #expect(
      rig.must("completions", "bash", "--words", "--", "log", "--by", "Sam\\ F").output == "Sam\\ Field\n")
  }

  /// The line's own ledger and organisation count, and the environment's where it names none.
  @Test func honoursTheLine() throws {
    let rig = try CommandLineRig()
    let other = rig.folder.path("work/other")
    rig.must("new", "Hill Nursing", "--id", "hill-nursing", "--ledger", other)
    rig.must("new", "Vale Nursing", "--id", "vale-nursing", "--ledger", other)
    rig.must("done", "1.1", "-o", "vale", "--ledger", other)
    #expect(Self.words(rig, ["next", "-o", ""]) == [])
    #expect(Self.words(rig, ["next", "--ledger", other, "-o", ""]) == ["hill-nursing", "vale-nursing"])
    #expect(Self.words(rig, ["--ledger=other", "next", "-o", ""]) == ["hill-nursing", "vale-nursing"])
    #expect(Self.words(rig, ["--ledger", other, "start", ""]) == [])
    #expect(Self.words(rig, ["--ledger", other, "-o", "hill", "start", ""]) == ["1.1"])
    #expect(Self.words(rig, ["--ledger", other, "-o", "vale", "start", ""]) == ["1.2"])
    rig.variables["MUTUAL_LEDGER"] = other
    rig.variables["MUTUAL_ORGANISATION"] = "vale-nursing"
    #expect(Self.words(rig, ["start", ""]) == ["1.2"])
    #expect(Self.words(rig, ["start", "-o", "hill", ""]) == ["1.1"])
    try FileManager.default.moveItem(atPath: other, toPath: rig.folder.path("home/other"))
    #expect(Self.words(rig, ["start", "--ledger", "~/other", "-o", "hill", ""]) == ["1.1"])
  }

  /// What two records disagree about, and the entries that do.
  @Test func settling() throws {
    let rig = try HelpTests.prepared(for: ["settle"])
    #expect(Self.words(rig, ["settle", ""]) == ["name-transition-lead", "edition"])
    let entries = Self.words(rig, ["settle", "1.1", "--keep", ""])
    #expect(entries.count == 2 && entries.allSatisfy { $0.contains(":") }, "\(entries)")
    #expect(Self.words(rig, ["settle", "1.2", "--keep", ""]) == [])
  }

  /// A broken ledger, or none, is no reason to say anything.
  @Test func silentOnErrors() throws {
    let rig = try CommandLineRig.riverside()
    try rig.edit(rig.eventFile(of: "riverside-libraries")) { $0.replacing("\"kind\":", with: "\"kin\":") }
    #expect(Self.words(rig, ["why", ""]) == [])
    try Data("nonsense".utf8).write(to: URL(filePath: rig.ledger + "/ledger.json"))
    for words in [
      ["why", ""], ["-o", ""], ["next", "-o", ""], ["answer", "na"], ["undo", ""], ["adopt", ""],
    ] {
      #expect(Self.words(rig, words).filter { $0 != ":files" && $0 != "new" }.count < 60)
      #expect(rig.run(["completions", "bash", "--words", "--"] + words).status == .done)
    }
    #expect(rig.must("completions", "bash", "--words").output.contains("new\n"))
  }

  /// Whatever example of help is being typed, each next word is offered, as far as words are known.
  @Test(arguments: HelpTests.examples) func examples(_ line: String) throws {
    let words = Array(HelpTests.words(line).dropFirst())
    let rig = try HelpTests.prepared(for: words)
    for end in words.indices {
      let word = words[end]
      let typed = words[..<end]
      let line = TypedLine(Array(typed) + [word])
      var begun = String(word.dropLast())
      let isKnown: Bool
      switch line.place {
      case .verb: isKnown = true
      case .option: isKnown = word.count > 2
      case .value(let kinds, _):
        // Of steps the likely ones come first, but any that is typed is known.
        if kinds.contains(.step) { begun = word }
        isKnown = kinds.allSatisfy {
          switch $0 {
          case .word, .step, .answer, .decision, .calendar, .outcome, .theme, .shell, .event: true
          default: false
          }
        }
      case .unknown: isKnown = false
      }
      guard isKnown else { continue }
      #expect(Self.words(rig, typed + [begun]).contains(word), "\(typed) \(word)")
    }
  }

  /// Whatever was typed, there is an answer, and nothing is changed.
  @Test func anyWords() throws {
    let rig = try CommandLineRig.riverside()
    let before = try rig.digest()
    var generator = SeededGenerator(seed: 4)
    let parts = [
      "answer", "done", "checklist", "--", "-o", "--answer", "=", "sector=", ":", "'", "\"", "\\", "1.", "é",
      "", "-", "--ledger=", "settle", "--keep", "help", "completions", "\u{0}",
    ]
    for _ in 0..<150 {
      let words = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in parts.randomElement(using: &generator) ?? ""
        }.joined()
      }
      for shell in Shell.allCases {
        let run = rig.run(["completions", shell.rawValue, "--words", "--"] + words)
        #expect(run.status == .done && run.errors.isEmpty, "\(words)")
      }
    }
    #expect(try rig.digest() == before)
  }
}
