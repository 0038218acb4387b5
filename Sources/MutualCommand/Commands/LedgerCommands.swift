internal import BuiltInChecklists
internal import MutualLedger
internal import MutualReports

/// The commands that look after the ledger itself.
enum LedgerCommands {
  static var merge: Command {
    Command(
      "merge", .other, "take in what other copies of the records hold", usage: "PATH…",
      details: [
        "A PATH is a ledger's folder, an organisation's folder in one, or a single file that ends in .jsonl. What is there already is not taken in twice, so it can be done any number of times, in any order.",
        "Naming the ledger's own folder takes in the \"conflicted copies\" that programs which synchronise folders leave in it.",
      ], arguments: 1...Command.many,
      options: [Option("--dry-run", "show what would be taken in, and change nothing")],
      examples: ["mutual merge sams-copy --dry-run", "mutual merge sams-copy"],
      ends: [.notFound, .invalidInput, .conflict, .damaged, .cannotWrite, .busy]
    ) { invocation throws(CommandError) in
      let folder = try LedgerLocation.folder(for: invocation)
      let isDryRun = invocation.arguments.has("--dry-run")
      var sources: [MergeSource] = []
      for typed in invocation.arguments.positional {
        let path = invocation.environment.absolute(typed)
        sources.append(
          try attemptMerge { () throws(MergeError) in try MergeSource(reading: path, calledBy: typed) })
      }
      let ledger = try open(folder, isDryRun: isDryRun)
      let report = try attemptMerge { () throws(MergeError) in
        try ledger.merge(
          sources, isDryRun: isDryRun, builtIn: { BuiltInChecklists.bytes(checklist: $0, edition: $1) })
      }
      if report.leftBehind.contains(where: \.isDamage) { invocation.end(with: .damaged) }
      let summary = summary(report, isDryRun: isDryRun)
      if invocation.isJSON {
        invocation.print(JSONReports.merge(summary))
      } else {
        // What came in may be in conflict: that is asked of the first organisation that something came in of.
        let changed = summary.organisations.first { $0.entries > 0 }
        let style = changed.map { invocation.style(about: $0.id, in: ledger) } ?? invocation.style
        invocation.print(TextReports.merge(summary, style: style))
      }
    }
  }

  static var verify: Command {
    Command(
      "verify", .other, "look for damage in the whole ledger, and change nothing",
      details: ["Damage ends with status 6. Warnings end with status 10, and only with --strict."],
      options: [Option.plain, Option("--strict", "let warnings fail too")],
      examples: ["mutual verify", "mutual verify --strict"],
      ends: [.notFound, .damaged, .checkFound, .cannotWrite]
    ) { invocation throws(CommandError) in
      let storage = FileStorage(try LedgerLocation.folder(for: invocation))
      let ledger = try attempt { () throws(LedgerError) in try Ledger(storage) }
      let report = try attempt { () throws(LedgerError) in
        try ledger.verify(builtIn: { BuiltInChecklists.bytes(checklist: $0, edition: $1) })
      }
      let findings = report.findings.map(LedgerFinding.init)
      if report.damage > 0 {
        invocation.end(with: .damaged)
      } else if report.warnings > 0, invocation.arguments.has("--strict") {
        invocation.end(with: .checkFound)
      }
      if invocation.isJSON {
        invocation.print(
          JSONReports.verify(
            findings, organisations: report.organisations, entries: report.entries, aside: report.aside))
      } else if invocation.isPlain {
        invocation.print(PlainReports.findings(findings))
      } else {
        let repair = findings.isEmpty ? nil : try? RepairCommand.plan(storage, invocation)
        invocation.print(
          TextReports.verify(
            findings, organisations: report.organisations, entries: report.entries, aside: report.aside,
            canMend: repair?.changes.isEmpty == false, style: invocation.style))
      }
    }
  }

  /// The ledger that is merged into: made where there is none, and in memory where nothing is to be changed.
  private static func open(_ folder: String, isDryRun: Bool) throws(CommandError) -> Ledger {
    try attempt { () throws(LedgerError) in
      guard isDryRun else { return try Ledger.create(in: FileStorage(folder)) }
      do throws(LedgerError) {
        return try Ledger(FileStorage(folder))
      } catch {
        if case .noLedger = error { return try Ledger.create(in: MemoryStorage()) }
        throw error
      }
    }
  }

  private static func summary(_ report: MergeReport, isDryRun: Bool) -> MergeSummary {
    MergeSummary(
      isDryRun: isDryRun,
      organisations: report.organisations.map {
        MergeSummary.Organisation(
          id: $0.id, name: $0.name ?? $0.id, isNew: $0.isNew, entries: $0.entries,
          alreadyThere: $0.alreadyThere)
      }, checklists: report.checklists.map { ($0.id, $0.edition) },
      leftBehind: report.leftBehind.map {
        LedgerFinding(
          isDamage: $0.isDamage, code: $0.isDamage ? "damaged" : "interrupted-entry", organisation: nil,
          file: $0.place,
          line: $0.line, message: $0.message)
      }, warnings: report.remarks)
  }

  private static func attemptMerge<Value>(
    _ body: () throws(MergeError) -> Value
  ) throws(CommandError) -> Value {
    do throws(MergeError) { return try body() } catch { throw CommandError(error) }
  }
}

extension CommandError {
  /// The error of a merge, with the exit status that belongs to it.
  init(_ error: MergeError) {
    let status: ExitStatus
    switch error {
    case .noSource: status = .notFound
    case .noRecords, .whose, .differentChecklist: status = .invalidInput
    case .unreadable: status = .damaged
    case .registeredTwice: status = .conflict
    case .ledger(let inner): status = CommandError(inner).status
    }
    self.init(status, error.code, error.message)
  }
}

extension LedgerFinding {
  /// A finding as reports show it.
  init(_ finding: HealthReport.Finding) {
    self.init(
      isDamage: finding.severity == .damage, code: finding.code, organisation: finding.organisation,
      file: finding.file, line: finding.line, message: finding.message)
  }
}
