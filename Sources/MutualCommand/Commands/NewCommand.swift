internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `new`: sets an organisation up.
enum NewCommand {
  static var new: Command {
    Command(
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
      let registering = try Registering(&invocation)
      let (report, event) = try registering.make(invocation)
      if invocation.isJSON {
        let shown = event ?? registering.event()
        invocation.print(
          JSONReports.change(
            Judgement(shown, before: report.evaluation), report, event: event.map(EventCoding.line),
            did: [EventSentences.sentence(shown, in: report.evaluation.checklist)], remarks: []))
      } else {
        let ledger = try? Ledger(FileStorage(registering.folder))
        invocation.print(
          TextReports.setUp(
            report, folder: registering.folder, isRecorded: event != nil,
            style: invocation.style(about: report.id, in: ledger)))
      }
    }
  }
}

/// Records that an organisation was set up, as it was typed.
struct Registering {
  /// The folder of the ledger.
  let folder: String
  /// The organisation's id.
  let id: String
  private let name: String
  private let checklist: Checklist
  private let bytes: [UInt8]
  private let draft: EventDraft

  /// Looks at what was typed after `new`.
  init(_ invocation: inout Invocation) throws(CommandError) {
    name = invocation.arguments.positional[0]
    guard (1...200).contains(name.utf8.count), name.contains(where: { !$0.isWhitespace }) else {
      throw .usage("An organisation's name has 1 to 200 letters.")
    }
    id =
      invocation.arguments["--id"]
      ?? "\(Names.slug(name, longest: 40, fallback: "organisation"))-\(Names.suffix(invocation.environment.randomBytes))"
    guard LedgerName.isOrganisation(id) || !Identifier.isValid(id) else {
      throw .usage(
        "No file can be called \(id) on Windows, and ledgers are sent about. Give another --id.")
    }
    guard Identifier.isValid(id) else {
      throw .usage(
        "--id \(ArgumentParser.shown(id)) is not an id. Use small letters a to z, digits, and single hyphens between them, at most 64 characters."
      )
    }
    let choice = try ChecklistChoice(
      invocation.arguments["--checklist"] ?? ChecklistChoice.main, invocation.environment)
    checklist = try ChecklistChoice.readForUse(choice.bytes, calledBy: choice.name)
    bytes = choice.bytes
    guard LedgerName.isChecklist(checklist.id), LedgerName.isEdition(checklist.edition) else {
      throw CommandError(
        .invalidInput, "invalid-checklist",
        "No file can be called \"\(checklist.id)\" or \"\(checklist.edition)\" everywhere. Give the checklist another id or edition."
      )
    }
    folder = try LedgerLocation.folder(for: invocation)
    let today = try invocation.today()
    draft = EventDraft(
      at: try invocation.day("--on", nearest: .past) ?? today, recorded: try invocation.now(), day: today,
      by: try invocation.actor(),
      action: .registered(name: name, checklist: checklist.id, edition: checklist.edition),
      note: invocation.arguments["--note"], evidence: invocation.arguments.all("--evidence"),
      outOfSequence: nil)
  }

  /// Records it, unless it is only tried; `event` is nil then.
  func make(
    _ invocation: Invocation
  ) throws(CommandError) -> (report: OrganisationReport, event: Event?) {
    var recorded: Event?
    if invocation.arguments.has("--dry-run") {
      _ = try WriterIdentity(invocation.environment, ledger: folder).known()
      try Session.checkFree(id, name, in: folder)
    } else {
      let copy = ChecklistCopy(id: checklist.id, edition: checklist.edition, bytes: bytes)
      recorded = try Session.register(draft, id: id, name: name, copy, folder: folder, invocation)
    }
    let history = History([recorded ?? event()])
    guard let registration = Registration(history) else {
      throw CommandError(.fault, "fault", "The entry that sets \(name) up can't be read back.")
    }
    let record = Record(history, registration: registration, checklist: checklist)
    let evaluation = Evaluation(
      checklist, record: record, on: draft.day,
      calendar: Calendars.calendar(of: record, checklist, isForLooking: true))
    return (OrganisationReport(id: id, name: name, evaluation: evaluation), recorded)
  }

  /// The event as it is before somebody has written it.
  func event() -> Event {
    Event(
      id: Event.ID(writer: WriterIdentity.placeholder, number: 1), clock: 1, at: draft.at,
      recorded: draft.recorded, day: draft.day, by: draft.by, action: draft.action)
  }
}
