internal import MutualChecklist

/// Reads a line as this program writes lines: without white space, each member once and as it has to be.
///
/// Whatever is out of the ordinary (an escape, a name it doesn't know, any mistake) makes it give up, and
/// `EventFields.init(reading:in:)` reads the line instead. What it does read it reads as that does, only faster.
struct EventScanner {
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var end = 0
  private var position = 0
  private var texts = RepeatedTexts()
  /// What the line that was read last has. (To make this anew for every line takes as long as to read it.)
  private(set) var fields = EventFields()

  /// Reads a line whose sum is right into `fields`; false where it gives up.
  ///
  /// A scanner that reads one line after the other remembers what they have in common.
  /// - Complexity: O(length).
  mutating func read(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    begin(line, bytes)
    fields.clear()
    return scan()
  }

  /// Reads the first line of a file, whose sum is right; nil where it gives up.
  mutating func header(of line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> FileHeader? {
    begin(line, bytes)
    guard skip("{"), skip(member: "format"), scanNumber() == FileHeader.format,
      skip(","), skip(member: "organisation"), let organisation = scanText(),
      skip(","), skip(member: "name"), let name = scanText(),
      skip(","), skip(member: "writer"), let writer = scanText(),
      skip(","), position == end - LineSum.length
    else { return nil }
    return FileHeader(organisation: organisation, name: name, writer: writer)
  }

  private mutating func begin(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = line.lowerBound
    end = line.upperBound
  }

  private mutating func scan() -> Bool {
    guard skip("{") else { return false }
    let keys = WordTable.keys
    let kinds = WordTable.kinds
    while true {
      guard let name = scanPlain(), skip(":"), let place = keys.index(of: name, in: bytes),
        let key = EventKey(rawValue: place), fields.present.insert(key), scanValue(key, kinds)
      else { return false }
      if key == .sum { return true }
      guard skip(",") else { return false }
    }
  }

  private mutating func scanValue(_ key: EventKey, _ kinds: WordTable) -> Bool {
    switch key {
    case .id: Self.set(&fields.id, scanID())
    case .prev: Self.setOptional(&fields.prev, scanSum())
    case .clock: Self.set(&fields.clock, scanNumber())
    case .seen: Self.set(&fields.seen, scanSeen())
    case .at: Self.setOptional(&fields.at, scanDay())
    case .recorded: Self.set(&fields.recorded, scanInstant())
    case .day: Self.set(&fields.day, scanDay())
    case .by: Self.set(&fields.by, scanName())
    case .kind: Self.setOptional(&fields.kind, scanKind(kinds))
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
    // It is known to be there, last and right: `"8f3a01c2"}`.
    case .sum: position == end &- 11
    // Too rare to be worth a second way of reading them.
    case .days, .papers, .between: false
    }
  }

  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private static func setOptional<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    place = value
    return value != nil
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(truncatingIfNeeded: character.value) else { return false }
    position &+= 1
    return true
  }

  /// Passes over the name of a member and its colon.
  private mutating func skip(member name: StaticString) -> Bool {
    guard let found = scanPlain(), found.count == name.utf8CodeUnitCount else { return false }
    for place in 0..<name.utf8CodeUnitCount
    where bytes[found.lowerBound + place] != name.utf8Start[place] { return false }
    return skip(":")
  }

