/// Says on which days work is done.
///
/// Weekends are free, and so are the holidays of a calendar file: in the years for which the file was checked
/// against the official list these are the days in the file, in other years those of a rule, if there is one.
/// Days on which an organisation is closed can be added.
///
/// Counting takes no walk over days, and no number of days makes it long: it is arithmetic over weeks and a
/// search among the holidays.
public struct WorkingCalendar: Hashable, Sendable {
  /// The years in which a rule is used; in others, without official days, only weekends are free.
  public static let ruledYears = 1990...2089

  /// The name by which it is chosen, like `england-and-wales`.
  public let id: String

  /// What it is called, like "England and Wales".
  public let title: String

  /// The days added to it on which the organisation is closed, in order.
  public let closures: [Day]

  /// The years for which the holidays are the official ones; `nil` where the file names none.
  public let verified: ClosedRange<Int>?

  private let rule: HolidayRule?
  private let hasWeekends: Bool
  /// The holidays given, in order, and their titles.
  private let holidays: [Day]
  private let holidayTitles: [String]
  /// In order and each once: all days, not at a weekend, that holidays, rule and closures take away.
  private let closed: [Day]

  /// The calendar in which every day is a working day.
  public static let everyDay = WorkingCalendar(id: "every-day", title: "Every day", hasWeekends: false)

  /// The calendar in which Monday to Friday are working days, with no holidays.
  public static let weekdays = WorkingCalendar(id: "weekdays", title: "Monday to Friday", hasWeekends: true)

  /// Creates a calendar with free weekends and holidays.
  ///
  /// - Parameters:
  ///   - id: The name by which it is chosen.
  ///   - title: What it is called.
  ///   - holidays: Holidays and what they are called, in any year.
  ///   - verified: The years for which those are all the official ones.
  ///   - rule: The rule for other years.
  /// - Complexity: O(n log n) for n holidays.
  public init(
    id: String, title: String, holidays: [Day: String], verified: ClosedRange<Int>? = nil,
    rule: HolidayRule? = nil
  ) {
    let sorted = holidays.sorted { $0.key < $1.key }
    self.init(
      id: id, title: title, hasWeekends: true, holidays: sorted.map(\.key), titles: sorted.map(\.value),
      verified: verified, rule: rule)
  }

  private init(
    id: String, title: String, hasWeekends: Bool, holidays: [Day] = [], titles: [String] = [],
    verified: ClosedRange<Int>? = nil, rule: HolidayRule? = nil
  ) {
    var days = holidays
    if let rule {
      for year in Self.ruledYears where verified?.contains(year) != true {
        days += rule.holidays(in: year).map(\.day)
      }
    }
    self.id = id
    self.title = title
    self.closures = []
    self.verified = verified
    self.rule = rule
    self.hasWeekends = hasWeekends
    self.holidays = holidays
    self.holidayTitles = titles
    self.closed = Self.closed(days, hasWeekends: hasWeekends)
  }

  private init(_ other: WorkingCalendar, closures: [Day]) {
    id = other.id
    title = other.title
    verified = other.verified
    rule = other.rule
    hasWeekends = other.hasWeekends
    holidays = other.holidays
    holidayTitles = other.holidayTitles
    self.closures = Set(other.closures + closures).sorted()
    closed = Self.closed(other.closed + closures, hasWeekends: other.hasWeekends)
  }

  private static func closed(_ days: [Day], hasWeekends: Bool) -> [Day] {
    var result: [Day] = []
    for day in days.sorted() where !(hasWeekends && day.weekday.isWeekend) && day != result.last {
      result.append(day)
    }
    return result
  }

  /// Returns the calendar with more days on which the organisation is closed.
  ///
  /// - Complexity: O(n log n) for n days in all.
  public func adding(closures: [Day]) -> WorkingCalendar { WorkingCalendar(self, closures: closures) }

  // MARK: Days

  /// Returns whether work is done on a day.
  ///
  /// - Complexity: O(log n) for n holidays.
  public func isWorkingDay(_ day: Day) -> Bool {
    if hasWeekends && day.weekday.isWeekend { return false }
    let count = closedDays(through: day)
    return count == 0 || closed[count - 1] != day
  }

