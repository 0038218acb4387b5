/// A checklist in the form that the built-in ones are kept in beside their files: read in a twentieth of the time, since all
/// ids are looked up, all positions known, and nothing is left to check.
///
/// It is made from a file by the build and never leaves the program, so it has no version and no promise: whoever wants a
/// checklist to last keeps the file. Numbers are written in groups of five bits as the characters from `0` to `o`, so that
/// they can stand in a string literal. Texts are numbers in a table of literals, which the program holds without copying.
public struct CompiledChecklist: Sendable {
  /// All numbers, one after the other.
  public let numbers: [UInt8]
  /// The texts that they point into, each once.
  public let texts: [String]

  /// Compiles a checklist.
  /// - Complexity: O(size of the checklist).
  public init(_ checklist: Checklist) {
    var writer = CompiledWriter()
    writer.write(checklist)
    numbers = writer.bytes
    texts = writer.texts
  }

  /// Reads what was compiled; nil where it is not such.
  /// - Parameters:
  ///   - numbers: the numbers of a compiled checklist.
  ///   - texts: its texts.
  /// - Returns: the checklist; nil where the numbers and texts are none.
  /// - Complexity: O(numbers).
  public static func decode(_ numbers: UnsafeBufferPointer<UInt8>, texts: [String]) -> Checklist? {
    var reader = CompiledReader(numbers, texts: texts)
    let checklist = reader.checklist()
    return reader.isAtEnd ? checklist : nil
  }
}

private let digit = UInt8(ascii: "0")

private struct CompiledWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var texts: [String] = []
  private var positions: [String: Int] = [:]

  mutating func write(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 32 {
      bytes.append(digit + 32 + UInt8(rest & 31))
      rest >>= 5
    }
    bytes.append(digit + UInt8(rest))
  }

  mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

  mutating func write(_ text: String) {
    let position = positions[text] ?? texts.count
    if position == texts.count {
      positions[text] = position
      texts.append(text)
    }
    write(position)
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout Self, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  mutating func write(_ day: Day?) { write(day) { $0.write(Day.first.days(until: $1)) } }

  mutating func write<Value>(_ values: [Value], _ body: (inout Self, Value) -> Void) {
    write(values.count)
    for value in values { body(&self, value) }
  }

  mutating func write(_ texts: [String]) { write(texts) { $0.write($1) } }

  mutating func write(_ numbers: [Int]) { write(numbers) { $0.write($1) } }

  mutating func write(_ condition: Condition?) {
    write(condition) { writer, condition in
      writer.write(condition.alternatives) { writer, clauses in
        writer.write(clauses) { writer, clause in
          writer.write(clause.question)
          writer.write(clause.allowed)
        }
      }
    }
  }

  mutating func write(_ checklist: Checklist) {
    for text in [checklist.id, checklist.edition, checklist.title] { write(text) }
    for text in [checklist.summary, checklist.jurisdiction, checklist.calendar] { write(text) }
    write(checklist.reviewed)
    write(checklist.sources) { writer, source in
      writer.write(source.id)
      writer.write(source.title)
      writer.write(source.publisher)
      writer.write(source.published)
      writer.write(source.checked)
      writer.write(source.url)
    }
    write(checklist.roles) { writer, role in
      writer.write(role.id)
      writer.write(role.title)
    }
    write(checklist.questions) { $0.write($1) }
    write(checklist.stages) { writer, stage in
      writer.write(stage.id)
      writer.write(stage.title)
      writer.write(stage.summary)
      writer.write(stage.steps.count)
    }
    write(checklist.steps) { $0.write($1) }
    write(checklist.graph.order.map(Int.init))
    write(checklist.askOrder)
  }

  private mutating func write(_ question: Question) {
    write(question.id)
    write(question.prompt)
    write(question.why)
    write(question.help)
    write(question.several)
    write(question.askWhen)
    write(question.answers) { writer, answer in
      writer.write(answer.id)
      writer.write(answer.title)
      writer.write(answer.offerWhen)
    }
  }

  private mutating func write(_ step: Step) {
    write(step.id)
    write(step.stage)
    write(step.place)
    write(Step.Kind.allCases.firstIndex(of: step.kind) ?? 0)
    write(step.title)
    for text in [step.guidance, step.evidence, step.note] { write(text) }
    write(step.roles)
    write(step.basis.flatMap { Step.Basis.allCases.firstIndex(of: $0) }) { $0.write($1) }
    write(step.mustNotMiss)
    write(step.requires) { $0.write($1) }
    write(step.follows)
    write(step.appliesWhen)
    write(step.duration) { writer, duration in
      writer.write(duration.optimistic)
      writer.write(duration.likely)
      writer.write(duration.pessimistic)
    }
    write(step.decides) { $0.write($1) }
    write(step.body)
    write(step.themes)
    write(step.sources)
    write(step.replaces)
  }

  private mutating func write(_ requirement: Requirement) {
    switch requirement.subject {
    case .step(let link):
      write(0)
      write(link)
    case .anyOf(let links, let oneIsEnough):
      write(oneIsEnough ? 2 : 1)
      write(links) { $0.write($1) }
    }
    write(requirement.because)
  }

  private mutating func write(_ link: Requirement.Link) {
    write(link.step)
    write(link.lag) { writer, lag in
      writer.write(Lag.Unit.allCases.firstIndex(of: lag.unit) ?? 0)
      writer.write(lag.days)
    }
  }
}

