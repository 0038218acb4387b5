import MutualChecklist
import TestSupport

/// Random events on a checklist: sensible walks with noise in them, by one writer or by several who have not always
/// seen each other, in no order.
struct RandomHistory {
  var events: [Event]
  /// The day after the last was recorded.
  let today: Day
  /// The first day that something can have happened on.
  let firstDay: Day

  static let calendar = WorkingCalendar(
    id: "test", title: "Test",
    holidays: Dictionary(
      uniqueKeysWithValues: ["2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25"].compactMap {
        Day($0).map { ($0, "Holiday") }
      })
  ).adding(closures: ["2026-04-15", "2026-04-16"].compactMap { Day($0) })

  static func make(on checklist: Checklist, using generator: inout SeededGenerator) -> RandomHistory {
    var walk = Walk(checklist, generator: generator)
    let history = walk.history()
    generator = walk.generator
    return history
  }
}

private struct Writer {
  let name: String
  var number = 0
  /// The highest number of every other writer that it has seen.
  var seen: [String: Int] = [:]
  var clock = 0
  /// The positions in `Walk.events` of what it has seen, its own too.
  var known: [Int] = []
}

private struct Walk {
  let checklist: Checklist
  var generator: SeededGenerator
  var events: [Event] = []
  var writers: [Writer]
  var day: Day
  let firstDay: Day

  init(_ checklist: Checklist, generator: SeededGenerator) {
    self.checklist = checklist
    self.generator = generator
    let count = self.generator.chance(55) ? 1 : self.generator.int(in: 2...3)
    writers = ["jo", "sam", "al"].prefix(count).map { Writer(name: $0) }
    firstDay = Day(daysSince1970: 20_533 + self.generator.int(in: 0...40))
    day = firstDay
  }

  mutating func history() -> RandomHistory {
    record(
      .registered(name: "Riverside", checklist: checklist.id, edition: checklist.edition), at: day, by: 0)
    for writer in writers.indices.dropFirst() { pull(writer, from: 0) }
    let length = generator.pick([0, 2, 5, 10, 10, 15, 15, 25])
    for question in checklist.questions.indices where generator.chance(25) { answer(question, by: 0) }
    while events.count < length {
      let writer = generator.int(in: 0...(writers.count - 1))
      if generator.chance(35) { pull(writer, from: generator.int(in: 0...(writers.count - 1))) }
      if generator.chance(70) {
        sensibly(by: writer)
      } else {
        noise(by: writer)
      }
      if generator.chance(50) { day = day.adding(days: generator.int(in: 0...7)) }
    }
    let today = day.adding(days: 1)
    return RandomHistory(events: events.shuffled(using: &generator), today: today, firstDay: firstDay)
  }

  // MARK: Writers

  private mutating func pull(_ writer: Int, from other: Int) {
    guard writer != other else { return }
    for position in writers[other].known where !writers[writer].known.contains(position) {
      writers[writer].known.append(position)
      let event = events[position]
      writers[writer].clock = max(writers[writer].clock, event.clock)
      if event.id.writer != writers[writer].name {
        writers[writer].seen[event.id.writer] = max(
          writers[writer].seen[event.id.writer] ?? 0, event.id.number)
      }
    }
  }

  private mutating func record(
    _ action: Action, at: Day?, by writer: Int, outOfSequence: Event.OutOfSequence? = nil
  ) {
    writers[writer].number += 1
    writers[writer].clock += 1
    let event = Event(
      id: Event.ID(writer: writers[writer].name, number: writers[writer].number),
      clock: writers[writer].clock,
      seen: writers[writer].seen, at: at, recorded: Instant(secondsSince1970: day.daysSince1970 * 86_400),
      day: day,
      by: "Jo", action: action, outOfSequence: outOfSequence)
    writers[writer].known.append(events.count)
    events.append(event)
  }

  /// Mostly today, sometimes some time ago, sometimes not known.
  private mutating func happened() -> Day? {
    if generator.chance(12) { return nil }
    return generator.chance(70) ? day : day.adding(days: -generator.int(in: 1...20))
  }

  // MARK: Events

  private func id(_ step: Int) -> String { checklist.steps[step].id }

  private mutating func given(_ question: Int) -> GivenAnswer {
    let question = checklist.questions[question]
    var answers = [generator.pick(question.answers).id]
    if question.several, generator.chance(50) {
      let other = generator.pick(question.answers).id
      if !answers.contains(other) { answers.append(other) }
    }
    return GivenAnswer(question: question.id, answers: answers)
  }

  private mutating func answer(_ question: Int, by writer: Int) {
    var given = given(question)
    if generator.chance(12) { given.answers = [] }
    record(.answered([given]), at: generator.chance(60) ? nil : happened(), by: writer)
  }

  private mutating func decided(_ steps: [Int]) -> [GivenAnswer] {
    var answers: [GivenAnswer] = []
    for question in Set(steps.compactMap { checklist.steps[$0].decides }).sorted() where generator.chance(95)
    {
      answers.append(given(question))
    }
    return answers
  }

  private mutating func complete(_ steps: [Int], by writer: Int, covering covers: [String] = []) {
    let sequence = covers.isEmpty ? nil : Event.OutOfSequence(reason: "urgent", covers: covers)
    record(
      .completed(steps.map { id($0) }, answers: decided(steps)), at: happened(), by: writer,
      outOfSequence: sequence)
  }

