internal import MutualChecklist

/// Finds what a repair can do.
struct RepairPlan {
  private(set) var changes: [RepairChange] = []

  private let ledger: Ledger
  private let day: Day
  private let aside: String
  private let builtIn: (String, String) -> [UInt8]?

  /// Looks at a ledger.
  ///
  /// - Complexity: O(length of the files).
  init(
    _ ledger: Ledger, day: Day, aside: String, builtIn: @escaping (String, String) -> [UInt8]?
  ) throws(LedgerError) {
    (self.ledger, self.day, self.aside, self.builtIn) = (ledger, day, aside, builtIn)
    let folders = try ledger.list(.organisations).filter { !$0.hasPrefix(".") }
    try addLedgerFile(folders)
    try addChecklists(folders)
    for folder in folders { try addStrays(folder) }
    for folder in folders where LedgerName.isOrganisation(folder) { try addEventFiles(folder) }
    try addTemporaryFiles()
  }

  private mutating func add(
    _ kind: RepairChange.Kind, _ organisation: String?, _ file: String, _ sentences: [String]
  ) {
    changes.append(
      RepairChange(
        kind: kind, organisation: organisation, file: file, message: sentences.joined(separator: " ")))
  }

  // MARK: Files that this program knows

  /// Whether the bytes of `ledger.json` are damaged, and not those of a newer version.
  static func isDamaged(_ bytes: [UInt8]) -> Bool {
    do throws(LedgerError) {
      try Ledger.check(bytes, at: "")
      return false
    } catch {
      if case .newer = error { return false }
      return true
    }
  }

  /// Whether bytes are the file of an edition.
  static func isChecklist(_ bytes: [UInt8], _ id: String, _ edition: String) -> Bool {
    ChecklistReader.read(bytes).checklist.map { $0.id == id && $0.edition == edition } ?? false
  }

  private mutating func addLedgerFile(_ folders: [String]) throws(LedgerError) {
    var bytes: [UInt8]?
    do throws(StorageError) { bytes = try ledger.storage.read(.ledger) } catch {
      if error.reason != .notFound { throw .damaged(ledger.path(.ledger), why: error.message) }
    }
    if let bytes {
      do throws(LedgerError) { return try Ledger.check(bytes, at: ledger.path(.ledger)) } catch {
        if case .newer = error { throw error }
      }
    }
    // That the folder is a ledger of a format that is known, its files have to say.
    var isLedger = false
    for folder in folders where LedgerName.isOrganisation(folder) {
      for file in try ledger.eventFiles(in: folder) {
        guard let header = file.content.header else { continue }
        if header.hasNewerFormat { throw .newer(ledger.path(file.file)) }
        isLedger = true
      }
    }
    guard isLedger else {
      if bytes == nil { throw .noLedger(ledger.place) }
      throw .damaged(ledger.path(.ledger), why: "No file beside it tells which format the ledger has")
    }
    add(
      .ledgerFile, nil, LedgerFile.ledger.path,
      [bytes == nil ? "It is missing: make it again." : "It can't be read: make it again."])
  }

  private mutating func addChecklists(_ folders: [String]) throws(LedgerError) {
    var editions: Set<LedgerFile> = []
    for folder in folders where LedgerName.isOrganisation(folder) {
      var id: String?
      for event in try ledger.eventFiles(in: folder).flatMap(\.content.events) {
        switch event.action {
        case .registered(_, let checklist, let edition):
          id = checklist
          editions.insert(.checklist(id: checklist, edition: edition))
        case .adopted(let edition):
          if let id { editions.insert(.checklist(id: id, edition: edition)) }
        default: break
        }
      }
    }
    for file in editions.sorted(by: { $0.path < $1.path }) {
      guard case .checklist(let id, let edition) = file, LedgerName.isChecklist(id),
        LedgerName.isEdition(edition), builtIn(id, edition) != nil
      else { continue }
      let present: [UInt8]?
      do throws(StorageError) { present = try ledger.storage.read(file) } catch {
        // What can't be read for another reason can't be replaced either.
        guard error.reason == .notFound else { continue }
        present = nil
      }
      if let present, Self.isChecklist(present, id, edition) { continue }
      add(
        .checklistCopy, nil, file.path,
        [
          "\(present == nil ? "The copy of the checklist is missing" : "The copy of the checklist is damaged"): "
            + "put the one that comes with mutual in its place."
        ])
    }
  }

