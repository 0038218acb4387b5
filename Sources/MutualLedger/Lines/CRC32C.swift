/// The check value that every line of a ledger ends in: the CRC of 32 bits with Castagnoli's polynomial (RFC 3720).
///
/// It finds damage; it proves nothing against somebody who wants to deceive.
package enum CRC32C {
  /// What each value of a byte contributes, for each of sixteen places: 16 KB, made in microseconds at first use.
  private static let tables = [UInt32](unsafeUninitializedCapacity: 16 * 256) { tables, count in
    tables[0] = 0
    // A byte of one bit, from the highest on, and then those of that bit and others above it.
    var value: UInt32 = 1
    var bit = 128
    while bit > 0 {
      value = value >> 1 ^ (0x82F6_3B78 & (0 &- (value & 1)))
      for byte in stride(from: 0, to: 256, by: 2 * bit) { tables[byte + bit] = tables[byte] ^ value }
      bit /= 2
    }
    for index in 256..<(16 * 256) {
      let before = tables[index - 256]
      tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
    }
    count = 16 * 256
  }

  /// Computes the check value of some bytes.
  ///
  /// - Complexity: O(length).
  package static func checksum(of bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { checksum(of: $0[...]) }
  }

  /// Computes the check value of part of a buffer.
  static func checksum(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
      var sum = UInt32.max
      var index = 0
      // Sixteen bytes at a time, each with a table of its own ("slicing by 16"). Only the first eight hang on what came
      // before, so that the processor looks the others up meanwhile.
      while index &+ 16 <= bytes.count {
        let first = Bytes.eight(at: index, in: bytes) ^ UInt64(sum)
        let second = Bytes.eight(at: index &+ 8, in: bytes)
        sum = lookUp(second, table) ^ lookUp(first, table, 0x800)
        index &+= 16
      }
      if index &+ 8 <= bytes.count {
        sum = lookUp(Bytes.eight(at: index, in: bytes) ^ UInt64(sum), table)
        index &+= 8
      }
      while index < bytes.count {
        sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ bytes[index])]
        index &+= 1
      }
      return ~sum
    }
  }

  /// What eight bytes contribute, the last of them with the table that begins at a place.
  @inline(__always)
  private static func lookUp(_ word: UInt64, _ table: UnsafeBufferPointer<UInt32>, _ start: Int = 0) -> UInt32
  {
    let half =
      table[start | 0x700 | Int(word & 0xFF)] ^ table[start | 0x600 | Int(word >> 8 & 0xFF)]
      ^ table[start | 0x500 | Int(word >> 16 & 0xFF)] ^ table[start | 0x400 | Int(word >> 24 & 0xFF)]
    return half
      ^ table[start | 0x300 | Int(word >> 32 & 0xFF)] ^ table[start | 0x200 | Int(word >> 40 & 0xFF)]
      ^ table[start | 0x100 | Int(word >> 48 & 0xFF)] ^ table[start | Int(word >> 56)]
  }

  /// Writes a check value as lines have it: eight hexadecimal digits, small letters.
  package static func digits(_ sum: UInt32) -> [UInt8] {
    withUnsafeBytes(of: eightDigits(sum).littleEndian) { Array($0) }
  }

  /// The digits of a check value as one number, whose lowest byte is the first digit.
  static func eightDigits(_ sum: UInt32) -> UInt64 {
    // Spread over eight bytes: two digits in every second byte, then one in each.
    var pairs = UInt64(sum.byteSwapped)
    pairs = (pairs | pairs << 16) & 0x0000_FFFF_0000_FFFF
    pairs = (pairs | pairs << 8) & 0x00FF_00FF_00FF_00FF
    let digits = pairs >> 4 & 0x000F_000F_000F_000F | (pairs & 0x000F_000F_000F_000F) << 8
    // Adding 6 carries over from 10 on: those are letters.
    let letters = (digits + Bytes.eight(6)) >> 4 & Bytes.eight(1)
    return digits + Bytes.eight(UInt8(ascii: "0")) + letters
      * UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
  }

  /// Reads a check value; nil where it is not eight hexadecimal digits with small letters.
  package static func value(ofDigits digits: some Collection<UInt8>) -> UInt32? {
    guard digits.count == 8 else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
