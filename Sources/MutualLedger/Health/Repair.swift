public import MutualChecklist

/// Mends what can be mended in a ledger: on its own, and apart from looking at it.
///
/// Nothing is deleted. A file that gets other content is first copied into a folder of the ledger that nobody reads, and
/// what does not belong where it is is moved there. Nothing is done before `make(_:)` is called for it.
public struct Repair: Sendable {
  /// What can be done, in the order in which to do it.
  public let changes: [RepairChange]
  /// Where the originals are kept: a path from the ledger's folder. It is made when it is needed.
  public let aside: String

  let storage: any LedgerStorage
  let day: Day
  let builtIn: @Sendable (_ id: String, _ edition: String) -> [UInt8]?

  /// Looks at what can be done, and writes nothing.
  ///
  /// - Parameters:
  ///   - storage: Where the ledger is.
  ///   - day: The day of the repair: the originals are kept under it.
  ///   - builtIn: The file of a built-in checklist.
  /// - Throws: `noLedger` where the folder is none, `newer` where a newer version has to do it, or `damaged` where not
  ///   even a folder can be read.
  /// - Complexity: O(length of the files).
  public init(
    _ storage: some LedgerStorage, on day: Day,
    builtIn: @escaping @Sendable (_ id: String, _ edition: String) -> [UInt8]?
  ) throws(LedgerError) {
    self.storage = storage
    self.day = day
    self.builtIn = builtIn
    let ledger = Ledger(trusting: storage)
    let taken = Set(try ledger.list(.aside))
    var name = day.description
    var attempt = 1
    while taken.contains(name) {
      attempt += 1
      name = "\(day)-\(attempt)"
    }
    aside = "\(LedgerFolder.aside.path)/\(name)"
    changes = try RepairPlan(ledger, day: day, aside: aside, builtIn: builtIn).changes
  }

  /// Does one of the changes, as things are now: another process may have been at work since.
  ///
  /// - Parameter change: The change, one of `changes`. Those before it have to be done, or left for good.
  /// - Throws: Where it can't be done. Then nothing is lost, and it can be tried again.
  /// - Complexity: O(length of the files).
  public func make(_ change: RepairChange) throws(MergeError) {
    let ledger = Ledger(trusting: storage)
    do {
      switch change.kind {
      case .ledgerFile: try put(Ledger.newFile, into: .ledger, of: change) { RepairPlan.isDamaged($0) }
      case .checklistCopy:
        guard let file = LedgerFile(path: change.file), case .checklist(let id, let edition) = file,
          let bytes = builtIn(id, edition)
        else { return }
        try put(bytes, into: file, of: change) { !RepairPlan.isChecklist($0, id, edition) }
      case .strayCopy: try takeIn(change, ledger)
      case .eventFile: try mend(change, ledger)
      case .temporaryFile: try storage.moveAside(change.file, to: copy(of: change.file))
      }
    } catch let error as MergeError {
      throw error
    } catch let error as StorageError {
      let place = "\(storage.place)/\(change.file)"
      throw .ledger(
        error.reason == .busy
          ? .busy(place)
          : .cannotWrite(place, why: error.message, mayHaveBeenKept: error.mayHaveBeenKept))
    } catch {
      throw .ledger(.cannotWrite(change.file, why: "\(error)", mayHaveBeenKept: true))
    }
  }

  private func copy(of path: String) -> String { "\(aside)/\(path)" }

  /// Puts a file that this program knows in the place of a damaged one, or of one that is missing.
  private func put(
    _ bytes: [UInt8], into file: LedgerFile, of change: RepairChange, where isDamaged: ([UInt8]) -> Bool
  ) throws {
    do {
      try storage.replace(file, keepingCopy: copy(of: change.file), waiting: Ledger.patience) { present in
        isDamaged(present) ? bytes : nil
      }
    } catch let error as StorageError where error.reason == .notFound {
      do throws(StorageError) {
        try storage.create(file, bytes)
      } catch {
        // Another process may have made it since.
        if error.reason != .exists { throw error }
      }
    }
  }

  /// Takes in what a copy holds, and moves it aside once all of that is in the record.
  private func takeIn(_ change: RepairChange, _ ledger: Ledger) throws {
    let source = MergeSource(place: storage.place, files: ledger.strayFiles(change.file))
    _ = try ledger.merge([source], builtIn: builtIn)
    guard try ledger.merge([source], isDryRun: true, builtIn: builtIn).entries == 0 else {
      throw MergeError.ledger(.busy("\(storage.place)/\(change.file)"))
    }
    try storage.moveAside(change.file, to: copy(of: change.file))
  }

  /// Mends the file of a writer.
  private func mend(_ change: RepairChange, _ ledger: Ledger) throws {
    guard let file = LedgerFile(path: change.file), case .events(let organisation, let writer) = file else {
      return
    }
    let before = EventFile(try storage.read(file), writer: writer)
    let header = try ledger.header(for: file)
    // What others recorded goes where it belongs first.
    var others: [String: [UInt8]] = [:]
    for bad in before.badLines {
      guard let (event, line) = before.misplaced(bad), event.id.writer != writer else { continue }
      let own = LedgerFile.events(organisation: organisation, writer: event.id.writer)
      let first = FileHeader(organisation: organisation, name: header.name, writer: event.id.writer).line
      others[own.path, default: first + [0x0A]] += before.bytes[line] + [0x0A]
    }
    if !others.isEmpty {
      _ = try ledger.merge([MergeSource(place: storage.place, files: others)], builtIn: builtIn)
    }
    let kept = try ledger.keptLines(organisation)
    try storage.replace(file, keepingCopy: copy(of: change.file), waiting: Ledger.patience) { bytes in
      Mending(
        EventFile(bytes, writer: writer), header: header, day: day, place: copy(of: change.file),
        isKept: { kept[$0]?.contains($1) ?? false })?.bytes
    }
  }
}
