internal import MutualChecklist
internal import MutualReports

/// Asks about one organisation, one question a screen, and records each answer as the command for it would.
///
/// It is nothing but a way to type: every answer becomes the event that `answer` or `done --already` records, and is
/// safely kept before the next question. So it can be broken off anywhere, and begun again.
struct Interview {
  /// What is on the screen.
  enum Place: Equatable {
    /// The question at a position.
    case question(Int)
    /// Whether any of the work is done.
    case begun
    /// The steps of a stage that are done.
    case stage(Int)
  }

  /// Where the person goes from a screen.
  enum Way {
    case on, back, stop
  }

  private let outer: Invocation
  private let organisation: String
  private var report: OrganisationReport
  /// What was asked, in order: the way back.
  private var trail: [Place] = []
  /// The questions left open on purpose.
  private var leftOpen: Set<Int> = []
  /// Whether the person said that some of the work is done.
  private var isBegun = false

  /// Begins with the organisation that is meant.
  init(_ invocation: inout Invocation) throws(CommandError) {
    // What was typed beside it holds for every answer: better told before the first.
    _ = try Change(&invocation)
    let report = try Session.changing(&invocation).report
    self.init(invocation, report)
  }

  /// Begins with an organisation.
  init(_ invocation: Invocation, _ report: OrganisationReport) {
    outer = invocation
    organisation = report.id
    self.report = report
  }

  // MARK: Going from screen to screen

  /// Asks the questions about the organisation.
  mutating func askQuestions() throws(CommandError) {
    try go { interview in interview.nextQuestion() }
    say(TextReports.interviewEnd(report, style: style))
  }

  /// Asks the questions, then what is done already, and shows what to do first.
  mutating func askAll() throws(CommandError) {
    try go { interview in interview.nextQuestion() ?? interview.nextStage() }
    say(TextReports.firstWeek(report, style: style))
  }

  private mutating func go(_ next: (borrowing Interview) -> Place?) throws(CommandError) {
    var place = next(self)
    while let current = place {
      switch try visit(current) {
      case .stop: return
      case .on:
        trail.append(current)
        place = next(self)
      case .back:
        if let former = before() { place = former } else { slip("There is nothing to go back to.") }
      }
    }
  }

  /// What was on the screen before: not a stage in which all is ticked by now.
  private mutating func before() -> Place? {
    while let former = trail.popLast() {
      switch former {
      case .question(let question): leftOpen.remove(question)
      case .begun: break
      case .stage(let stage): if candidates(inStage: stage).isEmpty { continue }
      }
      return former
    }
    return nil
  }

  private func nextQuestion() -> Place? {
    report.evaluation.interview.first { !leftOpen.contains($0) }.map(Place.question)
  }

  private func nextStage() -> Place? {
    guard trail.contains(.begun) else { return .begun }
    guard isBegun else { return nil }
    let stages = trail.compactMap { if case .stage(let stage) = $0 { stage } else { nil } }
    let next = stages.max().map { $0 + 1 } ?? 0
    return report.evaluation.checklist.stages.indices.first { $0 >= next && !candidates(inStage: $0).isEmpty }
      .map(Place.stage)
  }

  private mutating func visit(_ place: Place) throws(CommandError) -> Way {
    switch place {
    case .question(let question): try visit(question: question)
    case .begun: visitBegun()
    case .stage(let stage): try visit(stage: stage)
    }
  }

  // MARK: Questions

  private mutating func visit(question position: Int) throws(CommandError) -> Way {
    let evaluation = report.evaluation
    let question = evaluation.checklist.questions[position]
    let offered = evaluation.answers.offered(position)
    let number = 1 + trail.count { if case .question = $0 { true } else { false } }
    let left = evaluation.interview.count { $0 != position && !leftOpen.contains($0) }
    say(
      TextReports.interviewQuestion(
        position, offered: offered, number: number, left: left, report, style: style))
    let given = evaluation.answers.given(to: position)
    while true {
      switch ask("Your answer: ") {
      case .stop: return .stop
      case .back: return .back
      case .help: say(TextReports.interviewHelp(position, report, style: style))
      case .nothing:
        if given == nil { leftOpen.insert(position) }
        return .on
      case .notSure:
        leftOpen.insert(position)
        if given == nil { return .on }
        if try answer(question, []) { return .on }
      case .text(let typed):
        guard let answers = choose(typed, question, offered) else { continue }
        if answers == given { return .on }
        if try answer(question, answers) { return .on }
      }
    }
  }

  /// The answers that somebody means; nil where that is not clear, and said so.
  private func choose(_ typed: String, _ question: Question, _ offered: [Int]) -> [Int]? {
    do throws(Slip) { return try TypedChoice(question: question, offered: offered).answers(typed) } catch {
      slip(error.message)
      return nil
    }
  }

  /// Records an answer; none takes the answer back. False where it was refused, and said so.
  private mutating func answer(_ question: Question, _ answers: [Int]) throws(CommandError) -> Bool {
    let words = Self.words(answers, to: question)
    return try record { context throws(CommandError) in try context.answering([words]) }
  }

  /// Answers as they are typed after a command.
  private static func words(_ answers: [Int], to question: Question) -> String {
    "\(question.id)=" + answers.map { question.answers[$0].id }.joined(separator: ",")
  }

  // MARK: What is done already

