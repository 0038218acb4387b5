/// A day of the civil calendar, without time of day and time zone.
///
/// Days count in the Gregorian calendar, carried back before its beginning, from 1 January of the year 1 to
/// 31 December of 9999. Arithmetic that would leave that range stays at its end: no number makes it overflow.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (https://howardhinnant.github.io/date_algorithms.html).
public struct Day: Hashable, Sendable {
  /// The first day there is, 1 January of the year 1.
  public static let first = Day(unchecked: -719_162)

  /// The last day there is, 31 December 9999.
  public static let last = Day(unchecked: 2_932_896)

  // Half the size of `Int`: plans and logs hold very many days.
  private let count: Int32

  /// How many days after 1 January 1970 this is; negative for those before it.
  ///
  /// - Complexity: O(1).
  public var daysSince1970: Int { Int(count) }

  /// Creates the day that lies a number of days after 1 January 1970.
  ///
  /// - Parameter days: The number; beyond the range of days, the first or last day is meant.
  /// - Complexity: O(1).
  public init(daysSince1970 days: Int) {
    self.init(unchecked: Int32(min(max(days, Day.first.daysSince1970), Day.last.daysSince1970)))
  }

  /// Creates the day of a year, a month and a day of the month, or returns `nil` if there is none.
  ///
  /// - Parameters:
  ///   - year: A year from 1 to 9999.
  ///   - month: A month from 1 to 12.
  ///   - day: A day of the month, from 1.
  /// - Complexity: O(1).
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Day.daysIn(month: month, of: year) else {
      return nil
    }
    // Years begin in March here, so that the leap day is the last of its year; an era has 400 years.
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(unchecked: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  /// Creates the day of a text like `2026-11-20`, or returns `nil` for any other text.
  ///
  /// - Parameter text: Exactly four, two and two digits, with a year from 1583, the first whole one of the
  ///   calendar.
  /// - Complexity: O(1).
  public init?(_ text: some StringProtocol) {
    guard let day = Day(isoText: String(text)) else { return nil }
    self = day
  }

  init?(isoText: String) {
    var text = isoText
    let parts = text.withUTF8 { bytes -> (year: Int, month: Int, day: Int)? in
      guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
        return nil
      }
      func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
          guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] else { return nil }
          value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return value
      }
      guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
      return (year, month, day)
    }
    guard let parts, parts.year >= Day.firstTypedYear else { return nil }
    self.init(year: parts.year, month: parts.month, day: parts.day)
  }

  private init(unchecked count: Int32) { self.count = count }

  /// Years before it are read from no text: they are slips of the keyboard.
  static let firstTypedYear = 1583

  /// The year, the month (1 to 12) and the day of the month.
  ///
  /// - Complexity: O(1); read it once where more than one of them is needed.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// The year, from 1 to 9999.
  ///
  /// - Complexity: O(1).
  public var year: Int { civil.year }

  /// The month, from 1 to 12.
  ///
  /// - Complexity: O(1).
  public var month: Int { civil.month }

  /// The day of the month, from 1.
  ///
  /// - Complexity: O(1).
  public var day: Int { civil.day }

  /// The day of the week.
  ///
  /// - Complexity: O(1).
  public var weekday: Weekday { Weekday(mondayBased: (daysSince1970 - Day.first.daysSince1970) % 7) }

  /// Returns the day a number of days later, or earlier where the number is negative.
  ///
  /// - Returns: The day, or the first or last day there is where it would lie beyond.
  /// - Complexity: O(1).
  public func adding(days: Int) -> Day {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    if overflow { return days < 0 ? .first : .last }
    return Day(daysSince1970: sum)
  }

  /// Returns how many days later another day is; negative if it is earlier.
  ///
  /// - Complexity: O(1).
  public func days(until other: Day) -> Int { other.daysSince1970 - daysSince1970 }

  /// Returns how many days a month has.
  static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: Comparable {
  /// Returns whether a day is earlier than another.
  ///
  /// - Complexity: O(1).
  public static func < (left: Day, right: Day) -> Bool { left.count < right.count }
}

extension Day: CustomStringConvertible {
  /// The day as in `2026-11-20`.
  ///
  /// - Complexity: O(1).
  public var description: String {
    let (year, month, day) = civil
    return String(unsafeUninitializedCapacity: 10) { buffer in
      func put(_ value: Int, _ divisor: Int, at index: Int) {
        buffer[index] = UInt8(ascii: "0") + UInt8(value / divisor % 10)
      }
      put(year, 1000, at: 0)
      put(year, 100, at: 1)
      put(year, 10, at: 2)
      put(year, 1, at: 3)
      buffer[4] = UInt8(ascii: "-")
      put(month, 10, at: 5)
      put(month, 1, at: 6)
      buffer[7] = UInt8(ascii: "-")
      put(day, 10, at: 8)
      put(day, 1, at: 9)
      return 10
    }
  }

  /// The day as it is shown to people, as in "20 November 2026".
  ///
  /// - Complexity: O(1).
  public var longText: String {
    let (year, month, day) = civil
    return "\(day) \(Day.monthName(month)) \(year)"
  }

  /// The day without its year, as in "20 November".
  ///
  /// - Complexity: O(1).
  public var shortText: String {
    let (_, month, day) = civil
    return "\(day) \(Day.monthName(month))"
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  static func monthName(_ month: Int) -> String { monthNames[month - 1] }
}

/// A day of the week.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  /// The first day of the week.
  case monday = 1
  /// The second.
  case tuesday
  /// The third.
  case wednesday
  /// The fourth.
  case thursday
  /// The fifth.
  case friday
  /// The sixth.
  case saturday
  /// The seventh.
  case sunday

  /// Creates the weekday a number of days after a Monday, from 0 to 6.
  init(mondayBased index: Int) { self = Weekday(rawValue: index + 1) ?? .monday }

  /// Whether it is a Saturday or Sunday.
  ///
  /// - Complexity: O(1).
  public var isWeekend: Bool { self == .saturday || self == .sunday }

  /// The name, as in "Monday".
  ///
  /// - Complexity: O(1).
  public var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
