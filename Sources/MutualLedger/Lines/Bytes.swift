/// Looks at eight bytes at a time, as one number whose lowest byte is the first.
enum Bytes {
  /// The eight bytes from a place on. They must all be there.
  @inline(__always)
  static func eight(at start: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
  }

  /// One byte, eight times.
  @inline(__always)
  static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Whether a text has just the bytes of a range.
  @inline(__always)
  static func isSame(_ text: String, _ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool {
    let length = range.count
    guard text.utf8.count == length else { return false }
    return text.utf8.withContiguousStorageIfAvailable { own in
      let own = UnsafeRawBufferPointer(own)
      var index = 0
      while index &+ 8 <= length {
        guard eight(at: index, in: own) == eight(at: range.lowerBound &+ index, in: bytes) else {
          return false
        }
        index &+= 8
      }
      while index < length, own[index] == bytes[range.lowerBound &+ index] { index &+= 1 }
      return index == length
    } ?? false
  }

  /// The text of a range, which is all ASCII. (To decode it as if it could be anything takes a few times as long.)
  @inline(__always)
  static func text(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: range.count) { text in
      UnsafeMutableRawBufferPointer(text).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      return range.count
    }
  }
}
