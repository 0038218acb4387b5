import MutualChecklist

/// Writes a checklist as the body of the Swift function that makes it.
///
/// The program then has it without reading its file: texts are literals, and most lists are laid out by the compiler. The
/// graph and the indexes are as they were worked out here. Conditions that many steps share are made once.
struct SwiftSource {
  private let checklist: Checklist
  /// The expressions of the conditions, in the order in which they are made.
  private var conditions: [String] = []
  /// Their names, by expression.
  private var names: [String: String] = [:]

  init(_ checklist: Checklist) { self.checklist = checklist }

  /// The body: the conditions, then the checklist.
  static func body(_ checklist: Checklist) -> String {
    var source = SwiftSource(checklist)
    let expression = source.expression()
    let conditions = source.conditions.enumerated().map { "let condition\($0) = \($1)\n" }
    return conditions.joined() + "return \(expression)"
  }

  private mutating func expression() -> String {
    """
    Checklist(
      id: \(text(checklist.id)), edition: \(text(checklist.edition)), title: \(text(checklist.title)),
      summary: \(text(checklist.summary)),
      jurisdiction: \(text(checklist.jurisdiction)), calendar: \(text(checklist.calendar)),
      reviewed: \(day(checklist.reviewed)),
      sources: { \(list(checklist.sources.map(source))) },
      roles: \(list(checklist.roles.map { "Role(\(text($0.id)), title: \(text($0.title)))" })),
      questions: \(list(checklist.questions.map { question($0) })),
      stages: { \(list(checklist.stages.map(stage))) },
      steps: \(list(checklist.steps.map { step($0) })),
      graph: StepGraph(
        required: \(adjacency(checklist.graph.required)), requiring: \(adjacency(checklist.graph.requiring)),
        order: \(checklist.graph.order)),
      stepPositions: \(index(checklist.stepPositions)), questionPositions: \(index(checklist.questionPositions)),
      askOrder: \(checklist.askOrder), deciders: \(adjacency(checklist.deciders)))
    """
  }

  // MARK: Parts

  private func source(_ source: Source) -> String {
    """
    Source(
      \(text(source.id)), title: \(text(source.title)), publisher: \(text(source.publisher)),
      published: \(day(source.published)), checked: \(day(source.checked)), url: \(text(source.url)))
    """
  }

  private mutating func question(_ question: Question) -> String {
    """
    Question(
      \(text(question.id)), prompt: \(text(question.prompt)), why: \(text(question.why)), help: \(text(question.help)),
      several: \(question.several), askWhen: \(condition(question.askWhen)),
      answers: \(list(question.answers.map { answer($0) })))
    """
  }

  private mutating func answer(_ answer: Answer) -> String {
    "Answer(\(text(answer.id)), title: \(text(answer.title)), offerWhen: \(condition(answer.offerWhen)))"
  }

  private func stage(_ stage: Stage) -> String {
    "Stage(\(text(stage.id)), title: \(text(stage.title)), summary: \(text(stage.summary)), steps: \(stage.steps))"
  }

  private mutating func step(_ step: Step) -> String {
    """
    Step(
      \(text(step.id)), stage: \(step.stage), place: \(step.place), kind: .\(step.kind), title: \(text(step.title)),
      guidance: \(text(step.guidance)), evidence: \(text(step.evidence)), note: \(text(step.note)),
      roles: \(ids(step.roles)), basis: \(optional(step.basis) { ".\($0)" }), mustNotMiss: \(step.mustNotMiss),
      requires: \(list(step.requires.map(requirement))), follows: \(step.follows),
      appliesWhen: \(condition(step.appliesWhen)),
      duration: \(optional(step.duration) { ".init(\($0.optimistic), \($0.likely), \($0.pessimistic))" }),
      decides: \(optional(step.decides) { "\($0)" }), body: \(text(step.body)), themes: \(ids(step.themes)),
      sources: \(ids(step.sources)), replaces: \(ids(step.replaces)))
    """
  }

  private func requirement(_ requirement: Requirement) -> String {
    let subject =
      switch requirement.subject {
      case .step(let step): ".step(\(link(step)))"
      case .anyOf(let members, let oneIsEnough):
        ".anyOf(\(list(members.map(link))), oneIsEnough: \(oneIsEnough))"
      }
    return "Requirement(\(subject), because: \(text(requirement.because)))"
  }

  private func link(_ link: Requirement.Link) -> String {
    ".init(\(link.step), \(optional(link.lag) { "Lag(.\($0.unit), \($0.days))" }))"
  }

  /// The name of a condition.
  private mutating func condition(_ condition: Condition?) -> String {
    guard let condition else { return "nil" }
    let expression = "Condition(\(condition.numbers))"
    if let name = names[expression] { return name }
    let name = "condition\(conditions.count)"
    conditions.append(expression)
    names[expression] = name
    return name
  }

  private func adjacency(_ lists: Adjacency) -> String {
    "Adjacency(offsets: \(lists.offsets), targets: \(lists.targets))"
  }

  private func index(_ index: TextIndex) -> String {
    "TextIndex(joined: \(text(index.joined)), ends: \(index.ends), slots: \(index.slots))"
  }

  // MARK: Values

  private func text(_ text: String) -> String { Self.literal(text) }

  private func text(_ text: String?) -> String { optional(text, Self.literal) }

  /// Ids, as a step keeps them.
  private func ids(_ ids: [String]) -> String { text(ids.joined(separator: " ")) }

  private func day(_ day: Day?) -> String {
    optional(day) { "Day(daysSince1970: \($0.daysSince1970))" }
  }

  private func optional<Value>(_ value: Value?, _ write: (Value) -> String) -> String {
    value.map(write) ?? "nil"
  }

  private func list(_ values: [String]) -> String { "[\(values.joined(separator: ", "))]" }

  /// A literal for a text without NUL and carriage return.
  static func literal(_ text: String) -> String {
    // Enough of them that nothing in the text ends the string or begins an escape.
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    let hashes = String(repeating: "#", count: longest + 1)
    return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
  }
}