  /// What somebody would do who looks at the list.
  private mutating func sensibly(by writer: Int) {
    let history = History(writers[writer].known.map { events[$0] })
    guard let registration = Registration(history) else { return }
    let record = Record(history, registration: registration, checklist: checklist)
    let evaluation = Evaluation(checklist, record: record, on: day, calendar: RandomHistory.calendar)
    for _ in 0..<generator.int(in: 1...4) {
      let step = generator.int(in: 0...(checklist.steps.count - 1))
      act(on: step, evaluation, by: writer)
    }
  }

  private mutating func act(on step: Int, _ evaluation: Evaluation, by writer: Int) {
    let name = id(step)
    let chance = generator.int(in: 0...99)
    switch evaluation.standings[step] {
    case .ready, .inProgress, .notChosen, .turnedDown, .onHold:
      switch chance {
      case 0..<55: complete([step], by: writer)
      case 55..<70: record(.started([name]), at: happened(), by: writer)
      case 70..<78:
        record(.held([name], reason: "r", waitingFor: nil, chase: nil), at: happened(), by: writer)
      case 78..<86: record(.resumed([name]), at: happened(), by: writer)
      case 86..<93: record(.turnedDown([name], reason: "r", backOn: nil), at: happened(), by: writer)
      default: record(.waived([name], reason: "r", answers: decided([step])), at: happened(), by: writer)
      }
    case .blocked:
      if chance < 25 {
        let event = Event(
          id: Event.ID(writer: "zoe", number: 1), clock: 1_000, at: day,
          recorded: Instant(secondsSince1970: 0),
          day: day, by: "Zoe", action: .completed([name], answers: []))
        complete([step], by: writer, covering: Judgement(event, before: evaluation).covers)
      }
    case .undetermined:
      let open = evaluation.answers.openQuestions(of: checklist.steps[step].appliesWhen)
      if chance < 60, !open.isEmpty { answer(generator.pick(open), by: writer) }
    case .notApplicable: if chance < 15 { complete([step], by: writer) }
    case .completed:
      switch chance {
      case 0..<20: record(.reopened([name], reason: "r"), at: happened(), by: writer)
      case 20..<35: record(.confirmed([name]), at: day, by: writer)
      case 35..<40: complete([step], by: writer)
      default: break
      }
    case .waived: if chance < 30 { record(.reopened([name], reason: "r"), at: happened(), by: writer) }
    case .conflict:
      if chance < 50 { settle(evaluation.record.steps[step].conflict, subject: name, evaluation, by: writer) }
    }
    for question in evaluation.checklist.questions.indices
    where evaluation.record.answers[question].isInConflict && generator.chance(15) {
      let subject = "question:\(checklist.questions[question].id)"
      settle(evaluation.record.answers[question].conflict, subject: subject, evaluation, by: writer)
    }
  }

  private mutating func settle(_ between: [Int], subject: String, _ evaluation: Evaluation, by writer: Int) {
    guard !between.isEmpty else { return }
    let ids = between.map { evaluation.record.history.events[$0].id }
    record(.settled(subject: subject, kept: generator.pick(ids), between: ids), at: day, by: writer)
  }

  /// What nobody should do, but a merge may bring.
  private mutating func noise(by writer: Int) {
    var steps = [generator.int(in: 0...(checklist.steps.count - 1))]
    if generator.chance(20) { steps.append(generator.int(in: 0...(checklist.steps.count - 1))) }
    if steps.count == 2, steps[0] == steps[1] { steps.removeLast() }
    let names = steps.map { id($0) }
    switch generator.int(in: 0...13) {
    case 0, 1: record(.started(names), at: happened(), by: writer)
    case 2, 3: complete(steps, by: writer)
    case 4:
      var covers: [String] = []
      for requirement in steps.flatMap({ checklist.steps[$0].requires }) where generator.chance(60) {
        covers += requirement.links.map { id($0.step) }
      }
      for question in checklist.questions where generator.chance(20) { covers.append(question.id) }
      complete(steps, by: writer, covering: covers)
    case 5: record(.held(names, reason: "r", waitingFor: nil, chase: nil), at: happened(), by: writer)
    case 6: record(.resumed(names), at: happened(), by: writer)
    case 7: record(.turnedDown(names, reason: "r", backOn: nil), at: happened(), by: writer)
    case 8: record(.waived(names, reason: "r", answers: decided(steps)), at: happened(), by: writer)
    case 9: record(.reopened(names, reason: "r"), at: happened(), by: writer)
    case 10: record(.confirmed(names), at: day, by: writer)
    case 11, 12:
      guard !checklist.questions.isEmpty else { return }
      answer(generator.int(in: 0...(checklist.questions.count - 1)), by: writer)
    default:
      // Undo, and undo of undo.
      let retractions = writers[writer].known.filter {
        if case .retracted = events[$0].action { true } else { false }
      }
      let known = writers[writer].known.filter { $0 > 0 }
      guard !known.isEmpty else { return }
      let undone =
        !retractions.isEmpty && generator.chance(40) ? generator.pick(retractions) : generator.pick(known)
      record(.retracted(events[undone].id), at: day, by: writer)
    }
  }
}
