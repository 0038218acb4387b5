internal import MutualPlatform

/// A ledger in a folder of a disk.
public struct FileStorage: LedgerStorage {
  /// The path of the folder.
  public let folder: String

  /// What the names of files begin with that are still being written.
  static let temporaryPrefix = FileSystem.temporaryPrefix

  /// Creates a storage in a folder, which need not be there yet. Nothing is read or written.
  public init(_ folder: String) { self.folder = folder }

  /// The path of the folder.
  public var place: String { folder }

  /// Lists the names in a folder.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: The names, in the order of their bytes; none where there is no such folder.
  /// - Throws: `StorageError` where it can't be read.
  public func list(_ folder: LedgerFolder) throws(StorageError) -> [String] {
    do throws(SystemError) {
      return try FileSystem.list(path(folder))
    } catch {
      if error.reason == .notFound || error.reason == .notFolder { return [] }
      throw StorageError(error)
    }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - limit: How many bytes to read at most, from the beginning; nil: all.
  /// - Returns: Its bytes.
  /// - Throws: `StorageError`, with the reason `notFound` where there is no such file.
  public func read(_ file: LedgerFile, upTo limit: Int?) throws(StorageError) -> [UInt8] {
    do throws(SystemError) {
      if let limit { return try FileSystem.readBeginning(path(file), upTo: limit) }
      return try FileSystem.read(path(file))
    } catch {
      throw StorageError(error)
    }
  }

  /// Whether a file holds just these bytes; false also where it can't be read.
  ///
  /// A checklist that this storage made, and nobody has changed since, is known by the time of its change.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: What it may hold.
  ///   - stamp: Their stamp.
  /// - Returns: Whether it does.
  public func holds(_ file: LedgerFile, exactly bytes: UnsafeBufferPointer<UInt8>, stamp: Int) -> Bool {
    (try? FileSystem.holds(path(file), exactly: bytes, stamp: stamp)) ?? false
  }

  /// Reads a copy that another program made.
  ///
  /// - Parameter path: Its path from the ledger's folder.
  /// - Returns: Its bytes; nil where it can't be read.
  public func readStray(_ path: String) -> [UInt8]? { try? FileSystem.read("\(folder)/\(path)") }

  /// Makes a new file: it is written aside, synced, linked in place, and then the folder is synced.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: All that it holds.
  /// - Throws: `StorageError`, with the reason `exists` where there is such a file already.
  public func create(_ file: LedgerFile, _ bytes: [UInt8]) throws(StorageError) {
    var stamp: Int?
    // What is compared in every run, and hardly ever written.
    if case .checklist = file { stamp = FileSystem.stamp(of: bytes) }
    try create(path(file), bytes, stamp: stamp)
  }

  private func create(_ target: String, _ bytes: [UInt8], stamp: Int? = nil) throws(StorageError) {
    let parent = FileSystem.parent(of: target)
    var made: [String] = []
    do throws(SystemError) {
      made = try FileSystem.createFolders(parent)
      // So that nothing is written where there is nothing to do.
      if try FileSystem.kind(target) != .none { throw SystemError(.create, path: target, reason: .exists) }
      let aside = try FileSystem.createAside(in: parent, bytes)
      if let stamp { try? FileSystem.setStamp(aside, stamp) }
      try FileSystem.linkInPlace(aside, as: target)
    } catch {
      FileSystem.removeEmptyFolders(made)
      throw StorageError(error)
    }
    do throws(SystemError) {
      try FileSystem.syncFolder(parent)
    } catch {
      throw StorageError(error, mayHaveBeenKept: true)
    }
  }

  /// Adds to the end of a file, in one write, and syncs it.
  ///
  /// No other function opens a file of a ledger to add to it, so none can forget the lock.
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - milliseconds: How long to wait for whoever is adding to it.
  ///   - decide: Decides, under the lock and by what the file holds then, what to add; nil: nothing. With no bytes, what
  ///     is there is synced, and so is its name.
  /// - Throws: What `decide` throws; or `StorageError`, with the reason `notFound` where there is no such file and
  ///   `busy` where the lock was not released in time.
  public func append(
    to file: LedgerFile, waiting milliseconds: Int, _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    let opened = try Self.attempt { () throws(SystemError) in
      try AppendableFile(path(file), waiting: milliseconds)
    }
    let before = try Self.attempt { () throws(SystemError) in try opened.read(from: 0, upTo: .max) }
    guard let bytes = try decide(before) else { return }
    do throws(SystemError) {
      if !bytes.isEmpty { try opened.append(bytes) }
    } catch {
      // Without its line feed an entry is whole all the same. And what a failing disk kept, nobody knows.
      let isWhole = error.written >= bytes.count - 1
      throw StorageError(error, mayHaveBeenKept: isWhole || error.reason == .other)
    }
    do throws(SystemError) {
      try opened.sync()
      if bytes.isEmpty { try FileSystem.syncFolder(FileSystem.parent(of: path(file))) }
    } catch {
      throw StorageError(error, mayHaveBeenKept: true)
    }
  }

  /// Does something while nobody else adds to a file.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there; the user need only be allowed to read it.
  ///   - milliseconds: How long to wait for whoever has the lock.
  ///   - body: What to do.
  /// - Throws: What `body` throws, or `StorageError`.
  public func lock(_ file: LedgerFile, waiting milliseconds: Int, _ body: () throws -> Void) throws {
    let locked = try Self.attempt { () throws(SystemError) in
      try AppendableFile(path(file), waiting: milliseconds, onlyLocking: true)
    }
    try body()
    // The lock is held for as long as this is in use.
    _ = locked.path
  }

  /// Puts other bytes in the place of a file, after a copy of it was kept.
  ///
  /// They are written aside, synced, and renamed over the file, and then the folder is synced: a reader sees the one or
  /// the other. Whoever waits to add to the file finds out that it is another one.
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - copy: Where the copy is kept.
  ///   - milliseconds: How long to wait for whoever is adding to the file.
  ///   - decide: Decides, under the lock and by what the file holds then, what it is to hold; nil: nothing is done.
  /// - Throws: What `decide` throws, or `StorageError`.
  public func replace(
    _ file: LedgerFile, keepingCopy copy: String, waiting milliseconds: Int,
    _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    let opened = try Self.attempt { () throws(SystemError) in
      try AppendableFile(path(file), waiting: milliseconds)
    }
    let before = try Self.attempt { () throws(SystemError) in try opened.read(from: 0, upTo: .max) }
    guard let bytes = try decide(before) else { return }
    try create("\(folder)/\(copy)", before)
    let parent = try Self.attempt { () throws(SystemError) in
      // What a link leads to, not the link.
      let target = try FileSystem.realPath(opened.path)
      let replacement = try FileSystem.createReplacement(of: target, bytes)
      do throws(SystemError) {
        try FileSystem.rename(replacement, to: target)
      } catch {
        try? FileSystem.remove(replacement)
        throw error
      }
      return FileSystem.parent(of: target)
    }
    do throws(SystemError) {
      try FileSystem.syncFolder(parent)
    } catch {
      throw StorageError(error, mayHaveBeenKept: true)
    }
    // The lock is held for as long as this is in use.
    _ = opened.path
  }

  /// Moves a file or folder out of the way.
  ///
  /// - Parameters:
  ///   - path: Its path from the ledger's folder.
  ///   - place: Its new path.
  /// - Throws: `StorageError`, with the reason `notFound` or `exists`.
  public func moveAside(_ path: String, to place: String) throws(StorageError) {
    let (old, new) = ("\(folder)/\(path)", "\(folder)/\(place)")
    try Self.attempt { () throws(SystemError) in
      // A rename replaces what has the name.
      if try FileSystem.kind(new) != .none { throw SystemError(.rename, path: new, reason: .exists) }
      if try FileSystem.kind(old) == .none { throw SystemError(.rename, path: old, reason: .notFound) }
      try FileSystem.createFolders(FileSystem.parent(of: new))
      try FileSystem.rename(old, to: new)
      // The new name first: a power cut may leave it with both, and never with neither.
      try FileSystem.syncFolder(FileSystem.parent(of: new))
      try FileSystem.syncFolder(FileSystem.parent(of: old))
    }
  }

  private static func attempt<Value: ~Copyable>(
    _ body: () throws(SystemError) -> Value
  ) throws(StorageError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw StorageError(error)
    }
  }

  private func path(_ file: LedgerFile) -> String { "\(folder)/\(file.path)" }

  private func path(_ folder: LedgerFolder) -> String {
    folder == .root ? self.folder : "\(self.folder)/\(folder.path)"
  }
}

extension StorageError {
  /// What a storage says of what the system said.
  fileprivate init(_ error: SystemError, mayHaveBeenKept: Bool = false) {
    let reason: Reason =
      switch error.reason {
      case .notFound, .notFolder: .notFound
      case .exists: .exists
      case .busy: .busy
      default: .failed
      }
    self.init(reason, error.message, mayHaveBeenKept: mayHaveBeenKept)
  }
}
