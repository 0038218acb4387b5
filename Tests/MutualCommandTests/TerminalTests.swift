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
      ],
      commands: [
        ["answer", "nation=england"], ["answer", "sector=nhs"], ["answer", "staff-transfer=yes"],
        ["answer", "service-kind=health-care,adult-social-care"],
        ["done", "--already", "1.1", "1.2", "1.3", "1.4", "1.6", "1.7", "1.8", "1.10", "1.11", "1.14"],
        ["done", "--already", "2.1"], ["done", "--already", "2.8", "--answer", "reserved-for-mutuals"],
      ]),
    Newcomer(
      testDescription: "fire", name: "Harbour Fire Training",
      replies: [
        ("called?", ["Harbour Fire Training"]),
        ("Which nation", ["back", "wales", ""]),
        ("What kind of public body", ["4"]),
        ("Will staff move", ["no"]),
        ("Is any of the work done", ["back", "no"]),
      ],
      commands: [
        ["answer", "nation=wales"], ["answer", "staff-transfer=no"], ["answer", "sector=fire-authority"],
      ]),
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
    #expect(try rig.eventLines(of: id) == other.eventLines(of: id))
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
      let left = try PseudoTerminal(Self.line, rig)
      #expect(try left.wait(for: Self.prompts)?.contains("Riverside Libraries is set up.") == true)
      try left.type("perhaps")
      #expect(try left.wait(for: Self.prompts)?.contains("Type yes to go on") == true)
      try left.type("no")
      _ = try left.wait(for: ["\u{0}"])
      #expect(try left.end() == .status(0))
      #expect(left.transcript.contains("The commands to begin with"))
      #expect(left.transcript.contains("mutual next"))
      // Going on, the newcomer ends where the whole interview did.
      let again = try PseudoTerminal(Self.line, rig)
      _ = try again.wait(for: Self.prompts)
      try again.type("yes")
      var rest = newcomer
      rest.replies[0].typed = []
      try Self.play(rest, at: again)
      #expect(try again.end() == .status(0))
      let standings = { (rig: CommandLineRig) in
        rig.json("status")["items"].array.map { $0["standing"].string }
      }
      #expect(standings(rig) == standings(whole), "\(count)")
    }
  }

  /// What an entry records, without what hangs on when it was recorded and in which organisation.
  private static func action(_ line: String) -> String {
    let json = JSONValue(text: line)
    return "\(json["kind"].string ?? "") \(json["steps"]) \(json["answers"])"
  }

  /// A world in which the interview is played line by line, in process.
  private func interviewed(_ lines: [String]) throws -> (rig: CommandLineRig, output: String) {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.variables["NO_COLOR"] = "1"
    (rig.isTerminal, rig.isInputTerminal, rig.typedLines) = (true, true, lines)
    let run = rig.run()
    #expect(run.status == .done, "\(run.errors)")
    return (rig, run.output)
  }

  private func standing(_ step: String, _ rig: CommandLineRig) -> String? {
    rig.json("show", step)["items"][0]["standing"].string
  }

  /// The lines that lead to the first stage.
  private func linesToStages() throws -> [String] {
    let (_, output) = try interviewed(["Riverside Libraries"] + Array(repeating: "", count: 60))
    let questions = output.components(separatedBy: "\nQuestion ").count - 1
    return ["Riverside Libraries"] + Array(repeating: "", count: questions) + ["yes"]
  }

  /// From a stage the way leads back to the question whether work has begun, past stages in which all is ticked.
  @Test func backFromAStage() throws {
    let (rig, output) = try interviewed(try linesToStages() + ["1.1-1.14", "back", "no"])
    #expect(standing("1.1", rig) == "completed" && standing("1.12", rig) == "notChosen")
    let screens = output.components(separatedBy: "Is any of the work done already?").count - 1
    #expect(screens == 2, "\(output.suffix(3000))")
    #expect(output.contains("can be worked on this week"))
  }

  /// "All", or what lies between two numbers, takes no way unasked, and says which it left out.
  @Test func waysAreNotTickedUnasked() throws {
    for typed in ["all", "1.1-1.14", "ALL"] {
      let (rig, output) = try interviewed(try linesToStages() + [typed, "stop"])
      #expect(standing("1.2", rig) == "completed")
      #expect(standing("1.12", rig) != "completed", "\(typed)")
      #expect(CommandLineRig.flat(output).contains("Left out: 1.12 "), "\(typed)")
    }
    let (rig, _) = try interviewed(try linesToStages() + ["1.1-1.12", "stop"])
    #expect(standing("1.12", rig) == "completed", "an end that was typed is meant")
  }

  /// At a decision, what was ticked beside it is kept already; stop stops, and back leads to the list.
  @Test func aDecisionAmongTheTicked() throws {
    let lines = try linesToStages() + ["", "2.1 2.8"]
    let (stopped, output) = try interviewed(lines + ["stop"])
    #expect(standing("2.1", stopped) == "completed" && standing("2.8", stopped) != "completed")
    #expect(!output.contains("stage 3 of"))
    let (back, again) = try interviewed(lines + ["back", "2.8", "1", "stop"])
    #expect(standing("2.8", back) == "completed")
    #expect(again.components(separatedBy: "stage 2 of").count - 1 == 2)
    let (ended, _) = try interviewed(lines)
    #expect(standing("2.1", ended) == "completed")
  }

  /// A question to which no answer can be given is not asked, and no number is an answer to it.
  @Test func nothingOnOffer() throws {
    let rig = try CommandLineRig()
    _ = try rig.folder.write(
      """
      {"format":1,"id":"tiny","edition":"2026","title":"Tiny","stages":[{"id":"only","title":"Only"}],
      "questions":[
      {"id":"near","prompt":"Is it near?","answers":[{"id":"yes","title":"Yes"},{"id":"no","title":"No"}]},
      {"id":"far","prompt":"How far is it?","answers":[{"id":"mile","title":"A mile","offerWhen":[{"near":["no"]}]}]}],
      "steps":[{"id":"go","stage":"only","title":"Go"},
      {"id":"ride","stage":"only","title":"Ride","appliesWhen":[{"far":["mile"]}]},
      {"id":"walk","stage":"only","title":"Walk","appliesWhen":[{"near":["yes"]}]}]}
      """, to: "work/tiny.json")
    rig.must("new", "Walkers", "--checklist", "tiny.json")
    (rig.isTerminal, rig.isInputTerminal, rig.typedLines) = (true, true, ["0", "99", "-1", "yes", "1"])
    let run = rig.run("answer")
    #expect(run.status == .done && !run.output.contains("How far is it?"))
    #expect(rig.json("questions")["items"].array.contains { $0["answer"][0].string == "yes" })
  }

  /// What can't work for any answer is told before the first question.
  @Test(arguments: [["--by", ""], ["--on", "2099-01-01"], ["--on", "nonsense"]])
  func toldFirst(_ options: [String]) throws {
    let rig = try CommandLineRig.riverside()
    (rig.isTerminal, rig.isInputTerminal, rig.typedLines) = (true, true, ["1"])
    let run = rig.run(["answer"] + options)
    #expect(run.status == .usage && !run.output.contains("Question 1"))
    #expect(rig.typedLines.count == 1)
  }

  /// Words of answers may be typed one after the other, and spaces around them do not matter.
  @Test(arguments: [
    ("health care, housing", ["health-care", "housing"]), ("1 4", ["health-care", "libraries-culture"]),
    (" 4 ", ["libraries-culture"]), ("Libraries, museums or culture", ["libraries-culture"]),
    ("health care; 7, libraries", ["health-care", "libraries-culture", "housing"]),
  ])
  func severalByWords(typed: String, meant: [String]) throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("answer", "nation=england", "sector=local-authority", "staff-transfer=no")
    (rig.isTerminal, rig.isInputTerminal, rig.typedLines) = (true, true, [typed, "stop"])
    #expect(rig.run("answer").output.contains("What does the service do?"))
    let item = rig.json("questions")["items"].array.first { $0["id"].string == "service-kind" }
    #expect(item?["answer"].strings == meant)
  }

  /// The arrow keys are not part of a name.
  @Test func arrowKeysInAName() throws {
    let (rig, output) = try interviewed(["Riv\u{1B}[Derside", "Riverside", "stop"])
    #expect(output.contains("letters that can't be shown"))
    #expect(rig.json("status")["organisation"]["name"].string == "Riverside")
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
