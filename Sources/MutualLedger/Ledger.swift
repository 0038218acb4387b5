internal import MutualJSON

/// Where progress is kept: for each organisation what each writer recorded of it, and the checklists it is read with.
///
/// ```swift
/// let ledger = try Ledger(FileStorage(".mutual"))
/// let snapshot = try ledger.load("riverside-libraries-k3f9")
/// let history = History(snapshot.events)
/// ```
///
/// Reading writes nothing and takes no lock.
public struct Ledger: Sendable {
  /// The format that this version reads and writes.
  public static let format = 1
  /// How long to wait for another process that is adding to the same file, in milliseconds.
  public static let patience = 10_000

  let storage: any LedgerStorage

  /// Opens a ledger.
  ///
  /// - Parameter storage: Where it is.
  /// - Throws: `noLedger`, `newer` where its format is one of a newer version, or `damaged`.
  public init(_ storage: some LedgerStorage) throws(LedgerError) {
    self.storage = storage
    let bytes: [UInt8]
    do throws(StorageError) {
      bytes = try storage.read(.ledger)
    } catch {
      if error.reason == .notFound {
        guard try !hasRecords() else {
          throw .damaged(path(.ledger), why: "it is missing, though there are records beside it")
        }
        throw .noLedger(storage.place)
      }
      throw .damaged(path(.ledger), why: error.message)
    }
    try Self.check(bytes, at: path(.ledger))
  }

  /// Whether there are files of records, by their names.
  private func hasRecords() throws(LedgerError) -> Bool {
    for id in try list(.organisations) where LedgerName.isOrganisation(id) {
      if try list(.organisation(id)).contains(where: { Self.writer(ofFile: $0) != nil }) { return true }
    }
    return false
  }

  /// Takes a place to be a ledger: for looking at one whose `ledger.json` may be damaged.
  init(trusting storage: any LedgerStorage) { self.storage = storage }

  /// Opens a ledger, and makes it where there is none.
  ///
  /// - Parameter storage: Where it is, or shall be.
  /// - Returns: The ledger.
  /// - Throws: `cannotWrite`, or what opening one throws.
  public static func create(in storage: some LedgerStorage) throws(LedgerError) -> Ledger {
    do throws(LedgerError) {
      return try Ledger(storage)
    } catch .noLedger {
      do throws(StorageError) {
        try storage.create(.ledger, newFile)
      } catch {
        // Another process may have made it since.
        if error.reason != .exists {
          throw .cannotWrite(
            "\(storage.place)/\(LedgerFile.ledger.path)", why: error.message, mayHaveBeenKept: false)
        }
      }
      return try Ledger(storage)
    }
  }

  /// Where it is, for messages.
  public var place: String { storage.place }

  static func check(_ bytes: [UInt8], at path: @autoclosure () -> String) throws(LedgerError) {
    if bytes == newFile { return }
    let path = path()
    var format: Int?
    do throws(JSONError) {
      var reader = JSONReader(bytes)
      try reader.beginObject()
      while let key = try reader.nextKey() {
        if key == "format" { format = try reader.integer() } else { try reader.skipValue() }
      }
      try reader.endDocument()
    } catch {
      throw .damaged(path, why: error.message)
    }
    guard let format, format >= 1 else {
      throw .damaged(path, why: "it does not say which format the ledger has")
    }
    if format > Self.format { throw .newer(path) }
  }

  // MARK: Reading

  /// An organisation of a ledger.
  public struct Organisation: Sendable, Hashable {
    /// Its id.
    public let id: String
    /// Its names, as the files of its writers give them, each once.
    public let names: [String]

    /// Creates it.
    public init(id: String, names: [String]) {
      self.id = id
      self.names = names
    }
  }

