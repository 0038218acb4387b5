#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// Looks for bytes as fast as the system's own function does.
public enum ByteSearch {
  /// The place of the first byte of a value.
  ///
  /// - Parameters:
  ///   - byte: The value.
  ///   - bytes: Where to look.
  ///   - start: The first place to look at, at most the number of bytes.
  /// - Returns: The place, or the number of bytes where there is none.
  /// - Complexity: O(bytes passed over).
  public static func place(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }
}
