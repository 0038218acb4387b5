/// What parts of a checklist are called in sentences.
struct ChecklistWords {
  private let checklist: Checklist

  init(_ checklist: Checklist) { self.checklist = checklist }

  /// `1.7 "Collect the facts"`.
  func step(_ step: Int) -> String { "\(checklist.steps[step].number) \"\(checklist.steps[step].title)\"" }

  /// The prompt, in quotation marks.
  func question(_ question: Int) -> String { "\"\(checklist.questions[question].prompt)\"" }

  /// The title of an answer, in quotation marks.
  func answer(_ answer: Int, to question: Int) -> String {
    "\"\(checklist.questions[question].answers[answer].title)\""
  }

  /// A condition: `"Which nation?" is answered "Wales" or "Scotland"; or where …`.
  func condition(_ condition: Condition) -> String {
    let alternatives = condition.alternatives.map { clauses in
      Self.list(
        clauses.map { clause in
          "\(question(clause.question)) is answered \(Self.list(clause.allowed.map { answer($0, to: clause.question) }, "or"))"
        })
    }
    return alternatives.joined(separator: "; or where ")
  }

  /// What is required: `1.2 "Ask" (28 clear days before)`, or one of several.
  func requirement(_ requirement: Requirement) -> String {
    let links = requirement.links.map { link in
      step(link.step) + (link.lag.map { " and then \(lag($0))" } ?? "")
    }
    guard case .anyOf(_, let oneIsEnough) = requirement.subject else { return links[0] }
    return (oneIsEnough ? "one way out of " : "any one of ") + Self.list(links, "or")
  }

  /// "28 clear days".
  func lag(_ lag: Lag) -> String {
    let unit =
      switch lag.unit {
      case .calendarDays: "day"
      case .clearDays: "clear day"
      case .workingDays: "working day"
      }
    return "\(lag.days) \(unit)\(lag.days == 1 ? "" : "s")"
  }

  /// "a, b and c".
  static func list(_ items: [String], _ conjunction: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