  // MARK: Copies

  private mutating func addStrays(_ folder: String) throws(LedgerError) {
    guard LedgerName.isOrganisation(folder) else {
      return addStray(nil, "\(LedgerFolder.organisations.path)/\(folder)")
    }
    for name in try ledger.list(.organisation(folder)) where MergeSource.mayHoldEvents(name) {
      let path = "\(LedgerFolder.organisation(folder).path)/\(name)"
      if let writer = Ledger.writer(ofFile: name) {
        // A file that says it is another's is a copy of that.
        guard let bytes = try? ledger.storage.read(.events(organisation: folder, writer: writer)),
          let header = EventFile(bytes, writer: writer).header,
          header.organisation != folder || header.writer != writer
        else { continue }
      }
      addStray(folder, path)
    }
  }

  private mutating func addStray(_ organisation: String?, _ path: String) {
    let files = ledger.strayFiles(path)
    // What nobody can say the owner of is left where it is.
    guard !files.isEmpty,
      files.values.allSatisfy({ bytes in
        guard let header = EventFile(bytes, writer: "").header else { return false }
        return LedgerName.isOrganisation(header.organisation) && LedgerName.isWriter(header.writer)
          && !header.hasNewerFormat
      })
    else { return }
    let source = MergeSource(place: ledger.place, files: files)
    guard let report = try? ledger.merge([source], isDryRun: true, builtIn: builtIn) else { return }
    let entries = report.entries
    let what = files.count == 1 ? "this copy" : "these copies"
    add(
      .strayCopy, organisation, path,
      [
        entries == 0
          ? "All that \(what) \(files.count == 1 ? "holds" : "hold") is in the record."
          : "Take in \(entries == 1 ? "the entry" : "the \(entries) entries") that only \(what) \(files.count == 1 ? "has" : "have").",
        entries == 0 ? "Move it aside." : "Then move it aside.",
      ])
  }

  // MARK: Lines

  private mutating func addEventFiles(_ folder: String) throws(LedgerError) {
    for (file, content) in try ledger.eventFiles(in: folder)
    where content.badLines.contains(where: { !$0.isInterrupted }) {
      if let header = content.header, header.organisation != folder || header.writer != file.writer {
        continue
      }
      // Lines of others are taken in before, so they will be where they belong.
      guard
        let mending = Mending(
          content, header: try ledger.header(for: file), day: day, place: "\(aside)/\(file.path)",
          isKept: { _, _ in true })
      else { continue }
      var sentences: [String] = []
      if mending.hasNewHeader { sentences.append("Write the first line anew: it can't be read.") }
      if mending.lineEnds > 0 {
        sentences.append(
          "Give \(mending.lineEnds == 1 ? "a line" : "\(mending.lineEnds) lines") the end back that a program has changed."
        )
      }
      if mending.misplaced > 0 {
        let isOne = mending.misplaced == 1
        sentences.append(
          "Move \(isOne ? "a line" : "\(mending.misplaced) lines") aside that \(isOne ? "does" : "do") not belong here, "
            + "once what \(isOne ? "it says" : "they say") is where it belongs.")
      }
      if !mending.unread.isEmpty {
        let isOne = mending.unread.count == 1
        sentences.append(
          "\(isOne ? "Line" : "Lines") \(Self.numbers(mending.unread)) can't be read: move \(isOne ? "it" : "them") aside. "
            + "What \(isOne ? "it" : "they") recorded stays missing until a copy that has it is merged.")
      }
      add(.eventFile, folder, file.path, sentences)
    }
  }

  /// "5, 7 to 9 and 12".
  private static func numbers(_ lines: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for line in lines {
      if let last = ranges.last, last.upperBound == line - 1 {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
    let parts = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
    return parts.count == 1
      ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
  }

  // MARK: Left over

  private mutating func addTemporaryFiles() throws(LedgerError) {
    for (organisation, path) in try ledger.temporaryFiles() {
      add(
        .temporaryFile, organisation, path,
        ["Writing a new file was interrupted here. Nothing in it was said to be saved. Move it aside."])
    }
  }
}
