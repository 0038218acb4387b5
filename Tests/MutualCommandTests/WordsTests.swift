import BuiltInChecklists
import Foundation
import Testing

@testable import MutualChecklist
@testable import MutualCommand

/// Every text that a user reads has the words of the project, and is plain English.
@Suite struct WordsTests {
  /// Words that other programs have for what ours has a word for already, and that word. Each is a pattern.
  static let synonyms: [(pattern: String, word: String)] = [
    ("tasks?|to-?dos?|tickets?|jobs?|assignments?|action items?|work items?", "step"),
    ("sub-?tasks?|sub-?steps?", "step"), ("activit(y|ies)", "step"), ("gates?|gateways?", "milestone"),
    ("phases?|sections?|chapters?", "stage"), ("templates?|playbooks?|roadmaps?", "checklist"),
    (
      "prerequisites?|pre-?conditions?|dependenc(y|ies)|dependents?|constraints?|predecessors?", "requirement"
    ),
    ("successors?|downstream|upstream", "what waits for it"), ("depends on|dependent on", "waits for"),
    ("blocked by|blocks", "waits for, is held up by"), ("impediments?|obstacles?|blockages?", "blocker"),
    ("projects?|tenants?|workspaces?|accounts?", "organisation"),
    ("(?<!exit )statuses", "standing"), ("user ?names?", "name"),
    ("databases?|repositor(y|ies)|stores?|vaults?|journals?", "ledger"),
    ("transactions?|commits?|mutations?", "event"), ("rows?|tuples?", "entry"),
    ("attributes?|propert(y|ies)|parameters?", "question, option"),
    ("skipped|skips?|cancell?ed|n/a", "waived, not needed"), ("rejected|refused by the board", "turned down"),
    ("overdue|deadlines?", "due"), ("step owners?|assignees?|responsible", "who does it"),
    ("delays?|offsets?|lead times?|cool-?downs?", "lag"), ("suspended|parked|stalled|deferred", "on hold"),
    ("delet(e|es|ed|ing) (the|an|your) (event|entry)", "take back"), ("revert(s|ed)?|roll(ed)? back", "undo"),
    ("versions? of the checklist|revisions?|releases?", "edition"),
    ("recommended order|soft requirements?", "advice"), ("nodes?|vertex|vertices|edges?|graph", "step, link"),
    ("organi[z]ations?|recogni[z]e[ds]?", "organisation"), ("todo list", "checklist"),
    ("subcommands?|arguments? list", "command"), ("director(y|ies)", "folder"),
    ("flags?|switch(es)?", "option"), ("slack|buffers?", "float"), ("dashboards?", "portfolio"),
    ("questionnaires?|surveys?", "questions"), ("responses?|replies", "answer"),
    ("deliverables?|attachments?", "evidence"), ("histor(y|ies)|timelines?", "log, record"),
    ("pending|awaiting", "ready, on hold, not known yet"), ("criteri(a|on)", "condition"),
    ("snapshots?", "baseline"), ("memos?|remarks?", "note"),
  ]

  private static let expressions = synonyms.compactMap { synonym in
    (try? NSRegularExpression(
      pattern: "(?<![a-z-])(\(synonym.pattern))(?![a-z-])", options: .caseInsensitive)).map {
        ($0, synonym.word)
      }
  }

  /// What a text has in place of the project's words.
  static func foreign(_ text: String) -> [String] {
    let whole = NSRange(text.startIndex..., in: text)
    return expressions.flatMap { expression, word in
      expression.matches(in: text, range: whole).map {
        "\"\(Range($0.range, in: text).map { String(text[$0]) } ?? "")\", where we say \"\(word)\""
      }
    }
  }

  @Test func foreignWordsAreFound() {
    #expect(Self.expressions.count == Self.synonyms.count)
    #expect(Self.foreign("This task is blocked by a prerequisite.").count == 3)
    #expect(Self.foreign("This step waits for another one.").isEmpty)
  }

  /// The folders of the sources that say something to users.
  static let speaking = [
    "Sources/MutualCommand", "Sources/MutualReports", "Sources/MutualLedger", "Sources/MutualPlatform",
    "Sources/MutualChecklist/Calendar", "Sources/MutualChecklist/Checklist",
    "Sources/MutualChecklist/Editions", "Sources/MutualChecklist/Graph", "Sources/MutualChecklist/Progress",
    "Sources/MutualChecklist/Proof", "Sources/MutualJSON",
  ]

  /// Files whose texts are for programs, or are words to compare with what was typed.
  static let notForReaders = ["Slips.swift", "Shell.swift", "ChecklistSkeleton.swift", "Pager.swift"]

  /// The literals that are prose: more than one word.
  static func prose() -> [SourceTexts.Text] {
    (SourceTexts(folders: speaking)?.texts ?? []).filter { text in
      text.text.contains(" ") && text.text.contains(where: \.isLetter)
        && !notForReaders.contains { text.file.hasSuffix("/" + $0) }
    }
  }

