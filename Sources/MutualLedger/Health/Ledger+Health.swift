internal import MutualChecklist

extension Ledger {
  /// Looks at everything in the ledger, and writes nothing.
  ///
  /// - Parameter builtIn: The file of a built-in checklist, to compare the ledger's copies with.
  /// - Returns: What was found.
  /// - Throws: Where not even the folder can be read.
  /// - Complexity: O(length of the files).
  public func verify(builtIn: (_ id: String, _ edition: String) -> [UInt8]?) throws(LedgerError)
    -> HealthReport
  {
    var report = HealthReport()
    var checklists: [LedgerFile: Checklist] = [:]
    report.aside = try list(.aside).count { !$0.hasPrefix(".") }
    for name in try strayNames() {
      report.add(
        .warning, "stray-name", nil, name,
        "The name can't be that of an organisation: it was left out. \"mutual repair\" takes in what it holds."
      )
    }
    try checkChecklists(builtIn, &checklists, &report)
    for id in try list(.organisations) where LedgerName.isOrganisation(id) {
      let snapshot: Snapshot
      let files: [EventFile]
      do throws(LedgerError) {
        snapshot = try load(id)
        files = try eventFiles(in: id).map(\.content).filter {
          $0.header.map { $0.organisation == id } ?? true
        }
      } catch {
        // An empty folder, or a file, is no organisation.
        if case .noOrganisation = error { continue }
        throw error
      }
      report.organisations += 1
      report.entries += snapshot.events.count
      var findings: [HealthReport.Finding] = []
      addProblems(of: snapshot, files, to: &findings)
      addGaps(in: snapshot, files, to: &findings)
      findings += Sense(snapshot, files, checklists).findings
      report.findings += findings.enumerated().sorted {
        ($0.element.file, $0.element.line ?? 0, $0.offset) < (
          $1.element.file, $1.element.line ?? 0, $1.offset
        )
      }.map(\.element)
    }
    for (organisation, path) in try temporaryFiles() {
      report.add(
        .warning, "temporary-file", organisation, path,
        "Writing a new file was interrupted here. Nothing in it was said to be saved.")
    }
    return report
  }

  // MARK: Checklists

  private func checkChecklists(
    _ builtIn: (String, String) -> [UInt8]?, _ checklists: inout [LedgerFile: Checklist],
    _ report: inout HealthReport
  ) throws(LedgerError) {
    for id in try list(.checklists) where !id.hasPrefix(".") {
      let folder = LedgerName.isChecklist(id) ? try list(.checklist(id)) : []
      if folder.isEmpty {
        report.add(
          .warning, "stray-name", nil, "\(LedgerFolder.checklists.path)/\(id)",
          "It is not the folder of a checklist: it was left out.")
      }
      for name in folder where !name.hasPrefix(".") {
        let edition = String(name.dropLast(5))
        let place = "\(LedgerFolder.checklist(id).path)/\(name)"
        guard name.hasSuffix(".json"), LedgerName.isEdition(edition) else {
          report.add(
            .warning, "stray-name", nil, place, "The name is not that of a checklist's copy: it was left out."
          )
          continue
        }
        let file = LedgerFile.checklist(id: id, edition: edition)
        let bytes: [UInt8]
        do throws(StorageError) {
          bytes = try storage.read(file)
        } catch {
          report.add(.damage, "unreadable-file", nil, place, "The file can't be read: \(error.message).")
          continue
        }
        let reading = ChecklistReader.read(bytes)
        guard let checklist = reading.checklist else {
          let why = reading.findings.first { $0.severity == .error }
          report.add(
            .damage, "invalid-checklist", nil, place, line: why?.line,
            "The copy of the checklist is not valid, so that no record can be read with it"
              + (why.map { ": \($0.message)" } ?? "") + ".")
          continue
        }
        guard checklist.id == id, checklist.edition == edition else {
          report.add(
            .damage, "invalid-checklist", nil, place,
            "The file is of another checklist, \(checklist.id), edition \(checklist.edition).")
          continue
        }
        checklists[file] = checklist
        if let built = builtIn(id, edition), built != bytes {
          report.add(
            .warning, "different-checklist", nil, place,
            "The copy differs from the checklist of the same name that comes with this version of mutual. "
              + "The records are read with the copy: find out who changed it.")
        }
      }
    }
  }

  // MARK: Files and numbers

