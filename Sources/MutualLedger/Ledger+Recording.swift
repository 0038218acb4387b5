public import MutualChecklist

/// A checklist as it is copied into a ledger.
public struct ChecklistCopy: Sendable, Hashable {
  /// The checklist's id.
  public var id: String
  /// The edition.
  public var edition: String
  /// The bytes of the file.
  public var bytes: [UInt8]

  /// Creates it.
  public init(id: String, edition: String, bytes: [UInt8]) {
    self.id = id
    self.edition = edition
    self.bytes = bytes
  }
}

extension Ledger {
  /// Records an event of an organisation, if the record as it is then allows it.
  ///
  /// The writer's file is locked while `decide` looks at the record. What it returns is numbered, written and
  /// synced before this returns.
  ///
  /// - Parameters:
  ///   - organisation: The organisation's id.
  ///   - writer: The id of the writer: a person on a machine, or in a folder of their own.
  ///   - milliseconds: How long to wait for another process of the same writer.
  ///   - decide: Decides what to record; nil: nothing. It may be called again where another process got in first.
  /// - Returns: The event, which is safely kept; nil where there was none to record.
  /// - Throws: What `decide` throws, or a `LedgerError`. Nothing was recorded then, unless the error is
  ///   `cannotWrite` and says that it may have been.
  /// - Complexity: O(length of the organisation's files).
  public func record(
    in organisation: String, writer: String, waiting milliseconds: Int = patience,
    _ decide: (Snapshot) throws -> EventDraft?
  ) throws -> Event? {
    try Self.checkWriter(writer)
    guard LedgerName.isOrganisation(organisation) else { throw LedgerError.noOrganisation(organisation) }
    let file = LedgerFile.events(organisation: organisation, writer: writer)
    for _ in 0..<Self.attempts {
      do {
        var recorded: Event?
        try storage.append(to: file, waiting: milliseconds) { bytes in
          let content = EventFile(bytes, writer: writer)
          try checkOwner(of: content, file)
          let snapshot = try snapshot(organisation, own: (writer, content))
          guard let event = try prepare(snapshot, file, content, decide) else { return nil }
          recorded = event.event
          // What is unfinished before it must not swallow it.
          return (content.endsInLineFeed ? [] : Self.lineFeed) + event.line + Self.lineFeed
        }
        return recorded
      } catch let error as StorageError where error.reason == .notFound {
        // This writer's first event of this organisation.
        let snapshot = try load(organisation)
        guard let event = try prepare(snapshot, file, nil, decide) else { return nil }
        let header = FileHeader(
          organisation: organisation, name: snapshot.name ?? organisation, writer: writer)
        if try start(file, header, event.line) { return event.event }
      } catch let error as StorageError {
        throw ledgerError(error, file)
      }
    }
    throw LedgerError.cannotWrite(
      path(file), why: "It is there, and is not: is it a link that leads nowhere?", mayHaveBeenKept: false)
  }

  /// How often to begin again where a file comes or goes between two looks at it.
  private static let attempts = 8

  /// Sets an organisation up: copies its checklist into the ledger, and records the event that begins its record.
  ///
  /// - Parameters:
  ///   - organisation: Its id: small letters, digits and hyphens, at most 64.
  ///   - name: Its name.
  ///   - checklist: The checklist that its record is read with.
  ///   - writer: The id of the writer.
  ///   - at: The day it was set up.
  ///   - recorded: The instant it is recorded.
  ///   - day: The local day of that instant.
  ///   - by: The name of who records it.
  ///   - note: A remark.
  ///   - evidence: References to what shows it.
  /// - Returns: The event, which is safely kept.
  /// - Throws: `taken`, `differentChecklist`, `invalid`, `busy` or `cannotWrite`.
  public func register(
    _ organisation: String, name: String, checklist: ChecklistCopy, writer: String, at: Day?,
    recorded: Instant,
    day: Day, by: String, note: String? = nil, evidence: [String] = []
  ) throws(LedgerError) -> Event {
    try Self.checkWriter(writer)
    guard LedgerName.isOrganisation(organisation) else {
      throw .invalid(
        "\"\(organisation)\" can't be the id of an organisation: use small letters, digits and single hyphens"
      )
    }
    guard LedgerName.isChecklist(checklist.id), LedgerName.isEdition(checklist.edition) else {
      throw .invalid(
        "\"\(checklist.id)\", edition \"\(checklist.edition)\", can't be the name of a checklist")
    }
    let draft = EventDraft(
      at: at, recorded: recorded, day: day, by: by,
      action: .registered(name: name, checklist: checklist.id, edition: checklist.edition), note: note,
      evidence: evidence)
    let event = Snapshot(organisation: organisation, files: [], problems: []).event(draft, by: writer)
    let line = try Self.line(event)
    let file = LedgerFile.events(organisation: organisation, writer: writer)
    do {
      // One at a time: the lock is that of a file which everyone has and nobody changes.
      try storage.lock(.ledger, waiting: Self.patience) {
        if try list(.organisation(organisation)).contains(where: { $0.hasSuffix(".jsonl") }) {
          throw LedgerError.taken(organisation)
        }
        try add(checklist)
        let header = FileHeader(organisation: organisation, name: name, writer: writer)
        guard try start(file, header, line) else { throw LedgerError.taken(organisation) }
      }
    } catch let error as LedgerError {
      throw error
    } catch let error as StorageError {
      throw ledgerError(error, .ledger)
    } catch {
      throw .cannotWrite(path(file), why: "\(error)", mayHaveBeenKept: true)
    }
    return event
  }

