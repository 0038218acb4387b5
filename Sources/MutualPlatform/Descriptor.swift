#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// An open file, closed when it goes out of use.
struct Descriptor: ~Copyable {
  let number: Int32
  let path: String

  /// Opens what is at a path. It is never handed on to a child process.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - flags: Those of `open(2)`.
  ///   - mode: The permissions of a file that is made, before the user's mask.
  ///   - operation: What an error says was being done.
  /// - Throws: Where it can't be opened.
  init(
    _ path: String, _ flags: Int32, mode: mode_t = 0, for operation: SystemError.Operation = .open
  ) throws(SystemError) {
    number = try checked(operation, path) { open(path, flags | O_CLOEXEC | O_NOCTTY, mode) }
    self.path = path
  }

  /// Opens a file that must be an ordinary one. What is a pipe or a device is refused without waiting for it.
  static func ordinary(_ path: String, _ flags: Int32) throws(SystemError) -> Descriptor {
    let file = try Descriptor(path, flags | O_NONBLOCK)
    switch try file.status().kind {
    case .file: return file
    case .folder: throw SystemError(.open, path: path, reason: .isFolder)
    default: throw SystemError(.open, path: path, reason: .notOrdinary)
    }
  }

  deinit { close(number) }

  func status() throws(SystemError) -> FileStatus {
    var info = stat()
    try checked(.inspect, path) { fstat(number, &info) }
    return FileStatus(info)
  }

  /// Reads from a place in the file until there are `count` bytes or the file ends.
  func read(from offset: Int, upTo count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let wanted = min(count - bytes.count, largestTransfer)
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        let result = pread(number, buffer.baseAddress, wanted, off_t(offset + bytes.count))
        if result < 0 { code = errno }
        filled = max(result, 0)
      }
      if code == EINTR { continue }
      if code != 0 { throw SystemError(.read, path: path, code: code) }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    return bytes
  }

  /// Writes all of it, in as many calls as it takes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    if let failure = DiskProbe.failure(.write(path, bytes.count), at: path) {
      try writeAll(Array(bytes.prefix(failure.written)), to: number, path: path)
      throw SystemError(.write, path: path, code: failure.code, written: failure.written)
    }
    try writeAll(bytes, to: number, path: path)
  }

  /// Returns when what was written is on the disk, as far as the system can tell.
  func sync() throws(SystemError) {
    if let failure = DiskProbe.failure(.sync(path), at: path) {
      throw SystemError(.sync, path: path, code: failure.code)
    }
    #if canImport(Darwin)
      // There, fsync leaves the bytes in the drive's own memory. Not every file system knows the stronger call.
      if fcntl(number, F_FULLFSYNC) == 0 { return }
    #endif
    try checked(.sync, path) { fsync(number) }
  }
}

/// The most that is read or written in one call: more than 2 GiB is an error on some systems.
let largestTransfer = 1 << 30

/// Writes all of it, in as many calls as it takes, waiting where the other end is not ready.
///
/// The error, if there is one, says how many bytes had been written.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String?) throws(SystemError) {
  var written = 0
  while written < bytes.count {
    let (result, code) = bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
      let result = write(descriptor, rest.baseAddress, min(rest.count, largestTransfer))
      return (result, result < 0 ? errno : 0)
    }
    switch code {
    case EINTR: continue
    case EAGAIN: waitUntilReady(descriptor, for: POLLOUT)
    case 0 where result > 0: written += result
    default: throw SystemError(.write, path: path, code: code == 0 ? EIO : code, written: written)
    }
  }
}

/// Waits until a stream that was opened not to wait can be read or written; any trouble shows at the next try.
func waitUntilReady(_ descriptor: Int32, for events: Int32) {
  var question = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
  _ = poll(&question, 1, -1)
}
