internal import MutualChecklist

/// Reads a line as this program writes lines: without white space, each member once and as it has to be.
///
/// Whatever is out of the ordinary (an escape, a name it doesn't know, any mistake) makes it give up, and
/// `EventFields.init(reading:in:)` reads the line instead. What it does read it reads as that does, only faster.
///
/// It looks at eight bytes at a time. There are as many after whatever it looks at, since a line ends in its sum.
struct EventScanner {
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  private var end = 0
  private var position = 0
  private var texts = RepeatedTexts()
  /// The digits of the sum of the line that was read last, as one number.
  private var lastSum: UInt64 = 0
  /// What the line that was read last has. (To make this anew for every line takes as long as to read it.)
  private(set) var fields = EventFields()

  /// Reads a line whose sum is right into `fields`; false where it gives up.
  ///
  /// A scanner that reads one line after the other remembers what they have in common.
  /// - Complexity: O(length).
  mutating func read(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    begin(line, bytes)
    fields.begin()
    guard skip("{"), scanUsual() else { return false }
    return skip("\"sum\":") ? fields.present.insert(.sum) && scanOwnSum() : scanRest()
  }

  /// Reads the members that most lines have, as far as they come in the order in which they are written.
  ///
  /// This and what it calls are inlined, so that reading line after line stays within the processor's nearest memory.
  @inline(__always)
  private mutating func scanUsual() -> Bool {
    guard scan(.id, "\"id\":"), scan(.prev, "\"prev\":"), scan(.clock, "\"clock\":"),
      scan(.seen, "\"seen\":"),
      scan(.at, "\"at\":"), scan(.recorded, "\"recorded\":"), scan(.day, "\"day\":"), scan(.by, "\"by\":"),
      scan(.kind, "\"kind\":"), scan(.steps, "\"steps\":"), scan(.person, "\"person\":"),
      scan(.note, "\"note\":")
    else { return false }
    return true
  }

  /// Reads all other members, again in the order in which they are written, and the sum.
  private mutating func scanRest() -> Bool {
    guard scan(.answers, "\"answers\":"), scan(.reason, "\"reason\":"), scan(.waitingFor, "\"waitingFor\":"),
      scan(.chase, "\"chase\":"), scan(.backOn, "\"backOn\":"), scan(.due, "\"due\":"),
      scan(.text, "\"text\":"),
      scan(.name, "\"name\":"), scan(.checklist, "\"checklist\":"), scan(.edition, "\"edition\":"),
      scan(.calendar, "\"calendar\":"), scan(.body, "\"body\":"), scan(.target, "\"target\":"),
      scan(.outcome, "\"outcome\":"), scan(.subject, "\"subject\":"), scan(.kept, "\"kept\":"),
      scan(.event, "\"event\":"), scan(.note, "\"note\":"), scan(.evidence, "\"evidence\":"),
      scan(.outOfSequence, "\"outOfSequence\":"), scan(.afterTorn, "\"afterTorn\":")
    else { return false }
    return skip("\"sum\":") && fields.present.insert(.sum) && scanOwnSum()
  }

  /// Makes an event of the line that was read last: once, since the event gets what `fields` has.
  mutating func makeEvent() throws(LineFault) -> Event { try fields.makeEvent() }

  /// Reads a member if it comes next; false where it is not as it has to be.
  @inline(__always)
  private mutating func scan(_ key: EventKey, _ name: StaticString) -> Bool {
    guard skip(name) else { return true }
    return fields.present.insert(key) && scanValue(key) && skip(",")
  }

