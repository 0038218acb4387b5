/// Turns a draft into a checklist: looks every id up, sorts the steps by number, and finds cycles.
struct ChecklistResolver {
  private let draft: ChecklistDraft
  /// What was found, in reading and here.
  private(set) var notes: [DocumentReader.Note]

  private var stages = Names()
  private var steps = Names()
  private var questions = Names()
  private var answers: [Names] = []
  private var sources = Names()
  private var roles = Names()
  /// How many more ids may be compared with one that is not there, so that even a long file full of such ids ends soon.
  private var comparisonsLeft = 500_000

  /// The ids of things of one sort, and where each stands among them.
  private struct Names {
    private(set) var ids: [String] = []
    private(set) var positions = TextIndex([])

    init() {}

    init(_ references: [Reference?]) {
      // What has no id is never found: no text of a file has that character.
      ids = references.map { $0?.id ?? "\0" }
      positions = TextIndex(ids)
    }

    subscript(id: String) -> Int? { positions[id] }

    /// The one that somebody may have meant.
    func nearest(to id: String) -> String? {
      NearestMatch.find(id, among: ids.filter { $0 != "\0" }.sorted())
    }
  }

  init(draft: ChecklistDraft, notes: [DocumentReader.Note]) {
    self.draft = draft
    self.notes = notes
  }

  /// Returns the checklist, or nil where an error was found.
  mutating func resolve() -> Checklist? {
    indexNames()
    let sorted = sortedSteps()
    steps = names(sorted.map { draft.steps[$0].id }, of: "step")
    let questions = draft.questions.map { question($0) }
    let steps = resolvedSteps(sorted)
    if draft.steps.isEmpty, !has("checklist-missing-key") {
      note("checklist-empty", "The checklist has no step.", at: nil)
    }
    guard notes.isEmpty else { return nil }

    guard let askOrder = askOrder(questions) else { return nil }
    let links = LinkGraph(
      steps: steps, questions: questions, deciders: Checklist.deciders(of: questions.count, steps))
    guard let order = links.order() else {
      noteCycle(links.shortestCycle() ?? [], steps: steps, offsets: sorted.map { draft.steps[$0].offset })
      return nil
    }
    return Checklist(
      id: draft.id?.id ?? "", edition: draft.edition ?? "", title: draft.title ?? "", summary: draft.summary,
      jurisdiction: draft.jurisdiction, calendar: draft.calendar?.id, reviewed: draft.reviewed,
      sources: draft.sources.map {
        Source(
          id: $0.id?.id ?? "", title: $0.title ?? "", publisher: $0.publisher, published: $0.published,
          checked: $0.checked, url: $0.url)
      },
      roles: draft.roles.map { Role(id: $0.id?.id ?? "", title: $0.title ?? "") }, questions: questions,
      stages: stages(steps), steps: steps, stepPositions: self.steps.positions,
      questionPositions: self.questions.positions, order: order, askOrder: askOrder)
  }

  private func has(_ code: String) -> Bool { notes.contains { $0.code == code } }

  private mutating func note(_ code: String, _ message: String, at offset: Int?, steps: [String] = []) {
    notes.append(DocumentReader.Note(code: code, message: message, offset: offset, steps: steps))
  }

  // MARK: Names

  /// Indexes the ids of `references`, and notes those that occur twice.
  private mutating func names(_ references: [Reference?], of what: String) -> Names {
    let names = Names(references)
    for (position, reference) in references.enumerated() {
      guard let reference, names[reference.id] != position else { continue }
      note(
        "checklist-duplicate-id", "Two \(what)s have the id \"\(reference.id)\". Give one of them another.",
        at: reference.offset, steps: what == "step" ? [reference.id] : [])
    }
    return names
  }

  private mutating func indexNames() {
    stages = names(draft.stages.map(\.id), of: "stage")
    questions = names(draft.questions.map(\.id), of: "question")
    for question in draft.questions {
      answers.append(names(question.answers.map(\.id), of: "answer"))
      if question.answers.isEmpty {
        note(
          "checklist-empty", "The question \"\(question.id?.id ?? "")\" has no answer to choose.",
          at: question.offset)
      }
    }
    sources = names(draft.sources.map(\.id), of: "source")
    roles = names(draft.roles.map(\.id), of: "role")
  }

