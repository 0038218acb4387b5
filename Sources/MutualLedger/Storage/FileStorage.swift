internal import MutualPlatform

/// A ledger in a folder of a disk.
public struct FileStorage: LedgerStorage {
  /// The path of the folder.
  public let folder: String

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
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: What it may hold.
  /// - Returns: Whether it does.
  public func holds(_ file: LedgerFile, exactly bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? FileSystem.holds(path(file), exactly: bytes)) ?? false
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
    let target = path(file)
    let parent = FileSystem.parent(of: target)
    do throws(SystemError) {
      try FileSystem.createFolders(parent)
      // So that nothing is written where there is nothing to do.
      if try FileSystem.kind(target) != .none { throw SystemError(.create, path: target, reason: .exists) }
      let aside = try FileSystem.createAside(in: parent, bytes)
      try FileSystem.linkInPlace(aside, as: target)
    } catch {
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
  /// No other function opens a file of a ledger for writing, so none can forget the lock.
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - milliseconds: How long to wait for whoever is adding to it.
  ///   - decide: Decides, under the lock and by what the file holds then, what to add; nil: nothing.
  /// - Throws: What `decide` throws; or `StorageError`, with the reason `notFound` where there is no such file and
  ///   `busy` where the lock was not released in time.
  public func append(
    to file: LedgerFile, waiting milliseconds: Int, _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    let opened = try Self.attempt { () throws(SystemError) in
      try AppendableFile(path(file), waiting: milliseconds)
    }
    let before = try Self.attempt { () throws(SystemError) in try opened.read(from: 0, upTo: .max) }
    guard let bytes = try decide(before), !bytes.isEmpty else { return }
    do throws(SystemError) {
      try opened.append(bytes)
    } catch {
      // Without its line feed an entry is whole all the same. And what a failing disk kept, nobody knows.
      let isWhole = error.written >= bytes.count - 1
      throw StorageError(error, mayHaveBeenKept: isWhole || error.reason == .other)
    }
    do throws(SystemError) {
      try opened.sync()
    } catch {
      throw StorageError(error, mayHaveBeenKept: true)
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
