internal import MutualChecklist
internal import MutualJSON

// The way to read a line that is always right, and says what is wrong with a line. Nearly all lines are read by
// `EventScanner`, which is some times as fast, and hands over to this one whatever is out of the ordinary.

extension EventFields {
  /// Reads the members of a line.
  ///
  /// - Throws: Where the line is not JSON. A value that is JSON, but not as it has to be, is noted as malformed.
  init(reading bytes: [UInt8], in range: Range<Int>) throws(LineFault) {
    var reader = JSONReader(bytes, range: range)
    do throws(JSONError) {
      try reader.beginObject()
      while let name = try reader.nextKey() {
        guard let position = EventKey.names.firstIndex(of: name), let key = EventKey(rawValue: position)
        else {
          hasUnknownKeys = true
          try reader.skipValue()
          continue
        }
        _ = present.insert(key)
        let start = reader
        if !read(key, from: &reader) {
          _ = malformed.insert(key)
          reader = start
          try reader.skipValue()
        }
      }
      try reader.endDocument()
    } catch {
      throw .notJSON(error.message)
    }
  }

  /// Reads the value of a member; false where it is not as it has to be, or not JSON.
  private mutating func read(_ key: EventKey, from reader: inout JSONReader) -> Bool {
    do throws(JSONError) {
      return try readValue(key, from: &reader)
    } catch {
      return false
    }
  }

  private mutating func readValue(_ key: EventKey, from reader: inout JSONReader) throws(JSONError) -> Bool {
    switch key {
    case .id: return Self.set(&id, Event.ID(try reader.string()))
    case .prev:
      let text = try reader.string()
      guard CRC32C.value(ofDigits: text.utf8) != nil else { return false }
      prev = text
    case .clock: return Self.set(&clock, Self.number(try reader.integer()))
    case .seen: return try readSeen(from: &reader)
    case .at:
      at = Day(try reader.string())
      return at != nil
    case .recorded: return Self.set(&recorded, Instant(try reader.string()))
    case .day: return Self.set(&day, Day(try reader.string()))
    case .by: by = try reader.string()
    case .kind:
      let word = try reader.string()
      kind = EventKind(word)
      if kind == nil { unknownKind = word }
      return !word.isEmpty
    case .steps:
      steps = try Self.texts(from: &reader)
      return !steps.isEmpty
    case .answers: return try readAnswers(from: &reader)
    case .reason: reason = try reader.string()
    case .waitingFor: waitingFor = try reader.string()
    case .chase:
      chase = Day(try reader.string())
      return chase != nil
    case .backOn:
      backOn = Day(try reader.string())
      return backOn != nil
    case .person: person = try reader.string()
    case .due:
      due = Day(try reader.string())
      return due != nil
    case .text: text = try reader.string()
    case .name: name = try reader.string()
    case .checklist: checklist = try reader.string()
    case .edition: edition = try reader.string()
    case .calendar: calendar = try reader.string()
    case .days: return Self.set(&days, Self.all(try Self.texts(from: &reader)) { Day($0) })
    case .body: body = try reader.string()
    case .papers:
      let number = try reader.integer()
      guard number == 0 || Self.number(number) != nil else { return false }
      papers = number
    case .target:
      target = Day(try reader.string())
      return target != nil
    case .outcome: outcome = try reader.string()
    case .subject: subject = try reader.string()
    case .kept: return Self.set(&kept, Event.ID(try reader.string()))
    case .between: return Self.set(&between, Self.all(try Self.texts(from: &reader)) { Event.ID($0) })
    case .event: return Self.set(&event, Event.ID(try reader.string()))
    case .note: note = try reader.string()
    case .evidence: evidence = try Self.texts(from: &reader)
    case .outOfSequence: return try readOutOfSequence(from: &reader)
    case .afterTorn:
      afterTorn = Self.number(try reader.integer())
      return afterTorn != nil
    case .sum: _ = try reader.string()
    }
    return true
  }

  private mutating func readSeen(from reader: inout JSONReader) throws(JSONError) -> Bool {
    try reader.beginObject()
    while let writer = try reader.nextKey() {
      guard Event.ID.isWriter(writer), let number = Self.number(try reader.integer()) else { return false }
      seen[writer] = number
    }
    return true
  }

  private mutating func readAnswers(from reader: inout JSONReader) throws(JSONError) -> Bool {
    try reader.beginObject()
    while let question = try reader.nextKey() {
      answers.append(GivenAnswer(question: question, answers: try Self.texts(from: &reader)))
    }
    return !answers.isEmpty
  }

  private mutating func readOutOfSequence(from reader: inout JSONReader) throws(JSONError) -> Bool {
    var reason: String?
    var covers: [String]?
    try reader.beginObject()
    while let name = try reader.nextKey() {
      switch name {
      case "reason": reason = try reader.string()
      case "covers": covers = try Self.texts(from: &reader)
      default:
        hasUnknownKeys = true
        try reader.skipValue()
      }
    }
    guard let reason, let covers else { return false }
    outOfSequence = Event.OutOfSequence(reason: reason, covers: covers)
    return true
  }

  private static func texts(from reader: inout JSONReader) throws(JSONError) -> [String] {
    var texts: [String] = []
    try reader.beginArray()
    while try reader.nextElement() { texts.append(try reader.string()) }
    return texts
  }

  private static func all<Value>(_ texts: [String], _ read: (String) -> Value?) -> [Value]? {
    let values = texts.compactMap(read)
    return values.count == texts.count ? values : nil
  }

  /// A number of an event, or a clock; nil beyond what one may be.
  private static func number(_ value: Int) -> Int? { (1...Event.largestNumber).contains(value) ? value : nil }

  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }
}
