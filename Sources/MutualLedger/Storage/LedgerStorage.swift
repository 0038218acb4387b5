/// Where a ledger is kept: a folder of a disk, or memory.
///
/// Names are checked by the ledger before they come here: none leads out of the ledger.
public protocol LedgerStorage: Sendable {
  /// What messages call the place, such as the path of a folder.
  var place: String { get }

  /// Lists the names in a folder, in the order of their bytes.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: The names of all that is in it, other programs' files too; none where there is no such folder.
  /// - Throws: `StorageError` where it can't be read.
  func list(_ folder: LedgerFolder) throws(StorageError) -> [String]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - limit: How many bytes to read at most, from the beginning; nil: all.
  /// - Returns: Its bytes.
  /// - Throws: `StorageError`, with the reason `notFound` where there is no such file.
  func read(_ file: LedgerFile, upTo limit: Int?) throws(StorageError) -> [UInt8]

  /// Whether a file holds just these bytes; false also where it can't be read.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: What it may hold.
  ///   - stamp: Their stamp, for a storage that knows that of a file.
  /// - Returns: Whether it does.
  func holds(_ file: LedgerFile, exactly bytes: UnsafeBufferPointer<UInt8>, stamp: Int) -> Bool

  /// Reads a file under a name that no file of a ledger has: a copy that another program made.
  ///
  /// - Parameter path: Its path from the ledger's folder, made of names that `list` gave.
  /// - Returns: Its bytes; nil where it can't be read.
  func readStray(_ path: String) -> [UInt8]?

  /// Makes a new file, and the folders on the way to it: whole and safely on the disk, or not at all.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: All that it holds.
  /// - Throws: `StorageError`, with the reason `exists` where there is such a file already; that stays as it is.
  func create(_ file: LedgerFile, _ bytes: [UInt8]) throws(StorageError)

  /// Adds to the end of a file, which nobody else adds to at the same time.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - milliseconds: How long to wait for whoever is adding to it.
  ///   - decide: Decides, under the lock and by what the file holds then, what to add; nil: nothing. With no bytes, what
  ///     is there already is made safe: an earlier sync may have failed.
  /// - Throws: What `decide` throws, with nothing added; or `StorageError`, with the reason `notFound` where there
  ///   is no such file and `busy` where the lock was not released in time. When it returns, what was added is safely
  ///   on the disk.
  func append(
    to file: LedgerFile, waiting milliseconds: Int, _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?) throws

  /// Does something while nobody else adds to a file, or does something like it.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there, and nothing is added to it: whoever may only read it can do this too.
  ///   - milliseconds: How long to wait for whoever has the lock.
  ///   - body: What to do.
  /// - Throws: What `body` throws; or `StorageError`, with the reason `notFound` where there is no such file and `busy`
  ///   where the lock was not released in time.
  func lock(_ file: LedgerFile, waiting milliseconds: Int, _ body: () throws -> Void) throws

  /// Puts other bytes in the place of a file, after a copy of it was kept: all at once, or not at all.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - copy: Where the copy is kept: a path from the ledger's folder, in a folder below `LedgerFolder.aside`.
  ///   - milliseconds: How long to wait for whoever is adding to the file.
  ///   - decide: Decides, under the lock and by what the file holds then, what it is to hold; nil: nothing is done.
  /// - Throws: What `decide` throws, with nothing done; or `StorageError`, with the reason `notFound` where there is no
  ///   such file, `exists` where something has the copy's name already, and `busy` where the lock was not released in
  ///   time. When it returns, the copy and what is in its place are safely on the disk.
  func replace(
    _ file: LedgerFile, keepingCopy copy: String, waiting milliseconds: Int,
    _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?) throws

  /// Moves what is under a name that no file of a ledger has, a file or a folder, out of the way.
  ///
  /// - Parameters:
  ///   - path: Its path from the ledger's folder, made of names that `list` gave.
  ///   - place: Its new path, in a folder below `LedgerFolder.aside`.
  /// - Throws: `StorageError`, with the reason `notFound` where there is nothing, and `exists` where something is in the
  ///   new place already.
  func moveAside(_ path: String, to place: String) throws(StorageError)
}