  private func addProblems(
    of snapshot: Snapshot, _ files: [EventFile], to findings: inout [HealthReport.Finding]
  ) {
    let lines = Set(files.lazy.flatMap { file in file.lines.map { file.bytes[$0] } })
    for problem in snapshot.warnings + snapshot.damage {
      var message = problem.message
      switch problem.kind {
      case .strayFile: message = describe(stray: problem.file, lines) ?? message
      case .copiedFile:
        message +=
          " It was read too. \"mutual repair\" brings what it holds into the file of its writer."
      case .twoContents:
        message += " Whoever that is should go on as another writer, with MUTUAL_WRITER set to a new name."
      default: break
      }
      findings.append(
        HealthReport.Finding(
          severity: problem.isDamage ? .damage : .warning, code: problem.kind.code,
          organisation: snapshot.organisation, file: problem.file, line: problem.line, message: message))
    }
    if snapshot.newer > 0 {
      findings.append(
        HealthReport.Finding(
          severity: .warning, code: "newer-version", organisation: snapshot.organisation,
          file: LedgerFolder.organisation(snapshot.organisation).path, line: nil,
          message:
            "\(snapshot.newer == 1 ? "An entry was" : "\(snapshot.newer) entries were") made by a newer version of mutual. "
            + "They are kept, and not understood in full: install that version to add to the record."))
    }
  }

  /// Says whether all that a copy holds is there already. Such a name is no `LedgerFile`, so only a folder of a disk can
  /// be looked into.
  private func describe(stray file: String, _ lines: Set<ArraySlice<UInt8>>) -> String? {
    guard let bytes = storage.readStray(file) else { return nil }
    let content = EventFile(bytes, writer: "")
    let missing = content.lines.count { !lines.contains(bytes[$0]) }
    switch missing {
    case _ where content.header == nil: return nil
    case 0:
      return
        "It is a copy that another program made. All its entries are in the record: \"mutual repair\" moves it aside."
    default:
      return
        "It is a copy that another program made, with \(missing == 1 ? "an entry that is" : "\(missing) entries that are") "
        + "not in the record: \"mutual repair\" takes \(missing == 1 ? "it" : "them") in."
    }
  }

  /// Names the numbers that are missing: below the highest that the writer used, or that others had seen.
  private func addGaps(
    in snapshot: Snapshot, _ files: [EventFile], to findings: inout [HealthReport.Finding]
  ) {
    var numbers: [String: [(number: Int, torn: Int)]] = [:]
    for event in snapshot.events {
      numbers[event.id.writer, default: []].append((event.id.number, event.afterTorn ?? 0))
    }
    for (writer, highest) in snapshot.highestSeen.sorted(by: { $0.key < $1.key }) {
      let there = (numbers[writer] ?? []).sorted { $0.number < $1.number }
      // A line that was interrupted takes a number; one before merged lines is counted by no entry.
      let own = files.filter { $0.writer == writer }
      var allowance = own.reduce(0) { $0 + $1.interruptedElsewhere }
      // So does one that was moved aside. What was in it is missing, and that is known, unless it was no entry.
      let gapsMade = own.flatMap(\.gaps).map(\.moved)
      allowance = gapsMade.reduce(allowance) { min($0 + $1.lines - $1.unread, Event.largestNumber) }
      var moved = gapsMade.reduce(0) { min($0 + $1.unread, Event.largestNumber) }
      var last = 0
      var gaps: [ClosedRange<Int>] = []
      for (number, torn) in there + [(highest + 1, 0)] where number > last {
        let end = number - 1 - min(torn, number - 1)
        if end > last {
          // What others had seen was whole once.
          if number <= highest, end - last <= allowance {
            allowance -= end - last
          } else {
            gaps.append((last + 1)...end)
          }
        }
        last = number
      }
      let file = LedgerFile.events(organisation: snapshot.organisation, writer: writer).path
      for gap in gaps {
        let isOne = gap.count == 1
        let ids =
          isOne
          ? "The entry \(writer):\(gap.lowerBound) is"
          : "The entries \(writer):\(gap.lowerBound) to \(writer):\(gap.upperBound) are"
        let isAtEnd = gap.upperBound == highest
        let isKnown = gap.count <= moved
        if isKnown { moved -= gap.count }
        findings.append(
          HealthReport.Finding(
            severity: isKnown ? .warning : .damage, code: "missing-numbers",
            organisation: snapshot.organisation, file: file,
            line: nil,
            message:
              "\(ids) missing: \(isAtEnd ? "others had seen \(isOne ? "it" : "them")" : "later ones are there"). "
              + "Merge a copy that has \(isOne ? "it" : "them")."))
      }
    }
  }
}

extension HealthReport {
  fileprivate mutating func add(
    _ severity: Finding.Severity, _ code: String, _ organisation: String?, _ file: String, line: Int? = nil,
    _ message: String
  ) {
    findings.append(
      Finding(
        severity: severity, code: code, organisation: organisation, file: file, line: line, message: message))
  }
}

extension Problem.Kind {
  /// A short stable word for it, for programs.
  var code: String {
    switch self {
    case .interruptedEntry: "interrupted-entry"
    case .movedAside: "moved-aside"
    case .strayFile: "stray-file"
    case .copiedFile: "copied-file"
    case .twoContents: "two-contents"
    case .damagedLine: "damaged-line"
    case .unreadableFile: "unreadable-file"
    case .otherOrganisation: "other-organisation"
    }
  }
}
