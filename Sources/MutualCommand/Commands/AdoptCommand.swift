internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `adopt`: goes over to another edition of the checklist.
enum AdoptCommand {
  static let adopt = Command(
    "adopt", .checklists, "go over to another edition of the checklist", usage: "EDITION",
    details: [
      "What is gained, what is lost and what to check again is shown before anything is written. Try it first with --dry-run.",
      "Nothing that was recorded is lost. Steps that the new edition does not have are kept, and shown as retired.",
      "The edition is a built-in one, or one that the ledger has a copy of. One that is in a file is named with --file.",
    ],
    arguments: 1...1,
    options: Option.changing + [Option("--file", value: "FILE", "the file that the edition is in")],
    examples: ["mutual adopt 2027 --dry-run"]
  ) { invocation throws(CommandError) in
    let edition = invocation.arguments.positional[0]
    let today = try invocation.today()
    let on = try invocation.day("--on", nearest: .past) ?? today
    guard on <= today else {
      throw .usage("\(on.longText) is not over yet: what happened can't lie after today, \(today.longText).")
    }
    let draft = EventDraft(
      at: on, recorded: try invocation.now(), day: today, by: try invocation.actor(),
      action: .adopted(edition: edition), note: invocation.arguments["--note"],
      evidence: invocation.arguments.values["--evidence"] ?? [])
    let session = try Session.changing(&invocation)
    try check(session, edition)
    let copy = try copy(of: edition, session, invocation)
    let tried = try adoption(
      session.event(draft, by: try session.knownWriter(invocation)), session, copy.checklist)
    let isDryRun = invocation.arguments.has("--dry-run")
    if !invocation.isJSON {
      invocation.print(
        TextReports.adoption(
          tried, name: session.report.name, isTried: isDryRun, style: invocation.style))
    }
    var event: Event?
    if !isDryRun {
      try attempt { () throws(LedgerError) in try session.ledger.add(copy.file) }
      event = try session.record(invocation) { current, _ throws(CommandError) in
        try check(current, edition)
        guard current.report.evaluation.checklist.edition == session.report.evaluation.checklist.edition
        else {
          throw CommandError(
            .refused, "changed-meanwhile",
            "Somebody adopted another edition just now. Look again, and try again.")
        }
        return ((), draft)
      }.event
    }
    guard invocation.isJSON else {
      let file = invocation.arguments["--file"].map { " --file \($0)" } ?? ""
      return invocation.print(
        TextReports.adopted(
          tried, isRecorded: event != nil, source: edition + file, style: invocation.style))
    }
    let report = OrganisationReport(
      id: session.report.id, name: session.report.name, evaluation: tried.after,
      warnings: session.report.warnings)
    invocation.print(JSONReports.adoption(tried, report, event: event.map { EventCoding.line($0) }))
  }

  /// Throws where the edition can't be adopted as the record stands.
  private static func check(_ session: Session, _ edition: String) throws(CommandError) {
    try session.checkKnown()
    let evaluation = session.report.evaluation
    if !evaluation.record.registration.conflict.isEmpty {
      throw CommandError(
        .conflict, "conflict", "Two records disagree about the edition. Decide between them first.",
        advice: ["See them:  mutual conflicts"])
    }
    if evaluation.checklist.edition == edition {
      throw CommandError(
        .refused, "edition-in-force", "Edition \(edition) is in force already.",
        advice: ["See where things stand:  mutual status"])
    }
  }

  /// The new edition: from a file, built in, or the ledger's copy.
  private static func copy(
    of edition: String, _ session: Session, _ invocation: Invocation
  ) throws(CommandError) -> (file: ChecklistCopy, checklist: Checklist) {
    let id = session.report.evaluation.checklist.id
    if let path = invocation.arguments["--file"] {
      // A name without a slash is a file here too.
      let choice = try ChecklistChoice(
        path.contains("/") || path.hasSuffix(".json") ? path : "./\(path)", invocation.environment)
      let checklist = try choice.read()
      guard checklist.id == id, checklist.edition == edition else {
        throw CommandError(
          .invalidInput, "other-checklist",
          "\(choice.name) is edition \(checklist.edition) of \(checklist.id), not edition \(ArgumentParser.shown(edition)) of \(id)."
        )
      }
      guard LedgerName.isEdition(edition) else { throw noSuchEdition(edition, id, session) }
      return (ChecklistCopy(id: id, edition: edition, bytes: choice.bytes), checklist)
    }
    let copies = try attempt { () throws(LedgerError) in try session.ledger.checklists() }
    if copies.contains(where: { $0.id == id && $0.edition == edition }) {
      let bytes = try attempt { () throws(LedgerError) in
        try session.ledger.checklist(id, edition: edition)
      }
      return (
        ChecklistCopy(id: id, edition: edition, bytes: bytes),
        try Session.checklist(id, edition: edition, in: session.ledger)
      )
    }
    guard BuiltInChecklists.bytes(checklist: id, edition: edition) != nil else {
      throw noSuchEdition(edition, id, session)
    }
    let choice = try ChecklistChoice("\(id)@\(edition)", invocation.environment)
    return (ChecklistCopy(id: id, edition: edition, bytes: choice.bytes), try choice.read())
  }

  private static func noSuchEdition(_ edition: String, _ id: String, _ session: Session) -> CommandError {
    let copies = (try? session.ledger.checklists().filter { $0.id == id }.map(\.edition)) ?? []
    let all = Set(BuiltInChecklists.editions(of: id) + copies).sorted()
    return CommandError(
      .notFound, "no-such-checklist",
      "There is no edition \"\(ArgumentParser.shown(edition))\" of \(id). There are: \(all.joined(separator: ", ")).",
      advice: ["If it is in a file:  mutual adopt EDITION --file FILE"])
  }

  private static func adoption(
    _ event: Event, _ session: Session, _ checklist: Checklist
  ) throws(CommandError) -> Adoption {
    let before = session.report.evaluation
    let inheritance = try Session.inheritance(
      of: checklist, in: session.ledger)
    let adoption = Adoption(
      event, before: before, checklist: checklist, inheritance: inheritance,
      calendar: Calendars.calendar(of: before.record, checklist, isForLooking: false))
    guard let adoption else {
      throw CommandError(.fault, "fault", "The entry that sets the organisation up can't be read back.")
    }
    return adoption
  }
}