  /// Where the draft's steps stand in its list, in the order of their numbers: by stage, then as the file has them.
  private func sortedSteps() -> [Int] {
    let places = draft.steps.indices.map { draft.steps[$0].stage.flatMap { stages[$0.id] } ?? 0 }
    if zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }) { return Array(places.indices) }
    return places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  /// Looks an id up, and notes it where it is not there.
  private mutating func position(
    of reference: Reference, in names: Names, named what: String,
    by user: @autoclosure () -> String,
    steps: @autoclosure () -> [String] = []
  ) -> Int? {
    if let position = names[reference.id] { return position }
    note(
      "checklist-unknown-\(what)",
      "\(user()) \"\(reference.id)\", which is not \(what == "answer" ? "an answer to it" : "a \(what)")."
        + guess(reference.id, among: names),
      at: reference.offset, steps: steps())
    return nil
  }

  /// A sentence that asks whether another id was meant; empty where none is near.
  private mutating func guess(_ id: String, among names: Names) -> String {
    guard comparisonsLeft > 0 else { return "" }
    comparisonsLeft -= names.ids.count
    return names.nearest(to: id).map { " Did you mean \"\($0)\"?" } ?? ""
  }

  // MARK: Questions and conditions

  private mutating func condition(
    _ alternatives: ChecklistDraft.Alternatives?, of user: @autoclosure () -> String,
    steps: @autoclosure () -> [String] = []
  ) -> Condition? {
    guard let alternatives else { return nil }
    return Condition(
      alternatives: alternatives.map { clauses in
        clauses.compactMap { clause in
          guard
            let question = position(
              of: clause.question, in: questions, named: "question", by: "\(user()) asks about",
              steps: steps())
          else { return nil }
          let allowed = clause.answers.compactMap { answer in
            position(
              of: answer, in: self.answers[question], named: "answer",
              by: "\(user()) allows for \"\(clause.question.id)\"", steps: steps())
          }
          return Condition.Clause(question: question, allowed: allowed)
        }
      })
  }

  private mutating func question(_ draft: ChecklistDraft.Question) -> Question {
    let id = draft.id?.id ?? ""
    return Question(
      id: id, prompt: draft.prompt ?? "", why: draft.why, help: draft.help, several: draft.several,
      askWhen: condition(draft.askWhen, of: "\"askWhen\" of \"\(id)\""),
      answers: draft.answers.map { answer in
        let answerID = answer.id?.id ?? ""
        return Answer(
          id: answerID, title: answer.title ?? "",
          offerWhen: condition(answer.offerWhen, of: "\"offerWhen\" of \"\(id)\", \"\(answerID)\""))
      })
  }

  /// The questions, each after those that its `askWhen` names; nil, with a note, where those run in a circle.
  private mutating func askOrder(_ questions: [Question]) -> [Int]? {
    let links = Adjacency(count: questions.count) { link in
      for (position, question) in questions.enumerated() {
        for other in question.askWhen?.questions ?? [] { link(position, other) }
      }
    }
    let order = links.orderAfterNeighbours()
    if order.count == questions.count { return order }
    // What is left waits for a cycle or is on one: following any link that is left ends on a cycle.
    var left = [Bool](repeating: true, count: questions.count)
    for question in order { left[question] = false }
    var path: [Int] = []
    var placed = [Int](repeating: -1, count: questions.count)
    var at = left.firstIndex(of: true) ?? 0
    while placed[at] < 0 {
      placed[at] = path.count
      path.append(at)
      guard let next = links[at].first(where: { left[$0] }) else { break }
      at = next
    }
    let cycle = path[placed[at]...].map { "\"\(questions[$0].prompt)\"" }
    note(
      "checklist-question-cycle",
      "These questions are each asked only when the next is answered, and so never: "
        + cycle.joined(separator: ", then ") + ", then the first again.",
      at: draft.questions[path[placed[at]]].offset)
    return nil
  }

  // MARK: Steps

  private mutating func resolvedSteps(_ sorted: [Int]) -> [Step] {
    var placesTaken = [Int](repeating: 0, count: max(1, draft.stages.count))
    return sorted.map { place in
      let draft = draft.steps[place]
      let id = draft.id?.id ?? ""
      func user() -> String { "Step \"\(id)\"" }
      let stage =
        draft.stage.flatMap {
          position(of: $0, in: stages, named: "stage", by: "\(user()) is in stage", steps: [id])
        } ?? 0
      placesTaken[stage] += 1
      for role in draft.roles where roles[role.id] == nil { unknown(role, "role", among: roles, of: id) }
      for source in draft.sources where sources[source.id] == nil {
        unknown(source, "source", among: sources, of: id)
      }
      return Step(
        id: id, stage: stage, place: placesTaken[stage], kind: draft.kind, title: draft.title ?? "",
        guidance: draft.guidance, evidence: draft.evidence, note: draft.note, basis: draft.basis,
        mustNotMiss: draft.mustNotMiss,
        requires: draft.requires.compactMap { requirement($0, of: id) },
        follows: draft.follows.compactMap {
          position(of: $0, in: steps, named: "step", by: "\(user()) follows", steps: [id])
        },
        appliesWhen: condition(draft.appliesWhen, of: "\"appliesWhen\" of step \"\(id)\"", steps: [id]),
        duration: draft.duration, decides: decides(draft, user(), id), body: draft.body,
        rolesList: IDList(draft.roles.map(\.id)), themesList: IDList(draft.themes),
        sourcesList: IDList(draft.sources.map(\.id)), replacesList: IDList(draft.replaces))
    }
  }

  private mutating func unknown(_ reference: Reference, _ what: String, among names: Names, of step: String) {
    note(
      "checklist-unknown-\(what)",
      "Step \"\(step)\" names the \(what) \"\(reference.id)\", which is not listed."
        + guess(reference.id, among: names),
      at: reference.offset, steps: [step])
  }

  private mutating func requirement(_ draft: ChecklistDraft.Requirement, of step: String) -> Requirement? {
    switch draft.subject {
    case .step(let draftLink):
      return link(draftLink, of: step).map { Requirement(subject: .step($0), because: draft.because) }
    case .anyOf(let members, let oneIsEnough):
      return Requirement(
        subject: .anyOf(members.compactMap { link($0, of: step) }, oneIsEnough: oneIsEnough),
        because: draft.because)
    }
  }

  private mutating func link(_ draft: ChecklistDraft.Link, of step: String) -> Requirement.Link? {
    position(
      of: draft.step, in: steps, named: "step", by: "Step \"\(step)\" requires", steps: [step]
    ).map { Requirement.Link(step: $0, lag: draft.lag) }
  }

  private mutating func decides(
    _ draft: ChecklistDraft.Step, _ user: @autoclosure () -> String, _ id: String
  ) -> Int? {
    guard let decides = draft.decides else {
      if draft.kind == .decision {
        note(
          "checklist-decision-without-question",
          "\(user()) is a decision, but decides no question. Name it in \"decides\", or make the step a milestone.",
          at: draft.offset, steps: [id])
      }
      return nil
    }
    if draft.kind != .decision {
      note(
        "checklist-not-a-decision", "\(user()) decides a question, so its kind must be \"decision\".",
        at: decides.offset,
        steps: [id])
    }
    return position(
      of: decides, in: questions, named: "question", by: "\(user()) decides", steps: [id])
  }

  private func stages(_ steps: [Step]) -> [Stage] {
    var begin = 0
    return draft.stages.enumerated().map { position, stage in
      var end = begin
      while end < steps.count, steps[end].stage == position { end += 1 }
      defer { begin = end }
      return Stage(
        id: stage.id?.id ?? "", title: stage.title ?? "", summary: stage.summary, steps: begin..<end)
    }
  }

  private mutating func noteCycle(_ cycle: [Int], steps: [Step], offsets: [Int]) {
    guard let first = cycle.first else { return }
    let shown = 20
    let titles = cycle.prefix(shown).map { "\"\(steps[$0].title)\" (\(steps[$0].id))" }
    let rest = cycle.count > shown ? ", and \(cycle.count - shown) more steps" : ""
    let message =
      cycle.count == 1
      ? "The step \(titles[0]) waits for itself."
      : "These \(cycle.count) steps wait for each other in a circle, so none could ever start: "
        + titles.joined(separator: " waits for ") + rest + ", which waits for the first."
    note("checklist-cycle", message, at: offsets[first], steps: cycle.map { steps[$0].id })
  }
}
