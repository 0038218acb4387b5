/// A moment, to the second, in universal time.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Seconds since the beginning of 1970, leap seconds not counted.
  public let secondsSince1970: Int

  /// Creates a moment.
  public init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

  /// Reads a moment written like `2026-11-22T17:46:00Z`; nil where the text is none.
  public init?(_ text: some StringProtocol) {
    guard let instant = Instant(isoText: String(text)) else { return nil }
    self = instant
  }

  /// The same for a text of the one type that nearly all are of: a generic function of another module is looked up at run
  /// time, with all that it needs to know of its argument.
  package init?(isoText text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = Day(isoText: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    func two(_ at: Int, below limit: Int) -> Int? {
      guard (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
      let value = Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
      return value < limit ? value : nil
    }
    guard let hour = two(11, below: 24), let minute = two(14, below: 60), let second = two(17, below: 60)
    else { return nil }
    secondsSince1970 = Int(day.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// The day of the moment in universal time.
  public var utcDay: Day {
    let days = secondsSince1970 >= 0 ? secondsSince1970 / 86_400 : (secondsSince1970 - 86_399) / 86_400
    return Day(daysSince1970: days)
  }

  /// The moment written like `2026-11-22T17:46:00Z`.
  public var description: String {
    let day = utcDay
    let second = secondsSince1970 - Int(day.daysSince1970) * 86_400
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  /// Whether one moment is before another.
  public static func < (first: Instant, second: Instant) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }
}
