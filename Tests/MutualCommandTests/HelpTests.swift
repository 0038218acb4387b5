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
      for example in command.examples { #expect(page.contains("\n  \(example)\n"), "\(example)") }
      for status in command.statuses { #expect(page.contains("\(status.rawValue) \(status.name)")) }
    }
    for status in MutualCommand.ExitStatus.allCases { #expect(all.contains("\n  \(status.rawValue) ")) }
    #expect(rig.must().output == rig.must("help").output)
    #expect(rig.must("--help").output == rig.must("help").output)
    #expect(rig.must("--version").output == "mutual \(Mutual.version)\n")
  }

  /// Examples fit on a page of 80 columns, so that they can be copied whole.
  @Test(arguments: examples) func exampleFits(_ line: String) { #expect(line.count <= 76) }

  /// A word in capitals means one thing, which completions know too; and takes as many places as there are arguments.
  @Test func wordsInCapitalsAreKnown() {
    for command in CommandTable.all {
      for text in command.places.map(\.placeholder) + command.allOptions.compactMap(\.value) {
        for word in ValueKind.placeholders(text) {
          #expect(ValueKind(placeholder: word) != nil, "\(command.name): \(word)")
        }
      }
      let repeats = command.places.contains(where: \.repeats)
      let isMany = command.arguments.upperBound == Command.many
      #expect(repeats == isMany || command.name == "completions", "\(command.name)")
      if !isMany, command.name != "help" {
        #expect(command.places.count == command.arguments.upperBound, "\(command.name)")
      }
    }
    #expect(ValueKind(placeholder: "THING") == nil)
  }

  /// `--help` works for a family too, before or after its name, and explains nothing but help.
  @Test func helpOfAFamily() throws {
    let rig = try CommandLineRig()
    let page = rig.must("help", "checklist").output
    #expect(page.contains("mutual checklist lint"))
    #expect(rig.must("checklist", "--help").output == page)
    #expect(rig.must("checklist", "-h").output == page)
    #expect(rig.must("--help", "next").output == rig.must("help", "next").output)
    #expect(rig.must("help", "--help").output == rig.must("help", "help").output)
  }

  /// Programs get the same: all commands, those of a family, or one.
  @Test func helpForPrograms() throws {
    let rig = try CommandLineRig()
    let all = rig.json("help")
    #expect(all["kind"].string == "help" && all["total"].int == CommandTable.allCases.count)
    #expect(all["items"].array.compactMap { $0["name"].string } == CommandTable.allCases.map(\.rawValue))
    let next = rig.json("help", "next")["items"].array
    #expect(next.count == 1 && next[0]["usage"].string == "mutual next")
    #expect(next[0]["exitStatuses"].array.compactMap(\.int) == [0, 2, 3, 6, 8])
    #expect(next[0]["options"].array.first?["short"].string == "-o")
    #expect(rig.json("help", "checklist")["total"].int == CommandTable.family("checklist").count)
    #expect(rig.run("help", "words", "--format", "json").status == .usage)
  }

  /// Slips get the nearest verb, option or topic: by letters, by beginnings, and by what other programs call it.
  @Test(arguments: [
    (["nxt"], "next"), (["Next"], "next"), (["stat"], "status"), (["outstandign"], "outstanding"),
    (["complete", "1.1"], "done"), (["todo"], "next"), (["lint"], "checklist lint"),
    (["history"], "log"), (["delete"], "undo"), (["skip", "1.1"], "waive"), (["words"], "help words"),
    (["version"], "--version"), (["completion", "bash"], "completions"),
    (["help", "nxt"], "next"), (["help", "wrods"], "words"), (["help", "lint"], "checklist lint"),
    (["help", "complete"], "done"), (["help", "checklist", "lnit"], "checklist lint"),
  ]) func slip(_ words: [String], meant: String) throws {
    let run = try CommandLineRig().run(words)
    #expect(run.status == .usage)
    #expect(run.errors.contains("Did you mean \"\(meant)\"?"), "\(run.errors)")
  }

  /// So do options.
  @Test(arguments: [
    (["done", "1.1", "--evid", "x"], "--evidence"), (["done", "1.1", "--out", "x"], "--out-of-sequence"),
    (["next", "--as-off", "today"], "--as-of"), (["next", "--organization", "x"], "--organisation"),
    (["--verson"], "--version"),
  ]) func slipOfAnOption(_ words: [String], meant: String) throws {
    let run = try CommandLineRig().run(words)
    #expect(run.status == .usage)
    #expect(run.errors.contains("Did you mean \(meant)?"), "\(run.errors)")
  }

  /// A step may also be asked for by a word of its title, or by all of it.
  @Test func wordsOfSteps() throws {
    let rig = try CommandLineRig.riverside()
    let one = rig.run("why", "Scope")
    #expect(one.status == .notFound && CommandLineRig.flat(one.errors).contains("Did you mean 1.3 \"Decide"))
    let whole = rig.run("show", "decide what is in scope")
    #expect(CommandLineRig.flat(whole.errors).contains("Did you mean 1.3"), "\(whole.errors)")
    let several = rig.run("why", "pension")
    #expect(CommandLineRig.flat(several.errors).contains("These have the word:"), "\(several.errors)")
    #expect(
      several.errors.split(separator: "\n").filter { $0.wholeMatch(of: #/  \d\.\d+  .*/#) != nil }.count > 1)
    #expect(!rig.run("why", "of").errors.contains("These"))
  }

  /// Each word that other programs have is offered for one verb, which there is.
  @Test func otherWordsAreNoVerbs() {
    var seen: Set<String> = []
    for (verb, words) in Slips.otherWords {
      let topic = verb.hasPrefix("help ") ? "help" : verb
      #expect(CommandTable.named(topic) != nil || verb == "--version", "\(verb)")
      for word in words {
        #expect(CommandTable.named(word) == nil, "\(word) is a verb")
        #expect(seen.insert(word).inserted, "\(word) stands twice")
      }
    }
  }

  /// The words that help explains are those that the code and the files go by: none is missing.
  @Test func wordsAreThoseOfTheProject() throws {
    let explained = Help.vocabulary.map { $0.joined(separator: " ") }.joined(separator: "\n")
    guard let text = Self.file("CONTRIBUTING.md") else { return }
    let section = try #require(text.components(separatedBy: "\n## Words\n").dropFirst().first)
    let rows = section.components(separatedBy: "\n## ")[0].split(separator: "\n").filter {
      $0.hasPrefix("| ")
    }
    #expect(rows.count > 10)
    for row in rows.dropFirst(2) {
      for word in row.split(separator: "|")[0].split(separator: ",") {
        let word = word.trimmingCharacters(in: .whitespaces)
        #expect(explained.lowercased().contains(word), "help words says nothing of \"\(word)\"")
      }
    }
  }

  /// The variables that help names are those that the program heeds.
  @Test func variablesAreThoseOfTheProgram() throws {
    guard let sources = SourceTexts(folders: ["Sources/MutualCommand", "Sources/MutualPlatform"]) else {
      return
    }
    let heeded = Set(sources.variables).subtracting(["HOME", "PATH"])
    #expect(heeded == Set(Help.variables.map { $0[0] }))
  }

  /// The text of a file of the project; nil where the tests run without it.
  static func file(_ name: String) -> String? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try? String(contentsOf: root.appending(path: name), encoding: .utf8)
  }
}
