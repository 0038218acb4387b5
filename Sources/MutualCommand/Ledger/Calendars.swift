internal import BuiltInChecklists
internal import MutualChecklist

/// Finds calendars by their ids.
enum Calendars {
  /// The ids of all calendars there are.
  static var all: [String] { ["weekdays", "every-day"] + BuiltInChecklists.calendarIDs }

  /// The calendar with an id, or nil where there is none.
  static func calendar(_ id: String) -> WorkingCalendar? {
    switch id {
    case "weekdays": .weekdays
    case "every-day": .everyDay
    default: BuiltInChecklists.calendarBytes(id).flatMap { try? CalendarDocument($0).calendar }
    }
  }

  /// The calendar that a record is evaluated in: the organisation's, else the checklist's, else Monday to Friday; with
  /// the days on which the organisation is closed.
  ///
  /// Where it is only looked at, a calendar's file is read only if a lag is counted in it: that saves a tenth of the time
  /// that most commands take.
  static func calendar(of record: Record, _ checklist: Checklist, isForLooking: Bool) -> WorkingCalendar {
    if isForLooking, !record.countsWorkingDays(checklist) { return .weekdays }
    let base = (record.calendar ?? checklist.calendar).flatMap(calendar) ?? .weekdays
    return record.closures.isEmpty ? base : base.adding(closures: record.closures)
  }

  /// How to find the calendar of a record after a change; nil where the change leaves it as it is.
  static func after(_ action: Action, in checklist: Checklist) -> ((Record) -> WorkingCalendar)? {
    switch action {
    case .calendarSet, .closuresSet, .retracted: { calendar(of: $0, checklist, isForLooking: false) }
    default: nil
    }
  }
}