  /// Reads the first line of a file, whose sum is right; nil where it gives up.
  mutating func header(of line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> FileHeader? {
    begin(line, bytes)
    guard skip("{\"format\":"), scanNumber() == FileHeader.format,
      skip(",\"organisation\":"), let organisation = scanText(),
      skip(",\"name\":"), let name = scanText(),
      skip(",\"writer\":"), let writer = scanText(),
      skip(",\"sum\":"), position == end - 11
    else { return nil }
    return FileHeader(organisation: organisation, name: name, writer: writer)
  }

  private mutating func begin(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = UnsafeRawBufferPointer(bytes)
    position = line.lowerBound
    end = line.upperBound
  }

  @inline(__always)
  private mutating func scanValue(_ key: EventKey) -> Bool {
    switch key {
    case .id: Self.set(&fields.id, scanID())
    case .prev: Self.setOptional(&fields.prev, scanSum())
    case .clock: Self.set(&fields.clock, scanNumber())
    case .seen: Self.set(&fields.seen, scanSeen())
    case .at: Self.setOptional(&fields.at, scanDay())
    case .recorded: Self.set(&fields.recorded, scanInstant())
    case .day: Self.set(&fields.day, scanDay())
    case .by: scanName()
    case .kind: Self.setOptional(&fields.kind, scanKind())
    case .steps: Self.set(&fields.steps, scanTexts()) && !fields.steps.isEmpty
    case .answers: Self.set(&fields.answers, scanAnswers())
    case .reason: Self.setOptional(&fields.reason, scanText())
    case .waitingFor: Self.setOptional(&fields.waitingFor, scanText())
    case .chase: Self.setOptional(&fields.chase, scanDay())
    case .backOn: Self.setOptional(&fields.backOn, scanDay())
    case .person: Self.setOptional(&fields.person, scanText())
    case .due: Self.setOptional(&fields.due, scanDay())
    case .text: Self.set(&fields.text, scanText())
    case .name: Self.set(&fields.name, scanText())
    case .checklist: Self.set(&fields.checklist, scanText())
    case .edition: Self.set(&fields.edition, scanText())
    case .calendar: Self.set(&fields.calendar, scanText())
    case .body: Self.set(&fields.body, scanText())
    case .target: Self.setOptional(&fields.target, scanDay())
    case .outcome: Self.set(&fields.outcome, scanText())
    case .subject: Self.set(&fields.subject, scanText())
    case .kept: Self.set(&fields.kept, scanID())
    case .event: Self.set(&fields.event, scanID())
    case .note: Self.setOptional(&fields.note, scanText())
    case .evidence: Self.set(&fields.evidence, scanTexts())
    case .outOfSequence: Self.setOptional(&fields.outOfSequence, scanOutOfSequence())
    case .afterTorn: Self.setOptional(&fields.afterTorn, scanNumber())
    case .sum: scanOwnSum()
    // Too rare to be worth a second way of reading them.
    case .days, .papers, .between: false
    }
  }

  @inline(__always)
  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  @inline(__always)
  private static func setOptional<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    place = value
    return value != nil
  }

  // MARK: Tokens

