internal import MutualJSON

/// Keys that must be there.
private enum Keys {
  static let checklist = ["format", "id", "edition", "title", "stages", "steps"]
  static let named = ["id", "title"]
  static let question = ["id", "prompt", "answers"]
  static let step = ["id", "stage", "title"]
  static let member = ["step"]
  static let duration = ["optimistic", "likely", "pessimistic"]
}

/// A checklist as its file has it: ids not yet looked up, each with its place in the file.
struct ChecklistDraft {
  struct Clause {
    var question: Reference
    var answers: [Reference]
  }

  typealias Alternatives = [[Clause]]

  struct Link {
    var step: Reference
    var lag: Lag?
  }

  struct Requirement {
    enum Subject {
      case step(Link)
      case anyOf([Link], oneIsEnough: Bool)
    }

    var subject: Subject
    var because: String?
  }

  struct Answer {
    var id: Reference?
    var title: String?
    var offerWhen: Alternatives?
  }

  struct Question {
    var id: Reference?
    var prompt: String?
    var why: String?
    var help: String?
    var several = false
    var askWhen: Alternatives?
    var answers: [Answer] = []
    var offset: Int
  }

  struct Source {
    var id: Reference?
    var title: String?
    var publisher: String?
    var published: Day?
    var checked: Day?
    var url: String?
  }

  /// A role or a stage.
  struct Named {
    var id: Reference?
    var title: String?
    var summary: String?
  }

  struct Step {
    var offset: Int
    var id: Reference?
    var stage: Reference?
    var kind = MutualChecklist.Step.Kind.action
    var title: String?
    var guidance: String?
    var evidence: String?
    var note: String?
    var roles: [Reference] = []
    var basis: MutualChecklist.Step.Basis?
    var mustNotMiss = false
    var requires: [Requirement] = []
    var follows: [Reference] = []
    var appliesWhen: Alternatives?
    var duration: MutualChecklist.Step.Duration?
    var decides: Reference?
    var body: String?
    var themes: [String] = []
    var sources: [Reference] = []
    var replaces: [String] = []
  }

  var id: Reference?
  var edition: String?
  var title: String?
  var summary: String?
  var jurisdiction: String?
  var calendar: Reference?
  var reviewed: Day?
  var sources: [Source] = []
  var roles: [Named] = []
  var questions: [Question] = []
  var stages: [Named] = []
  var steps: [Step] = []

  mutating func read(from reader: inout DocumentReader) throws(JSONError) {
    var draft = self
    try reader.object(
      "the checklist", required: Keys.checklist,
      known: [
        "$schema", "format", "id", "edition", "title", "summary", "jurisdiction", "calendar", "reviewed",
        "sources", "roles", "questions", "stages", "steps",
      ]
    ) { reader, key throws(JSONError) in
      switch key {
      case "$schema": try reader.skip()
      case "format": try draft.readFormat(from: &reader)
      case "id": draft.id = try reader.reference("the checklist's id")
      case "edition": try draft.readEdition(from: &reader)
      case "title": draft.title = try reader.text("the checklist's title")
      case "summary": draft.summary = try reader.text("the checklist's summary")
      case "jurisdiction": draft.jurisdiction = try reader.text("the jurisdiction")
      case "calendar": draft.calendar = try reader.reference("the calendar")
      case "reviewed": draft.reviewed = try reader.day("the day of review")
      case "sources":
        try reader.array("sources") { reader throws(JSONError) in
          draft.sources.append(try Self.source(&reader))
        }
      case "roles":
        try reader.array("roles") { reader throws(JSONError) in
          draft.roles.append(try Self.named(&reader, "a role", keys: ["id", "title"]))
        }
      case "questions":
        try reader.array("questions") { reader throws(JSONError) in
          draft.questions.append(try Self.question(&reader))
        }
      case "stages":
        try reader.array("stages") { reader throws(JSONError) in
          draft.stages.append(try Self.named(&reader, "a stage", keys: ["id", "title", "summary"]))
        }
      case "steps":
        try reader.array("steps") { reader throws(JSONError) in draft.steps.append(try Self.step(&reader)) }
      default: return false
      }
      return true
    }
    self = draft
  }

