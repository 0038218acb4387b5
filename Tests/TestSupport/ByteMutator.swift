/// Changes bytes without regard for what comes of it, as a disk, a mail program or an enemy might.
public struct ByteMutator {
  /// Where its choices come from.
  public var random: SeededGenerator

  /// Creates a mutator.
  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// What readers stumble over: the ends of ranges, of numbers and of texts; names that lead out of a folder; deep nests.
  private static let hostile: [[UInt8]] =
    [
      "9007199254740991", "9007199254740992", "9223372036854775807", "9223372036854775808",
      "18446744073709551616",
      "-1", "0", "-0", "1e400", "1.5", "0001-01-01", "9999-12-31", "99999-01-01", "2026-02-30", "0000-00-00",
      "9999-12-31T23:59:59Z", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\", "\"", "\u{0}", "\u{FEFF}",
      "\u{202E}",
      "\u{1B}[2J", "\r\n", "..", "../../etc/passwd", "/", "con", "null", "true", "{}", "[]", "[[", "{\"a\":",
      ",", ":",
      "3650", "3651", "jo-7q2m:9007199254740991", "jo-7q2m:0", "a:b:c",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
      [UInt8](repeating: UInt8(ascii: "["), count: 700), [UInt8](repeating: UInt8(ascii: "9"), count: 400),
    ]

  /// Returns the bytes, changed in one to four places.
  public mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.int(in: 1...4) {
      let place = random.int(in: 0...bytes.count)
      let end = min(bytes.count, place + random.int(in: 1...12))
      switch random.int(in: 0...8) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.removeSubrange(place...)
      case 2: bytes.insert(contentsOf: random.pick(Self.hostile), at: place)
      case 3: bytes.replaceSubrange(place..<end, with: random.pick(Self.hostile))
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: random.int(in: 0...bytes.count))
      case 5 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.int(in: 0...7))
      case 6 where place < bytes.count: bytes[place] = UInt8(random.int(in: 0...255))
      case 7: bytes = replacingANumber(bytes)
      default: if place < bytes.count { bytes.swapAt(place, random.int(in: 0...(bytes.count - 1))) }
      }
    }
    return bytes
  }

  /// Returns bytes that nobody meant.
  public mutating func noise(upTo length: Int) -> [UInt8] {
    let isText = random.chance(50)
    let marks = Array("{}[]\",:\\0123456789-+.eE abtrufnls\n".utf8)
    return (0..<random.int(in: 0...length)).map { _ in
      isText ? random.pick(marks) : UInt8(random.int(in: 0...255))
    }
  }

  /// Puts a hostile number in the place of one.
  private mutating func replacingANumber(_ bytes: [UInt8]) -> [UInt8] {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let starts = bytes.indices.filter { isDigit(bytes[$0]) && ($0 == 0 || !isDigit(bytes[$0 - 1])) }
    guard !starts.isEmpty else { return bytes }
    let start = random.pick(starts)
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    return bytes[..<start] + Self.hostile[random.int(in: 0...8)] + bytes[end...]
  }
}
