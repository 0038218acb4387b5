internal import MutualPlatform
internal import Synchronization

/// A ledger in memory: for tests, and for what is not to be kept.
public final class MemoryStorage: LedgerStorage {
  private struct State {
    /// The files by their paths.
    var files: [String: [UInt8]]
    var locked: Set<String> = []
  }

  private let state: Mutex<State>

  /// Creates a storage.
  ///
  /// - Parameter files: What it holds to begin with: the bytes of files by their paths from the ledger's folder.
  public init(_ files: [String: [UInt8]] = [:]) { state = Mutex(State(files: files)) }

  /// What messages call the place.
  public var place: String { "the ledger in memory" }

  /// What it holds: the bytes of files by their paths from the ledger's folder.
  public var files: [String: [UInt8]] { state.withLock { $0.files } }

  /// Lists the names in a folder.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: The names, in the order of their bytes; none where there is no such folder.
  /// - Complexity: O(files × log files).
  public func list(_ folder: LedgerFolder) -> [String] {
    let prefix = folder == .root ? "" : folder.path + "/"
    let names = state.withLock { state in
      Set(
        state.files.keys.lazy.filter { $0.hasPrefix(prefix) }.map { path in
          String(path.dropFirst(prefix.count).prefix { $0 != "/" })
        })
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - limit: How many bytes to read at most, from the beginning; nil: all.
  /// - Returns: Its bytes.
  /// - Throws: `StorageError`, with the reason `notFound` where there is no such file.
  public func read(_ file: LedgerFile, upTo limit: Int?) throws(StorageError) -> [UInt8] {
    let bytes = state.withLock { $0.files[file.path] }
    guard let bytes else { throw .notFound }
    return limit.map { Array(bytes.prefix($0)) } ?? bytes
  }

  /// Reads a copy that another program made.
  ///
  /// - Parameter path: Its path from the ledger's folder.
  /// - Returns: Its bytes; nil where there is none.
  public func readStray(_ path: String) -> [UInt8]? { files[path] }

  /// Makes a new file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - bytes: All that it holds.
  /// - Throws: `StorageError`, with the reason `exists` where there is such a file already.
  public func create(_ file: LedgerFile, _ bytes: [UInt8]) throws(StorageError) {
    let isNew = state.withLock { state in
      if state.files[file.path] != nil { return false }
      state.files[file.path] = bytes
      return true
    }
    if !isNew { throw .exists }
  }

  /// Adds to the end of a file.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - milliseconds: How long to wait for whoever is adding to it.
  ///   - decide: Decides, under the lock and by what the file holds then, what to add; nil: nothing.
  /// - Throws: What `decide` throws; or `StorageError`, with the reason `notFound` where there is no such file and
  ///   `busy` where the lock was not released in time.
  public func append(
    to file: LedgerFile, waiting milliseconds: Int, _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    let start = SystemClock.monotonicMilliseconds()
    while true {
      let isLocked = try state.withLock { state throws(StorageError) in
        if state.files[file.path] == nil { throw .notFound }
        return state.locked.insert(file.path).inserted
      }
      if isLocked { break }
      if SystemClock.monotonicMilliseconds() - start >= milliseconds {
        throw StorageError(.busy, "Another process is using it")
      }
      SystemClock.pause(milliseconds: 1)
    }
    defer { state.withLock { _ = $0.locked.remove(file.path) } }
    guard let bytes = try decide(try read(file)) else { return }
    state.withLock { $0.files[file.path]?.append(contentsOf: bytes) }
  }

  /// Puts other bytes in the place of a file, after a copy of it was kept.
  ///
  /// - Parameters:
  ///   - file: The file. It has to be there.
  ///   - copy: Where the copy is kept.
  ///   - milliseconds: How long to wait for whoever is adding to the file.
  ///   - decide: Decides what it is to hold; nil: nothing is done.
  /// - Throws: What `decide` throws, or `StorageError`.
  public func replace(
    _ file: LedgerFile, keepingCopy copy: String, waiting milliseconds: Int,
    _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    try append(to: file, waiting: milliseconds) { before in
      guard let bytes = try decide(before) else { return nil }
      try state.withLock { state throws(StorageError) in
        if state.files[copy] != nil { throw .exists }
        state.files[copy] = before
        state.files[file.path] = bytes
      }
      return nil
    }
  }

  /// Moves a file or folder out of the way.
  ///
  /// - Parameters:
  ///   - path: Its path from the ledger's folder.
  ///   - place: Its new path.
  /// - Throws: `StorageError`, with the reason `notFound` or `exists`.
  /// - Complexity: O(files).
  public func moveAside(_ path: String, to place: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      func isAt(_ path: String, _ other: String) -> Bool { other == path || other.hasPrefix(path + "/") }
      if state.files.keys.contains(where: { isAt(place, $0) }) { throw .exists }
      let moved = state.files.filter { isAt(path, $0.key) }
      if moved.isEmpty { throw .notFound }
      for (old, bytes) in moved {
        state.files[old] = nil
        state.files[place + old.dropFirst(path.count)] = bytes
      }
    }
  }
}

extension StorageError {
  /// There is no such file.
  static let notFound = StorageError(.notFound, "There is no such file or folder")
  /// Something has the name.
  static let exists = StorageError(.exists, "Something with this name is there already")
}
