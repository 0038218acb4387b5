import MutualLedger
import Synchronization

/// A ledger on a disk of our own, that fails as disks do: at the operation that a test chooses.
///
/// It knows what is on the disk for good and what only the running system sees.
final class FaultyStorage: LedgerStorage {
  /// What goes wrong.
  enum Fault: Sendable, Hashable {
    /// A write fails after so many bytes.
    case shortWrite(Int)
    /// A write says that all went well, and wrote nothing but so many bytes: the power went before the sync, which fails.
    case droppedWrite(Int)
    /// A sync fails, and nothing reached the disk.
    case failedSync
    /// A sync fails, though all reached the disk.
    case falselyFailedSync
    /// A new file can't be put in its place.
    case failedLink
    /// A new file is in its place, and its folder can't be synced.
    case failedFolderSync
  }

  private struct State {
    var seen: [String: [UInt8]] = [:]
    var durable: [String: [UInt8]] = [:]
    var writes = 0
    var faults: [Int: Fault] = [:]
    var locked: Set<String> = []
  }

  private let state: Mutex<State>
  let place = "the disk under test"

  /// Creates a disk with some files on it.
  init(_ files: [String: [UInt8]] = [:]) { state = Mutex(State(seen: files, durable: files)) }

  /// How many writes there were.
  var writes: Int { state.withLock { $0.writes } }

  /// Makes the nth write from now on fail, counted from 1: an appended entry or a new file.
  func fail(_ write: Int = 1, with fault: Fault) {
    state.withLock { $0.faults[$0.writes + write] = fault }
  }

  /// Cuts the power: what was not synced is gone.
  func cutPower() {
    state.withLock { state in
      state.seen = state.durable
      state.locked = []
    }
  }

  var files: [String: [UInt8]] { state.withLock { $0.seen } }

  func list(_ folder: LedgerFolder) throws(StorageError) -> [String] {
    MemoryStorage(files).list(folder)
  }

  func read(_ file: LedgerFile, upTo limit: Int?) throws(StorageError) -> [UInt8] {
    try MemoryStorage(files).read(file, upTo: limit)
  }

  private func nextFault() -> Fault? {
    state.withLock { state in
      state.writes += 1
      return state.faults[state.writes]
    }
  }

  func create(_ file: LedgerFile, _ bytes: [UInt8]) throws(StorageError) {
    if state.withLock({ $0.seen[file.path] != nil }) { throw StorageError(.exists, "there") }
    try put(bytes, file.path)
  }

  func replace(
    _ file: LedgerFile, keepingCopy copy: String, waiting milliseconds: Int,
    _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    try append(to: file, waiting: milliseconds) { before in
      guard let bytes = try decide(before) else { return nil }
      if state.withLock({ $0.seen[copy] != nil }) { throw StorageError(.exists, "there") }
      try put(before, copy)
      try put(bytes, file.path)
      return nil
    }
  }

  /// Puts a whole file in its place by a name, as a link or a rename does.
  private func put(_ bytes: [UInt8], _ path: String) throws(StorageError) {
    let fault = nextFault()
    switch fault {
    case nil: state.withLock { $0.durable[path] = bytes }
    // The name may be gone after a crash, or be the old one's; what it led to was synced before.
    case .failedFolderSync: break
    // All else happens to the file aside, which is removed.
    default: throw StorageError(.failed, "The disk failed")
    }
    state.withLock { $0.seen[path] = bytes }
    if fault != nil { throw StorageError(.failed, "The disk failed", mayHaveBeenKept: true) }
  }

  func moveAside(_ path: String, to place: String) throws(StorageError) {
    let after = MemoryStorage(files)
    try after.moveAside(path, to: place)
    let fault = nextFault()
    switch fault {
    case nil, .failedFolderSync, .falselyFailedSync: break
    default: throw StorageError(.failed, "The disk failed")
    }
    state.withLock { state in
      state.seen = after.files
      // What was moved had been on the disk under its old name.
      if fault != .failedFolderSync {
        for (name, bytes) in after.files where state.durable[name] == nil && name.hasPrefix(place) {
          state.durable[name] = bytes
        }
        state.durable = state.durable.filter { name, _ in name != path && !name.hasPrefix(path + "/") }
      }
    }
    if fault != nil { throw StorageError(.failed, "The disk failed", mayHaveBeenKept: true) }
  }

  func readStray(_ path: String) -> [UInt8]? { files[path] }

  func append(
    to file: LedgerFile, waiting milliseconds: Int, _ decide: (_ bytes: [UInt8]) throws -> [UInt8]?
  ) throws {
    let before = try state.withLock { state throws(StorageError) in
      guard let bytes = state.seen[file.path] else { throw StorageError(.notFound, "not there") }
      if !state.locked.insert(file.path).inserted { throw StorageError(.busy, "busy") }
      return bytes
    }
    defer { state.withLock { _ = $0.locked.remove(file.path) } }
    guard let bytes = try decide(before) else { return }
    let fault = nextFault()
    state.withLock { state in
      switch fault {
      case .shortWrite(let count):
        state.seen[file.path] = before + bytes.prefix(count)
        // What was written may well reach the disk later.
        state.durable[file.path] = state.seen[file.path]
      case .droppedWrite(let count):
        state.seen[file.path] = before + bytes
        state.durable[file.path] = before + bytes.prefix(count)
      case .failedSync: state.seen[file.path] = before + bytes
      default:
        state.seen[file.path] = before + bytes
        state.durable[file.path] = state.seen[file.path]
      }
    }
    switch fault {
    case nil, .failedLink, .failedFolderSync: return
    case .shortWrite(let count):
      throw StorageError(.failed, "The disk is full", mayHaveBeenKept: count >= bytes.count - 1)
    default: throw StorageError(.failed, "The disk failed", mayHaveBeenKept: true)
    }
  }
}