  /// Passes over a text, and returns where its content lies and whether it is all ASCII; nil where it has an
  /// escape or a control character.
  @inline(__always)
  private mutating func scanContent() -> (content: Range<Int>, isASCII: Bool)? {
    guard skip("\"") else { return nil }
    let start = position
    var index = position
    var beyondASCII: UInt8 = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index < end {
      if index &+ 8 <= end {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let special = Self.special(in: word)
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
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let marks =
      ((word &- ones &* 0x20) & ~word) | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | word
    return marks & (ones &* 0x80)
  }

  /// Passes over a text of ASCII without escapes, and returns where its content lies.
  @inline(__always)
  private mutating func scanPlain() -> Range<Int>? {
    guard let (content, isASCII) = scanContent(), isASCII else { return nil }
    return content
  }

  private mutating func scanText() -> String? {
    guard let (content, isASCII) = scanContent() else { return nil }
    return text(content, isASCII)
  }

  /// Reads the name of who recorded: nearly always that of the line before.
  private mutating func scanName() -> String? {
    guard let (content, isASCII) = scanContent() else { return nil }
    if RepeatedTexts.isSame(texts.name, UnsafeBufferPointer(rebasing: bytes[content])) { return texts.name }
    guard let name = text(content, isASCII) else { return nil }
    texts.name = name
    return name
  }

  private func text(_ content: Range<Int>, _ isASCII: Bool) -> String? {
    let buffer = UnsafeBufferPointer(rebasing: bytes[content])
    return isASCII ? String(decoding: buffer, as: UTF8.self) : String(validating: buffer, as: UTF8.self)
  }

  private mutating func scanTexts() -> [String]? {
    guard skip("[") else { return nil }
    if skip("]") { return [] }
    guard let (first, isASCII) = scanContent() else { return nil }
    // Nearly always there is one: the id of a step that other events name too.
    if isASCII, skip("]") { return texts.list(ofOne: UnsafeBufferPointer(rebasing: bytes[first])) }
    guard let text = text(first, isASCII) else { return nil }
    var texts = [text]
    while skip(",") {
      guard let text = scanText() else { return nil }
      texts.append(text)
    }
    return skip("]") ? texts : nil
  }

  /// Reads a whole number from 1 to the largest that a number of an event may be.
  private mutating func scanNumber() -> Int? {
    guard let number = number(from: position) else { return nil }
    position = number.end
    return number.value
  }

  @inline(__always)
  private func number(from start: Int) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    while index < end, bytes[index] &- UInt8(ascii: "0") < 10, index &- start < 17 {
      value = value &* 10 &+ Int(bytes[index] & 0xF)
      index &+= 1
    }
    guard index > start, bytes[start] != UInt8(ascii: "0"), value <= Event.largestNumber, index &- start < 17
    else { return nil }
    return (value, index)
  }

  // MARK: Values

  private mutating func scanKind(_ kinds: WordTable) -> EventKind? {
    guard let word = scanPlain(), let place = kinds.index(of: word, in: bytes) else { return nil }
    return EventKind.allCases[place]
  }

  private mutating func scanSum() -> String? {
    guard let content = scanPlain(), content.count == 8 else { return nil }
    for byte in bytes[content] {
      guard byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6 else { return nil }
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[content]), as: UTF8.self)
  }

  private mutating func writer(_ content: Range<Int>) -> String? {
    guard 1...64 ~= content.count else { return nil }
    let buffer = UnsafeBufferPointer(rebasing: bytes[content])
    if RepeatedTexts.isSame(texts.writer, buffer) { return texts.writer }
    for byte in bytes[content] {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        break
      default: return nil
      }
    }
    texts.writer = String(decoding: buffer, as: UTF8.self)
    return texts.writer
  }

  private mutating func scanID() -> Event.ID? {
    guard let content = scanPlain(), let colon = bytes[content].firstIndex(of: UInt8(ascii: ":")),
      let writer = writer(content.lowerBound..<colon), let number = number(from: colon &+ 1),
      number.end == content.upperBound
    else { return nil }
    return Event.ID(writer: writer, number: number.value)
  }

  private mutating func scanSeen() -> [String: Int]? {
    var seen: [String: Int] = [:]
    guard skip("{") else { return nil }
    if skip("}") { return seen }
    repeat {
      guard let content = scanPlain(), let writer = writer(content), skip(":"), let number = scanNumber(),
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
      let question = String(decoding: bytes[content], as: UTF8.self)
      guard !answers.contains(where: { $0.question == question }) else { return nil }
      answers.append(GivenAnswer(question: question, answers: given))
    } while skip(",")
    return skip("}") ? answers : nil
  }

  private mutating func scanOutOfSequence() -> Event.OutOfSequence? {
    guard skip("{"), skip(member: "reason"), let reason = scanText(), skip(","), skip(member: "covers"),
      let covers = scanTexts(), skip("}")
    else { return nil }
    return Event.OutOfSequence(reason: reason, covers: covers)
  }

  private mutating func scanDay() -> Day? {
    guard let content = scanPlain(), content.count == 10 else { return nil }
    return day(at: content.lowerBound)
  }

  private mutating func day(at start: Int) -> Day? {
    let raw = UnsafeRawBufferPointer(bytes)
    let first = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    let last = raw.loadUnaligned(fromByteOffset: start &+ 2, as: UInt64.self)
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

  private mutating func scanInstant() -> Instant? {
    guard let content = scanPlain(), content.count == 20 else { return nil }
    let start = content.lowerBound
    guard let day = day(at: start), let hour = two(at: start &+ 11), let minute = two(at: start &+ 14),
      let second = two(at: start &+ 17), hour < 24, minute < 60, second < 60,
      bytes[start &+ 10] == UInt8(ascii: "T"), bytes[start &+ 13] == UInt8(ascii: ":"),
      bytes[start &+ 16] == UInt8(ascii: ":"), bytes[start &+ 19] == UInt8(ascii: "Z")
    else { return nil }
    return Instant(secondsSince1970: day.daysSince1970 &* 86_400 &+ hour &* 3600 &+ minute &* 60 &+ second)
  }
}