/// Reads on to the end whatever comes: what is missing reads as nothing, and `isAtEnd` tells.
private struct CompiledReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let texts: [String]
  private var position = 0
  private var isBroken = false

  private static let kinds = Step.Kind.allCases
  private static let bases = Step.Basis.allCases
  private static let lagUnits = Lag.Unit.allCases

  init(_ bytes: UnsafeBufferPointer<UInt8>, texts: [String]) {
    self.bytes = bytes
    self.texts = texts
  }

  var isAtEnd: Bool { !isBroken && position == bytes.count }

  @inline(__always)
  mutating func number() -> Int {
    // Most numbers are of one group.
    if position < bytes.count, case let group = bytes[position] &- digit, group < 32 {
      position &+= 1
      return Int(group)
    }
    return longNumber()
  }

  @inline(never)
  private mutating func longNumber() -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while position < bytes.count, shift < 60 {
      let group = bytes[position] &- digit
      position += 1
      guard group < 64 else { break }
      value |= UInt(group & 31) << shift
      if group < 32 { return Int(bitPattern: value) }
      shift += 5
    }
    isBroken = true
    return 0
  }

  mutating func flag() -> Bool { number() == 1 }

  mutating func text() -> String {
    let position = number()
    guard position >= 0, position < texts.count else {
      isBroken = true
      return ""
    }
    return texts[position]
  }

  mutating func optional<Value>(_ body: (inout Self) -> Value?) -> Value? { flag() ? body(&self) : nil }

  mutating func optionalText() -> String? { flag() ? text() : nil }

  mutating func day() -> Day? { flag() ? Day(daysSince1970: Day.first.daysSince1970 &+ number()) : nil }

  mutating func list<Value>(_ body: (inout Self) -> Value) -> [Value] {
    let count = number()
    // Everything takes at least a byte.
    guard count <= bytes.count - position else {
      isBroken = true
      return []
    }
    var values: [Value] = []
    if count == 0 { return values }
    values.reserveCapacity(count)
    for _ in 0..<count where !isBroken { values.append(body(&self)) }
    return values
  }

  mutating func textList() -> [String] { list { $0.text() } }

  mutating func numbers() -> [Int] { list { $0.number() } }

  mutating func one<Value>(of cases: [Value]) -> Value? {
    let index = number()
    guard cases.indices.contains(index) else {
      isBroken = true
      return nil
    }
    return cases[index]
  }

  mutating func condition() -> Condition? {
    optional { reader in
      Condition(
        alternatives: reader.list { reader in
          reader.list { reader in Condition.Clause(question: reader.number(), allowed: reader.numbers()) }
        })
    }
  }

  mutating func checklist() -> Checklist? {
    let (id, edition, title) = (text(), text(), text())
    let (summary, jurisdiction, calendar) = (optionalText(), optionalText(), optionalText())
    let reviewed = day()
    let sources = list { reader in
      Source(
        id: reader.text(), title: reader.text(), publisher: reader.optionalText(), published: reader.day(),
        checked: reader.day(), url: reader.optionalText())
    }
    let roles = list { Role(id: $0.text(), title: $0.text()) }
    let questions = list { $0.question() }
    var begin = 0
    let stages = list { reader in
      let (id, title, summary) = (reader.text(), reader.text(), reader.optionalText())
      let count = reader.number()
      defer { begin += count }
      return Stage(id: id, title: title, summary: summary, steps: begin..<begin + max(0, count))
    }
    let steps = list { $0.step() }
    let order = numbers().map { Int32(truncatingIfNeeded: $0) }
    let askOrder = numbers()
    guard !isBroken else { return nil }
    return Checklist(
      id: id, edition: edition, title: title, summary: summary, jurisdiction: jurisdiction,
      calendar: calendar,
      reviewed: reviewed, sources: sources, roles: roles, questions: questions, stages: stages, steps: steps,
      order: order, askOrder: askOrder)
  }

  private mutating func question() -> Question {
    Question(
      id: text(), prompt: text(), why: optionalText(), help: optionalText(), several: flag(),
      askWhen: condition(),
      answers: list { Answer(id: $0.text(), title: $0.text(), offerWhen: $0.condition()) })
  }

  private mutating func step() -> Step {
    Step(
      id: text(), stage: number(), place: number(), kind: one(of: Self.kinds) ?? .action, title: text(),
      guidance: optionalText(), evidence: optionalText(), note: optionalText(), roles: textList(),
      basis: optional { $0.one(of: Self.bases) }, mustNotMiss: flag(),
      requires: list { $0.requirement() },
      follows: numbers(), appliesWhen: condition(),
      duration: optional { .init(optimistic: $0.number(), likely: $0.number(), pessimistic: $0.number()) },
      decides: optional { $0.number() }, body: optionalText(), themes: textList(), sources: textList(),
      replaces: textList())
  }

  private mutating func requirement() -> Requirement {
    let kind = number()
    let subject =
      kind == 0 ? Requirement.Subject.step(link()) : .anyOf(list { $0.link() }, oneIsEnough: kind == 2)
    return Requirement(subject: subject, because: optionalText())
  }

  private mutating func link() -> Requirement.Link {
    Requirement.Link(
      step: number(),
      lag: optional { reader in
        reader.one(of: Self.lagUnits).map { Lag(unit: $0, days: reader.number()) }
      })
  }
}
