/// The names that the members of an event's line may have, in the order in which they are written.
enum EventKey: Int, CaseIterable {
  case id, prev, clock, seen, at, recorded, day, by, kind
  case steps, answers, reason, waitingFor, chase, backOn, person, due, text, name, checklist, edition,
    calendar
  case days, body, papers, target, outcome, subject, kept, between, event
  case note, evidence, outOfSequence, afterTorn, sum

  /// The name as it is written.
  var name: String { Self.names[rawValue] }

  /// All names, in the order of the cases. (Asking the cases for their own names costs thirty times as much.)
  static let names = [
    "id", "prev", "clock", "seen", "at", "recorded", "day", "by", "kind",
    "steps", "answers", "reason", "waitingFor", "chase", "backOn", "person", "due", "text", "name",
    "checklist",
    "edition", "calendar", "days", "body", "papers", "target", "outcome", "subject", "kept", "between",
    "event",
    "note", "evidence", "outOfSequence", "afterTorn", "sum",
  ]
}

/// A set of names.
struct EventKeys: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// A few names: no list of them is made, as it would be for each event that is read.
  @inline(__always)
  init(_ first: EventKey, _ second: EventKey? = nil, _ third: EventKey? = nil) {
    var bits: UInt64 = 1 << UInt64(first.rawValue)
    if let second { bits |= 1 << UInt64(second.rawValue) }
    if let third { bits |= 1 << UInt64(third.rawValue) }
    rawValue = bits
  }

  @inline(__always)
  func contains(_ key: EventKey) -> Bool { rawValue >> UInt64(key.rawValue) & 1 == 1 }

  /// Adds a name, and says whether it was new.
  @inline(__always)
  mutating func insert(_ key: EventKey) -> Bool {
    if contains(key) { return false }
    self = EventKeys(rawValue: rawValue | 1 << UInt64(key.rawValue))
    return true
  }

  /// The first of them in the order in which they are written.
  var first: EventKey? { rawValue == 0 ? nil : EventKey(rawValue: rawValue.trailingZeroBitCount) }

  /// What an event must have, of whatever kind it is.
  static var always: EventKeys {
    EventKeys(.id, .clock, .recorded).union(EventKeys(.day, .by, .kind)).union(EventKeys(.sum))
  }

  /// What an event of any kind may have besides.
  static var anywhere: EventKeys {
    EventKeys(.prev, .seen, .at).union(EventKeys(.note, .evidence, .outOfSequence)).union(
      EventKeys(.afterTorn))
  }
}

/// The kinds of events that this version knows.
enum EventKind: Int, CaseIterable {
  case registered, answered, started, completed, held, resumed, turnedDown, waived, reopened, confirmed
  case assigned, dueSet, noted, lessonNoted, adopted, calendarSet, closuresSet, meetingsSet, targetSet
  case baselineSet, closed, organisationReopened, settled, retracted

  /// The words for all of them, in the order of the cases.
  static let names = [
    "registered", "answered", "started", "completed", "held", "resumed", "turnedDown", "waived", "reopened",
    "confirmed", "assigned", "dueSet", "noted", "lessonNoted", "adopted", "calendarSet", "closuresSet",
    "meetingsSet", "targetSet", "baselineSet", "closed", "organisationReopened", "settled", "retracted",
  ]

  /// The kind that a word stands for; nil where this version doesn't know it.
  init?(_ word: String) {
    guard let place = Self.names.firstIndex(of: word) else { return nil }
    self.init(rawValue: place)
  }

  /// What an event of the kind must have of its own.
  var needs: EventKeys {
    switch self {
    case .registered: EventKeys(.name, .checklist, .edition)
    case .answered: EventKeys(.answers)
    case .started, .completed, .resumed, .confirmed, .assigned, .dueSet, .noted: EventKeys(.steps)
    case .held, .turnedDown, .waived, .reopened: EventKeys(.steps, .reason)
    case .lessonNoted: EventKeys(.steps, .text)
    case .adopted: EventKeys(.edition)
    case .calendarSet: EventKeys(.calendar)
    case .closuresSet: EventKeys(.days)
    case .meetingsSet: EventKeys(.body, .days)
    case .targetSet, .organisationReopened: []
    case .baselineSet: EventKeys(.name)
    case .closed: EventKeys(.outcome)
    case .settled: EventKeys(.subject, .kept, .between)
    case .retracted: EventKeys(.event)
    }
  }

  /// What it may have of its own besides.
  var allows: EventKeys {
    switch self {
    case .completed, .waived: EventKeys(.answers)
    case .held: EventKeys(.waitingFor, .chase)
    case .turnedDown: EventKeys(.backOn)
    case .assigned: EventKeys(.person)
    case .dueSet: EventKeys(.due)
    case .meetingsSet: EventKeys(.papers)
    case .targetSet: EventKeys(.target)
    case .closed: EventKeys(.reason)
    default: []
    }
  }
}