  private func readFormat(from reader: inout DocumentReader) throws(JSONError) {
    let start = reader.offset
    guard let format = try reader.integer("the format", 0...1_000_000) else { return }
    if format != ChecklistReader.format {
      reader.note(
        "checklist-format",
        "The file has format \(format); this program reads format \(ChecklistReader.format)."
          + (format > ChecklistReader.format ? " Get a newer version of mutual." : ""), at: start)
    }
  }

  private mutating func readEdition(from reader: inout DocumentReader) throws(JSONError) {
    let start = reader.offset
    guard let edition = try reader.text("the edition") else { return }
    if !Identifier.isEdition(edition) {
      reader.note(
        "checklist-bad-edition",
        "The edition is \"\(edition)\". Write a year like 2026, or 2026.1 for a correction.",
        at: start)
    }
    self.edition = edition
  }

  private static func source(_ reader: inout DocumentReader) throws(JSONError) -> Source {
    var source = Source()
    try reader.object(
      "a source", required: Keys.named, known: ["id", "title", "publisher", "published", "checked", "url"]
    ) { reader, key throws(JSONError) in
      switch key {
      case "id": source.id = try reader.reference("a source's id")
      case "title": source.title = try reader.text("a source's title")
      case "publisher": source.publisher = try reader.text("a source's publisher")
      case "published": source.published = try reader.day("a source's day of publication")
      case "checked": source.checked = try reader.day("the day a source was checked")
      case "url": source.url = try reader.text("a source's address")
      default: return false
      }
      return true
    }
    return source
  }

  private static func named(
    _ reader: inout DocumentReader, _ what: String, keys: [String]
  ) throws(JSONError) -> Named {
    var named = Named()
    try reader.object(what, required: Keys.named, known: keys) { reader, key throws(JSONError) in
      switch key {
      case "id": named.id = try reader.reference("\(what)'s id")
      case "title": named.title = try reader.text("\(what)'s title")
      case "summary": named.summary = try reader.text("\(what)'s summary")
      default: return false
      }
      return true
    }
    return named
  }

  private static func question(_ reader: inout DocumentReader) throws(JSONError) -> Question {
    var question = Question(offset: reader.offset)
    try reader.object(
      "a question", required: Keys.question,
      known: ["id", "prompt", "why", "help", "several", "askWhen", "answers"]
    ) { reader, key throws(JSONError) in
      switch key {
      case "id": question.id = try reader.reference("a question's id")
      case "prompt": question.prompt = try reader.text("a question's prompt")
      case "why": question.why = try reader.text("why a question is asked")
      case "help": question.help = try reader.text("a question's help")
      case "several": question.several = try reader.boolean("\"several\"") ?? false
      case "askWhen": question.askWhen = try alternatives(&reader, "askWhen")
      case "answers":
        try reader.array("answers") { reader throws(JSONError) in question.answers.append(try answer(&reader))
        }
      default: return false
      }
      return true
    }
    return question
  }

  private static func answer(_ reader: inout DocumentReader) throws(JSONError) -> Answer {
    var answer = Answer()
    try reader.object("an answer", required: Keys.named, known: ["id", "title", "offerWhen"]) {
      reader, key throws(JSONError) in
      switch key {
      case "id": answer.id = try reader.reference("an answer's id")
      case "title": answer.title = try reader.text("an answer's title")
      case "offerWhen": answer.offerWhen = try alternatives(&reader, "offerWhen")
      default: return false
      }
      return true
    }
    return answer
  }

