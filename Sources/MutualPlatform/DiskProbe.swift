/// What is asked of the disk for writing, one operation after the other.
///
/// Tests look here to see that it is asked, and in which order, and to make it fail where they choose. Nothing else
/// sets it.
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

  /// Called before each operation; what it returns happens instead.
  @TaskLocal package static var look: (@Sendable (Operation) -> Failure?)?
}