  /// Passes over what must come next, such as the name of a member with its colon.
  @inline(__always)
  private mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard length <= end &- position else { return false }
    for place in 0..<length where bytes[position &+ place] != text.utf8Start[place] { return false }
    position &+= length
    return true
  }

  /// Passes over a text, and returns where its content lies and whether it is all ASCII; nil where it has an
  /// escape or a control character.
  @inline(__always)
  private mutating func scanContent() -> (content: Range<Int>, isASCII: Bool)? {
    guard skip("\"") else { return nil }
    let start = position
    var index = position
    var beyondASCII: UInt8 = 0
    while index < end {
      if index &+ 8 <= end {
        let special = Self.special(in: Bytes.eight(at: index, in: bytes))
        if special == 0 {
          index &+= 8
          continue
        }
        index &+= special.trailingZeroBitCount &>> 3
      }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index &+ 1
        return (start..<index, beyondASCII < 0x80)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
      beyondASCII |= byte
      index &+= 1
    }
    return nil
  }

  /// Marks, with its highest bit, the first byte that is a control character, a quote, a backslash or not ASCII.
  @inline(__always)
  private static func special(in word: UInt64) -> UInt64 {
    let quotes = word ^ Bytes.eight(UInt8(ascii: "\""))
    let backslashes = word ^ Bytes.eight(UInt8(ascii: "\\"))
    let ones = Bytes.eight(1)
    let marks =
      ((word &- Bytes.eight(0x20)) & ~word) | ((quotes &- ones) & ~quotes)
      | ((backslashes &- ones) & ~backslashes) | word
    return marks & Bytes.eight(0x80)
  }

  /// Passes over a text of ASCII without escapes, and returns where its content lies.
  @inline(__always)
  private mutating func scanPlain() -> Range<Int>? {
    guard let (content, isASCII) = scanContent(), isASCII else { return nil }
    return content
  }

  private mutating func scanText() -> String? {
    guard let (content, isASCII) = scanContent() else { return nil }
    return Self.text(content, isASCII, in: bytes)
  }

  // To ask a method of the scanner would copy it.
  private static func text(_ content: Range<Int>, _ isASCII: Bool, in bytes: UnsafeRawBufferPointer)
    -> String?
  {
    if isASCII { return Bytes.text(content, in: bytes) }
    return String(validating: UnsafeRawBufferPointer(rebasing: bytes[content]), as: UTF8.self)
  }

  private mutating func scanTexts() -> [String]? {
    guard skip("[") else { return nil }
    if skip("]") { return [] }
    guard let (first, isASCII) = scanContent() else { return nil }
    // Nearly always there is one: the id of a step that other events name too.
    if isASCII, skip("]") { return texts.list(ofOne: first, in: bytes) }
    guard let text = Self.text(first, isASCII, in: bytes) else { return nil }
    var texts = [text]
    while skip(",") {
      guard let text = scanText() else { return nil }
      texts.append(text)
    }
    return skip("]") ? texts : nil
  }

  /// Reads a whole number from 1 to the largest that a number of an event may be.
  @inline(__always)
  private mutating func scanNumber() -> Int? {
    var index = position
    var value = 0
    while index < end, bytes[index] &- UInt8(ascii: "0") < 10, index &- position < 17 {
      value = value &* 10 &+ Int(bytes[index] & 0xF)
      index &+= 1
    }
    guard index > position, bytes[position] != UInt8(ascii: "0"), value <= Event.largestNumber,
      index &- position < 17
    else { return nil }
    position = index
    return value
  }

  // MARK: Values

  /// Reads the word for a kind: those that records are full of first.
  @inline(__always)
  private mutating func scanKind() -> EventKind? {
    if skip("\"completed\"") { return .completed }
    if skip("\"started\"") { return .started }
    if skip("\"noted\"") { return .noted }
    if skip("\"assigned\"") { return .assigned }
    if skip("\"answered\"") { return .answered }
    if skip("\"registered\"") { return .registered }
    return scanRareKind()
  }

  private mutating func scanRareKind() -> EventKind? {
    guard let content = scanPlain() else { return nil }
    return EventKind(Bytes.text(content, in: bytes))
  }

  /// Reads the name of who recorded: nearly always that of the line before.
  @inline(__always)
  private mutating func scanName() -> Bool {
    guard let (content, isASCII) = scanContent() else { return false }
    if Bytes.isSame(fields.by, content, in: bytes) { return true }
    return Self.set(&fields.by, Self.text(content, isASCII, in: bytes))
  }

  /// Reads the sum of another line: nearly always the one before.
  @inline(__always)
  private mutating func scanSum() -> String? {
    guard position &+ 10 <= end, skip("\"") else { return nil }
    let digits = position..<(position &+ 8)
    if Bytes.eight(at: digits.lowerBound, in: bytes) != lastSum {
      for byte in bytes[digits] {
        guard byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6 else { return nil }
      }
    }
    position = digits.upperBound
    return skip("\"") ? Bytes.text(digits, in: bytes) : nil
  }

  /// Passes over the sum at the end, `"8f3a01c2"}`, which is known to be right.
  private mutating func scanOwnSum() -> Bool {
    guard position == end &- 11 else { return false }
    lastSum = Bytes.eight(at: position &+ 1, in: bytes)
    return true
  }

  /// Passes over the id of a writer, as far as it goes: nearly always that of the line before.
  @inline(__always)
  private mutating func scanWriter() -> String? {
    let start = position
    let next = start &+ texts.writer.utf8.count
    if next < end, !Self.mayBeInWriter(bytes[next]), next > start,
      Bytes.isSame(texts.writer, start..<next, in: bytes)
    {
      position = next
      return texts.writer
    }
    while position < end, Self.mayBeInWriter(bytes[position]) { position &+= 1 }
    guard 1...64 ~= position &- start else { return nil }
    texts.writer = Bytes.text(start..<position, in: bytes)
    return texts.writer
  }

  @inline(__always)
  private static func mayBeInWriter(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
  }

  @inline(__always)
  private mutating func scanID() -> Event.ID? {
    guard skip("\""), let writer = scanWriter(), skip(":"), let number = scanNumber(), skip("\"")
    else { return nil }
    return Event.ID(writer: writer, number: number)
  }

  private mutating func scanSeen() -> [String: Int]? {
    var seen: [String: Int] = [:]
    guard skip("{") else { return nil }
    if skip("}") { return seen }
    repeat {
      guard skip("\""), let writer = scanWriter(), skip("\""), skip(":"), let number = scanNumber(),
        seen.updateValue(number, forKey: writer) == nil
      else { return nil }
    } while skip(",")
    return skip("}") ? seen : nil
  }

  private mutating func scanAnswers() -> [GivenAnswer]? {
    var answers: [GivenAnswer] = []
    guard skip("{") else { return nil }
    repeat {
      guard let content = scanPlain(), skip(":"), let given = scanTexts() else { return nil }
      let question = Bytes.text(content, in: bytes)
      guard !answers.contains(where: { $0.question == question }) else { return nil }
      answers.append(GivenAnswer(question: question, answers: given))
    } while skip(",")
    return skip("}") ? answers : nil
  }

  private mutating func scanOutOfSequence() -> Event.OutOfSequence? {
    guard skip("{\"reason\":"), let reason = scanText(), skip(",\"covers\":"), let covers = scanTexts(),
      skip("}")
    else { return nil }
    return Event.OutOfSequence(reason: reason, covers: covers)
  }

  private mutating func scanDay() -> Day? {
    let start = position &+ 1
    guard start &+ 10 < end, skip("\""), let day = day(at: start) else { return nil }
    position = start &+ 10
    return skip("\"") ? day : nil
  }

  /// Reads a day, of which ten bytes must be there.
  private mutating func day(at start: Int) -> Day? {
    let first = Bytes.eight(at: start, in: bytes)
    let last = Bytes.eight(at: start &+ 2, in: bytes)
    if let day = texts.day, texts.dayBytes == (first, last) { return day }
    guard let century = two(at: start), let years = two(at: start &+ 2), let month = two(at: start &+ 5),
      let day = two(at: start &+ 8), bytes[start &+ 4] == UInt8(ascii: "-"),
      bytes[start &+ 7] == UInt8(ascii: "-")
    else { return nil }
    let year = century &* 100 &+ years
    // The first whole year of the calendar, as where a day is read from a text.
    guard year >= 1583, let found = Day(year: year, month: month, day: day) else { return nil }
    texts.day = found
    texts.dayBytes = (first, last)
    return found
  }

  @inline(__always)
  private func two(at start: Int) -> Int? {
    let tens = bytes[start] &- UInt8(ascii: "0")
    let ones = bytes[start &+ 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens &* 10 &+ ones) : nil
  }

  @inline(__always)
  private mutating func scanInstant() -> Instant? {
    let start = position &+ 1
    guard start &+ 20 < end, skip("\""), let day = day(at: start), let hour = two(at: start &+ 11),
      let minute = two(at: start &+ 14), let second = two(at: start &+ 17), hour < 24, minute < 60,
      second < 60, bytes[start &+ 10] == UInt8(ascii: "T"), bytes[start &+ 13] == UInt8(ascii: ":"),
      bytes[start &+ 16] == UInt8(ascii: ":"), bytes[start &+ 19] == UInt8(ascii: "Z")
    else { return nil }
    position = start &+ 20
    guard skip("\"") else { return nil }
    return Instant(secondsSince1970: day.daysSince1970 &* 86_400 &+ hour &* 3600 &+ minute &* 60 &+ second)
  }
}
