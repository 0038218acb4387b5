internal import MutualChecklist

extension TextReports {
  /// The questions about the organisation: those to answer, the most useful first, and those answered.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func questions(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let open = evaluation.openQuestions
    let askable = open.filter { $0.asked == .yes && $0.deciders.isEmpty }
    let later = open.filter { $0.asked == .unknown || !$0.deciders.isEmpty }
    let answered = report.checklist.questions.indices.filter { evaluation.answers.given(to: $0) != nil }
    var page = TextPage(style)
    page.paragraph(
      askable.isEmpty
        ? "\(report.name): every question that is asked now is answered."
        : "\(report.name): \(Phrases.count(askable.count, "question")) to answer, the most useful first.")
    addWarnings(of: report, to: &page)
    for question in askable { addOpen(question, evaluation, to: &page) }
    if !later.isEmpty {
      page.heading("Later")
      for question in later { addLater(question, evaluation, to: &page) }
    }
    if !answered.isEmpty {
      page.heading("Answered")
      for question in answered {
        let definition = report.checklist.questions[question]
        let titles = (evaluation.answers.given(to: question) ?? []).map { definition.answers[$0].title }
        page.paragraph(
          "\(definition.prompt) \(Phrases.sentence(titles.joined(separator: "; ")))", indent: 2, hanging: 4)
      }
    }
    if let first = askable.first(where: { !$0.isInConflict }) {
      let question = report.checklist.questions[first.question]
      page.commands([
        ("Answer one", "mutual answer \(question.id)=\(question.answers.first?.id ?? "")"),
        ("What can be done now", "mutual next"),
      ])
    } else {
      let isDisputed = askable.contains(where: \.isInConflict)
      page.commands(
        (isDisputed ? [("What two records disagree about", "mutual conflicts")] : [])
          + [("What can be done now", "mutual next")])
    }
    return page.text
  }

  private static func addOpen(_ open: OpenQuestion, _ evaluation: Evaluation, to page: inout TextPage) {
    let question = evaluation.checklist.questions[open.question]
    page.heading(question.prompt)
    if open.isInConflict {
      page.paragraph("Two answers disagree. A person has to decide which one holds.", indent: 2)
      page.detail(command: "mutual settle \(question.id) --keep EVENT", indent: 4)
      return
    }
    if let why = question.why { page.paragraph(why, indent: 2) }
    if open.settles > 0 {
      page.paragraph(
        "Settles \(Phrases.count(open.settles, "step"))"
          + (question.several ? ". More than one may hold." : "."), indent: 2)
    } else if question.several {
      page.paragraph("More than one may hold.", indent: 2)
    }
    let offered = evaluation.answers.offered(open.question).map { question.answers[$0] }
    page.table(offered.map { ["\(question.id)=\($0.id)", $0.title] }, indent: 4)
  }

  private static func addLater(_ open: OpenQuestion, _ evaluation: Evaluation, to page: inout TextPage) {
    let question = evaluation.checklist.questions[open.question]
    let when =
      open.deciders.isEmpty
      ? "asked when other answers call for it"
      : "decided by \(Phrases.list(open.deciders.map { Phrases.named($0, in: evaluation.checklist) }))"
    page.paragraph("\(question.prompt) (\(when))", indent: 2, hanging: 2)
  }
}
