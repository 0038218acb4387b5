public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What a step says in its checklist.
  ///
  /// `applies` is written where there is a profile that it is said of.
  static func definition(
    _ position: Int, _ checklist: Checklist, applies: Truth? = nil, to json: inout JSONWriter
  ) {
    let step = checklist.steps[position]
    func ids(_ steps: [Int]) -> [String] { steps.map { checklist.steps[$0].id } }
    json.beginObject()
    json.member("id", step.id)
    json.member("number", step.number)
    json.member("stage", checklist.stages[step.stage].id)
    json.member("kind", step.kind.rawValue)
    json.member("title", step.title)
    for (key, text) in [
      ("guidance", step.guidance), ("evidence", step.evidence), ("note", step.note),
      ("basis", step.basis?.rawValue),
      ("body", step.body), ("decides", step.decides.map { checklist.questions[$0].id }),
    ] {
      if let text { json.member(key, text) }
    }
    json.member("roles", step.roles)
    json.member("mustNotMiss", step.mustNotMiss)
    json.key("requires")
    json.beginArray()
    for requirement in step.requires { write(requirement, checklist, to: &json) }
    json.endArray()
    json.member("follows", ids(step.follows))
    json.member("requiredBy", ids(checklist.graph.requiring(position)))
    if let duration = step.duration {
      json.key("duration")
      json.beginObject()
      json.member("optimistic", duration.optimistic)
      json.member("likely", duration.likely)
      json.member("pessimistic", duration.pessimistic)
      json.endObject()
    }
    json.member("themes", step.themes)
    json.key("sources")
    json.beginArray()
    for source in step.sources.compactMap({ id in checklist.sources.first { $0.id == id } }) {
      json.beginObject()
      json.member("id", source.id)
      json.member("title", source.title)
      if let url = source.url { json.member("url", url) }
      json.endObject()
    }
    json.endArray()
    write("appliesWhen", step.appliesWhen, checklist, to: &json)
    if let applies { json.member("applies", applies.word) }
    json.endObject()
  }

  private static func write(_ requirement: Requirement, _ checklist: Checklist, to json: inout JSONWriter) {
    func write(_ link: Requirement.Link, to json: inout JSONWriter) {
      json.member("step", checklist.steps[link.step].id)
      guard let lag = link.lag else { return }
      json.key("lag")
      json.beginObject()
      json.member(lag.unit.rawValue, lag.days)
      json.endObject()
    }
    json.beginObject()
    switch requirement.subject {
    case .step(let link): write(link, to: &json)
    case .anyOf(let links, let oneIsEnough):
      json.key("anyOf")
      json.beginArray()
      for link in links {
        json.beginObject()
        write(link, to: &json)
        json.endObject()
      }
      json.endArray()
      json.member("oneIsEnough", oneIsEnough)
    }
    if let because = requirement.because { json.member("because", because) }
    json.endObject()
  }

  /// A checklist, step by step, whole or in part.
  /// - Parameter selection: what to show of the checklist.
  /// - Returns: the bytes of the object, and a line feed.
  public static func checklist(_ selection: ChecklistSelection) -> [UInt8] {
    let checklist = selection.checklist
    return document("checklist") { json in
      json.key("checklist")
      json.beginObject()
      json.member("id", checklist.id)
      json.member("edition", checklist.edition)
      json.member("title", checklist.title)
      if let summary = checklist.summary { json.member("summary", summary) }
      json.endObject()
      items(selection.steps, to: &json) { json, step in
        let applies = selection.profile?.truth(of: checklist.steps[step].appliesWhen)
        definition(step, checklist, applies: applies, to: &json)
      }
      json.member("themes", checklist.themes)
      json.key("questions")
      json.beginArray()
      for question in checklist.questions.indices { write(question: question, checklist, to: &json) }
      json.endArray()
    }
  }

  private static func write(question position: Int, _ checklist: Checklist, to json: inout JSONWriter) {
    let question = checklist.questions[position]
    json.beginObject()
    json.member("id", question.id)
    json.member("prompt", question.prompt)
    for (key, text) in [("why", question.why), ("help", question.help)] {
      if let text { json.member(key, text) }
    }
    json.member("several", question.several)
    json.member("deciders", checklist.deciders(ofQuestion: position).map { checklist.steps[$0].id })
    write("askWhen", question.askWhen, checklist, to: &json)
    json.key("answers")
    json.beginArray()
    for answer in question.answers {
      json.beginObject()
      json.member("id", answer.id)
      json.member("title", answer.title)
      write("offerWhen", answer.offerWhen, checklist, to: &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  /// Writes a condition as a checklist's file has it; nothing where there is none.
  private static func write(
    _ key: String, _ condition: Condition?, _ checklist: Checklist, to json: inout JSONWriter
  ) {
    guard let condition else { return }
    json.key(key)
    json.beginArray()
    for alternative in condition.alternatives {
      json.beginObject()
      for clause in alternative {
        let question = checklist.questions[clause.question]
        json.member(question.id, clause.allowed.map { question.answers[$0].id })
      }
      json.endObject()
    }
    json.endArray()
  }

  /// That the beginning of a checklist was written.
  /// - Parameter file: the file, as it was named.
  /// - Returns: the bytes of the object, and a line feed.
  public static func checklistBegun(in file: String) -> [UInt8] {
    document("checklist-new") { json in json.member("file", file) }
  }

  /// The checklists that there are.
  /// - Parameter checklists: each with its id, edition, title, number of steps, and whether it is built in.
  /// - Returns: the bytes of the object, and a line feed.
  public static func checklists(
    _ checklists: [(id: String, edition: String, title: String, steps: Int, isBuiltIn: Bool)]
  ) -> [UInt8] {
    document("checklists") { json in
      items(checklists, to: &json) { json, entry in
        json.beginObject()
        json.member("id", entry.id)
        json.member("edition", entry.edition)
        json.member("title", entry.title)
        json.member("steps", entry.steps)
        json.member("builtIn", entry.isBuiltIn)
        json.endObject()
      }
    }
  }

  /// What is wrong with a checklist.
  /// - Parameters:
  ///   - kind: the command that asked.
  ///   - findings: what was found.
  ///   - name: the file or checklist that was looked at.
  /// - Returns: the bytes of the object, and a line feed.
  public static func findings(_ kind: String, _ findings: [Finding], in name: String) -> [UInt8] {
    document(kind) { json in
      json.member("file", name)
      items(findings, to: &json) { json, finding in
        json.beginObject()
        members(of: finding, to: &json)
        json.endObject()
      }
    }
  }

  /// What every finding has.
  static func members(of finding: Finding, to json: inout JSONWriter) {
    json.member("severity", finding.severity.rawValue)
    json.member("code", finding.code)
    json.member("message", finding.message)
    json.key("line")
    if let line = finding.line { json.integer(line) } else { json.null() }
    json.key("path")
    if let path = finding.path { json.string(path) } else { json.null() }
    json.member("steps", finding.steps)
  }
}