  /// What pages of help say, put together.
  static func help() throws -> [(place: String, text: String)] {
    var texts: [(String, String)] = []
    for command in CommandTable.all {
      texts.append((command.name, Help.sentence(command.summary)))
      texts += command.details.map { (command.name, $0) }
      texts += command.allOptions.map { ("\(command.name) \($0.name)", Help.sentence($0.summary)) }
      texts += Help.capitals(of: command).map { ("\(command.name) \($0[0])", Help.sentence($0[1])) }
      texts.append((command.name, Help.statuses(of: command)))
    }
    texts += (Help.vocabulary + Help.variables).map { ($0[0], Help.sentence($0[1])) }
    texts += MutualCommand.ExitStatus.allCases.map { ("exit \($0.rawValue)", Help.sentence($0.meaning)) }
    texts += LeadingQuestions.all.flatMap { [("leading", $0.question), ("leading", $0.answer)] }
    return texts
  }

  // MARK: Terminology

  @Test func literals() {
    for text in Self.prose() {
      for word in Self.foreign(text.text) {
        Issue.record("\(text.file), line \(text.line): \(word), in: \(text.text)")
      }
    }
  }

  @Test func pagesOfHelp() throws {
    for (place, text) in try Self.help() {
      for word in Self.foreign(text) { Issue.record("\(place): \(word), in: \(text)") }
    }
  }

  /// The pages that golden files keep. What stands in quotes was typed, or is a title. A word that built-in checklists
  /// have may be theirs; the pages of the small checklist of the tests have no such excuse.
  @Test func goldenFiles() throws {
    let checklists = BuiltInChecklists.all.compactMap {
      BuiltInChecklists.bytes(checklist: $0.id, edition: $0.edition)
    }
    let theirs =
      checklists.map { String(decoding: $0, as: UTF8.self) }.joined()
      + LeadingQuestions.all.map(\.answer).joined()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".txt") || $0.hasSuffix(".md")
    }
    for name in names.sorted() {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let flat = CommandLineRig.flat(text).replacing(/"[^"]*"/, with: "x")
      for found in Self.foreign(flat) {
        let word = found.split(separator: "\"")[0]
        let isTheirs = !name.hasPrefix("archive") && theirs.localizedCaseInsensitiveContains(word)
        if !isTheirs { Issue.record("\(name): \(found)") }
      }
    }
  }

  /// A word in capitals of a command that a page shows is one that help explains.
  @Test func wordsInCapitals() {
    for text in Self.prose() {
      for command in text.text.matches(of: /mutual [a-z][^:;.]*/) {
        for word in command.output.matches(of: /\b[A-Z]{2,}\b/) {
          #expect(ValueKind(placeholder: String(word.output)) != nil || word.output == "ANSWER", "\(text)")
        }
      }
    }
  }

  // MARK: Plain English

  /// Initialisms that readers of these texts know: file formats, and the words in capitals of usages.
  static let known: Set<String> = ["JSON", "UTF", "ID", "README"]

  static func findings(_ text: String) -> [String] {
    // Sections of manual pages are called so.
    guard text != text.uppercased() else { return [] }
    let shown = text.replacing(/[$]?[A-Z]+(_[A-Z]+)+|[A-Z]+=\S*/, with: "x")
    let initialisms = PlainEnglish.unexplained([shown]).filter {
      !known.contains($0) && ValueKind(placeholder: $0) == nil && $0 != "ANSWER"
    }
    return initialisms.map { "\"\($0)\" is not explained" }
      + PlainEnglish.longSentences(shown).map {
        "a sentence of \($0.count) words: \($0.joined(separator: " "))"
      }
  }

  /// The sentences of an error that are too long. What stands in quotes was typed, or is a title; a circle of steps is one
  /// sentence however long it is; and lines that are set in are lists, and commands to go on with.
  static func longSentences(ofErrors text: String) -> [String] {
    guard !text.hasPrefix("{") else { return [] }
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("  ") }
    let shown = lines.joined(separator: " ").replacing(/"[^"]*"/, with: "x")
      .replacing(/( \([a-z0-9-]+\))? waits for x/, with: "")
    return PlainEnglish.longSentences(shown).map {
      "a sentence of \($0.count) words: \($0.joined(separator: " "))"
    }
  }

  @Test func plainLiterals() {
    for text in Self.prose() {
      for finding in Self.findings(text.text) { Issue.record("\(text.file), line \(text.line): \(finding)") }
    }
  }

  @Test func plainHelp() throws {
    for (place, text) in try Self.help() {
      for finding in Self.findings(text) { Issue.record("\(place): \(finding)") }
    }
  }

  // MARK: The reader of sources

  @Test func sourceTexts() {
    let source = """
      let a = "one \\(b("two three") + 1) four" // "five"
      /// "six"
      let c = #"seven "eight" \\(nine)"#
      let d = "\\"ten\\" \\u{2026}."
      """
    #expect(
      SourceTexts(source).texts.map(\.text) == [
        "two three", "one x four", #"seven "eight" \(nine)"#, #""ten" ."#,
      ])
    #expect(Self.prose().count > 500)
  }
}
