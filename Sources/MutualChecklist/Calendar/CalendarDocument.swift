internal import MutualJSON

/// Says what is wrong with a calendar file, and where.
public struct CalendarDocumentError: Error, Equatable, Sendable {
  /// A stable name of the mistake: `json-…` where the file is not JSON, `calendar-…` where it is.
  public let code: String
  /// What is wrong, in plain English, without a full stop.
  public let message: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1 in Unicode code points.
  public let column: Int
  /// The way to the value, like `$.days[3].day`.
  public let path: String
}

/// What a calendar file says.
///
/// The file is an object with `format` 1, `id`, `title`, `days` (each with `day` and `title`, in order) and,
/// as their author likes, `summary`, `sources` and `verified` (`from` and `to`, years). Other names are
/// mistakes, except `$schema`, `comment` and those that begin with `x-`.
public struct CalendarDocument: Sendable {
  /// The calendar; outside of its verified years it goes by the rule that has its id, if there is one.
  public let calendar: WorkingCalendar

  /// What the file says of itself, or nothing.
  public let summary: String

  /// Reads a calendar file.
  ///
  /// - Parameter bytes: The file, in UTF-8.
  /// - Throws: `CalendarDocumentError` for the first mistake.
  /// - Complexity: O(length).
  public init(_ bytes: [UInt8]) throws(CalendarDocumentError) {
    var parser = CalendarParser(bytes)
    do throws(CalendarParser.Failure) {
      self = try parser.document()
    } catch {
      let location = JSONReader.locations(of: [error.offset], in: bytes)[0]
      throw CalendarDocumentError(
        code: error.code, message: error.message, line: location.line, column: location.column,
        path: location.path)
    }
  }

  fileprivate init(calendar: WorkingCalendar, summary: String) {
    self.calendar = calendar
    self.summary = summary
  }
}

/// Reads a calendar file up to its first mistake.
private struct CalendarParser {
  /// A mistake that does not yet know its line.
  struct Failure: Error {
    var code: String
    var message: String
    var offset: Int

    init(_ code: String, _ message: String, at offset: Int) {
      self.code = code
      self.message = message
      self.offset = offset
    }

    init(_ error: JSONError) {
      let code = error.code == .wrongType ? "calendar-value" : error.code.rawValue
      self.init(code, error.message, at: error.offset)
    }
  }

  private var json: JSONReader
  private var id = ""
  private var title = ""
  private var summary = ""
  private var verified: ClosedRange<Int>?
  private var days: [Day: String] = [:]
  private var lastDay: Day?

  init(_ bytes: [UInt8]) { json = JSONReader(bytes) }

  mutating func document() throws(Failure) -> CalendarDocument {
    try object("a calendar", required: ["format", "id", "title", "days"]) { parser, key throws(Failure) in
      switch key {
      case "$schema": _ = try parser.text()
      case "format": try parser.format()
      case "id": parser.id = try parser.identifier()
      case "title": parser.title = try parser.text()
      case "summary": parser.summary = try parser.text()
      case "sources": try parser.list { parser throws(Failure) in try parser.source() }
      case "verified": try parser.years()
      case "days": try parser.list { parser throws(Failure) in try parser.holiday() }
      default: return false
      }
      return true
    }
    try call { json throws(JSONError) in try json.endDocument() }
    let calendar = WorkingCalendar(
      id: id, title: title, holidays: days, verified: verified, rule: HolidayRule(rawValue: id))
    return CalendarDocument(calendar: calendar, summary: summary)
  }

  private mutating func format() throws(Failure) {
    let offset = json.offset
    let format = try call { json throws(JSONError) in try json.integer() }
    guard format != 1 else { return }
    throw Failure(
      "calendar-format",
      format > 1
        ? "the file has format \(format), which needs a newer version of this program"
        : "the format is 1, not \(format)",
      at: offset)
  }

