import MutualChecklist
import TestSupport
import Testing

/// The bank holidays of 2025 to 2028 as GOV.UK published them, one year a line.
private let official: [HolidayRule: [Int: String]] = [
  .englandAndWales: [
    2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
    2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
    2028: "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
  ],
  .scotland: [
    2025: "1-1 1-2 4-18 5-5 5-26 8-4 12-1 12-25 12-26",
    2026: "1-1 1-2 4-3 5-4 5-25 6-15 8-3 11-30 12-25 12-28",
    2027: "1-1 1-4 3-26 5-3 5-31 8-2 11-30 12-27 12-28",
    2028: "1-3 1-4 4-14 5-1 5-29 8-7 11-30 12-25 12-26",
  ],
  .northernIreland: [
    2025: "1-1 3-17 4-18 4-21 5-5 5-26 7-14 8-25 12-25 12-26",
    2026: "1-1 3-17 4-3 4-6 5-4 5-25 7-13 8-31 12-25 12-28",
    2027: "1-1 3-17 3-26 3-29 5-3 5-31 7-12 8-30 12-27 12-28",
    2028: "1-3 3-17 4-14 4-17 5-1 5-29 7-12 8-28 12-25 12-26",
  ],
]

private func day(_ text: String) throws -> Day { try #require(Day(text)) }

struct WorkingCalendarTests {
  private let england = WorkingCalendar(
    id: "england-and-wales", title: "England and Wales", holidays: [:], rule: .englandAndWales)

  @Test(arguments: HolidayRule.allCases, 2025...2028)
  func ruleGivesTheOfficialDays(rule: HolidayRule, year: Int) throws {
    let days = rule.holidays(in: year).map { "\($0.day.month)-\($0.day.day)" }
    // Given once, for a football championship.
    let once = rule == .scotland && year == 2026 ? ["6-15"] : []
    let expected = try #require(official[rule]?[year]).split(separator: " ").map(String.init)
    #expect(days == expected.filter { !once.contains($0) })
    #expect(rule.holidays(in: year).allSatisfy { !$0.day.weekday.isWeekend })
  }

  @Test func substitutesAreNamed() throws {
    let titles = HolidayRule.englandAndWales.holidays(in: 2027).suffix(2).map(\.title)
    #expect(titles == ["Christmas Day (substitute day)", "Boxing Day (substitute day)"])
    // 25 December 2022 was a Sunday: Boxing Day stayed where it was.
    let days = HolidayRule.englandAndWales.holidays(in: 2022).suffix(2)
    #expect(days.map(\.day) == [try day("2022-12-26"), try day("2022-12-27")])
    #expect(days.map(\.title) == ["Boxing Day", "Christmas Day (substitute day)"])
    let january = HolidayRule.scotland.holidays(in: 2023).prefix(2).map(\.day)
    #expect(january == [try day("2023-01-02"), try day("2023-01-03")])
  }

  @Test(arguments: [
    ("1961-04-02"), ("1978-03-26"), ("1981-04-19"), ("2000-04-23"), ("2008-03-23"), ("2011-04-24"),
    ("2024-03-31"),
    ("2038-04-25"),
  ])
  func easter(text: String) throws {
    let sunday = try day(text)
    let monday = HolidayRule.englandAndWales.holidays(in: sunday.year).first { $0.title == "Easter Monday" }
    #expect(monday?.day == sunday.adding(days: 1))
  }

  @Test func rulesHaveNoHolidaysWhereThereAreNoYears() {
    for rule in HolidayRule.allCases {
      #expect(rule.holidays(in: 0).isEmpty)
      #expect(rule.holidays(in: .max).isEmpty)
      #expect(rule.holidays(in: .min).isEmpty)
      for year in 1...9999 where rule.holidays(in: year).count < 8 { Issue.record("\(rule) \(year)") }
    }
  }

  @Test func standstillOverChristmas() throws {
    // A notice of 23 December 2026: the eight working days that count that day in.
    var days = [try day("2026-12-23")]
    for n in 1...7 { days.append(england.workingDay(n, after: days[0])) }
    #expect(
      days.map(\.shortText) == [
        "23 December", "24 December", "29 December", "30 December", "31 December", "4 January", "5 January",
        "6 January",
      ])
    #expect(england.workingDays(after: days[0], through: days[7]) == 7)
    #expect(england.workingDay(7, before: days[7]) == days[0])
    #expect(england.workingDay(1, after: try day("2026-12-25")).shortText == "29 December")
    #expect(england.workingDay(onOrAfter: try day("2026-12-26")).shortText == "29 December")
    #expect(england.workingDay(onOrBefore: try day("2026-12-28")).shortText == "24 December")
    #expect(england.workingDay(onOrAfter: days[0]) == days[0])
    #expect(england.workingDay(onOrBefore: days[0]) == days[0])
  }

  @Test func calendarsWithoutHolidays() throws {
    let friday = try day("2026-12-25")
    #expect(WorkingCalendar.weekdays.isWorkingDay(friday))
    #expect(!WorkingCalendar.weekdays.isWorkingDay(friday.adding(days: 1)))
    #expect(WorkingCalendar.weekdays.workingDay(1, after: friday).weekday == .monday)
    #expect(WorkingCalendar.everyDay.workingDay(1, after: friday).weekday == .saturday)
    #expect(WorkingCalendar.everyDay.workingDays(after: friday, through: friday.adding(days: 365)) == 365)
    #expect(WorkingCalendar.weekdays.holiday(on: friday) == nil)
    #expect(WorkingCalendar.weekdays.id == "weekdays")
    #expect(WorkingCalendar.everyDay.id == "every-day")
    #expect(WorkingCalendar.weekdays.isOfficial(2090))
  }

  @Test func officialDaysAndRule() throws {
    let calendar = WorkingCalendar(
      id: "scotland", title: "Scotland", holidays: [try day("2026-06-15"): "World Cup bank holiday"],
      verified: 2026...2026, rule: .scotland)
    #expect(calendar.holiday(on: try day("2026-06-15")) == "World Cup bank holiday")
    #expect(!calendar.isWorkingDay(try day("2026-06-15")))
    // In a verified year only the days given count.
    #expect(calendar.holiday(on: try day("2026-12-25")) == nil)
    #expect(calendar.isWorkingDay(try day("2026-12-25")))
    #expect(calendar.holiday(on: try day("2029-12-25")) == "Christmas Day")
    #expect(!calendar.isWorkingDay(try day("2029-12-25")))
    #expect(calendar.isOfficial(2026))
    #expect(!calendar.isOfficial(2025))
    #expect(!calendar.isOfficial(2027))
    #expect(!england.isOfficial(2026))
    // Beyond the years of the rule there are only weekends.
    #expect(calendar.holiday(on: try day("2150-12-25")) == nil)
    #expect(calendar.isWorkingDay(try day("2150-12-25")))
    #expect(!calendar.isWorkingDay(try day("2086-12-25")))
  }

  @Test func closures() throws {
    let closed = [try day("2026-12-30"), try day("2026-12-29"), try day("2026-12-27"), try day("2026-12-30")]
    let calendar = england.adding(closures: closed)
    #expect(calendar.closures == [closed[2], closed[1], closed[0]])
    #expect(calendar.workingDay(1, after: try day("2026-12-24")).shortText == "31 December")
    #expect(!calendar.isWorkingDay(closed[0]))
    #expect(calendar.holiday(on: closed[0]) == nil)
    #expect(calendar.id == england.id)
    let more = calendar.adding(closures: [try day("2026-12-31")])
    #expect(more.closures.count == 4)
    #expect(more.workingDay(1, after: try day("2026-12-24")).shortText == "4 January")
    #expect(england.adding(closures: []) == england)
  }

  @Test func agreesWithAWalkOverDays() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let start = try day("2024-06-01")
    for round in 0..<60 {
      var calendar = generator.pick([england, .everyDay, .weekdays])
      if generator.chance(60) {
        let closed = (0..<generator.int(in: 0...200)).map { _ in
          start.adding(days: generator.int(in: 0...(generator.chance(50) ? 1500 : 40)))
        }
        calendar = calendar.adding(closures: closed)
      }
      let from = start.adding(days: generator.int(in: 0...600))
      let place: Comment = "round \(round), seed \(SeededGenerator.seed)"
      var count = 0
      var isSound = true
      for distance in 1...500 {
        let there = from.adding(days: distance)
        if calendar.isWorkingDay(there) {
          count += 1
          isSound = isSound && calendar.workingDay(count, after: from) == there
          isSound = isSound && calendar.workingDay(1, before: there.adding(days: 1)) == there
        }
        isSound = isSound && calendar.workingDays(after: from, through: there) == count
        isSound = isSound && calendar.workingDays(after: there, through: from) == 0
      }
      #expect(isSound, place)
      let end = from.adding(days: 501)
      for n in stride(from: 1, through: count, by: 7) {
        let there = calendar.workingDay(n, before: end)
        #expect(
          calendar.workingDays(after: there.adding(days: -1), through: end.adding(days: -1)) == n, place)
        #expect(calendar.isWorkingDay(there), place)
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func hostileNumbersEnd() throws {
    let today = try day("2026-11-22")
    #expect(england.workingDay(0, after: today) == today)
    #expect(england.workingDay(-5, after: today) == today)
    #expect(england.workingDay(.max, after: today) == .last)
    #expect(england.workingDay(1, after: .last) == .last)
    #expect(england.workingDay(.max, before: today) == .first)
    #expect(england.workingDay(1, before: .first) == .first)
    #expect(england.workingDay(36_500, after: today) < .last)
    #expect(england.workingDay(.min, before: today) == today)

    // Shut for good: every day to the last.
    let late = Day.last.adding(days: -10_000)
    let shut = (1...10_000).map { late.adding(days: $0) }
    for calendar in [WorkingCalendar.everyDay, england] {
      let never = calendar.adding(closures: shut)
      #expect(never.workingDay(1, after: late) == .last)
      #expect(never.workingDay(onOrAfter: shut[0]) == .last)
      #expect(never.workingDays(after: late, through: .last) == 0)
      #expect(never.workingDay(onOrBefore: .last) <= late)
    }
    // Shut on every other day, which costs the count the most rounds.
    let odd = (0..<10_000).map { today.adding(days: 2 * $0) }
    let everyOther = WorkingCalendar.everyDay.adding(closures: odd)
    #expect(everyOther.workingDay(1000, after: today) == today.adding(days: 1999))
  }
}