  private static func step(_ reader: inout DocumentReader) throws(JSONError) -> Step {
    var step = Step(offset: reader.offset)
    try reader.object(
      "a step", required: Keys.step,
      known: [
        "id", "stage", "kind", "title", "guidance", "evidence", "note", "roles", "basis", "mustNotMiss",
        "requires",
        "follows", "appliesWhen", "duration", "decides", "body", "themes", "sources", "replaces",
      ]
    ) { reader, key throws(JSONError) in
      switch key {
      case "id": step.id = try reader.reference("a step's id")
      case "stage": step.stage = try reader.reference("a step's stage")
      case "kind":
        step.kind = try reader.word("a step's kind", of: MutualChecklist.Step.Kind.self) ?? .action
      case "title": step.title = try reader.text("a step's title")
      case "guidance": step.guidance = try reader.text("a step's guidance")
      case "evidence": step.evidence = try reader.text("a step's evidence")
      case "note": step.note = try reader.text("a step's note")
      case "roles": step.roles = try reader.references("role")
      case "basis": step.basis = try reader.word("a step's basis", of: MutualChecklist.Step.Basis.self)
      case "mustNotMiss": step.mustNotMiss = try reader.boolean("\"mustNotMiss\"") ?? false
      case "requires":
        try reader.array("\"requires\"") { reader throws(JSONError) in
          if let requirement = try requirement(&reader) { step.requires.append(requirement) }
        }
      case "follows": step.follows = try reader.references("step in \"follows\"")
      case "appliesWhen": step.appliesWhen = try alternatives(&reader, "appliesWhen")
      case "duration": step.duration = try duration(&reader)
      case "decides": step.decides = try reader.reference("the question that a step decides")
      case "body": step.body = try reader.text("the body that decides a step")
      case "themes": step.themes = try reader.references("theme").map(\.id)
      case "sources": step.sources = try reader.references("source")
      case "replaces": step.replaces = try reader.references("replaced step").map(\.id)
      default: return false
      }
      return true
    }
    return step
  }

  /// A requirement: an id, a step with a lag, or an any-of.
  private static func requirement(_ reader: inout DocumentReader) throws(JSONError) -> Requirement? {
    if try reader.kind() == .string {
      return try reader.reference("a required step").map { Requirement(subject: .step(Link(step: $0))) }
    }
    let start = reader.offset
    var step: Reference?
    var namesStep = false
    var members: [Link]?
    var stepLag: Lag?
    var oneIsEnough = false
    var because: String?
    let isObject = try reader.object(
      "a requirement", known: ["step", "lag", "anyOf", "oneIsEnough", "because"]
    ) {
      reader, key throws(JSONError) in
      switch key {
      case "step":
        namesStep = true
        step = try reader.reference("a required step")
      case "lag": stepLag = try lag(&reader)
      case "because": because = try reader.text("the reason of a requirement")
      case "oneIsEnough": oneIsEnough = try reader.boolean("\"oneIsEnough\"") ?? false
      case "anyOf": members = try anyOf(&reader)
      default: return false
      }
      return true
    }
    guard isObject else { return nil }
    if namesStep == (members != nil) {
      reader.note("checklist-bad-requirement", "A requirement names either \"step\" or \"anyOf\".", at: start)
      return nil
    }
    if let members {
      if stepLag != nil {
        reader.note(
          "checklist-bad-requirement", "A \"lag\" belongs to each member of \"anyOf\", not to the whole.",
          at: start)
      }
      return Requirement(subject: .anyOf(members, oneIsEnough: oneIsEnough), because: because)
    }
    if oneIsEnough {
      reader.note("checklist-bad-requirement", "\"oneIsEnough\" belongs to an \"anyOf\".", at: start)
    }
    return step.map { Requirement(subject: .step(Link(step: $0, lag: stepLag)), because: because) }
  }

  private static func anyOf(_ reader: inout DocumentReader) throws(JSONError) -> [Link] {
    let start = reader.offset
    var members: [Link] = []
    var isEmpty = true
    let isList = try reader.array("\"anyOf\"") { reader throws(JSONError) in
      isEmpty = false
      if let link = try member(&reader) { members.append(link) }
    }
    if isList, isEmpty {
      reader.note("checklist-empty-any-of", "\"anyOf\" names no step, so it could never be met.", at: start)
    }
    return members
  }

  private static func member(_ reader: inout DocumentReader) throws(JSONError) -> Link? {
    if try reader.kind() == .string {
      return try reader.reference("a required step").map { Link(step: $0) }
    }
    var link: Link?
    var memberLag: Lag?
    try reader.object("a member of \"anyOf\"", required: Keys.member, known: ["step", "lag"]) {
      reader, key throws(JSONError) in
      switch key {
      case "step": link = try reader.reference("a required step").map { Link(step: $0) }
      case "lag": memberLag = try lag(&reader)
      default: return false
      }
      return true
    }
    link?.lag = memberLag
    return link
  }

