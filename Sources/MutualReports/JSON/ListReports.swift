public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// A list of steps: `next`, `blocked` or `outstanding`.
  /// - Parameters:
  ///   - kind: the command that asked.
  ///   - steps: the positions of the steps, in the order to list them.
  ///   - report: the organisation.
  /// - Returns: the bytes of the object, and a line feed.
  public static func steps(_ kind: String, _ steps: [Int], _ report: OrganisationReport) -> [UInt8] {
    document(kind, report) { json in
      var writer = StepItemWriter(report, of: steps)
      items(steps, to: &json) { json, step in writer.write(step, to: &json) }
    }
  }

  /// Every step, the counts by standing, and the stages with theirs.
  /// - Parameter report: the organisation.
  /// - Returns: the bytes of the object, and a line feed.
  public static func status(_ report: OrganisationReport) -> [UInt8] {
    document("status", report) { json in
      let steps = Array(report.checklist.steps.indices)
      var writer = StepItemWriter(report, of: steps)
      items(steps, to: &json) { json, step in writer.write(step, to: &json) }
      json.key("counts")
      counts(report.checklist.steps.indices, report.evaluation, to: &json)
      json.key("stages")
      json.beginArray()
      for stage in report.checklist.stages {
        json.beginObject()
        json.member("id", stage.id)
        json.member("title", stage.title)
        json.member("total", stage.steps.count)
        json.key("counts")
        counts(stage.steps, report.evaluation, to: &json)
        json.endObject()
      }
      json.endArray()
      if let outcome = report.record.outcome { json.member("outcome", outcome) }
    }
  }

  /// The number of steps of each standing, those of zero too, in the order of the table of standings.
  private static func counts(_ steps: Range<Int>, _ evaluation: Evaluation, to json: inout JSONWriter) {
    json.beginObject()
    for standing in Standing.allCases {
      json.member(standing.rawValue, steps.reduce(0) { $0 + (evaluation.standings[$1] == standing ? 1 : 0) })
    }
    json.endObject()
  }

  /// One step: with `isWhy` also the chain to its root blockers and the smallest set that frees it.
  /// - Parameters:
  ///   - kind: the command that asked.
  ///   - step: the position of the step.
  ///   - report: the organisation.
  ///   - isWhy: whether what it waits for is asked.
  /// - Returns: the bytes of the object, and a line feed.
  public static func step(_ kind: String, _ step: Int, _ report: OrganisationReport, isWhy: Bool) -> [UInt8] {
    let checklist = report.checklist
    return document(kind, report) { json in
      var writer = StepItemWriter(report, of: [step])
      items([step], to: &json) { json, step in writer.write(step, to: &json) }
      guard isWhy else {
        json.key("step")
        definition(step, checklist, to: &json)
        return
      }
      var walk = BlockerWalk(report.evaluation)
      json.key("chain")
      json.beginArray()
      for pair in walk.chain(from: step) {
        json.beginObject()
        json.member("from", checklist.steps[pair.from].id)
        json.member("to", checklist.steps[pair.to].id)
        json.endObject()
      }
      json.endArray()
      let isOpen = report.evaluation.standings[step].isNext || report.evaluation.standings[step].isHeldUp
      let set = isOpen ? report.evaluation.smallestSet(freeing: step) : SmallestSet.none
      json.key("smallestSet")
      if let set {
        json.beginArray()
        for needed in set.steps { json.string(checklist.steps[needed].id) }
        json.endArray()
      } else {
        json.null()
      }
      json.member("exact", set?.isExact ?? true)
      json.member("questions", (set?.questions ?? []).map { checklist.questions[$0].id })
    }
  }

  /// The questions: those to answer, the most useful first, then those answered.
  /// - Parameter report: the organisation.
  /// - Returns: the bytes of the object, and a line feed.
  public static func questions(_ report: OrganisationReport) -> [UInt8] {
    let evaluation = report.evaluation
    let checklist = report.checklist
    return document("questions", report) { json in
      let open = evaluation.openQuestions
      let answered = checklist.questions.indices.filter { evaluation.answers.given(to: $0) != nil }
      json.member("total", open.count + answered.count)
      json.member("open", open.count)
      json.key("items")
      json.beginArray()
      for question in open { write(question.question, open: question, evaluation, to: &json) }
      for question in answered { write(question, open: nil, evaluation, to: &json) }
      json.endArray()
    }
  }

  private static func write(
    _ position: Int, open: OpenQuestion?, _ evaluation: Evaluation, to json: inout JSONWriter
  ) {
    let question = evaluation.checklist.questions[position]
    json.beginObject()
    json.member("id", question.id)
    json.member("prompt", question.prompt)
    json.member("several", question.several)
    json.member("asked", evaluation.answers.asked[position].word)
    json.key("answers")
    json.beginArray()
    for answer in question.answers {
      json.beginObject()
      json.member("id", answer.id)
      json.member("title", answer.title)
      json.member("offered", evaluation.answers.truth(of: answer.offerWhen).word)
      json.endObject()
    }
    json.endArray()
    json.key("answer")
    if let given = evaluation.answers.given(to: position) {
      json.beginArray()
      for answer in given { json.string(question.answers[answer].id) }
      json.endArray()
    } else {
      json.null()
    }
    if let open {
      json.member("settles", open.settles)
      json.member("concerns", open.concerns)
      json.member("deciders", open.deciders.map { evaluation.checklist.steps[$0].id })
      json.member("inConflict", open.isInConflict)
    }
    json.endObject()
  }

  /// The record as it was made.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - events: the positions of the events to show.
  ///   - encoded: the members of an event as its file has them, without the braces.
  /// - Returns: the bytes of the object, and a line feed.
  public static func log(
    _ report: OrganisationReport, events: [Int], encoded: (Event) -> [UInt8]
  ) -> [UInt8] {
    let history = report.record.history
    return document("log", report) { json in
      items(events, to: &json) { json, position in
        json.beginObject()
        json.member("sentence", EventSentences.sentence(history.events[position], in: report.checklist))
        json.member("retracted", !history.isLive[position])
        json.key("event")
        json.raw(encoded(history.events[position]))
        json.endObject()
      }
    }
  }

  /// What a change did.
  /// - Parameters:
  ///   - judgement: the organisation before and after the event.
  ///   - report: the organisation after it.
  ///   - event: the event as its file has it; nil where it was only tried.
  ///   - did: what was done, in sentences.
  ///   - remarks: what the person should know besides.
  /// - Returns: the bytes of the object, and a line feed.
  public static func change(
    _ judgement: Judgement, _ report: OrganisationReport, event: [UInt8]?, did: [String], remarks: [String]
  ) -> [UInt8] {
    let checklist = report.checklist
    func ids(_ steps: [Int]) -> [String] { steps.map { checklist.steps[$0].id } }
    return document("change", report) { json in
      json.member("recorded", event != nil)
      json.key("event")
      if let event { json.raw(event) } else { json.null() }
      json.member("did", did)
      json.member("remarks", remarks)
      json.member("newlyReady", ids(judgement.newlyReady))
      json.member("newlyApplies", ids(judgement.newlyApplies))
      json.member("noLongerApplies", ids(judgement.noLongerApplies))
      json.member("noLongerNeeded", ids(judgement.noLongerNeeded))
    }
  }
}

extension Truth {
  /// The truth as other programs read it.
  var word: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }
}
