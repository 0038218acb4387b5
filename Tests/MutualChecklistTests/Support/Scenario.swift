import MutualChecklist
import Testing

/// A checklist written down in a few lines, and events recorded of it one by one.
///
/// Every event is by `jo`, who has seen all, unless it says otherwise.
struct Scenario {
  let checklist: Checklist
  private(set) var events: [Event] = []
  var calendar = WorkingCalendar.weekdays

  /// Reads a checklist of one stage from its steps and questions; what is left out of a step is filled in.
  init(_ steps: String, questions: String = "") throws {
    let json = """
      {"format":1,"id":"test","edition":"2026","title":"Test","stages":[{"id":"only","title":"Only"}],
      "questions":[\(questions)],"steps":[\(steps)]}
      """
    let filled = json.replacing("{\"id\":\"step-", with: "{\"stage\":\"only\",\"title\":\"T\",\"id\":\"step-")
    let reading = ChecklistReader.read(Array(filled.utf8))
    checklist = try #require(reading.checklist, "\(reading.findings)")
    record(.registered(name: "Riverside", checklist: "test", edition: "2026"), at: nil)
  }

  /// A question with the answers `yes` and `no`.
  static func yesOrNo(_ id: String, more: String = "") -> String {
    """
    {"id":"\(id)","prompt":"\(id)?","answers":[{"id":"yes","title":"Yes"},{"id":"no","title":"No"}]\(more)}
    """
  }

  // MARK: Recording

  static func day(_ text: String) throws -> Day { try #require(Day("2026-\(text)")) }

  /// An event that was not recorded.
  func event(
    _ action: Action, at: Day?, by writer: String = "jo", seen: [String: Int]? = nil,
    covering covers: [String] = []
  ) -> Event {
    let own = events.filter { $0.id.writer == writer }.map(\.id.number).max() ?? 0
    var all: [String: Int] = [:]
    for event in events where event.id.writer != writer {
      all[event.id.writer] = max(all[event.id.writer] ?? 0, event.id.number)
    }
    let seen = seen ?? all
    let clocks = events.filter { event in
      event.id.writer == writer || event.id.number <= seen[event.id.writer] ?? 0
    }.map(\.clock)
    let recorded = at ?? Day(daysSince1970: 20_500)
    return Event(
      id: Event.ID(writer: writer, number: own + 1), clock: (clocks.max() ?? 0) + 1, seen: seen, at: at,
      recorded: Instant(secondsSince1970: recorded.daysSince1970 * 86_400), day: recorded, by: writer,
      action: action,
      outOfSequence: covers.isEmpty ? nil : Event.OutOfSequence(reason: "urgent", covers: covers))
  }

  @discardableResult
  mutating func record(
    _ action: Action, at: Day?, by writer: String = "jo", seen: [String: Int]? = nil,
    covering covers: [String] = []
  ) -> Event.ID {
    let event = event(action, at: at, by: writer, seen: seen, covering: covers)
    events.append(event)
    return event.id
  }

  /// Records that steps were completed, on a day of 2026 such as `03-02`.
  @discardableResult
  mutating func complete(
    _ steps: String..., on day: String?, answer: GivenAnswer? = nil, by writer: String = "jo",
    seen: [String: Int]? = nil,
    covering covers: [String] = []
  ) throws -> Event.ID {
    record(
      .completed(steps, answers: answer.map { [$0] } ?? []), at: try day.map { try Self.day($0) }, by: writer,
      seen: seen,
      covering: covers)
  }

  @discardableResult
  mutating func answer(
    _ question: String, _ answers: String..., on day: String? = nil, by writer: String = "jo",
    seen: [String: Int]? = nil
  ) throws -> Event.ID {
    record(
      .answered([GivenAnswer(question: question, answers: answers)]), at: try day.map { try Self.day($0) },
      by: writer,
      seen: seen)
  }

  @discardableResult
  mutating func reopen(
    _ step: String, on day: String?, by writer: String = "jo", seen: [String: Int]? = nil
  ) throws -> Event.ID {
    record(.reopened([step], reason: "r"), at: try day.map { try Self.day($0) }, by: writer, seen: seen)
  }

  @discardableResult
  mutating func undo(_ event: Event.ID) -> Event.ID { record(.retracted(event), at: nil) }

  // MARK: Looking

  /// The evaluation on a day of 2026.
  func evaluation(on day: String, view: View = .everything) throws -> Evaluation {
    let history = History(events, view: view)
    let registration = try #require(Registration(history))
    let record = Record(history, registration: registration, checklist: checklist)
    return Evaluation(checklist, record: record, on: try Self.day(day), calendar: calendar)
  }

  func position(_ step: String) throws -> Int { try #require(checklist.position(ofStep: step), "\(step)") }

  func standing(_ step: String, on day: String = "06-30", view: View = .everything) throws -> Standing {
    try evaluation(on: day, view: view).standings[position(step)]
  }

  /// The reasons of a step's standing, each as its code and the ids and day that it names.
  func reasons(_ step: String, on day: String = "06-30") throws -> [String] {
    try evaluation(on: day).reasons(for: position(step)).map(text)
  }

  func checkAgain(_ step: String, on day: String = "06-30") throws -> [String] {
    try evaluation(on: day).checkAgain(position(step)).map(text)
  }

  func blockers(_ step: String, on day: String = "06-30") throws -> [String] {
    var walk = BlockerWalk(try evaluation(on: day))
    return walk.blockers(of: try position(step)).map { checklist.steps[$0].id }
  }

  func rootBlockers(_ step: String, on day: String = "06-30") throws -> [String] {
    var walk = BlockerWalk(try evaluation(on: day))
    return walk.rootBlockers(of: try position(step)).map { checklist.steps[$0].id }
  }

  func until(_ step: String, on day: String) throws -> String? {
    try evaluation(on: day).until(position(step))?.description
  }

  func judgement(of action: Action, at: String?, today: String = "06-30") throws -> Judgement {
    Judgement(event(action, at: try at.map { try Self.day($0) }), before: try evaluation(on: today))
  }

  private func text(_ reason: Reason) -> String {
    let names =
      reason.steps.map { checklist.steps[$0].id } + reason.questions.map { checklist.questions[$0].id }
    let day = reason.day.map { [$0.description] } ?? []
    return ([reason.code.rawValue] + names + day).joined(separator: " ")
  }
}