  private static func lag(_ reader: inout DocumentReader) throws(JSONError) -> Lag? {
    let start = reader.offset
    var lags: [Lag] = []
    var units = 0
    let isObject = try reader.object("a lag", known: Lag.Unit.allCases.map(\.rawValue)) {
      reader, key throws(JSONError) in
      guard let unit = Lag.Unit(rawValue: key) else { return false }
      units += 1
      if let days = try reader.integer("the days of a lag", 0...Lag.longest) {
        lags.append(Lag(unit: unit, days: days))
      }
      return true
    }
    if isObject, units != 1 {
      reader.note(
        "checklist-bad-lag", "A lag has exactly one of \"calendarDays\", \"clearDays\" and \"workingDays\".",
        at: start)
      return nil
    }
    return lags.first
  }

  private static func duration(
    _ reader: inout DocumentReader
  ) throws(JSONError) -> MutualChecklist.Step.Duration? {
    let start = reader.offset
    var optimistic: Int?
    var likely: Int?
    var pessimistic: Int?
    try reader.object("a duration", required: Keys.duration, known: Keys.duration) {
      reader, key throws(JSONError) in
      let isKnown = Keys.duration.contains(key)
      guard isKnown else { return false }
      let days = try reader.integer("the working days of a duration", 0...10_000)
      switch key {
      case "optimistic": optimistic = days
      case "likely": likely = days
      default: pessimistic = days
      }
      return true
    }
    guard let optimistic, let likely, let pessimistic else { return nil }
    if optimistic > likely || likely > pessimistic {
      reader.note(
        "checklist-bad-duration", "A duration's days must not fall from optimistic to likely to pessimistic.",
        at: start)
    }
    return .init(optimistic: optimistic, likely: likely, pessimistic: pessimistic)
  }

  /// A condition: a list of alternatives, each a map from question to allowed answers.
  private static func alternatives(
    _ reader: inout DocumentReader, _ what: String
  ) throws(JSONError) -> Alternatives? {
    let start = reader.offset
    var alternatives: Alternatives = []
    var count = 0
    let isList = try reader.array("\"\(what)\"") { reader throws(JSONError) in
      let alternativeStart = reader.offset
      count += 1
      var clauses: [Clause] = []
      let isObject = try reader.anyKeys("an alternative of \"\(what)\"") {
        reader, question throws(JSONError) in
        let listStart = reader.offset
        var answers: [Reference] = []
        var isEmpty = true
        let isList = try reader.array("the answers allowed for \"\(question.id)\"") {
          reader throws(JSONError) in
          isEmpty = false
          if let answer = try reader.reference("an answer") { answers.append(answer) }
        }
        if isList, isEmpty {
          reader.note(
            "checklist-empty-condition",
            "\"\(what)\" allows no answer for \"\(question.id)\". Name one, or leave it out.",
            at: listStart)
        }
        clauses.append(Clause(question: question, answers: answers))
      }
      if isObject, clauses.isEmpty {
        reader.note(
          "checklist-empty-condition",
          "An alternative of \"\(what)\" names no question. Name one, or leave it out.",
          at: alternativeStart)
      }
      alternatives.append(clauses)
    }
    if isList, count == 0 {
      reader.note(
        "checklist-empty-condition", "\"\(what)\" has no alternative. Leave it out if it always holds.",
        at: start)
    }
    return isList ? alternatives : nil
  }
}

extension DocumentReader {
  /// Reads an object whose keys are ids, calling `read` with each.
  fileprivate mutating func anyKeys(
    _ what: String, _ read: (inout DocumentReader, Reference) throws(JSONError) -> Void
  ) throws(JSONError) -> Bool {
    guard try expect(.object, what) else { return false }
    try open()
    while let key = try nextKey() {
      if key.id == "comment" || key.id.hasPrefix("x-") { try skip() } else { try read(&self, key) }
    }
    return true
  }
}