  private mutating func identifier() throws(Failure) -> String {
    let offset = json.offset
    let id = try text()
    let parts = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isSound = parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { byte in
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        }
    }
    guard isSound, id.utf8.count <= 64 else {
      throw Failure(
        "calendar-id", "an id is made of a to z, 0 to 9 and single hyphens, at most 64 of them", at: offset)
    }
    guard id != WorkingCalendar.weekdays.id, id != WorkingCalendar.everyDay.id else {
      throw Failure("calendar-id", "the id \(id) belongs to a calendar that needs no file", at: offset)
    }
    return id
  }

  private mutating func source() throws(Failure) {
    try object("a source", required: ["id", "title"]) { parser, key throws(Failure) in
      switch key {
      case "id", "title", "publisher", "url": _ = try parser.text()
      case "published", "checked": _ = try parser.day()
      default: return false
      }
      return true
    }
  }

  private mutating func years() throws(Failure) {
    let offset = json.offset
    var from = 0
    var to = 0
    try object("verified", required: ["from", "to"]) { parser, key throws(Failure) in
      switch key {
      case "from": from = try parser.year()
      case "to": to = try parser.year()
      default: return false
      }
      return true
    }
    guard from <= to else {
      throw Failure("calendar-years", "the years from \(from) to \(to) are in the wrong order", at: offset)
    }
    verified = from...to
  }

  private mutating func year() throws(Failure) -> Int {
    let offset = json.offset
    let year = try call { json throws(JSONError) in try json.integer() }
    guard 1900...9999 ~= year else {
      throw Failure("calendar-years", "a year from 1900 to 9999 is expected", at: offset)
    }
    return year
  }

  private mutating func holiday() throws(Failure) {
    let offset = json.offset
    var day: Day?
    var title = ""
    try object("a holiday", required: ["day", "title"]) { parser, key throws(Failure) in
      switch key {
      case "day": day = try parser.day()
      case "title": title = try parser.text()
      default: return false
      }
      return true
    }
    guard let day else { return }
    if let lastDay, day <= lastDay {
      throw Failure(
        "calendar-order",
        day == lastDay
          ? "\(day.longText) is there twice"
          : "\(day.longText) comes after \(lastDay.longText): days stand in order",
        at: offset)
    }
    lastDay = day
    days[day] = title
  }

  // MARK: Values

  private mutating func day() throws(Failure) -> Day {
    let offset = json.offset
    guard let day = Day(try text()) else {
      throw Failure("calendar-day", "a day is written like 2026-11-20, and has to exist", at: offset)
    }
    return day
  }

  private mutating func text() throws(Failure) -> String {
    let offset = json.offset
    let text = try call { json throws(JSONError) in try json.string() }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure("calendar-value", "this text is empty", at: offset)
    }
    return text
  }

  private mutating func list(_ read: (inout CalendarParser) throws(Failure) -> Void) throws(Failure) {
    try call { json throws(JSONError) in try json.beginArray() }
    while try call({ json throws(JSONError) in try json.nextElement() }) { try read(&self) }
  }

  /// Reads an object, calling `read` with each name; where that returns false the name is unknown.
  private mutating func object(
    _ what: String, required: [String],
    _ read: (inout CalendarParser, String) throws(Failure) -> Bool
  ) throws(Failure) {
    let offset = json.offset
    try call { json throws(JSONError) in try json.beginObject() }
    var missing = required
    while let key = try call({ json throws(JSONError) in try json.nextKey() }) {
      missing.removeAll { $0 == key }
      if key == "comment" || key.hasPrefix("x-") {
        try call { json throws(JSONError) in _ = try json.skipValue() }
      } else if try !read(&self, key) {
        let name = String(key.unicodeScalars.prefix(40)).debugDescription
        throw Failure("calendar-unknown-key", "\(what) has no \(name)", at: json.keyOffset)
      }
    }
    if let name = missing.first {
      throw Failure("calendar-missing-key", "\(what) lacks \"\(name)\"", at: offset)
    }
  }

  private mutating func call<Value>(
    _ read: (inout JSONReader) throws(JSONError) -> Value
  ) throws(Failure) -> Value {
    do throws(JSONError) {
      return try read(&json)
    } catch {
      throw Failure(error)
    }
  }
}
