/// Turns a draft into a checklist: looks every id up, sorts the steps by number, and finds cycles.
struct ChecklistResolver {
  private let draft: ChecklistDraft
  /// What was found, in reading and here.
  private(set) var notes: [DocumentReader.Note]

  private var stagePositions: [String: Int] = [:]
  private var stepPositions: [String: Int] = [:]
  private var questionPositions: [String: Int] = [:]
  private var answerPositions: [[String: Int]] = []
  private var sourceIDs: Set<String> = []
  private var roleIDs: Set<String> = []

  init(draft: ChecklistDraft, notes: [DocumentReader.Note]) {
    self.draft = draft
    self.notes = notes
  }

  /// Returns the checklist, or nil where an error was found.
  mutating func resolve() -> Checklist? {
    indexNames()
    let sorted = sortedSteps()
    indexSteps(sorted)
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
      noteCycle(links.shortestCycle() ?? [], steps: steps, offsets: sorted.map(\.offset))
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
      stages: stages(steps), steps: steps, order: order, askOrder: askOrder)
  }

  private func has(_ code: String) -> Bool { notes.contains { $0.code == code } }

  private mutating func note(_ code: String, _ message: String, at offset: Int?, steps: [String] = []) {
    notes.append(DocumentReader.Note(code: code, message: message, offset: offset, steps: steps))
  }

  // MARK: Names

  /// Notes ids that occur twice among `references`, and returns the position of each by id.
  private mutating func positions(_ references: [Reference?], of what: String) -> [String: Int] {
    var positions: [String: Int] = [:]
    positions.reserveCapacity(references.count)
    for (position, reference) in references.enumerated() {
      guard let reference else { continue }
      if positions.updateValue(position, forKey: reference.id) != nil {
        note(
          "checklist-duplicate-id", "Two \(what)s have the id \"\(reference.id)\". Give one of them another.",
          at: reference.offset, steps: what == "step" ? [reference.id] : [])
      }
    }
    return positions
  }

  private mutating func indexNames() {
    stagePositions = positions(draft.stages.map(\.id), of: "stage")
    questionPositions = positions(draft.questions.map(\.id), of: "question")
    for question in draft.questions {
      answerPositions.append(positions(question.answers.map(\.id), of: "answer"))
      if question.answers.isEmpty {
        note(
          "checklist-empty", "The question \"\(question.id?.id ?? "")\" has no answer to choose.",
          at: question.offset)
      }
    }
    sourceIDs = Set(positions(draft.sources.map(\.id), of: "source").keys)
    roleIDs = Set(positions(draft.roles.map(\.id), of: "role").keys)
  }

  /// The draft's steps in the order of their numbers: by stage, then as the file has them.
  private mutating func sortedSteps() -> [ChecklistDraft.Step] {
    let stages = draft.steps.map { step in step.stage.flatMap { stagePositions[$0.id] } ?? 0 }
    if zip(stages, stages.dropFirst()).allSatisfy({ $0 <= $1 }) { return draft.steps }
    return draft.steps.indices.sorted { (stages[$0], $0) < (stages[$1], $1) }.map { draft.steps[$0] }
  }

  private mutating func indexSteps(_ sorted: [ChecklistDraft.Step]) {
    stepPositions = positions(sorted.map(\.id), of: "step")
  }

  /// Looks an id up, and notes it where it is not there.
  private mutating func position(
    of reference: Reference, in positions: [String: Int], named what: String,
    by user: @autoclosure () -> String,
    steps: @autoclosure () -> [String] = []
  ) -> Int? {
    if let position = positions[reference.id] { return position }
    let guess = NearestMatch.find(reference.id, among: positions.keys.sorted())
    note(
      "checklist-unknown-\(what)",
      "\(user()) \"\(reference.id)\", which is not \(what == "answer" ? "an answer to it" : "a \(what)")."
        + (guess.map { " Did you mean \"\($0)\"?" } ?? ""),
      at: reference.offset, steps: steps())
    return nil
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
              of: clause.question, in: questionPositions, named: "question", by: "\(user()) asks about",
              steps: steps())
          else { return nil }
          let allowed = clause.answers.compactMap { answer in
            position(
              of: answer, in: answerPositions[question], named: "answer",
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

  private mutating func resolvedSteps(_ sorted: [ChecklistDraft.Step]) -> [Step] {
    var placesTaken = [Int](repeating: 0, count: max(1, draft.stages.count))
    return sorted.map { draft in
      let id = draft.id?.id ?? ""
      func user() -> String { "Step \"\(id)\"" }
      let stage =
        draft.stage.flatMap {
          position(of: $0, in: stagePositions, named: "stage", by: "\(user()) is in stage", steps: [id])
        } ?? 0
      placesTaken[stage] += 1
      for role in draft.roles where !roleIDs.contains(role.id) {
        unknown(role, "role", among: roleIDs, of: user(), id)
      }
      for source in draft.sources where !sourceIDs.contains(source.id) {
        unknown(source, "source", among: sourceIDs, of: user(), id)
      }
      return Step(
        id: id, stage: stage, place: placesTaken[stage], kind: draft.kind, title: draft.title ?? "",
        guidance: draft.guidance, evidence: draft.evidence, note: draft.note, basis: draft.basis,
        mustNotMiss: draft.mustNotMiss,
        requires: draft.requires.compactMap { requirement($0, of: user(), id) },
        follows: draft.follows.compactMap {
          position(of: $0, in: stepPositions, named: "step", by: "\(user()) follows", steps: [id])
        },
        appliesWhen: condition(draft.appliesWhen, of: "\"appliesWhen\" of step \"\(id)\"", steps: [id]),
        duration: draft.duration, decides: decides(draft, user(), id), body: draft.body,
        rolesList: IDList(draft.roles.map(\.id)), themesList: IDList(draft.themes),
        sourcesList: IDList(draft.sources.map(\.id)), replacesList: IDList(draft.replaces))
    }
  }

  private mutating func unknown(
    _ reference: Reference, _ what: String, among ids: Set<String>, of user: String, _ id: String
  ) {
    let guess = NearestMatch.find(reference.id, among: ids.sorted()).map { " Did you mean \"\($0)\"?" } ?? ""
    note(
      "checklist-unknown-\(what)",
      "\(user) names the \(what) \"\(reference.id)\", which is not listed.\(guess)",
      at: reference.offset, steps: [id])
  }

  private mutating func requirement(
    _ draft: ChecklistDraft.Requirement, of user: @autoclosure () -> String, _ id: String
  ) -> Requirement? {
    let links = draft.links.compactMap { link in
      position(of: link.step, in: stepPositions, named: "step", by: "\(user()) requires", steps: [id]).map {
        Requirement.Link(step: $0, lag: link.lag)
      }
    }
    if draft.isAnyOf {
      return Requirement(subject: .anyOf(links, oneIsEnough: draft.oneIsEnough), because: draft.because)
    }
    return links.first.map { Requirement(subject: .step($0), because: draft.because) }
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
      of: decides, in: questionPositions, named: "question", by: "\(user()) decides", steps: [id])
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