  /// Copies a checklist into the ledger, if it is not there yet: before an organisation goes over to it.
  ///
  /// - Parameter checklist: The checklist.
  /// - Throws: `differentChecklist` where there is another under the same name, `invalid` or `cannotWrite`.
  public func add(_ checklist: ChecklistCopy) throws(LedgerError) {
    guard LedgerName.isChecklist(checklist.id), LedgerName.isEdition(checklist.edition) else {
      throw .invalid(
        "\"\(checklist.id)\", edition \"\(checklist.edition)\", can't be the name of a checklist")
    }
    let file = LedgerFile.checklist(id: checklist.id, edition: checklist.edition)
    do throws(StorageError) {
      if let present = try present(file) {
        if present != checklist.bytes { throw StorageError(.exists, "") }
        return
      }
      try storage.create(file, checklist.bytes)
    } catch {
      guard error.reason == .exists else {
        throw .cannotWrite(path(file), why: error.message, mayHaveBeenKept: false)
      }
      // Another process may just have made the same copy.
      if (try? storage.read(file)) != checklist.bytes {
        throw .differentChecklist(id: checklist.id, edition: checklist.edition)
      }
    }
  }

  // MARK: Parts of it

  private static let lineFeed: [UInt8] = [0x0A]

  private static func checkWriter(_ writer: String) throws(LedgerError) {
    guard LedgerName.isWriter(writer) else {
      throw .invalid(
        "\"\(writer)\" can't be the id of a writer: "
          + (Event.ID.isWriter(writer)
            ? "no file can be called that on Windows" : "use 1 to 64 small letters, digits and hyphens"))
    }
  }

  /// The content of a file; nil where there is none.
  private func present(_ file: LedgerFile) throws(StorageError) -> [UInt8]? {
    do throws(StorageError) {
      return try storage.read(file)
    } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
  }

  /// A file that says it is another's is not added to.
  private func checkOwner(of content: EventFile, _ file: LedgerFile) throws(LedgerError) {
    guard let header = content.header, case .events(let organisation, let writer) = file else { return }
    if header.organisation != organisation || header.writer != writer {
      throw .damaged(path(file), why: "it is the file of \(header.writer) for \(header.organisation)")
    }
  }

  /// Asks what to record, and makes the line of it.
  private func prepare(
    _ snapshot: Snapshot, _ file: LedgerFile, _ content: EventFile?,
    _ decide: (Snapshot) throws -> EventDraft?
  ) throws -> (event: Event, line: [UInt8])? {
    if snapshot.newer > 0 { throw LedgerError.newer("\(storage.place)/\(file.folder.path)") }
    guard let draft = try decide(snapshot) else { return nil }
    guard let writer = file.writer else { return nil }
    var event = snapshot.event(draft, by: writer, after: content)
    guard max(event.id.number, event.clock) <= Event.largestNumber else {
      throw LedgerError.cannotWrite(
        path(file), why: "The numbers of entries are used up", mayHaveBeenKept: false)
    }
    let line = try Self.line(event)
    event.chain = snapshot.nextPlace(of: writer)
    return (event, line)
  }

  /// The line of an event, which is sure to be read as that event again.
  private static func line(_ event: Event) throws(LedgerError) -> [UInt8] {
    let line = EventCoding.line(event)
    do throws(LineFault) {
      if try EventCoding.event(line) == event { return line }
    } catch {
      throw .invalid("The entry can't be written: \(error.message)")
    }
    throw .invalid("The entry can't be written: it would not be read as it was")
  }

  /// Makes the file of a writer; false where it is there already.
  private func start(_ file: LedgerFile, _ header: FileHeader, _ line: [UInt8]) throws(LedgerError) -> Bool {
    do throws(StorageError) {
      try storage.create(file, header.line + Self.lineFeed + line + Self.lineFeed)
      return true
    } catch {
      if error.reason == .exists { return false }
      throw ledgerError(error, file)
    }
  }

  private func ledgerError(_ error: StorageError, _ file: LedgerFile) -> LedgerError {
    if error.reason == .busy { return .busy(path(file)) }
    return .cannotWrite(path(file), why: error.message, mayHaveBeenKept: error.mayHaveBeenKept)
  }
}

extension LedgerFile {
  /// Whose file it is.
  var writer: String? {
    if case .events(_, let writer) = self { return writer }
    return nil
  }
}
