/// Says why a day that someone typed can't be taken.
public struct DayTextError: Error, Equatable, Sendable {
  /// What was wrong and which forms are accepted, in plain English, without a full stop.
  public let message: String

  init(_ text: String, _ problem: String) {
    // What was typed may be anything; it is shown short, and without characters that steer a terminal.
    let shown = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(40).map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "?"
          default: scalar
          }
        }))
    message = "\(shown): \(problem). Days are typed like \(Day.typedForms)"
  }
}

extension Day {
  /// The forms in which a day can be typed, for messages and help.
  public static let typedForms =
    "2026-11-20, 20/11/2026 (day first), 20 November 2026, 20 November, today, yesterday or tomorrow"

  /// Which year is meant where none is typed.
  public enum Nearest: Sendable {
    /// That of the nearest such day that has been; today is one.
    case past
    /// That of the nearest such day to come; today is one.
    case coming
  }

  /// Returns the day that someone typed.
  ///
  /// Upper and lower case are the same; months may be shortened to three letters; spaces around do not count.
  ///
  /// - Parameters:
  ///   - text: One of the forms that `typedForms` shows.
  ///   - today: The day that `today` means.
  ///   - nearest: Which year is meant by a day and a month alone.
  /// - Returns: The day.
  /// - Throws: `DayTextError` if there is no such day, or the text is of no such form.
  /// - Complexity: O(length).
  public static func typed(
    _ text: String, today: Day, nearest: Nearest
  ) throws(DayTextError) -> Day {
    let text = text.trimmed
    switch text.lowercased() {
    case "today": return today
    case "yesterday": return today.adding(days: -1)
    case "tomorrow": return today.adding(days: 1)
    default: break
    }
    let words = text.split { $0.isWhitespace || $0 == "," }
    guard let first = words.first else { throw DayTextError("nothing", "a day is missing") }
    if words.count == 1 {
      let isSlashed = text.contains("/")
      let parts = text.split(separator: isSlashed ? "/" : "-", omittingEmptySubsequences: false)
      guard parts.count == 3, let numbers = smallNumbers(parts) else {
        if isSlashed, parts.count == 2, smallNumbers(parts) != nil {
          throw DayTextError(text, "the year is missing")
        }
        if number(first.droppingOrdinal) != nil {
          throw DayTextError(text, "a day of several words needs quotes, like \"20 November\"")
        }
        throw DayTextError(text, "this is not a day")
      }
      return isSlashed ? try dayFirst(text, parts, numbers) : try yearFirst(text, parts, numbers)
    }
    guard words.count <= 3 else { throw DayTextError(text, "this is not a day") }
    guard let day = number(first.droppingOrdinal) else {
      if monthNumber(first) != nil, words.count == 2, words[1].count == 4 {
        throw DayTextError(text, "the day of the month is missing")
      }
      if monthNumber(first) != nil, number(words[1].droppingOrdinal) != nil {
        throw DayTextError(text, "write the day before the month, like 20 November")
      }
      throw DayTextError(text, "this is not a day")
    }
    guard let month = monthNumber(words[1]) else {
      throw DayTextError(text, "\(words[1].prefix(20)) is not a month")
    }
    guard words.count == 3 else {
      return try withoutYear(text, month: month, day: day, today: today, nearest: nearest)
    }
    guard let year = number(words[2]) else {
      throw DayTextError(text, "\(words[2].prefix(20)) is not a year")
    }
    return try checked(text, year: year, yearDigits: words[2].count, month: month, day: day)
  }

  // MARK: The forms

  private static func yearFirst(
    _ text: String, _ parts: [Substring], _ numbers: [Int]
  ) throws(DayTextError) -> Day {
    if parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 {
      return try checked(text, year: numbers[0], yearDigits: 4, month: numbers[1], day: numbers[2])
    }
    if parts[0].count == 4 {
      throw DayTextError(text, "write the month and the day with two digits each, like 2026-03-05")
    }
    throw DayTextError(text, "write the year first, like 2026-11-20, or use slashes with the day first")
  }

  private static func dayFirst(
    _ text: String, _ parts: [Substring], _ numbers: [Int]
  ) throws(DayTextError) -> Day {
    if parts[0].count == 4 { throw DayTextError(text, "write the day first, like 20/11/2026") }
    if numbers[1] > 12, 1...12 ~= numbers[0], numbers[1] <= 31 {
      throw DayTextError(text, "write the day first, like \(numbers[1])/\(numbers[0])/\(parts[2])")
    }
    return try checked(
      text, year: numbers[2], yearDigits: parts[2].count, month: numbers[1], day: numbers[0])
  }

  private static func withoutYear(
    _ text: String, month: Int, day: Int, today: Day, nearest: Nearest
  ) throws(DayTextError) -> Day {
    guard day >= 1, day <= daysIn(month: month, of: leapYear) else {
      throw DayTextError(text, tooLarge(day, "\(monthName(month)) has", daysIn(month: month, of: leapYear)))
    }
    // Leap years may be eight years apart.
    let year = today.year
    for distance in 0...8 {
      let candidateYear = nearest == .past ? year - distance : year + distance
      guard let candidate = Day(year: candidateYear, month: month, day: day) else { continue }
      if nearest == .past ? candidate <= today : candidate >= today { return candidate }
    }
    throw DayTextError(text, "there is no such day near today")
  }

  private static func checked(
    _ text: String, year: Int, yearDigits: Int, month: Int, day: Int
  ) throws(DayTextError) -> Day {
    guard yearDigits == 4 else {
      let isShort = yearDigits == 2
      throw DayTextError(
        text,
        isShort
          ? "write the year with four digits, like 20\(year < 10 ? "0" : "")\(year)"
          : "a year has four digits")
    }
    guard year >= firstTypedYear else {
      throw DayTextError(text, "the year \(year) is too early: years begin with \(firstTypedYear)")
    }
    guard 1...12 ~= month else { throw DayTextError(text, "there is no month \(month)") }
    guard let result = Day(year: year, month: month, day: day) else {
      let days = daysIn(month: month, of: year)
      let when = month == 2 ? "\(monthName(month)) \(year)" : monthName(month)
      throw DayTextError(text, tooLarge(day, "\(when) has", days))
    }
    return result
  }

  private static let leapYear = 2024

  private static func tooLarge(_ day: Int, _ monthHas: String, _ days: Int) -> String {
    day == 0 ? "there is no day 0" : "\(monthHas) \(days) days"
  }

  // MARK: Words and numbers

  /// Reads up to four digits.
  private static func number(_ text: Substring) -> Int? {
    guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else {
      return nil
    }
    return Int(text)
  }

  private static func smallNumbers(_ parts: [Substring]) -> [Int]? {
    let numbers = parts.compactMap { number($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func monthNumber(_ word: Substring) -> Int? {
    let word = word.lowercased()
    let index = monthNames.firstIndex { name in
      let name = name.lowercased()
      return name == word || name.prefix(3) == word || (name == "september" && word == "sept")
    }
    return index.map { $0 + 1 }
  }
}

extension Substring {
  /// A number without the letters after it, as in `20th`.
  fileprivate var droppingOrdinal: Substring {
    let ending = suffix(2).lowercased()
    guard ["st", "nd", "rd", "th"].contains(ending) else { return self }
    return dropLast(2)
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