  /// Returns what the holiday on a day is called, or `nil` if it is none; closures and weekends are none.
  ///
  /// - Complexity: O(log n) for n holidays.
  public func holiday(on day: Day) -> String? {
    let index = holidays.partitioningIndex { $0 >= day }
    if index < holidays.count, holidays[index] == day { return holidayTitles[index] }
    let year = day.year
    guard let rule, Self.ruledYears ~= year, verified?.contains(year) != true else { return nil }
    return rule.holidays(in: year).first { $0.day == day }?.title
  }

  /// Returns whether the holidays of a year are known, rather than worked out by a rule or missing.
  ///
  /// A calendar without rule and without verified years is taken to be all there is to know.
  ///
  /// - Complexity: O(1).
  public func isOfficial(_ year: Int) -> Bool { verified?.contains(year) ?? (rule == nil) }

  // MARK: Counting

  /// Returns the nth working day after a day, that day itself not counted.
  ///
  /// - Parameters:
  ///   - n: How many; for 0 or less it is the day itself, whether work is done on it or not.
  ///   - day: The day after which counting begins.
  /// - Returns: The working day, or the last day there is where there are not so many.
  /// - Complexity: O(log n) for n holidays, more where very many follow one another.
  public func workingDay(_ n: Int, after day: Day) -> Day {
    guard n > 0 else { return day }
    return workingDay(number: workingDays(through: day) + min(n, Self.plenty))
  }

  /// Returns the nth working day before a day, that day itself not counted.
  ///
  /// - Parameters:
  ///   - n: How many; for 0 or less it is the day itself, whether work is done on it or not.
  ///   - day: The day from which to count back.
  /// - Returns: The working day, or the first day there is where there are not so many.
  /// - Complexity: As for `workingDay(_:after:)`.
  public func workingDay(_ n: Int, before day: Day) -> Day {
    guard n > 0, day > .first else { return day }
    return workingDay(number: workingDays(through: day.adding(days: -1)) + 1 - min(n, Self.plenty))
  }

  /// Returns the day itself if it is a working day, else the next one.
  ///
  /// - Complexity: As for `workingDay(_:after:)`.
  public func workingDay(onOrAfter day: Day) -> Day { isWorkingDay(day) ? day : workingDay(1, after: day) }

  /// Returns the day itself if it is a working day, else the one before.
  ///
  /// - Complexity: As for `workingDay(_:after:)`.
  public func workingDay(onOrBefore day: Day) -> Day { isWorkingDay(day) ? day : workingDay(1, before: day) }

  /// Returns how many working days lie between two days, the first not counted and the last counted.
  ///
  /// - Returns: The number; 0 where the last is not later than the first.
  /// - Complexity: O(log n) for n holidays.
  public func workingDays(after first: Day, through last: Day) -> Int {
    max(0, workingDays(through: last) - workingDays(through: first))
  }

  /// More than there are days.
  private static let plenty = 4_000_000

  /// How many working days there are up to a day, and with it, from the first day there is.
  private func workingDays(through day: Day) -> Int {
    let offset = Day.first.days(until: day)
    // The first day there is, is a Monday.
    let days = hasWeekends ? offset / 7 * 5 + min(offset % 7 + 1, 5) : offset + 1
    return days - closedDays(through: day)
  }

  /// The inverse of `workingDays(through:)`: the first day with so many.
  private func workingDay(number: Int) -> Day {
    guard number > 0 else { return .first }
    // How many closed days lie before the day depends on the day. Beginning with none, each round moves the
    // day on past those that the last round left out; the first day that needs no move is the one.
    var passed = 0
    while true {
      let index = number + passed - 1
      let day = Day.first.adding(days: hasWeekends ? index / 5 * 7 + index % 5 : index)
      let closedDays = closedDays(through: day)
      if closedDays == passed { return day }
      passed = closedDays
    }
  }

  private func closedDays(through day: Day) -> Int { closed.partitioningIndex { $0 > day } }
}

extension Array {
  /// Returns the index of the first element that belongs to the second part of an array in two parts.
  fileprivate func partitioningIndex(where belongsToSecondPart: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsToSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
