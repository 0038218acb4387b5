internal import Synchronization

/// What is asked of the disk for writing, one operation after the other.
///
/// Tests look here to see that it is asked, and in which order, and to make it fail where they choose. Nothing else
/// does.
package enum DiskProbe {
  /// An operation that is about to be done.
  package enum Operation: Sendable, Hashable {
    /// So many bytes are written to a file.
    case write(String, Int)
    /// A file or folder is made safe against a power cut.
    case sync(String)
  }

  /// What happens in the place of an operation.
  package struct Failure: Sendable {
    /// The system's code for what went wrong.
    package var code: Int32
    /// How many bytes are written all the same.
    package var written: Int

    /// Creates a failure.
    package init(code: Int32, written: Int = 0) {
      self.code = code
      self.written = written
    }
  }

  /// Who looks at what is done in a folder. What it returns happens instead of the operation.
  private struct Watch: Sendable {
    let folder: String
    let look: @Sendable (Operation) -> Failure?
  }

  private static let watches = Mutex<[Watch]>([])

  /// Does something while all that is asked of the disk in a folder is looked at.
  ///
  /// - Parameters:
  ///   - folder: The folder's path.
  ///   - look: Called before each operation; what it returns happens instead.
  ///   - body: What to do.
  /// - Throws: What `body` throws.
  package static func watch(
    _ folder: String, _ look: @escaping @Sendable (Operation) -> Failure?, _ body: () throws -> Void
  ) rethrows {
    watches.withLock { $0.append(Watch(folder: folder, look: look)) }
    defer { watches.withLock { $0.removeAll { $0.folder == folder } } }
    try body()
  }

  /// What is to happen instead of an operation; nil: the operation itself.
  static func failure(_ operation: Operation, at path: String) -> Failure? {
    let watch = watches.withLock { $0.first { path.hasPrefix($0.folder) } }
    return watch?.look(operation)
  }
}