  /// The organisations, in the order of their ids. Only the first lines of their files are read.
  ///
  /// - Returns: Each organisation of which there is a file.
  /// - Throws: `damaged` where the folder can't be read.
  /// - Complexity: O(files).
  public func organisations() throws(LedgerError) -> [Organisation] {
    var organisations: [Organisation] = []
    for id in try organisationIDs() {
      var names: [String] = []
      for writer in try writers(of: id) {
        let file = LedgerFile.events(organisation: id, writer: writer)
        guard let name = header(of: file)?.name, !names.contains(name) else { continue }
        names.append(name)
      }
      organisations.append(Organisation(id: id, names: names))
    }
    return organisations
  }

  /// The ids of the organisations, in their order. No file is read.
  ///
  /// - Returns: The id of each organisation of which there is a file.
  /// - Throws: `damaged` where a folder can't be read.
  /// - Complexity: O(files).
  public func organisationIDs() throws(LedgerError) -> [String] {
    var ids: [String] = []
    for id in try list(.organisations) where LedgerName.isOrganisation(id) {
      if try !writers(of: id).isEmpty { ids.append(id) }
    }
    return ids
  }

  /// The writers of whose files an organisation has one.
  private func writers(of organisation: String) throws(LedgerError) -> [String] {
    try list(.organisation(organisation)).compactMap(Self.writer(ofFile:))
  }

  /// What is in the folder of the organisations and can't be one, by its name: copies made by other programs, folders
  /// that a person renamed. Hidden files are not among them.
  ///
  /// - Returns: The paths from the ledger's folder.
  /// - Throws: `damaged` where the folder can't be read.
  public func strayNames() throws(LedgerError) -> [String] {
    try list(.organisations).filter { !LedgerName.isOrganisation($0) && !$0.hasPrefix(".") }
      .map { "\(LedgerFolder.organisations.path)/\($0)" }
  }

  /// Reads all that was recorded of an organisation.
  ///
  /// - Parameter id: The organisation's id.
  /// - Returns: What can be read, and what can't.
  /// - Throws: `noOrganisation`, or `damaged` where not even its folder can be read.
  /// - Complexity: O(length of its files).
  public func load(_ id: String) throws(LedgerError) -> Snapshot { try snapshot(id, own: nil) }

  /// Reads all that was recorded of the organisation of a ledger that has only one.
  ///
  /// As `organisationIDs()` and `load(_:)` do, but each folder is looked into once.
  ///
  /// - Returns: What can be read, and what can't; nil where there is no organisation, or several folders are named like
  ///   one.
  /// - Throws: `damaged` where a folder can't be read.
  /// - Complexity: O(length of its files).
  public func loadOnly() throws(LedgerError) -> Snapshot? {
    let ids = try list(.organisations).filter(LedgerName.isOrganisation)
    guard ids.count == 1 else { return nil }
    let names = try list(.organisation(ids[0]))
    guard names.contains(where: { Self.writer(ofFile: $0) != nil }) else { return nil }
    return try snapshot(ids[0], names, own: nil)
  }

  /// Reads the ledger's copy of a checklist.
  ///
  /// - Parameters:
  ///   - id: The checklist's id.
  ///   - edition: The edition.
  /// - Returns: The bytes of the file.
  /// - Throws: `noChecklist`, or `damaged` where it can't be read.
  public func checklist(_ id: String, edition: String) throws(LedgerError) -> [UInt8] {
    guard LedgerName.isChecklist(id), LedgerName.isEdition(edition) else {
      throw .noChecklist(id: id, edition: edition)
    }
    let file = LedgerFile.checklist(id: id, edition: edition)
    do throws(StorageError) {
      return try storage.read(file)
    } catch {
      if error.reason == .notFound { throw .noChecklist(id: id, edition: edition) }
      throw .damaged(path(file), why: error.message)
    }
  }

  /// Whether the ledger's copy of a checklist holds just these bytes; false also where there is none.
  ///
  /// - Parameters:
  ///   - id: The checklist's id.
  ///   - edition: The edition.
  ///   - bytes: What it may hold.
  ///   - stamp: Their stamp, as `BuiltInChecklists` has it.
  /// - Returns: Whether it does.
  /// - Complexity: O(length of the file), without holding it; O(1) where nobody changed it since it was made here.
  public func holdsChecklist(
    _ id: String, edition: String, exactly bytes: UnsafeBufferPointer<UInt8>, stamp: Int
  ) -> Bool {
    guard LedgerName.isChecklist(id), LedgerName.isEdition(edition) else { return false }
    return storage.holds(.checklist(id: id, edition: edition), exactly: bytes, stamp: stamp)
  }