  private mutating func visitBegun() -> Way {
    say(TextReports.interviewBegun(report, style: style))
    while true {
      switch ask("Your answer: ") {
      case .stop: return .stop
      case .back: return .back
      case .nothing, .notSure:
        isBegun = false
        return .on
      case .text(let typed) where ["1", "yes", "y"].contains(typed.lowercased()):
        isBegun = true
        return .on
      case .text(let typed) where ["2", "no", "n"].contains(typed.lowercased()):
        isBegun = false
        return .on
      case .text, .help: slip("Type 1 or yes if any of the work is done, or 2 or no.")
      }
    }
  }

  /// The steps of a stage that may have been done already: those that apply and are left to do.
  private func candidates(inStage stage: Int) -> [Int] {
    let evaluation = report.evaluation
    return evaluation.checklist.stages[stage].steps.filter {
      evaluation.applies[$0] == .yes && (evaluation.standings[$0].isNext || evaluation.standings[$0].isHeldUp)
        && evaluation.standings[$0] != .conflict
    }
  }

  private mutating func visit(stage: Int) throws(CommandError) -> Way {
    var way: Way?
    while way == nil {
      let listed = candidates(inStage: stage)
      guard let first = listed.first, let last = listed.last else { return .on }
      let partWay = PartWay(from: first, through: last, in: report.evaluation)
      let decisions = partWay.omitted.filter { $0.why == .answerMissing }.map(\.step)
      let all = listed.filter { partWay.taken.contains($0) || decisions.contains($0) }
      say(TextReports.interviewStage(stage, steps: listed, report, style: style))
      way = try tick(TickedSteps(checklist: report.evaluation.checklist, listed: listed, all: all))
    }
    return way ?? .on
  }

  /// Asks which steps of a list are done, until that is clear; nil: the list is to be shown again.
  private mutating func tick(_ list: TickedSteps) throws(CommandError) -> Way? {
    while true {
      switch ask("Done already: ") {
      case .stop: return .stop
      case .back: return .back
      case .help: say(TextReports.interviewStageHelp(style: style))
      case .nothing, .notSure: return .on
      case .text(let typed):
        let steps: (ticked: [Int], leftOut: [Int])
        do throws(Slip) { steps = try list.steps(typed) } catch {
          slip(error.message)
          continue
        }
        return try complete(steps.ticked, leavingOut: steps.leftOut)
      }
    }
  }

  /// Records steps as done before tracking began, and then asks what the decisions among them were; nil: the list is to
  /// be shown again.
  private mutating func complete(_ ticked: [Int], leavingOut: [Int]) throws(CommandError) -> Way? {
    let checklist = report.evaluation.checklist
    for step in leavingOut { slip(RefusalSentences.leftOut(step, .oneOfSeveralWays, in: checklist)) }
    guard !ticked.isEmpty else { return nil }
    let ids = ticked.filter { checklist.steps[$0].decides == nil }.map { checklist.steps[$0].id }
    if !ids.isEmpty {
      let isRecorded = try record { context throws(CommandError) in
        try context.completing(ids, answers: [], hasDay: false)
      }
      guard isRecorded else { return nil }
    }
    for step in ticked {
      guard let question = checklist.steps[step].decides else { continue }
      switch try visit(decision: step, question) {
      case .on: continue
      case .back: return nil
      case .stop: return .stop
      }
    }
    return .on
  }

  /// Asks what was decided, and records the decision, unless that is not known.
  private mutating func visit(decision step: Int, _ position: Int) throws(CommandError) -> Way {
    let checklist = report.evaluation.checklist
    let question = checklist.questions[position]
    let offered = report.evaluation.answers.offered(position)
    guard !offered.isEmpty else { return .on }
    say(TextReports.interviewDecision(step, offered: offered, report, style: style))
    while true {
      switch ask("Decided: ") {
      case .stop: return .stop
      case .back: return .back
      case .nothing, .notSure: return .on
      case .help: say(TextReports.interviewDecisionHelp(style: style))
      case .text(let typed):
        guard let answers = choose(typed, question, offered) else { continue }
        let answer = Self.words(answers, to: question)
        let isRecorded = try record { context throws(CommandError) in
          try context.completing([checklist.steps[step].id], answers: [answer], hasDay: false)
        }
        if isRecorded { return .on }
      }
    }
  }

  // MARK: Saying, asking, recording

  private var style: TextStyle { outer.style }

  private func say(_ text: String) { outer.print(text) }

  private func slip(_ message: String) { outer.tell(message) }

  private func ask(_ prompt: String) -> Reply { outer.ask(prompt) }

  /// Records what `decide` wishes for, as of this moment, and shows what follows. False where it was refused.
  private mutating func record(
    _ decide: (Change.Context) throws(CommandError) -> Change.Wish
  ) throws(CommandError) -> Bool {
    var invocation = outer.going(on: organisation)
    let made: Change.Made
    do throws(CommandError) {
      made = try Change(&invocation).make(&invocation, decide)
    } catch {
      guard [.refused, .conflict].contains(error.status) else { throw error }
      slip(error.message)
      return false
    }
    report = made.report
    let outcome = made.outcome
    say(
      TextReports.interviewChange(
        outcome.judgement, report, did: outcome.did, remarks: outcome.remarks, style: style))
    return true
  }
}
