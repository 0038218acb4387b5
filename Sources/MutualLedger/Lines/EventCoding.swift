public import MutualChecklist
internal import MutualJSON

/// How an event is written in a line of a file, and read from it.
public enum EventCoding {
  /// Writes the line of an event, with its sum and without a line feed.
  ///
  /// The same event gives the same bytes. An event of a newer version that was read from a line gives that line. Of
  /// another `unknown` action only the word for it is written.
  /// - Complexity: O(length).
  public static func line(_ event: Event) -> [UInt8] { event.original ?? LineSum.seal(members(event)) }

  /// Writes an event as a JSON object: its line without the sum, for showing.
  ///
  /// - Complexity: O(length).
  public static func object(_ event: Event) -> [UInt8] {
    // The sum is the last member, after a comma.
    let members = event.original.map { Array($0.dropLast(LineSum.length + 1)) } ?? members(event)
    return members + [UInt8(ascii: "}")]
  }

  /// The object without its closing brace.
  private static func members(_ event: Event) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", event.id.description)
    if let previous = event.previous { writer.member("prev", previous) }
    writer.member("clock", event.clock)
    var seen = event.seen
    if case .baselineSet(_, let all) = event.action { seen = all }
    if !seen.isEmpty {
      writer.key("seen")
      writer.beginObject()
      for (other, number) in seen.sorted(by: { $0.key < $1.key }) { writer.member(other, number) }
      writer.endObject()
    }
    writer.member("at", event.at)
    writer.member("recorded", event.recorded.description)
    writer.member("day", event.day.description)
    writer.member("by", event.by)
    writer.member("kind", event.action.kind)
    write(event.action, to: &writer)
    if let note = event.note { writer.member("note", note) }
    if !event.evidence.isEmpty { writer.member("evidence", event.evidence) }
    if let outOfSequence = event.outOfSequence {
      writer.key("outOfSequence")
      writer.beginObject()
      writer.member("reason", outOfSequence.reason)
      writer.member("covers", outOfSequence.covers)
      writer.endObject()
    }
    if let afterTorn = event.afterTorn { writer.member("afterTorn", afterTorn) }
    return writer.bytes
  }

  private static func write(_ action: Action, to writer: inout JSONWriter) {
    if !action.steps.isEmpty { writer.member("steps", action.steps) }
    if !action.answers.isEmpty {
      writer.key("answers")
      writer.beginObject()
      for given in action.answers { writer.member(given.question, given.answers) }
      writer.endObject()
    }
    switch action {
    case .registered(let name, let checklist, let edition):
      writer.member("name", name)
      writer.member("checklist", checklist)
      writer.member("edition", edition)
    case .held(_, let reason, let waitingFor, let chase):
      writer.member("reason", reason)
      if let waitingFor { writer.member("waitingFor", waitingFor) }
      writer.member("chase", chase)
    case .turnedDown(_, let reason, let backOn):
      writer.member("reason", reason)
      writer.member("backOn", backOn)
    case .waived(_, let reason, _), .reopened(_, let reason): writer.member("reason", reason)
    case .assigned(_, let person): if let person { writer.member("person", person) }
    case .dueSet(_, let due): writer.member("due", due)
    case .lessonNoted(_, let text): writer.member("text", text)
    case .adopted(let edition): writer.member("edition", edition)
    case .calendarSet(let calendar): writer.member("calendar", calendar)
    case .closuresSet(let days): writer.member("days", days.map(\.description))
    case .meetingsSet(let body, let days, let papers):
      writer.member("body", body)
      writer.member("days", days.map(\.description))
      if let papers { writer.member("papers", papers) }
    case .targetSet(let target): writer.member("target", target)
    case .baselineSet(let name, _): writer.member("name", name)
    case .closed(let outcome, let reason):
      writer.member("outcome", outcome)
      if let reason { writer.member("reason", reason) }
    case .settled(let subject, let kept, let between):
      writer.member("subject", subject)
      writer.member("kept", kept.description)
      writer.member("between", between.map(\.description))
    case .retracted(let event): writer.member("event", event.description)
    case .answered, .started, .completed, .resumed, .confirmed, .noted, .organisationReopened, .unknown: break
    }
  }

  /// Reads an event from its line, given without the line feed.
  ///
  /// - Throws: What is wrong with the line. A kind or a member that only a newer version knows is not: the event
  ///   says that it has one.
  /// - Complexity: O(length).
  public static func event(_ line: [UInt8]) throws(LineFault) -> Event {
    var scanner = EventScanner()
    var sum: UInt32 = 0
    return try event(line, in: 0..<line.count, by: &scanner, sum: &sum)
  }

  /// Reads an event from a line of a file, and the line's sum. (To return both would copy the event.)
  static func event(
    _ bytes: [UInt8], in line: Range<Int>, by scanner: inout EventScanner, sum: inout UInt32
  ) throws(LineFault) -> Event {
    let isRead = try bytes.withUnsafeBufferPointer { buffer throws(LineFault) in
      sum = try LineSum.check(line, in: buffer)
      return scanner.read(line, in: buffer)
    }
    if isRead, !scanner.fields.isFromNewerVersion { return try scanner.makeEvent() }
    var fields = try EventFields(reading: bytes, in: line)
    var event = try fields.makeEvent()
    if event.isFromNewerVersion { event.original = Array(bytes[line]) }
    return event
  }
}

extension JSONWriter {
  /// Writes a name and a day, if there is one.
  fileprivate mutating func member(_ name: String, _ day: Day?) {
    if let day { member(name, day.description) }
  }
}
