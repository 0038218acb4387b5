import Foundation
import MutualCommand
import TestSupport
import Testing

/// Looking changes nothing: no byte of the ledger, the home or the configuration.
@Suite struct ReadingTests {
  static let reading: [[String]] = [
    ["status"], ["next"], ["blocked"], ["outstanding"], ["outstanding", "--without-evidence"],
    ["why", "1.1"],
    ["why", "5.20"], ["show", "1.1"], ["show", "2.8"], ["questions"], ["log"], ["log", "--step", "1.1"],
    ["log", "--by", "Jo Smith", "--since", "1 November"],
  ]
  static let apart: [[String]] = [
    [], ["help"], ["help", "all"], ["help", "words"], ["help", "done"], ["help", "checklist"], ["--version"],
    ["next", "--help"], ["done", "--help"], ["checklist", "list"], ["checklist", "show"],
    ["checklist", "lint"], ["checklist", "prove"],
    ["checklist", "diff", "employee-owned-mutual", "employee-owned-mutual@2026"],
  ]
  static let changing: [[String]] = [
    ["new", "Hill Nursing", "--id", "hill-nursing"], ["answer", "staff-transfer=yes"], ["answer", "nation="],
    ["start", "1.3"], ["done", "1.3"],
    ["done", "1.3", "1.4", "--on", "yesterday", "--note", "x", "--evidence", "y"],
    ["done", "--already", "--through", "1.12"], ["done", "1.12", "--out-of-sequence", "It happened"],
    ["undo"],
    ["hold", "1.3", "--reason", "x", "--waiting-for", "y", "--chase", "1 December"], ["resume", "1.6"],
    ["turn-down", "1.12", "--reason", "x"], ["waive", "1.6", "--reason", "x"],
    ["reopen", "1.1", "--reason", "x"],
    ["confirm", "1.1"], ["assign", "1.3", "Sam Field"], ["due", "1.3", "1 December"], ["note", "1.3", "x"],
    ["lesson", "1.3", "x"], ["calendar", "scotland"], ["closures", "2026-12-29"],
    ["close", "--outcome", "stopped", "--reason", "x"],
  ]

  func situation() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "1 November")
    rig.must("answer", "nation=england", "sector=local-authority")
    rig.must("done", "1.1", "--on", "2 November")
    rig.must("done", "1.2", "--on", "3 November")
    rig.must("start", "1.4")
    rig.must("hold", "1.6", "--reason", "They are away", "--chase", "1 December")
    return rig
  }

  @Test func anEntireHomeStaysAsItIs() throws {
    let rig = try situation()
    let before = try rig.digest()
    for words in Self.reading {
      for time in [
        [], ["--as-of", "2026-11-05"], ["--known-by", "today"],
        ["--as-of", "5 November", "--known-by", "2026-11-22"],
      ] {
        for format in ["text", "json"] {
          let run = rig.must(words + time + ["--format", format])
          #expect(!run.output.isEmpty)
          #expect(run.errors.isEmpty)
        }
      }
    }
    for words in Self.apart + [
      ["answer"], ["waiting"], ["impact"], ["impact", "1.1"], ["conflicts"],
      ["changes", "--since", "22 November"], ["verify"], ["repair"], ["repair", "--dry-run"],
      ["log", "--since", "1 November", "--until", "today"],
    ] { #expect(!rig.must(words).output.isEmpty) }
    #expect(try rig.digest() == before)
  }

  /// Somebody who never wrote reads as well, and no id is made for them.
  @Test func anotherReader() throws {
    let rig = try situation()
    rig.variables["XDG_CONFIG_HOME"] = rig.folder.path("elsewhere")
    rig.userName = "sam"
    let before = try rig.digest()
    for words in Self.reading { rig.must(words) }
    for words in Self.changing where words[0] != "undo" { rig.must(words + ["--dry-run"]) }
    #expect(try rig.digest() == before)
  }

  @Test func anEmptyHomeStaysEmpty() throws {
    let rig = try CommandLineRig()
    let before = try rig.digest()
    for words in Self.reading {
      for format in ["text", "json"] { #expect(rig.run(words + ["--format", format]).status == .notFound) }
    }
    for words in Self.changing where words[0] != "new" {
      #expect(rig.run(words + ["--dry-run"]).status == .notFound)
    }
    for words in Self.apart { rig.must(words) }
    #expect(try rig.digest() == before)
  }

  @Test func tryingRecordsNothing() throws {
    let rig = try situation()
    let before = try rig.digest()
    for words in Self.changing {
      let text = rig.must(words + ["--dry-run"])
      #expect(words[0] == "new" || text.output.hasPrefix("Nothing was recorded."), "\(text.output)")
      let programs = rig.json(words: words + ["--dry-run"])
      #expect(programs["recorded"].bool == false)
      #expect(programs["event"].isNull)
    }
    #expect(try rig.digest() == before)
    let empty = try CommandLineRig()
    let nothing = try empty.digest()
    #expect(empty.must("new", "Hill Nursing", "--dry-run").output.contains("would be"))
    #expect(try empty.digest() == nothing)
  }

  /// What is tried says what recording it then says.
  @Test func tryingSaysWhatRecordingSays() throws {
    for words in Self.changing where words[0] != "new" {
      let rig = try situation()
      let tried = rig.json(words: words + ["--dry-run"])
      let done = rig.json(words: words)
      #expect(done["recorded"].bool == true)
      for key in ["did", "remarks", "newlyReady", "newlyApplies", "noLongerApplies"] {
        #expect(tried[key].strings == done[key].strings, "\(words) \(key)")
      }
    }
  }

  /// The same inputs give the same bytes.
  @Test func theSameAgain() throws {
    let rig = try situation()
    for words in Self.reading {
      let first = rig.must(words)
      rig.variables["LANG"] = "tr_TR.UTF-8"
      rig.variables["TZ"] = "Pacific/Kiritimati"
      #expect(rig.must(words) == first)
    }
  }
}
