import Foundation
import MutualChecklist
import TestSupport
import Testing

struct DayTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  @Test func agreesWithFoundation() throws {
    // Foundation's calendar turns Julian before October 1582.
    let from = try #require(Day(year: 1583, month: 1, day: 1)).daysSince1970
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    var numbers = Array(18_000...26_000) + [from, -1, 0, 1, Day.last.daysSince1970]
    for _ in 0..<10_000 { numbers.append(generator.int(in: from...Day.last.daysSince1970)) }
    for number in numbers {
      let day = Day(daysSince1970: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = Self.calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let place: Comment = "day \(number), seed \(SeededGenerator.seed)"
      #expect(day.year == parts.year, place)
      #expect(day.month == parts.month, place)
      #expect(day.day == parts.day, place)
      // Foundation's weeks begin with Sunday, which is 1.
      #expect(day.weekday.rawValue % 7 + 1 == parts.weekday, place)
      #expect(Day(year: day.year, month: day.month, day: day.day) == day, place)
      #expect(Day(day.description) == day, place)
    }
  }

  /// The two ends of the range, and the four hundred years after which the calendar repeats itself.
  @Test(arguments: [-719_162 ... -717_000, -26_000...120_500, 2_930_000...2_932_896])
  func everyDayComesAfterTheOneBefore(range: ClosedRange<Int>) {
    var previous = Day(daysSince1970: range.lowerBound)
    for number in range.dropFirst() {
      let day = Day(daysSince1970: number)
      let (old, new) = (previous.civil, day.civil)
      let isNextDay = new == (old.year, old.month, old.day + 1)
      let isNextMonth =
        new == (old.year, old.month + 1, 1) || (old.month == 12 && new == (old.year + 1, 1, 1))
      let isSound =
        (isNextDay || isNextMonth) && day.weekday.rawValue == previous.weekday.rawValue % 7 + 1
        && Day(year: new.year, month: new.month, day: new.day) == day
      if !isSound { Issue.record("\(day)") }
      previous = day
    }
  }

  @Test func knownDays() throws {
    let day = try #require(Day("2026-11-20"))
    #expect(day.weekday == .friday)
    #expect(day.description == "2026-11-20")
    #expect(day.longText == "20 November 2026")
    #expect(day.shortText == "20 November")
    #expect(day.weekday.name == "Friday")
    #expect(Day(daysSince1970: 0).description == "1970-01-01")
    #expect(Day(daysSince1970: 0).weekday == .thursday)
    #expect(Day.first.description == "0001-01-01")
    #expect(Day.last.longText == "31 December 9999")
    #expect(Day("2026-11-01").map { $0.days(until: day) } == 19)
    #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
  }

  @Test(arguments: [
    "", "2026-11-2", "2026-11-200", "2026-1-20", "26-11-20", "2026/11/20", "2026-11-20 ", " 2026-11-20",
    "2026-00-01",
    "2026-13-01", "2026-11-00", "2026-11-31", "2025-02-29", "1900-02-29", "1582-12-31", "0000-01-01",
    "+026-11-20",
    "2026-11--1", "２026-11-20", "2026-11-2０", "-026-11-20", "2026–11-2",
  ])
  func refusedTexts(text: String) {
    #expect(Day(text) == nil)
    #expect(Day(text[...]) == nil)
  }

  @Test func leapDays() {
    #expect(Day("2024-02-29") != nil)
    #expect(Day("2000-02-29") != nil)
    #expect(Day(year: 2026, month: 2, day: 29) == nil)
    #expect(Day(year: 0, month: 1, day: 1) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(year: .max, month: .max, day: .max) == nil)
    #expect(Day(year: 2026, month: .min, day: .min) == nil)
  }

  @Test func arithmeticStaysInRange() {
    let day = Day(daysSince1970: 20_000)
    #expect(day.adding(days: 1) > day)
    #expect(day.adding(days: -1) < day)
    #expect(day.adding(days: .max) == .last)
    #expect(day.adding(days: .min) == .first)
    #expect(Day.first.adding(days: .min) == .first)
    #expect(Day.last.adding(days: 1) == .last)
    #expect(Day(daysSince1970: .max) == .last)
    #expect(Day(daysSince1970: .min) == .first)
    #expect(Day.first.days(until: .last) == 3_652_058)
  }
}
