/// How a line ends: `"sum":"8f3a01c2"}`, the check value of all before it.
enum LineSum {
  /// How many bytes that takes.
  static let length = 17

  /// The eight bytes `,"sum":"` as one number.
  private static let opening: UInt64 = 0x223A_226D_7573_222C

  /// Completes a line: of an object without its closing brace, whose last member needs a comma after it.
  static func seal(_ object: [UInt8]) -> [UInt8] {
    var line = object
    line.reserveCapacity(object.count + 1 + length)
    line.append(UInt8(ascii: ","))
    let digits = CRC32C.digits(CRC32C.checksum(of: line))
    line.append(contentsOf: "\"sum\":\"".utf8)
    line.append(contentsOf: digits)
    line.append(contentsOf: "\"}".utf8)
    return line
  }

  /// The digits of the sum that a line ends in. The line is one whose sum was checked.
  static func digits(of line: ArraySlice<UInt8>) -> String {
    String(decoding: line.suffix(10).dropLast(2), as: UTF8.self)
  }

  /// Whether a line that can't be read has a sum, and something after it that is no part of a line. Such a line was
  /// written to its end, and damaged later. Zeros are apart: a crash may leave them after what was written.
  /// - Complexity: O(length).
  static func isPassed(by line: ArraySlice<UInt8>) -> Bool {
    let opening = Array(",\"sum\":\"".utf8)
    let end = (line.lastIndex { $0 != 0 }).map { $0 + 1 } ?? line.startIndex
    var start = end - opening.count - 8
    while start >= line.startIndex {
      if line[start] == opening[0], line[start..<(start + opening.count)].elementsEqual(opening) {
        let rest = line[(start + opening.count + 8)..<end]
        return !"\"}".utf8.starts(with: rest)
      }
      start -= 1
    }
    return false
  }

  /// Makes sure that a line ends in its sum, and that it is the right one.
  ///
  /// - Complexity: O(length).
  static func check(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) -> UInt32 {
    guard !line.isEmpty else { throw .empty }
    let tail = line.upperBound - length
    guard tail > line.lowerBound else { throw .withoutSum }
    if bytes[line.upperBound - 1] == UInt8(ascii: "\r") { throw .carriageReturn }
    let raw = UnsafeRawBufferPointer(bytes)
    guard Bytes.eight(at: tail - 1, in: raw) == opening, bytes[line.upperBound - 1] == UInt8(ascii: "}"),
      bytes[line.upperBound - 2] == UInt8(ascii: "\"")
    else { throw .withoutSum }
    let sum = CRC32C.checksum(of: bytes[line.lowerBound..<tail])
    guard CRC32C.eightDigits(sum) == Bytes.eight(at: tail + 7, in: raw) else {
      let isSum = CRC32C.value(ofDigits: bytes[(tail + 7)..<(tail + 15)]) != nil
      throw isSum ? .wrongSum : .withoutSum
    }
    return sum
  }
}
