public import MutualChecklist

/// The screens of the interview that begins a record: one question a screen.
extension TextReports {
  /// The first screen of somebody who has no record yet.
  /// - Parameters:
  ///   - folder: where the record will be.
  ///   - name: what entries will carry as the name of who made them.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func welcome(folder: String, recordedAs name: String, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(
      "Welcome. This program keeps track of the steps by which a public service becomes an employee-owned mutual."
    )
    page.gap()
    page.paragraph(
      "It asks a few questions about the service, then what is done already, and then shows what you can do now. Each answer is kept as soon as you give it, and all of them can be changed later."
    )
    page.gap()
    page.paragraph("The record will be in \(folder). Entries carry the name \"\(name)\".")
    page.gap()
    page.paragraph("Type stop at any time: nothing is lost. Type ? for help.")
    page.gap()
    page.paragraph("What is the service called?")
    return page.text
  }

  /// Help with the first question.
  /// - Parameter style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func welcomeHelp(style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(
      "The name is shown on every page and report, such as Riverside Libraries. It can't be changed later.")
    page.paragraph(
      "To keep the record elsewhere, type stop, and begin again with --ledger and the folder. To let entries carry a role or initials in place of your name, type stop, and set MUTUAL_BY first."
    )
    return page.text
  }

  /// One question, why it is asked, and the answers to choose from.
  /// - Parameters:
  ///   - position: the question.
  ///   - offered: the answers that can be given, in the order in which they are numbered.
  ///   - number: how many questions there were with this one.
  ///   - left: how many more there are as the answers stand.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewQuestion(
    _ position: Int, offered: [Int], number: Int, left: Int, _ report: OrganisationReport, style: TextStyle
  ) -> String {
    let question = report.checklist.questions[position]
    var page = TextPage(style)
    page.verbatim("")
    page.paragraph("Question \(number)" + (left > 0 ? ", and about \(left) more" : ", the last one"))
    page.heading(question.prompt)
    if let why = question.why { page.paragraph(why) }
    page.gap()
    addChoices(question, offered, to: &page)
    if let given = report.evaluation.answers.given(to: position) {
      let titles = given.map { "\"\(question.answers[$0].title)\"" }
      page.paragraph(
        "Your answer so far is \(Phrases.list(titles)). Press Enter to keep it, or type \"not sure\" to take it back."
      )
    } else {
      page.paragraph("Not sure? Press Enter. You can also type ? for help, back, or stop.")
    }
    return page.text
  }

  /// The answers to choose from, numbered.
  private static func addChoices(_ question: Question, _ offered: [Int], to page: inout TextPage) {
    for (index, answer) in offered.enumerated() { page.entry("\(index + 1)", question.answers[answer].title) }
    page.gap()
    if question.several {
      page.paragraph("More than one may hold. Type the numbers with commas, such as 1,2.")
    }
  }

  /// Help with a question.
  /// - Parameters:
  ///   - position: the question.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewHelp(_ position: Int, _ report: OrganisationReport, style: TextStyle) -> String
  {
    let question = report.checklist.questions[position]
    var page = TextPage(style)
    page.gap()
    if let help = question.help { page.paragraph(help) }
    page.paragraph("Type the number of the answer, or the first letters of it.")
    page.paragraph(
      "Not sure? Press Enter, and the question stays open. Steps that hang on it are shown as not known yet, and you can answer it on any day."
    )
    page.paragraph(
      "Type back for the question before this one. Type stop to end here: your answers so far are kept.")
    return page.text
  }

  /// What an answer of the interview did.
  /// - Parameters:
  ///   - judgement: the organisation before and after it.
  ///   - report: the organisation after it.
  ///   - did: what was done, in sentences.
  ///   - remarks: what the person should know besides.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewChange(
    _ judgement: Judgement, _ report: OrganisationReport, did: [String], remarks: [String], style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.gap()
    for sentence in did + remarks { page.paragraph(sentence) }
    addFacts(judgement, report, withRoles: false, to: &page)
    return page.text
  }

  /// The question whether to go on with an interview that was broken off; it ends with a prompt.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, without a line feed at its end.
  public static func interviewGoOn(_ report: OrganisationReport, style: TextStyle) -> String {
    var page = TextPage(style)
    let open = report.evaluation.interview.count
    page.paragraph(
      open == 0
        ? "\(report.name) is set up. You can still say what is done already."
        : "\(report.name) is set up. \(Phrases.count(open, "question")) about it \(open == 1 ? "is" : "are") open."
    )
    return page.text + "Go on from there now? Type yes or no: "
  }

  /// The question whether work has begun.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewBegun(_ report: OrganisationReport, style: TextStyle) -> String {
    var page = TextPage(style)
    page.verbatim("")
    page.heading("Is any of the work done already?")
    page.paragraph(
      "Most services have done something before they keep a record. What is done does not have to be done again."
    )
    page.gap()
    page.entry("1", "Yes: show the steps, stage by stage")
    page.entry("2", "No, or not sure")
    page.gap()
    page.paragraph("No? Press Enter. You can also type back, or stop.")
    return page.text
  }

  /// A stage with the steps that may be done already.
  /// - Parameters:
  ///   - stage: the stage.
  ///   - steps: its steps that can be ticked.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewStage(
    _ stage: Int, steps: [Int], _ report: OrganisationReport, style: TextStyle
  ) -> String {
    let checklist = report.checklist
    var page = TextPage(style)
    page.verbatim("")
    page.heading(
      "What is done already in stage \(stage + 1) of \(checklist.stages.count), \(checklist.stages[stage].title)?"
    )
    page.gap()
    for step in steps { page.entry(checklist.steps[step].number, checklist.steps[step].title) }
    page.gap()
    let numbers = steps.map { checklist.steps[$0].number }
    let example =
      numbers.count > 2 ? "\(numbers[0]) \(numbers[2]), or \(numbers[0])-\(numbers[2])" : numbers[0]
    page.paragraph("Type the numbers of those that are done, such as \(example), or all.")
    page.paragraph("None of these? Press Enter. You can also type ? for help, back, or stop.")
    return page.text
  }

  /// A decision that was ticked, and the answers that it may have had.
  /// - Parameters:
  ///   - step: the decision.
  ///   - offered: the answers that can be given, in the order in which they are numbered.
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewDecision(
    _ step: Int, offered: [Int], _ report: OrganisationReport, style: TextStyle
  ) -> String {
    guard let position = report.checklist.steps[step].decides else { return "" }
    let question = report.checklist.questions[position]
    var page = TextPage(style)
    page.verbatim("")
    page.paragraph("\(Phrases.named(step, in: report.checklist)) is a decision. What was decided?")
    page.heading(question.prompt)
    addChoices(question, offered, to: &page)
    page.paragraph("Not sure? Press Enter, and the decision is not ticked.")
    return page.text
  }

  /// Help with what was decided.
  /// - Parameter style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewDecisionHelp(style: TextStyle) -> String {
    var page = TextPage(style)
    page.gap()
    page.paragraph("Type the number of what was decided, or the first letters of it.")
    page.paragraph(
      "Not sure, or not decided yet? Press Enter, and the decision stays open. Type back for the list of steps, or stop to end here."
    )
    return page.text
  }

  /// Help with a stage.
  /// - Parameter style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewStageHelp(style: TextStyle) -> String {
    var page = TextPage(style)
    page.gap()
    page.paragraph(
      "A step is done when what it asks for is there: mutual show, followed by its number, says what that is. Where you doubt it, leave it out. You can record it later."
    )
    page.paragraph(
      "Steps that do not apply to you, or of which it is not known yet whether they do, are not in the list. \"All\", and what lies between two numbers, leave out ways of which only one is taken. Type the number of the one that was."
    )
    page.paragraph("Did you tick one too many? Type stop, and then mutual undo.")
    return page.text
  }

  /// What there is to do first, and what to find out: the last screen of the interview.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func firstWeek(_ report: OrganisationReport, style: TextStyle) -> String {
    let evaluation = report.evaluation
    let checklist = report.checklist
    var page = TextPage(style)
    page.verbatim("")
    let steps = evaluation.workList
    page.paragraph(
      steps.isEmpty
        ? "\(report.name): no step can be worked on now."
        : "\(report.name): \(Phrases.count(steps.count, "step")) can be worked on this week.")
    addWarnings(of: report, to: &page)
    if !steps.isEmpty { page.heading("This week") }
    for step in steps {
      page.entry(
        checklist.steps[step].number, checklist.steps[step].title, remark: Phrases.roles(step, in: checklist))
      if let evidence = checklist.steps[step].evidence { page.detail("Ask for: \(evidence)") }
    }
    let open = evaluation.interview
    if !open.isEmpty {
      page.heading("To find out")
      for question in open { page.paragraph(checklist.questions[question].prompt, indent: 2, hanging: 2) }
    }
    addDisputes(evaluation, to: &page)
    let later = openCounts(evaluation).filter { !$0.hasSuffix(" ready") && !$0.hasSuffix(" in progress") }
    if !later.isEmpty {
      page.gap()
      page.paragraph("Of the rest, \(Phrases.list(later)): \"mutual blocked\" says why.")
    }
    let first = steps.first.map { ("Read about the first step", "mutual show \(checklist.steps[$0].number)") }
    page.commands(
      [
        first,
        open.isEmpty ? ("See this again", "mutual next") : ("Answer what is open", "mutual answer"),
      ].compactMap { $0 })
    return page.text
  }

  /// The end of an interview that asked nothing but questions.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func interviewEnd(_ report: OrganisationReport, style: TextStyle) -> String {
    var page = TextPage(style)
    page.verbatim("")
    let open = report.evaluation.interview.count
    page.paragraph(
      open == 0
        ? "\(report.name): every question that matters now is answered."
        : "\(report.name): \(Phrases.count(open, "question")) \(open == 1 ? "is" : "are") still open.")
    addDisputes(report.evaluation, to: &page)
    page.commands([
      ("What can be done now", "mutual next"), ("All questions and answers", "mutual questions"),
    ])
    return page.text
  }

  /// What an interview doesn't ask: two records disagree about it.
  private static func addDisputes(_ evaluation: Evaluation, to page: inout TextPage) {
    let count = evaluation.disagreements.count
    guard count > 0 else { return }
    page.gap()
    page.paragraph(
      "Two records disagree about \(Phrases.count(count, "thing")), and a person has to decide: \"mutual conflicts\" shows the entries."
    )
  }

  /// A line that answers a slip in an interview.
  /// - Parameters:
  ///   - message: what is wrong, and what to type instead.
  ///   - style: the page.
  /// - Returns: the line or lines, each with its line feed.
  public static func interviewSlip(_ message: String, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph(message)
    return page.text
  }
}
