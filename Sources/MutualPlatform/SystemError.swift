#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// What the operating system answered when it could not do what it was asked.
public struct SystemError: Error, Equatable, Sendable {
  /// What was being done.
  public enum Operation: String, Sendable {
    /// Opening a file or folder.
    case open
    /// Reading a file, folder or stream.
    case read
    /// Writing to a file or stream.
    case write
    /// Making sure that what was written is on the disk.
    case sync
    /// Taking the lock of a file.
    case lock
    /// Asking what is at a path.
    case inspect
    /// Making a file or folder.
    case create
    /// Giving a file another name.
    case rename
    /// Removing a file.
    case remove
  }

  /// Why it could not be done, as far as callers need to tell one from another.
  public enum Reason: Equatable, Sendable {
    /// Nothing has that name.
    case notFound
    /// The user may not do this.
    case permissionDenied
    /// The disk can't be written.
    case readOnly
    /// The disk or the user's share of it is full.
    case noSpace
    /// Something else has that name already.
    case exists
    /// Another process kept the lock for as long as was waited.
    case busy
    /// It is a folder where a file was expected.
    case isFolder
    /// It, or something on the way to it, is not a folder.
    case notFolder
    /// It is neither a file nor a folder: a pipe, a device, a socket.
    case notOrdinary
    /// It is larger than the reader allowed, or than the system allows.
    case tooLarge
    /// The path can't be one: it holds a NUL character.
    case invalidPath
    /// The file system can't do this at all.
    case notSupported
    /// Nobody reads what is written to a pipe any more.
    case brokenPipe
    /// Any other; the code tells.
    case other
  }

  /// What was being done.
  public let operation: Operation

  /// The file or folder it was done to, if there was one.
  public let path: String?

  /// Why it could not be done.
  public let reason: Reason

  /// The system's `errno`, or 0 where the refusal is this module's own.
  public let code: Int32

  /// How many bytes had been written before a write failed. They may be in the file.
  public let written: Int

  /// An error the system reported by its code.
  public init(_ operation: Operation, path: String? = nil, code: Int32, written: Int = 0) {
    self.operation = operation
    self.path = path
    self.reason = Reason(code: code)
    self.code = code
    self.written = written
  }

  /// A refusal that has no code of the system.
  public init(_ operation: Operation, path: String? = nil, reason: Reason) {
    self.operation = operation
    self.path = path
    self.reason = reason
    self.code = 0
    self.written = 0
  }
}

extension SystemError: CustomStringConvertible {
  /// Why it could not be done, in plain English, without a full stop: "No space is left on the disk".
  public var message: String {
    switch code {
    case 0: break
    case EDQUOT: return "Your share of the disk is used up"
    case ENAMETOOLONG: return "The name is too long"
    case ELOOP: return "Too many links lead to one another"
    case EMFILE, ENFILE: return "Too many files are open"
    case EIO: return "The disk, or the connection to it, failed"
    case ESTALE: return "The network folder it was in has changed"
    case ENOTEMPTY: return "The folder is not empty"
    case ENOMEM: return "Not enough memory"
    case EBADF: return "It is closed"
    default: break
    }
    switch reason {
    case .notFound: return "There is no such file or folder"
    case .permissionDenied: return "Permission denied"
    case .readOnly: return "The disk is read-only"
    case .noSpace: return "No space is left on the disk"
    case .exists: return "Something with this name is there already"
    case .busy: return "Another process is using it"
    case .isFolder: return "It is a folder, not a file"
    case .notFolder: return "It, or a part of its path, is not a folder"
    case .notOrdinary: return "It is not an ordinary file"
    case .tooLarge: return "It is too large"
    case .invalidPath: return "The path holds a character that no path can have"
    case .notSupported: return "The file system does not support this"
    case .brokenPipe: return "Nobody reads the output any more"
    case .other: return strerror(code).map { String(cString: $0) } ?? "Error \(code)"
    }
  }

  /// All of it in one line: "Cannot write /a/b: No space is left on the disk".
  public var description: String {
    let what = path.map { "\(operation.rawValue) \($0)" } ?? operation.rawValue
    return "Cannot \(what): \(message)"
  }
}

extension SystemError.Reason {
  fileprivate init(code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EACCES, EPERM: self = .permissionDenied
    case EROFS: self = .readOnly
    case ENOSPC, EDQUOT: self = .noSpace
    case EEXIST: self = .exists
    case EISDIR: self = .isFolder
    case ENOTDIR: self = .notFolder
    case ENXIO: self = .notOrdinary
    case EFBIG, EOVERFLOW: self = .tooLarge
    case ENOTSUP, EOPNOTSUPP, ENOSYS, ENOLCK: self = .notSupported
    case EPIPE: self = .brokenPipe
    default: self = .other
    }
  }
}

/// Calls the system until it isn't interrupted by a signal, and throws what it complains of.
///
/// A path with a NUL character is refused here: C would take it to end there, and touch another file.
@discardableResult
func checked<Result: SignedInteger>(
  _ operation: SystemError.Operation, _ path: String? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
  if let path, path.utf8.contains(0) {
    throw SystemError(operation, path: path, reason: .invalidPath)
  }
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    if code != EINTR { throw SystemError(operation, path: path, code: code) }
  }
}
