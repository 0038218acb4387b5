import Foundation
import TestSupport
import Testing

@testable import MutualCommand

/// What help shows works as it is shown.
@Suite struct HelpTests {
  /// The words of a command line as a shell has them.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        isOpen = true
      } else if quote == nil, character == " " {
        if isOpen || !word.isEmpty { words.append(word) }
        (word, isOpen) = ("", false)
      } else {
        word.append(character)
      }
    }
    if isOpen || !word.isEmpty { words.append(word) }
    return words
  }

  /// An organisation in which what the command line names can be done: everything before it is.
  static func prepared(for words: [String]) throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    guard words.first != "new" else { return rig }
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "2026-09-01")
    rig.must("answer", "nation=england", "union-recognised=yes", "started-by=both", "--on", "2026-09-01")
    switch words[0] {
    case "resume": rig.must("hold", words[1], "--reason", "The papers are away")
    case "reopen-organisation": rig.must("close", "--outcome", "paused", "--reason", "The budget is not set")
    case "settle": try rig.disagreeAboutTheFirstStep()
    case "merge":
      try FileManager.default.copyItem(atPath: rig.ledger, toPath: rig.folder.path("work/sams-copy"))
    case "adopt": try rig.writeNextEdition()
    case "undo", "reopen", "confirm": rig.must("done", "1.1", "--on", "2026-09-02")
    case "start", "done":
      let steps = words.dropFirst().filter { $0.wholeMatch(of: /\d+\.\d+/) != nil }
      guard !words.contains("--already"), !steps.contains("1.1") else { break }
      for step in ["1.1", "1.2", "1.3"] where !steps.contains(step) {
        rig.must("done", step, "--on", "2026-09-02")
      }
    default: break
    }
    return rig
  }

  /// The command lines that help gives as examples.
  static let examples = CommandTable.all.flatMap(\.examples)

  @Test(arguments: examples) func example(_ line: String) throws {
    let words = Array(Self.words(line).dropFirst())
    #expect(line.hasPrefix("mutual "))
    let rig = try Self.prepared(for: words)
    rig.must(words)
  }

  /// Every command has help, in a place of its own and with `--help`, and names its options.
  @Test func everyCommandIsExplained() throws {
    let rig = try CommandLineRig()
    let all = rig.must("help", "all").output
    for verb in CommandTable.allCases {
      let command = verb.command
      #expect(command.name == verb.rawValue)
      let name = command.name.split(separator: " ").map(String.init)
      let page = rig.must(["help"] + name).output
      #expect(rig.must(name + ["--help"]).output == page)
      #expect(rig.must(name + ["-h"]).output == page)
      #expect(all.contains("mutual \(command.name) "), "\(command.name)")
      #expect(!command.examples.isEmpty && !command.summary.isEmpty, "\(command.name) has no example")
      for option in command.allOptions { #expect(page.contains(option.name), "\(option.name)") }
    }
    for status in MutualCommand.ExitStatus.allCases { #expect(all.contains("\n  \(status.rawValue) ")) }
    #expect(rig.must().output == rig.must("help").output)
    #expect(rig.must("--help").output == rig.must("help").output)
    #expect(rig.must("--version").output == "mutual \(Mutual.version)\n")
  }
}
