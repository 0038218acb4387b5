import MutualChecklist
import TestSupport
import Testing

/// One random checklist with one random history, evaluated and ready to be compared.
struct RandomCase {
  let checklist: Checklist
  let history: RandomHistory
  let view: View
  let evaluation: Evaluation
  let fold: OracleFold
  let rules: OracleRules
  /// For choices that a test makes itself.
  var generator: SeededGenerator

  init?(_ checklist: Checklist, _ history: RandomHistory, view: View, day: Day, generator: SeededGenerator) {
    self.checklist = checklist
    self.history = history
    self.view = view
    self.generator = generator
    let events = History(history.events, view: view)
    guard let registration = Registration(events) else { return nil }
    let record = Record(events, registration: registration, checklist: checklist)
    evaluation = Evaluation(checklist, record: record, on: day, calendar: RandomHistory.calendar)
    fold = OracleFold(checklist, history.events, view: view)
    rules = fold.rules(on: day, calendar: RandomHistory.calendar)
  }

  func id(_ step: Int) -> String { checklist.steps[step].id }
  func ids(_ steps: some Sequence<Int>) -> [String] { steps.sorted().map { id($0) } }
}

enum RandomCases {
  /// Runs a check over many cases, each named by its seed; the check answers with what is wrong.
  static func run(
    batch: Int, checklists: Int, histories: Int, views: Bool = true, sizes: ClosedRange<Int>? = nil,
    _ check: (inout RandomCase) -> [String]
  ) {
    var failures = 0
    for number in 0..<checklists {
      let seed = SeededGenerator.seed &+ UInt64(batch * 1_000_000 + number)
      var generator = SeededGenerator(seed: seed)
      let size = sizes.map { generator.int(in: $0) } ?? RandomChecklist.size(using: &generator)
      let (made, problem) = RandomChecklist.make(steps: size, using: &generator)
      guard let random = made else {
        Issue.record("seed \(seed): the checklist can't be read: \(problem)")
        continue
      }
      for turn in 0..<histories {
        let history = RandomHistory.make(on: random.checklist, using: &generator)
        let (view, day) = views ? Self.view(history, using: &generator) : (.everything, history.today)
        guard
          var one = RandomCase(random.checklist, history, view: view, day: day, generator: generator)
        else { continue }
        let wrong = check(&one)
        guard !wrong.isEmpty else { continue }
        failures += 1
        Issue.record(
          """
          MUTUAL_SEED=\(SeededGenerator.seed), batch \(batch), checklist \(number) (seed \(seed)), history \(turn), \
          \(view), on \(day):
          \(wrong.joined(separator: "\n"))
          \(random.json)
          \(history.events.sorted { $0.isFolded(before: $1) }.map(Self.line).joined(separator: "\n"))
          """)
        if failures == 3 { return }
      }
    }
  }

  private static func line(_ event: Event) -> String {
    "\(event.id) seen \(event.seen) at \(event.at?.description ?? "-") on \(event.day) \(event.action)"
      + (event.outOfSequence.map { " covers \($0.covers)" } ?? "")
  }

  /// Mostly all that is known, on today; sometimes as of a day, as known by a day, or both, or on another day.
  private static func view(_ history: RandomHistory, using generator: inout SeededGenerator) -> (View, Day) {
    let span = max(1, history.firstDay.days(until: history.today))
    let some = history.firstDay.adding(days: generator.int(in: -3...(span + 15)))
    switch generator.int(in: 0...9) {
    case 0: return (View(asOf: some), some)
    case 1: return (View(knownBy: some), some)
    case 2: return (View(asOf: some.adding(days: -generator.int(in: 0...9)), knownBy: some), some)
    case 3: return (.everything, some)
    default: return (.everything, history.today)
    }
  }
}

