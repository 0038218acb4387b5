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
  init(_ first: EventKey, _ second: EventKey? = nil, _ third: EventKey? = nil) {
    var bits: UInt64 = 1 << UInt64(first.rawValue)
    if let second { bits |= 1 << UInt64(second.rawValue) }
    if let third { bits |= 1 << UInt64(third.rawValue) }
    rawValue = bits
  }

  private init(all keys: EventKey...) { rawValue = keys.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

  func contains(_ key: EventKey) -> Bool { rawValue >> UInt64(key.rawValue) & 1 == 1 }

  /// Adds a name, and says whether it was new.
  mutating func insert(_ key: EventKey) -> Bool {
    if contains(key) { return false }
    self = EventKeys(rawValue: rawValue | 1 << UInt64(key.rawValue))
    return true
  }

  /// The first of them in the order in which they are written.
  var first: EventKey? { rawValue == 0 ? nil : EventKey(rawValue: rawValue.trailingZeroBitCount) }

  /// What an event must have, of whatever kind it is.
  static let always = EventKeys(all: .id, .clock, .recorded, .day, .by, .kind, .sum)
  /// What an event of any kind may have besides.
  static let anywhere = EventKeys(all: .prev, .seen, .at, .note, .evidence, .outOfSequence, .afterTorn)
}

/// The kinds of events that this version knows.
enum EventKind: String, CaseIterable {
  case registered, answered, started, completed, held, resumed, turnedDown, waived, reopened, confirmed
  case assigned, dueSet, noted, lessonNoted, adopted, calendarSet, closuresSet, meetingsSet, targetSet
  case baselineSet, closed, organisationReopened, settled, retracted

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

/// Finds which of a few words some bytes are, without making a text of them.
struct WordTable {
  /// The first and the last eight bytes of a word (all of it, if it has at most sixteen).
  private struct Entry {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length = 0
    var index = 0
  }

  private static let slots = 64
  private var entries = [Entry](repeating: Entry(), count: slots)
  private let words: [String]

  static let keys = WordTable(EventKey.names)
  static let kinds = WordTable(EventKind.allCases.map(\.rawValue))

  init(_ words: [String]) {
    self.words = words
    // A word at the end of its buffer could not be read eight bytes at a time.
    var padded = [UInt8](repeating: 0, count: 40)
    for (index, word) in words.enumerated() {
      let length = word.utf8.count
      padded.replaceSubrange(0..<length, with: word.utf8)
      var entry = padded.withUnsafeBytes { Self.entry($0, 0, length) }
      entry.index = index
      var slot = Self.slot(entry)
      while entries[slot].length != 0 { slot = (slot + 1) % Self.slots }
      entries[slot] = entry
    }
  }

  /// The bytes must go on for at least eight after the beginning.
  @inline(__always)
  private static func entry(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> Entry {
    var first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    if length < 8 { first &= 1 << UInt64(8 &* length) &- 1 }
    let last =
      length <= 8
      ? 0 : UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ length &- 8, as: UInt64.self))
    return Entry(first: first, last: last, length: length)
  }

  @inline(__always)
  private static func slot(_ entry: Entry) -> Int {
    let mix = (entry.first ^ entry.last &* 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(mix >> 58)
  }

  /// The place of a word in the list; nil where it is none of them, or where fewer than eight bytes follow its
  /// beginning.
  @inline(__always)
  func index(of word: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let start = word.lowerBound
    let length = word.count
    guard length > 0, length <= 32, start &+ 8 <= bytes.count else { return nil }
    let wanted = Self.entry(UnsafeRawBufferPointer(bytes), start, length)
    var slot = Self.slot(wanted)
    while true {
      let entry = entries[slot]
      if entry.length == 0 { return nil }
      if entry.first == wanted.first, entry.last == wanted.last, entry.length == length {
        if length <= 16 || words[entry.index].utf8.elementsEqual(bytes[word]) { return entry.index }
      }
      slot = (slot &+ 1) % Self.slots
    }
  }
}
