import Foundation
import MutualChecklist
import Testing

struct CalendarDocumentTests {
  private static let sound = """
    {
      "$schema": "../calendar.schema.json", "format": 1, "id": "scotland", "title": "Scotland",
      "summary": "Bank holidays.", "comment": [{"of any": "kind"}], "x-owner": null,
      "sources": [{"id": "gov", "title": "GOV.UK", "publisher": "GDS", "url": "https://example.org",
        "checked": "2026-11-22", "published": "2025-11-24", "comment": ""}],
      "verified": {"from": 2026, "to": 2027},
      "days": [
        {"day": "2026-01-01", "title": "New Year's Day"},
        {"day": "2026-06-15", "title": "World Cup bank holiday", "x-once": true}
      ]
    }
    """

  private func read(_ text: String) throws(CalendarDocumentError) -> CalendarDocument {
    try CalendarDocument(Array(text.utf8))
  }

  @Test func readsACalendar() throws {
    let document = try read(Self.sound)
    let calendar = document.calendar
    #expect(document.summary == "Bank holidays.")
    #expect(calendar.id == "scotland")
    #expect(calendar.title == "Scotland")
    #expect(calendar.verified == 2026...2027)
    #expect(try calendar.holiday(on: #require(Day("2026-06-15"))) == "World Cup bank holiday")
    // The rule that has its id goes on where the verified years end.
    #expect(try calendar.holiday(on: #require(Day("2028-08-07"))) == "Summer bank holiday")
    #expect(try calendar.holiday(on: #require(Day("2027-08-02"))) == nil)
  }

  @Test func readsTheLeastThereCanBe() throws {
    let calendar = try read(#"{"format":1,"id":"ours","title":"Ours","days":[]}"#).calendar
    #expect(calendar.isOfficial(1999))
    #expect(try calendar.workingDay(1, after: #require(Day("2026-12-24"))) == Day("2026-12-25"))
  }

  /// One change to the calendar above, and what is said of it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var code: String
    var line: Int
    var column: Int
    var path: String
    var testDescription: String { to }

    init(_ from: String, _ to: String, _ code: String, _ line: Int, _ column: Int, _ path: String) {
      (self.from, self.to, self.code, self.line, self.column, self.path) = (
        from, to, code, line, column, path
      )
    }
  }

  @Test(arguments: [
    Mistake("\"format\": 1", "\"format\": 2", "calendar-format", 2, 51, "$.format"),
    Mistake("\"format\": 1", "\"format\": 0", "calendar-format", 2, 51, "$.format"),
    Mistake("\"format\": 1", "\"format\": 1.0", "json-number", 2, 51, "$.format"),
    Mistake("\"format\": 1", "\"format\": \"1\"", "calendar-value", 2, 51, "$.format"),
    Mistake("\"format\": 1, ", "", "calendar-missing-key", 1, 1, "$"),
    Mistake("\"scotland\"", "\"Scotland\"", "calendar-id", 2, 60, "$.id"),
    Mistake("\"scotland\"", "\"scot--land\"", "calendar-id", 2, 60, "$.id"),
    Mistake("\"scotland\"", "\"weekdays\"", "calendar-id", 2, 60, "$.id"),
    Mistake("\"scotland\"", "\"\"", "calendar-value", 2, 60, "$.id"),
    Mistake("\"Scotland\"", "\" \"", "calendar-value", 2, 81, "$.title"),
    Mistake("\"summary\"", "\"sumary\"", "calendar-unknown-key", 3, 3, "$.sumary"),
    Mistake("\"publisher\"", "\"author\"", "calendar-unknown-key", 4, 48, "$.sources[0].author"),
    Mistake(
      "\"checked\": \"2026-11-22\"", "\"checked\": \"now\"", "calendar-day", 5, 16, "$.sources[0].checked"),
    Mistake("\"to\": 2027", "\"to\": 2025", "calendar-years", 6, 15, "$.verified"),
    Mistake("\"to\": 2027", "\"to\": 99999", "calendar-years", 6, 36, "$.verified.to"),
    Mistake(", \"to\": 2027", "", "calendar-missing-key", 6, 15, "$.verified"),
    Mistake("\"2026-06-15\"", "\"2026-06-31\"", "calendar-day", 9, 13, "$.days[1].day"),
    Mistake("\"2026-06-15\"", "\"2026-01-01\"", "calendar-order", 9, 5, "$.days[1]"),
    Mistake("\"2026-06-15\"", "\"2025-01-01\"", "calendar-order", 9, 5, "$.days[1]"),
    Mistake("\"2026-06-15\"", "20260615", "calendar-value", 9, 13, "$.days[1].day"),
    Mistake(", \"title\": \"New Year's Day\"", "", "calendar-missing-key", 8, 5, "$.days[0]"),
    Mistake("\"x-once\": true", "\"once\": true", "calendar-unknown-key", 9, 62, "$.days[1].once"),
    Mistake("\"x-once\": true", "\"day\": true", "json-duplicate-key", 9, 62, "$.days[1].day"),
    Mistake("\n  ]\n}", "\n  ]\n", "json-truncated", 11, 1, "$"),
    Mistake("\n  ]\n}", "\n  ]\n}}", "json-trailing", 11, 2, "$"),
  ])
  func mistakes(mistake: Mistake) throws {
    let text = Self.sound.replacingOccurrences(of: mistake.from, with: mistake.to)
    #expect(text != Self.sound)
    let error = try #require(throws: CalendarDocumentError.self) { try read(text) }
    #expect(error.code == mistake.code, "\(error)")
    #expect(error.line == mistake.line, "\(error)")
    #expect(error.column == mistake.column, "\(error)")
    #expect(error.path == mistake.path, "\(error)")
    #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
  }

  @Test func everyTruncationIsAnError() {
    let bytes = Array(Self.sound.utf8)
    for length in 0..<bytes.count {
      #expect(throws: CalendarDocumentError.self, "\(length)") {
        try CalendarDocument(Array(bytes[..<length]))
      }
    }
  }
}
