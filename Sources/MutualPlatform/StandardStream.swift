#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// The three streams every process is born with.
public enum StandardStream {
  /// Where it reads from.
  public static let input: Int32 = 0
  /// Where its data goes.
  public static let output: Int32 = 1
  /// Where its complaints go.
  public static let error: Int32 = 2

  /// Writes all of it, waiting where the other end is slow.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - descriptor: The stream.
  /// - Throws: With the reason `brokenPipe` where nobody reads any more, if
  ///   `CurrentProcess.ignoreWriteSignals()` was called; otherwise the process ends without a word.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    try writeAll(bytes, to: descriptor, path: nil)
  }

  /// Reads one line, and not a byte more.
  ///
  /// - Parameters:
  ///   - descriptor: The stream.
  ///   - limit: How many bytes a line may have; a longer one is refused.
  /// - Returns: The line without its end, `nil` at the end of the stream. Bytes that are not UTF-8 become
  ///   replacement characters.
  /// - Throws: Where the stream can't be read, or the line is too long.
  public static func readLine(
    from descriptor: Int32 = input, limit: Int = 1 << 16
  ) throws(SystemError) -> String? {
    var line: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      let code = count < 0 ? errno : 0
      switch code {
      case EINTR: continue
      case EAGAIN:
        waitUntilReady(descriptor, for: POLLIN)
        continue
      case 0: break
      default: throw SystemError(.read, code: code)
      }
      if count == 0 && line.isEmpty { return nil }
      if count == 0 || byte == UInt8(ascii: "\n") { break }
      line.append(byte)
      if line.count > limit { throw SystemError(.read, reason: .tooLarge) }
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }
}