extension LedgerStorage {
  /// Whether a file holds just these bytes; false also where it can't be read.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: What it may hold.
  ///   - stamp: Their stamp, for a storage that knows that of a file.
  /// - Returns: Whether it does.
  public func holds(_ file: LedgerFile, exactly bytes: UnsafeBufferPointer<UInt8>, stamp: Int) -> Bool {
    (try? read(file)).map { $0.elementsEqual(bytes) } ?? false
  }

  /// Reads a whole file.
  ///
  /// - Parameter file: The file.
  /// - Returns: Its bytes.
  /// - Throws: `StorageError`, with the reason `notFound` where there is no such file.
  public func read(_ file: LedgerFile) throws(StorageError) -> [UInt8] { try read(file, upTo: nil) }

  /// Does something while nobody else adds to a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - milliseconds: How long to wait for whoever has the lock.
  ///   - body: What to do.
  /// - Throws: What `body` throws, or `StorageError`.
  public func lock(_ file: LedgerFile, waiting milliseconds: Int, _ body: () throws -> Void) throws {
    try append(to: file, waiting: milliseconds) { _ in
      try body()
      return nil
    }
  }

  /// Reads nothing: a storage that has such files does better.
  public func readStray(_ path: String) -> [UInt8]? { nil }
}

/// A file of a ledger.
public enum LedgerFile: Sendable, Hashable {
  /// The one that makes a folder a ledger.
  case ledger
  /// The copy of an edition of a checklist.
  case checklist(id: String, edition: String)
  /// What one writer recorded of one organisation.
  case events(organisation: String, writer: String)

  /// The folder that it is in.
  public var folder: LedgerFolder {
    switch self {
    case .ledger: .root
    case .checklist(let id, _): .checklist(id)
    case .events(let organisation, _): .organisation(organisation)
    }
  }

  /// Its path from the ledger's folder.
  public var path: String {
    switch self {
    case .ledger: "ledger.json"
    case .checklist(let id, let edition): "checklists/\(id)/\(edition).json"
    case .events(let organisation, let writer): "organisations/\(organisation)/\(writer).jsonl"
    }
  }
}

/// A folder of a ledger.
public enum LedgerFolder: Sendable, Hashable {
  /// The ledger's own.
  case root
  /// The one with a folder for each checklist.
  case checklists
  /// The one with the editions of a checklist.
  case checklist(String)
  /// The one with a folder for each organisation.
  case organisations
  /// The one with the files of an organisation's writers.
  case organisation(String)
  /// The one with what a repair moved out of the way. Nothing in it counts.
  case aside

  /// Its path from the ledger's folder; empty for that itself.
  public var path: String {
    switch self {
    case .root: ""
    case .checklists: "checklists"
    case .checklist(let id): "checklists/\(id)"
    case .organisations: "organisations"
    case .organisation(let id): "organisations/\(id)"
    case .aside: "aside"
    }
  }
}

/// Why a storage could not do what it was asked.
public struct StorageError: Error, Sendable, Hashable {
  /// What callers need to tell apart.
  public enum Reason: Sendable {
    /// There is no such file.
    case notFound
    /// There is such a file already.
    case exists
    /// Somebody else kept the lock for as long as was waited.
    case busy
    /// Any other; the message tells.
    case failed
  }

  /// Why, as far as callers need to know.
  public var reason: Reason
  /// Why, in plain English, without a full stop: "No space is left on the disk".
  public var message: String
  /// Whether what was to be written may be there all the same, and whole.
  public var mayHaveBeenKept: Bool

  /// Creates an error.
  public init(_ reason: Reason, _ message: String, mayHaveBeenKept: Bool = false) {
    self.reason = reason
    self.message = message
    self.mayHaveBeenKept = mayHaveBeenKept
  }
}
