import MutualChecklist
import TestSupport
import Testing

struct DayTypedTests {
  private let today: Day

  init() throws { today = try #require(Day("2026-11-22")) }

  @Test(arguments: [
    ("2026-11-20", "2026-11-20"), ("20/11/2026", "2026-11-20"), ("5/3/2026", "2026-03-05"),
    ("05/03/2026", "2026-03-05"), ("20 November 2026", "2026-11-20"), ("20 nov 2026", "2026-11-20"),
    ("  20   NOVEMBER  2026 ", "2026-11-20"), ("1 Sept 2027", "2027-09-01"), ("2nd May 2027", "2027-05-02"),
    ("20 November, 2026", "2026-11-20"), ("today", "2026-11-22"), (" Today ", "2026-11-22"),
    ("YESTERDAY", "2026-11-21"), ("tomorrow", "2026-11-23"), ("29 February 2028", "2028-02-29"),
    ("29/2/2028", "2028-02-29"), ("1 january 1583", "1583-01-01"),
  ])
  func accepted(text: String, day: String) throws {
    #expect(try Day.typed(text, today: today, nearest: .past).description == day)
    #expect(try Day.typed(text, today: today, nearest: .coming).description == day)
  }

  @Test(arguments: [
    ("20 November", "2026-11-20", "2027-11-20"), ("22 November", "2026-11-22", "2026-11-22"),
    ("23 nov", "2025-11-23", "2026-11-23"), ("31 December", "2025-12-31", "2026-12-31"),
    ("1 jan", "2026-01-01", "2027-01-01"), ("29 Feb", "2024-02-29", "2028-02-29"),
  ])
  func withoutYear(text: String, past: String, coming: String) throws {
    #expect(try Day.typed(text, today: today, nearest: .past).description == past)
    #expect(try Day.typed(text, today: today, nearest: .coming).description == coming)
  }

  @Test func leapDaysEightYearsApart() throws {
    let day = try #require(Day("2103-06-01"))
    #expect(try Day.typed("29 Feb", today: day, nearest: .past).description == "2096-02-29")
    let other = try #require(Day("2096-03-01"))
    #expect(try Day.typed("29 Feb", today: other, nearest: .coming).description == "2104-02-29")
    #expect(throws: DayTextError.self) { try Day.typed("2 Jan", today: .first, nearest: .past) }
  }

  @Test(arguments: [
    ("31 June 2026", "June has 30 days"), ("31/6/2026", "June has 30 days"), ("31 June", "June has 30 days"),
    ("29 February 2026", "February 2026 has 28 days"), ("2026-02-30", "February 2026 has 28 days"),
    ("30 Feb", "February has 29 days"), ("0 May 2026", "there is no day 0"), ("0 May", "there is no day 0"),
    ("32 May 2026", "May has 31 days"), ("11/20/2026", "write the day first, like 20/11/2026"),
    ("20/13/2026", "there is no month 13"), ("2026-13-01", "there is no month 13"),
    ("2026/11/20", "write the day first, like 20/11/2026"), ("20/11", "the year is missing"),
    ("20/11/26", "write the year with four digits, like 2026"),
    ("20 November 26", "write the year with four digits, like 2026"),
    ("1/2/03", "write the year with four digits, like 2003"), ("1/2/203", "a year has four digits"),
    ("26-11-20", "write the year first, like 2026-11-20"), ("20-11-2026", "write the year first"),
    ("2026-3-5", "write the month and the day with two digits each, like 2026-03-05"),
    ("November 20", "write the day before the month"),
    ("November 20, 2026", "write the day before the month"), ("20 Novembre", "Novembre is not a month"),
    ("20 Nove 2026", "Nove is not a month"), ("20 November soon", "soon is not a year"),
    ("1 May 1066", "the year 1066 is too early"), ("", "a day is missing"), ("  ", "a day is missing"),
    ("soon", "this is not a day"), ("20", "a day of several words needs quotes, like \"20 November\""),
    ("November 2026", "the day of the month is missing"), ("20.11.2026", "this is not a day"),
    ("Friday 20 November 2026", "this is not a day"), ("next Friday", "this is not a day"),
    ("99999999999999999999/1/2026", "this is not a day"), ("-1/1/2026", "this is not a day"),
    ("1//2026", "this is not a day"), ("٢٠/١١/٢٠٢٦", "this is not a day"),
  ])
  func refused(text: String, problem: String) throws {
    let error = try #require(throws: DayTextError.self) {
      try Day.typed(text, today: today, nearest: .past)
    }
    #expect(error.message.contains(": \(problem)"), "\(error.message)")
    #expect(
      error.message.contains("Days are typed like 2026-11-20, 20/11/2026 (day first), 20 November 2026"))
  }

  @Test func hostileTextsAreShownHarmlessly() throws {
    let text = String(repeating: "\u{1B}[31m\u{202E}", count: 10_000)
    let error = try #require(throws: DayTextError.self) {
      try Day.typed(text, today: today, nearest: .past)
    }
    #expect(error.message.unicodeScalars.count < 300)
    #expect(error.message.unicodeScalars.allSatisfy { $0.value != 0x1B && $0.value != 0x202E })
  }

  @Test func randomTextsEndInADayOrAnError() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let pieces = [
      "20", "11", "2026", "/", "-", " ", "nov", "November", "0", "31", "feb", "today", ",", "th", "é",
    ]
    for _ in 0..<5000 {
      let text = (0..<generator.int(in: 0...6)).map { _ in generator.pick(pieces) }.joined()
      if let day = try? Day.typed(text, today: today, nearest: .coming) {
        #expect(day.year >= 1583, "\(text)")
      }
    }
  }
}
