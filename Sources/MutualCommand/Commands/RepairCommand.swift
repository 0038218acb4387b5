internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `repair`: mends what can be mended in the ledger, one thing after the other.
enum RepairCommand {
  static var repair: Command {
    Command(
      "repair", .other, "mend what can be mended in the ledger, and ask before each change",
      details: [
        "It takes in the copies that programs which synchronise folders leave behind. It moves lines that can't be read out of the way, and makes files again that this program knows. Nothing is deleted: the originals are kept in the ledger's folder aside.",
        "At a terminal it shows each change and asks. Elsewhere it changes nothing without --yes.",
      ],
      options: [
        Option("--dry-run", "show what can be mended, and change nothing"),
        Option("--yes", "mend all of it without asking"),
      ], examples: ["mutual repair --dry-run", "mutual repair"],
      ends: [.notFound, .conflict, .damaged, .cannotWrite, .busy]
    ) { invocation throws(CommandError) in
      let storage = FileStorage(try LedgerLocation.folder(for: invocation))
      let repair = try plan(storage, invocation)
      var summary = RepairSummary(
        aside: repair.aside,
        items: repair.changes.map {
          RepairSummary.Item(
            code: $0.kind.rawValue, organisation: $0.organisation, file: $0.file, message: $0.message,
            outcome: .planned)
        }, remaining: [])
      let consent = consent(invocation)
      let style = invocation.style
      if !invocation.isJSON { invocation.print(TextReports.repairBeginning(summary, style: style)) }
      for (place, change) in repair.changes.enumerated() {
        if !invocation.isJSON {
          invocation.print(TextReports.repairItem(summary.items[place], number: place + 1, style: style))
        }
        let isWanted =
          consent == .asked
          ? invocation.isConfirmed(TextReports.repairQuestion()) : consent == .given
        if isWanted {
          do throws(MergeError) {
            try repair.make(change)
            summary.items[place].outcome = .done
          } catch {
            let error = CommandError(error)
            summary.items[place].outcome = .failed(error.message)
            invocation.end(with: error.status)
          }
        } else if consent == .asked {
          summary.items[place].outcome = .declined
        }
        if !invocation.isJSON {
          invocation.print(TextReports.repairOutcome(summary.items[place], style: style))
        }
      }
      summary.remaining = remaining(storage, &invocation)
      if invocation.isJSON {
        invocation.print(JSONReports.repair(summary))
      } else {
        invocation.print(TextReports.repairEnd(summary, style: style))
      }
    }
  }

  /// What can be mended.
  static func plan(_ storage: FileStorage, _ invocation: Invocation) throws(CommandError) -> Repair {
    let today = try invocation.today()
    return try attempt { () throws(LedgerError) in
      try Repair(storage, on: today) { BuiltInChecklists.bytes(checklist: $0, edition: $1) }
    }
  }

  /// Whether changes may be made.
  private enum Consent {
    case given, asked, refused
  }

  private static func consent(_ invocation: Invocation) -> Consent {
    if invocation.arguments.has("--dry-run") { return .refused }
    if invocation.arguments.has("--yes") { return .given }
    return invocation.canAsk ? .asked : .refused
  }

  /// The damage that there is now.
  private static func remaining(_ storage: FileStorage, _ invocation: inout Invocation) -> [LedgerFinding] {
    let findings: [LedgerFinding]
    do throws(LedgerError) {
      findings = try Ledger(storage).verify { BuiltInChecklists.bytes(checklist: $0, edition: $1) }
        .findings.map(LedgerFinding.init).filter(\.isDamage)
    } catch {
      findings = [
        LedgerFinding(
          isDamage: true, code: error.code, organisation: nil, file: LedgerFile.ledger.path, line: nil,
          message: error.message)
      ]
    }
    if !findings.isEmpty { invocation.end(with: .damaged) }
    return findings
  }
}
