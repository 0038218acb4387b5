public import MutualChecklist

extension TextReports {
  /// What a change did: what is newly ready, what newly applies, what no longer does.
  /// - Parameters:
  ///   - judgement: the organisation before and after the event.
  ///   - report: the organisation after it.
  ///   - did: what was done, in sentences.
  ///   - remarks: what the person should know besides, such as an answer that hangs on another.
  ///   - recorded: the event, once it is safely kept; nil where it was only tried.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func change(
    _ judgement: Judgement, _ report: OrganisationReport, did: [String], remarks: [String], recorded: Event?,
    style: TextStyle
  ) -> String {
    var page = TextPage(style)
    if recorded == nil {
      page.paragraph("Nothing was recorded. This would be the entry, and what follows from it:")
    }
    for sentence in did { page.paragraph(sentence) }
    for remark in remarks { page.paragraph(remark) }
    addWarnings(of: report, to: &page)
    addSteps("Now ready to start", judgement.newlyReady, report, to: &page)
    addFacts(judgement, report, to: &page)
    addLeft(judgement, report, to: &page)
    var commands = [
      report.record.outcome == nil
        ? ("What can be done now", "mutual next") : ("Where things stand", "mutual status")
    ]
    if let recorded {
      // Bare undo takes back no entry that itself takes one back.
      let isUndo = if case .retracted = recorded.action { true } else { false }
      commands.append(("Undo this", isUndo ? "mutual undo \(recorded.id)" : "mutual undo"))
    }
    page.commands(commands)
    return page.text
  }

  /// What a change of facts brings and takes away, so that nobody misses it.
  static func addFacts(
    _ judgement: Judgement, _ report: OrganisationReport, withRoles: Bool = true, to page: inout TextPage
  ) {
    let unneeded = judgement.noLongerNeeded
    let never = judgement.noLongerApplies.filter { !unneeded.contains($0) }
    for (heading, steps) in [
      ("New for you", judgement.newlyApplies), ("No longer needed", unneeded),
      ("Does not apply to you", never),
    ] { addSteps(heading, steps, report, withRoles: withRoles, to: &page) }
  }

  private static func addSteps(
    _ heading: String, _ steps: [Int], _ report: OrganisationReport, withRoles: Bool = true,
    to page: inout TextPage
  ) {
    guard !steps.isEmpty else { return }
    page.heading(heading)
    for step in steps {
      page.entry(
        report.checklist.steps[step].number, report.checklist.steps[step].title,
        remark: withRoles ? Phrases.roles(step, in: report.checklist) : "")
    }
  }

  /// How much is left in the stages that the change touched.
  private static func addLeft(_ judgement: Judgement, _ report: OrganisationReport, to page: inout TextPage) {
    let evaluation = judgement.after
    guard !evaluation.isFinished else {
      page.gap()
      page.paragraph("Nothing is left to do: the checklist is finished.")
      return
    }
    let changed = report.checklist.steps.indices.filter {
      judgement.before.record.steps[$0].state != evaluation.record.steps[$0].state
    }
    let stages = Set(changed.map { report.checklist.steps[$0].stage }).sorted()
    guard !stages.isEmpty else { return }
    page.gap()
    for stage in stages {
      let steps = report.checklist.stages[stage].steps
      let applying = steps.filter { ![.notApplicable, .notChosen].contains(evaluation.standings[$0]) }
      let left = applying.filter { evaluation.standings[$0].isNext || evaluation.standings[$0].isHeldUp }
      page.paragraph("Still outstanding in stage \(stage + 1): \(left.count) of \(applying.count).")
    }
  }

  /// An organisation that was just set up: what there is to do, and where to begin.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - folder: where the record is kept.
  ///   - isRecorded: whether it was recorded; otherwise it was only tried.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func setUp(
    _ report: OrganisationReport, folder: String, isRecorded: Bool, style: TextStyle
  ) -> String {
    let evaluation = report.evaluation
    let checklist = report.checklist
    var page = TextPage(style)
    page.paragraph(
      "\(report.name) \(isRecorded ? "is" : "would be") set up on \"\(checklist.title)\", \(checklist.edition) edition."
    )
    page.paragraph("The record \(isRecorded ? "is" : "would be") in \(folder).")
    addWarnings(of: report, to: &page)
    let always = checklist.steps.filter { $0.appliesWhen == nil }.count
    let total = checklist.steps.count
    let stages = Phrases.count(checklist.stages.count, "stage")
    page.gap()
    page.paragraph(
      "\(Phrases.count(total, "step")) in \(stages)."
        + (always == total
          ? ""
          : " \(Phrases.count(always, "applies", "apply")) whatever you answer; \(Phrases.count(total - always, "depends", "depend")) on facts about you.")
    )
    page.heading("Start here")
    for step in evaluation.next {
      page.entry(
        checklist.steps[step].number, checklist.steps[step].title, remark: Phrases.roles(step, in: checklist))
    }
    let held = openCounts(evaluation).filter { !$0.hasSuffix(" ready") }
    if !held.isEmpty {
      page.gap()
      page.paragraph("Of the rest, \(Phrases.list(held)): \"mutual blocked\" says why.")
    }
    let through = checklist.stages.first.flatMap { $0.steps.last }.map { checklist.steps[$0].number } ?? "1.1"
    page.commands([
      ("Tell us about the service", "mutual answer"),
      ("Already part-way? Then say what is done", "mutual done --already --through \(through)"),
    ])
    return page.text
  }
}
