#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// A file that exists, open to be read and added to, and locked against every other writer.
///
/// The lock is released when the value goes out of use, or its process ends in whatever way.
///
/// ```swift
/// let file = try AppendableFile("notes.jsonl", waiting: 10_000)
/// let tail = try file.read(from: max(0, file.size() - 4096), upTo: 4096)
/// try file.append(line)
/// try file.sync()
/// ```
public struct AppendableFile: ~Copyable {
  private let descriptor: Descriptor

  /// Opens a file and takes its lock.
  ///
  /// - Parameters:
  ///   - path: The file. It is not made if it is missing.
  ///   - milliseconds: How long to wait for another process to release the lock.
  ///   - onlyLocking: Whether nothing will be added, so that a file which the user may only read will do.
  /// - Throws: With the reason `busy` if the lock was not released in time.
  public init(_ path: String, waiting milliseconds: Int, onlyLocking: Bool = false) throws(SystemError) {
    let start = SystemClock.monotonicMilliseconds()
    var pause = 1
    while true {
      let candidate = try Self.open(path, onlyLocking: onlyLocking)
      while true {
        do {
          try checked(.lock, path) { flock(candidate.number, LOCK_EX | LOCK_NB) }
          break
        } catch {
          if error.code != EWOULDBLOCK { throw error }
          let left = milliseconds - (SystemClock.monotonicMilliseconds() - start)
          if left <= 0 { throw SystemError(.lock, path: path, reason: .busy) }
          SystemClock.pause(milliseconds: min(pause, left))
          pause = min(pause * 2, 32)
        }
      }
      // While this one waited, another may have put a new file under the name. Then this lock guards nothing.
      if try FileStatus(path).identity == candidate.status().identity {
        descriptor = candidate
        return
      }
    }
  }

  private static func open(_ path: String, onlyLocking: Bool) throws(SystemError) -> Descriptor {
    do {
      return try Descriptor.ordinary(path, O_RDWR | O_APPEND)
    } catch {
      // Some network shares lock only what is open for writing, so that comes first.
      guard onlyLocking, error.reason == .permissionDenied else { throw error }
      return try Descriptor.ordinary(path, O_RDONLY)
    }
  }

  /// The file's path, as it was given.
  public var path: String { descriptor.path }

  /// How many bytes the file has.
  public func size() throws(SystemError) -> Int {
    try descriptor.status().size
  }

  /// Reads part of the file.
  ///
  /// - Parameters:
  ///   - offset: Where to begin, in bytes.
  ///   - count: How many bytes to read at most.
  /// - Returns: That many bytes, or fewer where the file ends before.
  /// - Throws: Where the disk can't be read.
  public func read(from offset: Int, upTo count: Int) throws(SystemError) -> [UInt8] {
    let there = try size()
    guard offset >= 0, offset < there, count > 0 else { return [] }
    return try descriptor.read(from: offset, upTo: min(count, there - offset))
  }

  /// Adds bytes to the end of the file. They are safe only after `sync()`.
  ///
  /// - Parameter bytes: What to add.
  /// - Throws: An error whose `written` says how many of the bytes are in the file nevertheless.
  public func append(_ bytes: [UInt8]) throws(SystemError) {
    try descriptor.write(bytes)
  }

  /// Returns when all that was added is on the disk, as far as the system can tell.
  public func sync() throws(SystemError) {
    try descriptor.sync()
  }
}
