internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `new`: sets an organisation up.
enum NewCommand {
  static let new = Command(
    "new", .setUp, "set an organisation up on a checklist", usage: "NAME",
    details: ["The ledger is made where there is none yet. Its folder is named in the answer."],
    arguments: 1...1,
    options: [
      Option(
        "--checklist", value: "ID|ID@EDITION|FILE", "the checklist; \(ChecklistChoice.main) where left out"),
      Option("--id", value: "ID", "the organisation's id; made from its name where left out"),
    ] + Option.changing.filter { $0.name != "--organisation" },
    examples: [
      "mutual new \"Riverside Libraries\"", "mutual new \"Hill Nursing\" --id hill-nursing --dry-run",
    ], ends: [.notFound, .invalidInput, .refused, .damaged, .cannotWrite, .busy]
  ) { invocation throws(CommandError) in
    let name = invocation.arguments.positional[0]
    guard (1...200).contains(name.utf8.count), name.contains(where: { !$0.isWhitespace }) else {
      throw .usage("An organisation's name has 1 to 200 letters.")
    }
    let id =
      invocation.arguments["--id"]
      ?? "\(Names.slug(name, longest: 40, fallback: "organisation"))-\(Names.suffix(invocation.environment.randomBytes))"
    guard LedgerName.isOrganisation(id) else {
      throw .usage(
        "--id \(ArgumentParser.shown(id)) is not an id. Use small letters a to z, digits, and single hyphens between them, at most 64 characters."
      )
    }
    let choice = try ChecklistChoice(
      invocation.arguments["--checklist"] ?? ChecklistChoice.main, invocation.environment)
    let checklist = try choice.read()
    guard LedgerName.isChecklist(checklist.id), LedgerName.isEdition(checklist.edition) else {
      throw CommandError(
        .invalidInput, "invalid-checklist",
        "No file can be called \"\(checklist.id)\" or \"\(checklist.edition)\" everywhere. Give the checklist another id or edition."
      )
    }
    try Registering(&invocation, id: id, name: name, checklist, choice.bytes).run(&invocation)
  }
}

/// Records that an organisation was set up, and tells where to begin.
private struct Registering {
  private let id: String
  private let name: String
  private let checklist: Checklist
  private let bytes: [UInt8]
  private let draft: EventDraft

  init(
    _ invocation: inout Invocation, id: String, name: String, _ checklist: Checklist, _ bytes: [UInt8]
  ) throws(CommandError) {
    self.id = id
    self.name = name
    self.checklist = checklist
    self.bytes = bytes
    let today = try invocation.today()
    draft = EventDraft(
      at: try invocation.day("--on", nearest: .past) ?? today, recorded: try invocation.now(), day: today,
      by: try invocation.actor(),
      action: .registered(name: name, checklist: checklist.id, edition: checklist.edition),
      note: invocation.arguments["--note"], evidence: invocation.arguments.values["--evidence"] ?? [],
      outOfSequence: nil)
  }

  func run(_ invocation: inout Invocation) throws(CommandError) {
    let folder = try LedgerLocation.folder(for: invocation)
    let isDryRun = invocation.arguments.has("--dry-run")
    let event: Event
    if isDryRun {
      _ = try WriterIdentity(invocation.environment, ledger: folder).known()
      try Session.checkFree(id, name, in: folder)
      event = Event(
        id: Event.ID(writer: WriterIdentity.placeholder, number: 1), clock: 1, at: draft.at,
        recorded: draft.recorded,
        day: draft.day,
        by: draft.by, action: draft.action)
    } else {
      let copy = ChecklistCopy(id: checklist.id, edition: checklist.edition, bytes: bytes)
      event = try Session.register(draft, id: id, name: name, copy, folder: folder, invocation)
    }
    let history = History([event])
    guard let registration = Registration(history) else {
      throw CommandError(.fault, "fault", "The entry that sets \(name) up can't be read back.")
    }
    let record = Record(history, registration: registration, checklist: checklist)
    let evaluation = Evaluation(
      checklist, record: record, on: draft.day,
      calendar: Calendars.calendar(of: record, checklist, isForLooking: true))
    let report = OrganisationReport(id: id, name: name, evaluation: evaluation)
    if invocation.isJSON {
      let judgement = Judgement(event, before: evaluation)
      invocation.print(
        JSONReports.change(
          judgement, report, event: isDryRun ? nil : EventCoding.line(event),
          did: [EventSentences.sentence(event, in: checklist)], remarks: []))
    } else {
      invocation.print(
        TextReports.setUp(report, folder: folder, isRecorded: !isDryRun, style: invocation.style))
    }
  }
}
