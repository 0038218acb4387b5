internal import MutualChecklist

/// Turns counts, lists, steps and reasons into words.
enum Phrases {
  /// "1 step", "4 steps".
  static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// "a, b and c".
  static func list(_ items: [String], _ conjunction: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(by: ", ") + " \(conjunction) " + last
  }

  /// `1.7 "Collect the facts about the service today"`.
  static func named(_ step: Int, in checklist: Checklist) -> String {
    "\(checklist.steps[step].number) \"\(checklist.steps[step].title)\""
  }

  /// "1.7, 1.8 and 2.1".
  static func numbers(_ steps: [Int], in checklist: Checklist) -> String {
    list(steps.map { checklist.steps[$0].number })
  }

  /// The roles of a step, "finance, HR lead".
  static func roles(_ step: Int, in checklist: Checklist) -> String {
    checklist.steps[step].roles.map(checklist.title(ofRole:)).joined(by: ", ")
  }

  /// How long ago a day was, for people: "today", "yesterday", "12 days".
  static func days(_ day: Day, to today: Day) -> String {
    switch day.days(until: today) {
    case 0: "since today"
    case 1: "since yesterday"
    case let days where days > 1: "for \(days) days"
    default: "from \(day.longText)"
    }
  }

  /// A day, without its year where that is the year of today.
  static func day(_ day: Day, today: Day) -> String { day.year == today.year ? day.shortText : day.longText }

  /// The question with its answer, as given: "Which part … is the service in?" is "A council".
  static func answer(_ question: Int, _ given: [Int], in checklist: Checklist) -> String {
    let titles = given.map { "\"\(checklist.questions[question].answers[$0].title)\"" }
    return "\"\(checklist.questions[question].prompt)\" is answered \(list(titles))"
  }

  /// A length of time as a lag has it: "28 clear days".
  static func lag(_ lag: Lag) -> String {
    switch lag.unit {
    case .calendarDays: count(lag.days, "day")
    case .clearDays: count(lag.days, "clear day")
    case .workingDays: count(lag.days, "working day")
    }
  }

  /// A text that ends as a sentence does.
  static func sentence(_ text: String) -> String {
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }
}
