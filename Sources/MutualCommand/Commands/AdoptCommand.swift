internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `adopt`.
enum AdoptCommand {
  static var adopt: Command {
    Command(
      "adopt", .checklists, "go over to another edition of the checklist", usage: "EDITION|FILE",
      details: [
        "What you gain, what falls away and what to look at again is shown first. At a terminal you are then asked. With --dry-run nothing else happens.",
        "All that was recorded is kept. Steps that have a new id are found by what the new edition says they replace.",
      ], arguments: 1...1, options: Option.changing + [Option("--yes", "go over to it without asking")],
      examples: ["mutual adopt 2027.json --dry-run", "mutual adopt 2027.json"], ends: [.invalidInput]
    ) { invocation throws(CommandError) in
      let change = try Change(&invocation)
      let session = try Session.changing(&invocation)
      let choice = try choose(invocation.arguments.positional[0], session, invocation.environment)
      let draft = change.draft(Change.Wish(action: .adopted(edition: choice.checklist.edition)))
      let known = try session.knownWriter(invocation)
      let adoption = try compare(session, choice, session.event(draft, by: known))
      if change.isDryRun || !invocation.isJSON {
        show(adoption, session, isDryRun: change.isDryRun, invocation)
      }
      if change.isDryRun { return }
      let isAsked = invocation.canAsk && !invocation.arguments.has("--yes")
      if isAsked, !invocation.isConfirmed(TextReports.adoptionQuestion()) {
        return invocation.print(TextReports.notAdopted(style: invocation.style))
      }
      try attempt { () throws(LedgerError) in try session.ledger.add(choice.copy) }
      let (adopted, recorded) = try session.record(invocation) { current, writer throws(CommandError) in
        (try compare(current, choice, current.event(draft, by: writer)), draft)
      }
      if invocation.isJSON {
        invocation.print(
          JSONReports.adoption(adopted, report(adopted, session), event: EventCoding.line(recorded)))
      } else {
        invocation.print(
          TextReports.adopted(choice.checklist.edition, by: session.report.name, style: invocation.style))
      }
    }
  }

  /// An edition that somebody wants to go over to.
  private struct Choice {
    let checklist: Checklist
    let copy: ChecklistCopy
  }

  /// Finds the edition: a file, or one of the organisation's checklist that is built in or in the ledger.
  private static func choose(
    _ typed: String, _ session: Session, _ environment: CommandEnvironment
  ) throws(CommandError) -> Choice {
    let current = session.report.evaluation.checklist
    let bytes: [UInt8]
    let name: String
    if typed.contains("/") || typed.hasSuffix(".json") {
      let choice = try ChecklistChoice(typed, environment)
      (bytes, name) = (choice.bytes, choice.name)
    } else if let builtIn = BuiltInChecklists.bytes(checklist: current.id, edition: typed) {
      (bytes, name) = (builtIn, typed)
    } else {
      do throws(LedgerError) {
        bytes = try session.ledger.checklist(current.id, edition: typed)
        name = typed
      } catch {
        let known = BuiltInChecklists.editions(of: current.id).filter { $0 != current.edition }
        throw CommandError(
          .notFound, "no-such-checklist",
          "There is no edition \"\(ArgumentParser.shown(typed))\" of \(current.id). "
            + (known.isEmpty
              ? "No other edition is built in." : "There are: \(known.joined(separator: ", "))."),
          advice: ["Use a file:  mutual adopt FILE.json"])
      }
    }
    let checklist = try ChecklistChoice.readForUse(bytes, calledBy: name)
    guard checklist.id == current.id else {
      throw CommandError(
        .refused, "other-checklist",
        "\(name) is an edition of \"\(checklist.id)\". \(session.report.name) works with \"\(current.id)\".")
    }
    return Choice(
      checklist: checklist, copy: ChecklistCopy(id: checklist.id, edition: checklist.edition, bytes: bytes))
  }

  /// What going over changes, where it is allowed.
  private static func compare(
    _ session: Session, _ choice: Choice, _ event: Event
  ) throws(CommandError) -> Adoption {
    let before = session.report.evaluation
    if session.snapshot.newer > 0 { throw Change.newerVersion(session.report.name) }
    if !before.record.registration.conflict.isEmpty {
      throw CommandError(
        .conflict, "conflict", "Two records disagree about which edition is in force.",
        advice: ["Which ones:  mutual conflicts"])
    }
    if choice.checklist.edition == before.checklist.edition {
      throw CommandError(
        .refused, "refused",
        "\(session.report.name) works with edition \(before.checklist.edition) already.")
    }
    return Adoption(from: before, to: try session.evaluation(adding: event, with: choice.checklist))
  }

  /// What it would change.
  private static func show(
    _ adoption: Adoption, _ session: Session, isDryRun: Bool, _ invocation: Invocation
  ) {
    if invocation.isJSON {
      invocation.print(JSONReports.adoption(adoption, report(adoption, session), event: nil))
    } else {
      invocation.print(
        TextReports.adoption(
          adoption, of: session.report.name,
          command: isDryRun ? "mutual adopt \(invocation.arguments.positional[0])" : nil,
          style: invocation.style))
    }
  }

  private static func report(_ adoption: Adoption, _ session: Session) -> OrganisationReport {
    OrganisationReport(
      id: session.report.id, name: session.report.name, evaluation: adoption.after,
      warnings: session.report.warnings)
  }
}
