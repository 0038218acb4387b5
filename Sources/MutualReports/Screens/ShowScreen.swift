internal import MutualChecklist

extension TextReports {
  /// All there is to know of one step: what to do, what it waits for, what was recorded.
  /// - Parameters:
  ///   - step: the position of the step.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func show(_ step: Int, _ report: OrganisationReport, style: TextStyle) -> String {
    let checklist = report.checklist
    var page = TextPage(style)
    page.paragraph("\(checklist.steps[step].number) \(checklist.steps[step].title)")
    page.paragraph("\(progress(step, report)). \(kindSentence(step, checklist))")
    addWarnings(of: report, to: &page)
    addGuidance(step, checklist, to: &page)
    addLinks(step, report, to: &page)
    addHistory(step, report, to: &page)
    page.commands([("Why it stands so", "mutual why \(checklist.steps[step].number)")])
    return page.text
  }

  private static func kindSentence(_ step: Int, _ checklist: Checklist) -> String {
    let stage = checklist.stages[checklist.steps[step].stage].title
    switch checklist.steps[step].kind {
    case .action: return "An action in the stage \"\(stage)\"."
    case .decision: return "A decision in the stage \"\(stage)\": completing it answers a question."
    case .milestone: return "A milestone of the stage \"\(stage)\": it is passed, or turned down."
    }
  }

  /// Adds what a step asks for, as the checklist has it.
  static func addGuidance(_ position: Int, _ checklist: Checklist, to page: inout TextPage) {
    let step = checklist.steps[position]
    if let guidance = step.guidance {
      page.gap()
      page.paragraph(guidance, indent: 2)
    }
    let facts = StepFacts.all(position, checklist).map { [$0.label, $0.text] }
    if !facts.isEmpty {
      page.gap()
      page.table(facts)
    }
    if let note = step.note {
      page.gap()
      page.paragraph(note, indent: 2)
    }
    let sources = step.sources.compactMap { id in checklist.sources.first { $0.id == id } }
    addSources(sources, to: &page)
  }

  private static func addLinks(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let checklist = report.checklist
    let requires = checklist.steps[step].requires
    page.heading(requires.isEmpty ? "Waits for nothing" : "Waits for")
    for requirement in requires {
      if case .anyOf(let links, let oneIsEnough) = requirement.subject {
        page.paragraph(oneIsEnough ? "One of these ways:" : "Any one of these:", indent: 2)
        for link in links { addLink(link, report, indent: 4, to: &page) }
      } else {
        for link in requirement.links { addLink(link, report, indent: 2, to: &page) }
      }
      if let because = requirement.because { page.detail("Why: \(Phrases.sentence(because))") }
    }
    let follows = checklist.steps[step].follows
    if !follows.isEmpty {
      page.heading("Sensibly after")
      for followed in follows {
        page.entry(
          checklist.steps[followed].number, checklist.steps[followed].title,
          remark: progress(followed, report))
      }
    }
    let users = checklist.graph.requiring(step)
    if !users.isEmpty {
      page.heading("Waited for by")
      for user in users {
        page.entry(checklist.steps[user].number, checklist.steps[user].title, remark: progress(user, report))
      }
    }
  }

  private static func addLink(
    _ link: Requirement.Link, _ report: OrganisationReport, indent: Int, to page: inout TextPage
  ) {
    let step = report.checklist.steps[link.step]
    page.entry(step.number, step.title, remark: progress(link.step, report), indent: indent)
    if let lag = link.lag { page.detail("and \(Phrases.lag(lag)) after it") }
  }

  private static func addHistory(_ step: Int, _ report: OrganisationReport, to page: inout TextPage) {
    let id = report.checklist.steps[step].id
    let history = report.record.history
    let events = history.events.indices.filter { history.events[$0].action.steps.contains(id) }
    guard !events.isEmpty else { return }
    page.heading("Recorded")
    for position in events {
      let event = history.events[position]
      let taken = history.isLive[position] ? "" : " This entry was taken back."
      page.paragraph(
        "\(EventSentences.sentence(event, in: report.checklist)) \(event.by).\(taken)", indent: 2, hanging: 2)
      if let out = event.outOfSequence {
        page.detail("Out of sequence: \(Phrases.sentence(out.reason))", indent: 4)
      }
      if let note = event.note { page.detail("Note: \(Phrases.sentence(note))", indent: 4) }
      if !event.evidence.isEmpty { page.detail("Evidence: \(Phrases.list(event.evidence))", indent: 4) }
    }
  }
}
