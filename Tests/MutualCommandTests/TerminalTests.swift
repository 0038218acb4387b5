import Foundation
import MutualCommand
import TestSupport
import Testing

/// The first minutes in a real terminal: what a newcomer sees and types, and what is then in the ledger.
@Suite struct TerminalTests {
  static let prompts = ["Name: ", "Your answer: ", "Done already: ", "Decided: ", "yes or no: "]
  static let line = "\"$MUTUAL\" --now 2026-11-22T09:00:00Z"

  /// A newcomer, by what is typed at each screen: the first replies whose question is on the screen are typed, one a
  /// visit; at screens without any, just Enter.
  struct Newcomer: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var name: String
    var replies: [(screen: String, typed: [String])]
    /// The commands that record the same.
    var commands: [[String]]
  }

  static let newcomers = [
    Newcomer(
      testDescription: "library", name: "Riverside Libraries",
      replies: [
        ("called?", ["?", "", "Riverside Libraries"]),
        ("Which nation", ["Englnd", "1"]),
        ("What kind of public body", ["concil", "back", "council"]),
        ("What does the service do?", ["libraries", "4"]),
        ("Will staff move", ["?", "maybe", "yes"]),
        ("recognise a trade union", ["3", "1"]),
        ("How will the new body get buildings?", ["1, 2"]),
        ("Is any of the work done", ["1"]),
        ("stage 1 of 6", ["1.1-1.3, 1.4", "9.9", "stop"]),
      ],
      commands: [
        ["answer", "nation=england"], ["answer", "sector=local-authority"], ["answer", "staff-transfer=yes"],
        ["answer", "service-kind=libraries-culture"], ["answer", "union-recognised=yes"],
        ["answer", "premises=lease,licence"], ["done", "--already", "1.1", "1.2", "1.3", "1.4"],
      ]),
    Newcomer(
      testDescription: "nhs", name: "Moorside Community Health",
      replies: [
        ("called?", ["Moorside Community Health"]),
        ("Which nation", ["1"]),
        ("What kind of public body", ["nhs", "an nhs"]),
        ("What does the service do?", ["1,2"]),
        ("Will staff move", ["1", "not sure"]),
        ("Which regulators", ["back"]),
        ("Is any of the work done", ["yes"]),
        ("stage 1 of 6", ["all"]),
        ("stage 2 of 6", ["2.8 2.1"]),
        ("Decided: ", ["?", "none of them", "1"]),
        ("stage 3 of 6", ["stop"]),
      ], commands: []),
    Newcomer(
      testDescription: "fire", name: "Harbour Fire Training",
      replies: [
        ("called?", ["Harbour Fire Training"]),
        ("Which nation", ["back", "wales", ""]),
        ("What kind of public body", ["4"]),
        ("Will staff move", ["no"]),
        ("Is any of the work done", ["back", "no"]),
      ], commands: []),
  ]

  /// Plays a newcomer to the end, or to the so-manieth prompt; the replies that were given are returned.
  @discardableResult static func play(
    _ newcomer: Newcomer, at terminal: PseudoTerminal, upTo last: Int = .max
  ) throws -> Int {
    var replies = newcomer.replies.map(\.typed)
    var count = 0
    while count < last, let screen = try terminal.wait(for: prompts),
      prompts.contains(where: screen.hasSuffix)
    {
      // The question is what stands last on the screen; a slip is answered at the same question.
      let text = terminal.transcript
      let asked = newcomer.replies.indices.max { first, second in
        place(of: newcomer.replies[first].screen, in: text)
          < place(of: newcomer.replies[second].screen, in: text)
      }
      let question = text[lastQuestion(in: text)...]
      if let asked, question.contains(newcomer.replies[asked].screen), !replies[asked].isEmpty {
        try terminal.type(replies[asked].removeFirst())
      } else {
        try terminal.type("")
      }
      count += 1
    }
    return count
  }

  private static func place(of text: String, in transcript: String) -> String.Index {
    transcript.range(of: text, options: .backwards)?.lowerBound ?? transcript.startIndex
  }

  /// Where the last question begins: after the last empty line that a screen begins with.
  private static func lastQuestion(in transcript: String) -> String.Index {
    ["\nQuestion ", "\nIs any of the work", "\nWhat is done already in", "is a decision."].compactMap {
      transcript.range(of: $0, options: .backwards)?.lowerBound
    }.max() ?? transcript.startIndex
  }

  private func organisation(_ rig: CommandLineRig) throws -> String {
    try #require(try FileManager.default.contentsOfDirectory(atPath: "\(rig.ledger)/organisations").first)
  }

  /// The transcript is read as a whole, with slips, help and steps back.
  @Test(arguments: newcomers) func firstMinutes(_ newcomer: Newcomer) throws {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    let terminal = try PseudoTerminal(Self.line, rig)
    try Self.play(newcomer, at: terminal)
    #expect(try terminal.end() == .status(0))
    let text = terminal.transcript.replacing(rig.folder.path, with: "/home/jo")
    try expectGolden(Self.unwrapped(text), "interview-\(newcomer.testDescription).txt")
    // The ledger holds just what was said, as the commands would record it.
    let id = try organisation(rig)
    let other = try CommandLineRig()
    other.variables["MUTUAL_WRITER"] = "jo-7q2m"
    other.must("new", newcomer.name, "--id", id)
    for words in newcomer.commands { other.must(words) }
    if !newcomer.commands.isEmpty { #expect(try rig.eventLines(of: id) == other.eventLines(of: id)) }
    #expect(rig.run("verify", "--strict").status == .done)
  }

  /// The folder of a test has a name of its own length, so the paragraph that tells it is laid out again.
  private static func unwrapped(_ text: String) -> String {
    guard let start = text.range(of: "The record will be in"), let end = text.range(of: "\n\nType") else {
      return text
    }
    var paragraph = text[start.lowerBound..<end.lowerBound].replacing("\n", with: " ")
    paragraph = paragraph.replacing("  ", with: " ")
    return text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: paragraph)
  }

  /// Ctrl-C, or a window that is closed, loses nothing that was answered; the next run goes on from there.
  @Test(arguments: [true, false]) func brokenOff(byInterrupt: Bool) throws {
    let newcomer = Self.newcomers[0]
    let whole = try CommandLineRig()
    whole.variables["MUTUAL_WRITER"] = "jo-7q2m"
    let full = try PseudoTerminal(Self.line, whole)
    let screens = try Self.play(newcomer, at: full)
    _ = try full.end()
    let all = try whole.eventLines(of: try organisation(whole)).dropFirst().map(Self.action)
    for count in stride(from: byInterrupt ? 0 : 1, to: screens, by: 3) {
      let rig = try CommandLineRig()
      rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
      let terminal = try PseudoTerminal(Self.line, rig)
      try Self.play(newcomer, at: terminal, upTo: count)
      // At the prompt all that was said before is on the disk.
      _ = try terminal.wait(for: Self.prompts)
      if byInterrupt { try terminal.interrupt() } else { terminal.hangUp() }
      #expect(try terminal.end() == .signal(byInterrupt ? SIGINT : SIGHUP), "\(count)")
      guard FileManager.default.fileExists(atPath: "\(rig.ledger)/ledger.json") else {
        #expect(!terminal.transcript.contains("is set up"))
        continue
      }
      let kept = try rig.eventLines(of: try organisation(rig)).dropFirst().map(Self.action)
      #expect(Array(all.prefix(kept.count)) == kept, "\(count)")
      let said = terminal.transcript.replacing("\n", with: " ")
      let told = said.components(separatedBy: "was answered").count - 1
      let ticked = said.contains("were completed") ? 1 : 0
      #expect(kept.count == 1 + told + ticked, "\(count): \(terminal.transcript)")
      #expect(rig.run("verify", "--strict").status == .done)
      guard ticked == 0 else { continue }
      let again = try PseudoTerminal(Self.line, rig)
      #expect(try again.wait(for: Self.prompts)?.contains("Riverside Libraries is set up.") == true)
      try again.type("no")
      _ = try again.wait(for: ["\u{0}"])
      #expect(try again.end() == .status(0))
      #expect(again.transcript.contains("The commands to begin with"))
    }
  }

  /// What an entry records, without what hangs on when it was recorded and in which organisation.
  private static func action(_ line: String) -> String {
    let json = JSONValue(text: line)
    return "\(json["kind"].string ?? "") \(json["steps"]) \(json["answers"])"
  }

  /// Nobody is asked anything where there is no terminal, and nothing is recorded.
  @Test func neverElsewhere() throws {
    let rig = try CommandLineRig()
    rig.typedLines = ["Riverside Libraries"]
    let run = rig.run()
    #expect(run.status == .done && run.output.contains("The commands to begin with"))
    #expect(!FileManager.default.fileExists(atPath: rig.ledger))
    rig.isTerminal = true
    #expect(rig.run().output.contains("The commands to begin with"))
    rig.isInputTerminal = true
    #expect(rig.run("--format", "json").output.contains("The commands to begin with"))
    #expect(rig.typedLines.count == 1)
  }

  /// `answer` alone asks the questions that are open, at a terminal.
  @Test func answerAsks() throws {
    let rig = try CommandLineRig.riverside()
    rig.variables["NO_COLOR"] = "1"
    rig.isTerminal = true
    rig.isInputTerminal = true
    rig.typedLines = ["not sure", "2", "back", "1", "stop"]
    let before = try rig.eventLines(of: "riverside-libraries").count
    let run = rig.run("answer")
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("Question 1"))
    #expect(run.output.hasSuffix("mutual questions\n"), "\(run.output.suffix(200))")
    let lines = try rig.eventLines(of: "riverside-libraries").dropFirst(before)
    #expect(lines.count == 2, "the second answer takes the place of the first")
    #expect(lines.allSatisfy { JSONValue(text: $0)["kind"].string == "answered" })
    // What was typed about the answers holds for each.
    rig.typedLines = ["1", "stop"]
    rig.must("answer", "--on", "yesterday", "--note", "By telephone", "--by", "Sam Field")
    let last = JSONValue(text: try #require(try rig.eventLines(of: "riverside-libraries").last))
    #expect(last["at"].string == "2026-11-21" && last["note"].string == "By telephone")
    #expect(last["by"].string == "Sam Field")
  }
}
