import BuiltInChecklists
import Foundation
import MutualChecklist
import MutualLedger
import MutualReports
import Testing

/// The programs that pages show, compiled: between the marks stand the pages' own lines.
enum DocumentedPrograms {
  /// The program of `README.md`.
  static func readme() throws -> [String] {
    var lines: [String] = []
    func print(_ items: Any...) { lines.append(items.map { "\($0)" }.joined(separator: " ")) }
    // README.md
    guard let file = BuiltInChecklists.bytes(checklist: "employee-owned-mutual", edition: "2026"),
      let checklist = ChecklistReader.read(file).checklist, let now = Instant("2026-11-22T09:00:00Z")
    else { fatalError("not a checklist") }
    let (today, me) = (now.utcDay, "Jo Smith")
    let ledger = try Ledger.create(in: MemoryStorage())  // FileStorage(".mutual") keeps it in a folder
    _ = try ledger.register(
      "riverside", name: "Riverside Libraries",
      checklist: ChecklistCopy(id: checklist.id, edition: checklist.edition, bytes: file),
      writer: "jo", at: today, recorded: now, day: today, by: me)
    _ = try ledger.record(in: "riverside", writer: "jo") { _ in
      EventDraft(
        at: today, recorded: now, day: today, by: me,
        action: .completed(["name-transition-lead"], answers: []))
    }
    let history = History(try ledger.load("riverside").events)
    guard let registration = Registration(history) else { fatalError("not set up") }
    let record = Record(history, registration: registration, checklist: checklist)
    let evaluation = Evaluation(checklist, record: record, on: today, calendar: .weekdays)
    for step in evaluation.next { print(checklist.steps[step].number, checklist.steps[step].title) }
    // end
    return lines
  }

  /// The program of `EvaluateARecord.md`.
  static func article() throws -> [String] {
    var lines: [String] = []
    func print(_ items: Any...) { lines.append(items.map { "\($0)" }.joined(separator: " ")) }
    // Sources/MutualChecklist/MutualChecklist.docc/EvaluateARecord.md
    guard let bytes = BuiltInChecklists.bytes(checklist: "employee-owned-mutual", edition: "2026") else {
      fatalError("There is no such checklist.")
    }
    let reading = ChecklistReader.read(bytes)
    for finding in reading.findings { print(finding.line ?? 0, finding.code, finding.message) }
    guard let checklist = reading.checklist else { fatalError("The checklist has mistakes.") }

    guard let now = Instant("2026-11-22T09:00:00Z") else { fatalError("That is not an instant.") }
    let today = now.utcDay
    let ledger = try Ledger.create(in: MemoryStorage())  // or FileStorage("/path/to/folder")
    let organisation = "riverside-libraries-k3f9"
    _ = try ledger.register(
      organisation, name: "Riverside Libraries",
      checklist: ChecklistCopy(id: checklist.id, edition: checklist.edition, bytes: bytes),
      writer: "jo-7q2m", at: today, recorded: now, day: today, by: "Jo Smith")

    func evaluate(_ snapshot: Snapshot) throws -> Evaluation? {
      let history = History(snapshot.events)
      guard let registration = Registration(history) else { return nil }
      let record = Record(history, registration: registration, checklist: checklist)
      let calendar = try BuiltInChecklists.calendarBytes("england-and-wales").map {
        try CalendarDocument($0).calendar
      }
      return Evaluation(checklist, record: record, on: today, calendar: calendar ?? .weekdays)
    }

    struct Refused: Error { let reasons: [String] }

    _ = try ledger.record(in: organisation, writer: "jo-7q2m") { snapshot in
      guard let before = try evaluate(snapshot) else { return nil }
      let draft = EventDraft(
        at: today, recorded: now, day: today, by: "Jo Smith",
        action: .completed(["name-transition-lead"], answers: []))
      let judgement = Judgement(snapshot.event(draft, by: "jo-7q2m"), before: before)
      guard judgement.refusals.isEmpty else {
        throw Refused(reasons: judgement.refusals.map { RefusalSentences.message($0, in: before) })
      }
      return draft
    }

    let snapshot = try ledger.load(organisation)
    guard let evaluation = try evaluate(snapshot) else { fatalError("It was not set up.") }

    for step in evaluation.next { print(checklist.steps[step].number, checklist.steps[step].title) }

    var walk = BlockerWalk(evaluation)
    for step in evaluation.heldUp {
      let roots = walk.rootBlockers(of: step).map { checklist.steps[$0].number }
      let reasons = evaluation.reasons(for: step).map(\.code.rawValue)
      print(checklist.steps[step].number, evaluation.standings[step].words, reasons, roots)
    }

    let report = OrganisationReport(
      id: organisation, name: "Riverside Libraries", evaluation: evaluation,
      warnings: snapshot.warnings.map(\.message))
    print(TextReports.next(report, style: TextStyle()))
    print(String(decoding: JSONReports.steps("next", evaluation.next, report), as: UTF8.self))
    // end
    return lines
  }
}

@Suite struct DocumentedProgramTests {
  /// The lines of a page's Swift blocks without imports, the manifest of a package apart.
  static func shown(_ page: String) throws -> [String] {
    let text = try String(contentsOf: DocumentationTests.root.appending(path: page), encoding: .utf8)
    var lines: [String] = []
    for block in text.components(separatedBy: "```swift\n").dropFirst() {
      let code = block.components(separatedBy: "```")[0]
      guard !code.contains("swift-tools-version") else { continue }
      lines += code.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    }
    return lines
  }

  /// The lines of this file that are compiled for a page.
  static func compiled(_ page: String) throws -> [String] {
    let lines = try String(contentsOfFile: #filePath, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: "    // \(page)"))
    let end = try #require(lines[start...].firstIndex(of: "    // end"))
    return lines[(start + 1)..<end].filter { !$0.isEmpty }
  }

  /// The words of a program, wherever its lines break.
  static func words(_ lines: [String]) -> [Substring] { lines.flatMap { $0.split(separator: " ") } }

  /// What is compiled here is what the pages show.
  @Test(arguments: ["README.md", "Sources/MutualChecklist/MutualChecklist.docc/EvaluateARecord.md"])
  func isWhatThePageShows(_ page: String) throws {
    let shown = try Self.shown(page)
    #expect(!shown.isEmpty)
    #expect(try Self.words(Self.compiled(page)) == Self.words(shown))
  }

  /// The program of the README prints what the README says.
  @Test func readme() throws {
    let text = try String(contentsOf: DocumentationTests.root.appending(path: "README.md"), encoding: .utf8)
    let output = try #require(text.firstMatch(of: /It prints:\n\n```text\n([^`]*)\n```/)).1
    #expect(try DocumentedPrograms.readme() == output.components(separatedBy: "\n"))
  }

  /// The program of the article prints what the article says.
  @Test func article() throws {
    let lines = try DocumentedPrograms.article()
    #expect(lines.first == "1.2 Write down why you want to change")
    #expect(lines.contains { $0.hasPrefix("Riverside Libraries: 1 step can be worked on now.") })
  }
}