extension RandomCase {
  /// What of the evaluation is not as the rules say.
  func compare() -> [String] {
    var wrong: [String] = []
    func same<Value: Equatable>(_ what: @autoclosure () -> String, _ got: Value, _ expected: Value) {
      if got != expected { wrong.append("\(what()): \(got), expected \(expected)") }
    }
    for question in checklist.questions.indices {
      let record = evaluation.record.answers[question]
      same("answer \(question + 1)", record.given.map(Set.init), rules.answers[question])
      same(
        "conflict of answer \(question + 1)", record.isInConflict,
        rules.questionsInConflict.contains(question))
    }
    let apart = fold.rules(on: evaluation.day, calendar: evaluation.calendar, lagsApart: true)
    var walk = BlockerWalk(evaluation)
    var walkOfAll = BlockerWalk(evaluation)
    walkOfAll.findRootBlockers(of: Array(checklist.steps.indices))
    var again: Set<Int> = []
    for step in checklist.steps.indices {
      let name = id(step)
      let record = evaluation.record.steps[step]
      let standing = rules.standing(step)
      same("conflict of \(name)", record.isInConflict, rules.recorded[step].isInConflict)
      if !record.isInConflict { same("state of \(name)", record.state, rules.recorded[step].state) }
      if standing == .completed { same("day of \(name)", record.at, rules.recorded[step].day) }
      same("applies \(name)", evaluation.applies[step], rules.applies(step))
      same("standing of \(name)", evaluation.standings[step], standing)
      let checks = fold.checkAgain(step, now: apart)
      same("check again \(name)", Set(evaluation.checkAgain(step).map(Self.plain)), checks)
      if !checks.isEmpty { again.insert(step) }
      let isOutstanding = standing.isNext || standing.isHeldUp || !checks.isEmpty
      same(
        "blockers of \(name)", ids(walk.blockers(of: step)),
        ids(rules.blockers(of: step, isOutstanding: isOutstanding)))
      let roots = ids(rules.rootBlockers(of: step, isOutstanding: isOutstanding))
      same("root blockers of \(name)", ids(walk.rootBlockers(of: step)), roots)
      same("root blockers of \(name), of all at once", ids(walkOfAll.rootBlockers(of: step)), roots)
      if standing == .completed {
        same("reasons of \(name)", Set(evaluation.reasons(for: step).map(Self.plain)), checks)
      } else {
        same(
          "reasons of \(name)",
          Set(evaluation.reasons(for: step).map(Self.plain)).map(\.description).sorted(),
          rules.reasons(step).map(\.description).sorted())
      }
      for reason in evaluation.reasons(for: step)
      where reason.code == .doesNotApply || reason.code == .noLongerApplies {
        let denied = rules.isDenied(checklist.steps[step].appliesWhen, by: reason.questions)
        same("answers that deny \(name), \(reason.questions)", denied, true)
      }
      if standing == .blocked { same("until of \(name)", evaluation.until(step), rules.until(step)) }
    }
    let steps = checklist.steps.indices
    let next = Set(steps.filter { [.ready, .inProgress].contains(rules.standing($0)) })
    let heldUp = steps.filter {
      [.blocked, .undetermined, .onHold, .turnedDown, .conflict].contains(rules.standing($0))
    }
    same("next", Set(evaluation.next), next)
    same("held up", evaluation.heldUp, heldUp)
    same("check again", evaluation.checkAgain.map(\.step), again.sorted())
    same(
      "outstanding", evaluation.outstanding,
      steps.filter { next.contains($0) || heldUp.contains($0) } + again.sorted())
    return wrong
  }

  /// A reason without what people wrote.
  static func plain(_ reason: Reason) -> OracleRules.Reason {
    let hasDay = reason.code == .waitsUntil
    let isDenial = reason.code == .doesNotApply || reason.code == .noLongerApplies
    return OracleRules.Reason(
      code: reason.code, steps: Set(reason.steps), questions: isDenial ? [] : Set(reason.questions),
      day: hasDay ? reason.day : nil)
  }
}

extension OracleRules.Reason: CustomStringConvertible {
  var description: String {
    "\(code.rawValue) steps \(steps.sorted()) questions \(questions.sorted()) \(day?.description ?? "")"
  }
}
