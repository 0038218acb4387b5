/// Looks for what is wrong or doubtful in a checklist that can be used.
public enum ChecklistLint {
  /// Returns what an author should look at, in checklist order.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - calendars: the ids of the calendars that there are.
  /// - Returns: the findings.
  /// - Complexity: O(steps + links).
  public static func findings(_ checklist: Checklist, calendars: [String]) -> [Finding] {
    var findings: [Finding] = []
    if let calendar = checklist.calendar, !calendars.contains(calendar) {
      findings.append(
        Finding(
          severity: .error, code: "checklist-unknown-calendar",
          message:
            "The calendar \"\(calendar)\" is not known. There are: \(calendars.joined(separator: ", ")).",
          path: "$.calendar"))
    }
    let starts = checklist.steps.indices.filter { checklist.graph.required(by: $0).isEmpty }
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    findings += warning("checklist-many-starts", "steps wait for nothing", starts, checklist)
    findings += warning("checklist-many-ends", "steps are waited for by none", ends, checklist)
    for step in checklist.steps where step.basis == .statutory && step.sources.isEmpty {
      findings.append(
        Finding(
          severity: .warning, code: "checklist-no-source",
          message: "\(step.number) \"\(step.title)\" says that the law asks for it, and names no source.",
          steps: [step.id]))
    }
    return findings
  }

  private static func warning(
    _ code: String, _ what: String, _ steps: [Int], _ checklist: Checklist
  ) -> [Finding] {
    guard steps.count > 1 else { return [] }
    let titles = steps.map { "\(checklist.steps[$0].number) \"\(checklist.steps[$0].title)\"" }
    return [
      Finding(
        severity: .warning, code: code, message: "\(steps.count) \(what): \(titles.joined(separator: ", ")).",
        steps: steps.map { checklist.steps[$0].id })
    ]
  }
}