  /// The editions of which the ledger has a copy, in the order of checklists and editions.
  ///
  /// - Returns: Their ids and editions.
  /// - Throws: `damaged` where a folder can't be read.
  public func checklists() throws(LedgerError) -> [(id: String, edition: String)] {
    var copies: [(id: String, edition: String)] = []
    for id in try list(.checklists) where LedgerName.isChecklist(id) {
      for name in try list(.checklist(id)) where name.hasSuffix(".json") {
        let edition = String(name.dropLast(5))
        if LedgerName.isEdition(edition) { copies.append((id, edition)) }
      }
    }
    return copies
  }

  // MARK: Parts of it

  func path(_ file: LedgerFile) -> String { "\(storage.place)/\(file.path)" }

  func list(_ folder: LedgerFolder) throws(LedgerError) -> [String] {
    do throws(StorageError) {
      return try storage.list(folder)
    } catch {
      throw .damaged("\(storage.place)/\(folder.path)", why: error.message)
    }
  }

  /// The writer whose file has a name; nil where it is not that of a writer's file.
  static func writer(ofFile name: String) -> String? {
    guard name.hasSuffix(".jsonl") else { return nil }
    let writer = String(name.dropLast(6))
    return LedgerName.isWriter(writer) ? writer : nil
  }

  /// The first line of a file; nil where it can't be read.
  private func header(of file: LedgerFile) -> FileHeader? {
    guard var bytes = try? storage.read(file, upTo: 2048) else { return nil }
    var end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    if end == nil {
      // A very long name, or a file that isn't one.
      guard let all = try? storage.read(file) else { return nil }
      bytes = all
      end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    }
    return try? FileHeader(reading: bytes, in: 0..<(end ?? bytes.count))
  }

  /// Reads all files of an organisation; of one of them, `own`, the content is known.
  func snapshot(_ id: String, own: (writer: String, content: EventFile)?) throws(LedgerError) -> Snapshot {
    guard LedgerName.isOrganisation(id) else { throw .noOrganisation(id) }
    return try snapshot(id, try list(.organisation(id)), own: own)
  }

  /// Reads the files of an organisation whose folder has these names.
  private func snapshot(
    _ id: String, _ names: [String], own: (writer: String, content: EventFile)?
  ) throws(LedgerError) -> Snapshot {
    var files: [EventFile] = []
    var problems: [Problem] = []
    for name in names {
      guard let writer = Self.writer(ofFile: name) else {
        if name.hasSuffix(".jsonl"), !name.hasPrefix(".") {
          problems.append(
            Problem(
              .strayFile, file: "\(LedgerFolder.organisation(id).path)/\(name)",
              "The name is not that of a writer's file: it was left out. \"mutual repair\" takes in what it holds."
            ))
        }
        continue
      }
      let file = LedgerFile.events(organisation: id, writer: writer)
      if let own, own.writer == writer {
        files.append(own.content)
        continue
      }
      do throws(StorageError) {
        files.append(try readEvents(file, writer))
      } catch {
        // It was there a moment ago.
        if error.reason == .notFound { continue }
        problems.append(
          Problem(.unreadableFile, file: file.path, "The file can't be read: \(error.message)."))
      }
    }
    if files.isEmpty, !problems.contains(where: \.isDamage) { throw .noOrganisation(id) }
    return Snapshot(organisation: id, files: files, problems: problems)
  }

  private func readEvents(_ file: LedgerFile, _ writer: String) throws(StorageError) -> EventFile {
    let content = EventFile(try storage.read(file), writer: writer)
    if content.endsInLineFeed { return content }
    // Another process may be in the middle of a write, which nothing but a second look can tell from an
    // interrupted one.
    return EventFile(try storage.read(file), writer: writer)
  }
}
