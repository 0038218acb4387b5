/// The public holidays of a part of the United Kingdom, as its usual rule gives them.
///
/// The rule is that of the Banking and Financial Dealings Act 1971 and of the proclamations since. Holidays
/// given or moved once, for a jubilee or a championship, are not in it. It is that of 1978 and later; earlier
/// years go by it in want of a better one.
public enum HolidayRule: String, CaseIterable, Hashable, Sendable {
  /// England and Wales.
  case englandAndWales = "england-and-wales"
  /// Scotland: no Easter Monday, and the first Monday of August.
  case scotland
  /// Northern Ireland: as in England, and two days of its own.
  case northernIreland = "northern-ireland"

  /// Returns the holidays of a year, in order.
  ///
  /// - Parameter year: A year from 1 to 9999; others have none.
  /// - Returns: The days and what they are called; those at a weekend are moved to a weekday and say so.
  /// - Complexity: O(1).
  public func holidays(in year: Int) -> [(day: Day, title: String)] {
    guard let easter = HolidayRule.easterSunday(in: year) else { return [] }
    let isScotland = self == .scotland
    var days = HolidayYear(year)
    days.add(1, 1, "New Year's Day")
    if isScotland { days.add(1, 2, "2nd January") }
    if self == .northernIreland { days.add(3, 17, "St Patrick's Day") }
    days.add(easter.adding(days: -2), "Good Friday")
    if !isScotland { days.add(easter.adding(days: 1), "Easter Monday") }
    days.addFirstMonday(of: 5, "Early May bank holiday")
    days.addLastMonday(of: 5, "Spring bank holiday")
    if self == .northernIreland { days.add(7, 12, "Battle of the Boyne (Orangemen's Day)") }
    if isScotland {
      days.addFirstMonday(of: 8, "Summer bank holiday")
      days.add(11, 30, "St Andrew's Day")
    } else {
      days.addLastMonday(of: 8, "Summer bank holiday")
    }
    days.add(12, 25, "Christmas Day")
    days.add(12, 26, "Boxing Day")
    return days.withSubstitutes
  }

  /// Returns Easter Sunday of a year, or `nil` outside of 1 to 9999.
  ///
  /// The algorithm is the "anonymous" one for the Gregorian calendar (Nature, 20 April 1876; Jean Meeus,
  /// "Astronomical Algorithms", chapter 8).
  ///
  /// - Complexity: O(1).
  static func easterSunday(in year: Int) -> Day? {
    guard 1...9999 ~= year else { return nil }
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let (d, e) = b.quotientAndRemainder(dividingBy: 4)
    let g = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = c.quotientAndRemainder(dividingBy: 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let (month, day) = (h + l - 7 * m + 114).quotientAndRemainder(dividingBy: 31)
    return Day(year: year, month: month, day: day + 1)
  }
}

/// The holidays of one year while they are gathered.
private struct HolidayYear {
  private let year: Int
  private var days: [(day: Day, title: String)] = []

  init(_ year: Int) {
    self.year = year
    days.reserveCapacity(11)
  }

  mutating func add(_ month: Int, _ day: Int, _ title: String) {
    if let day = Day(year: year, month: month, day: day) { add(day, title) }
  }

  mutating func add(_ day: Day, _ title: String) { days.append((day, title)) }

  mutating func addFirstMonday(of month: Int, _ title: String) {
    guard let first = Day(year: year, month: month, day: 1) else { return }
    add(first.adding(days: (8 - first.weekday.rawValue) % 7), title)
  }

  mutating func addLastMonday(of month: Int, _ title: String) {
    guard let last = Day(year: year, month: month, day: 31) else { return }
    add(last.adding(days: 1 - last.weekday.rawValue), title)
  }

  /// The holidays, those at a weekend moved to the next weekday that is not one already.
  var withSubstitutes: [(day: Day, title: String)] {
    var result = days
    for index in days.indices where days[index].day.weekday.isWeekend {
      var substitute = days[index].day
      while substitute.weekday.isWeekend || result.contains(where: { $0.day == substitute }) {
        substitute = substitute.adding(days: 1)
      }
      result[index] = (substitute, days[index].title + " (substitute day)")
    }
    result.sort { $0.day < $1.day }
    return result
  }
}
