internal import MutualChecklist

/// What people see in a terminal: each report as a page of text, made of nothing but its arguments.
///
/// Each answers first, in a sentence; then shows words before symbols; and ends with the next command, never more than
/// two.
public enum TextReports {}

extension TextReports {
  /// Adds what readers should know of the record before they rely on it: that it is one of another day, and its warnings.
  static func addWarnings(
    of report: OrganisationReport, isDayTold: Bool = false, to page: inout TextPage
  ) {
    if !isDayTold, let sentence = sentence(report.view) { page.paragraph(sentence) }
    for warning in report.warnings {
      page.gap()
      page.paragraph("Warning: \(warning)", hanging: 2)
    }
  }

  /// Which day is shown, where that is not today.
  private static func sentence(_ view: View) -> String? {
    switch (view.asOf, view.knownBy) {
    case (nil, nil): nil
    case (let asOf?, nil): "This is as of \(asOf.longText), by all that is recorded now."
    case (nil, let knownBy?): "This is what was recorded by \(knownBy.longText)."
    case (let asOf?, let knownBy?):
      "This is as of \(asOf.longText), by what was recorded by \(knownBy.longText)."
    }
  }

  /// "In progress", with who and since when.
  static func progress(_ step: Int, _ report: OrganisationReport) -> String {
    let evaluation = report.evaluation
    let record = evaluation.record.steps[step]
    var parts = [evaluation.standings[step].words]
    switch evaluation.standings[step] {
    case .inProgress, .onHold, .turnedDown:
      if let person = record.assignee ?? (record.state == .inProgress ? report.stateEvent(step)?.by : nil) {
        parts.append(person)
      }
      if let at = record.at { parts.append(Phrases.days(at, to: evaluation.day)) }
    case .completed:
      if let at = record.at { parts = ["Completed \(at.longText)"] }
    case .blocked:
      if let until = evaluation.until(step) { parts = ["Not before \(until.longText)"] }
    default: break
    }
    return parts.joined(separator: ", ")
  }

  /// The counts of steps that are left, in words, those of zero left out.
  static func openCounts(_ evaluation: Evaluation) -> [String] {
    let standings: [(Standing, String)] = [
      (.inProgress, "in progress"), (.ready, "ready"), (.blocked, "cannot start yet"), (.onHold, "on hold"),
      (.turnedDown, "turned down"), (.undetermined, "not known yet"),
      (.conflict, "with two records that disagree"),
    ]
    return standings.compactMap { standing, words in
      let count = evaluation.count(standing)
      return count == 0 ? nil : "\(count) \(words)"
    }
  }

  /// What a step waits for: "3.10, either 3.11 or 3.12 and 1 December 2026".
  static func waits(_ reasons: [Reason], _ checklist: Checklist) -> String {
    var parts = Set(reasons.filter { $0.code == .waitsForStep }.flatMap(\.steps)).sorted().map {
      checklist.steps[$0].number
    }
    for reason in reasons where reason.code == .waitsForAny {
      let choice = Phrases.list(reason.steps.map { checklist.steps[$0].number }, "or")
      parts.append(
        reason.steps.count == 1 ? choice : (reason.steps.count == 2 ? "either " : "any of ") + choice)
    }
    for reason in reasons where reason.code == .noAlternativeApplies {
      parts.append("one of \(Phrases.numbers(reason.steps, in: checklist)), of which none applies")
    }
    if let until = reasons.compactMap(\.day).max() { parts.append(until.longText) }
    var seen: Set<String> = []
    return Phrases.list(parts.filter { seen.insert($0).inserted })
  }

  /// Names the question that is worth most: "3 questions would settle 9 steps".
  static func questionsWorth(_ evaluation: Evaluation) -> String? {
    let useful = evaluation.openQuestions.filter { $0.settles > 0 && $0.deciders.isEmpty && $0.asked == .yes }
    guard !useful.isEmpty else { return nil }
    let settled = useful.reduce(0) { $0 + $1.settles }
    return useful.count == 1
      ? "1 question would settle \(Phrases.count(settled, "step"))"
      : "\(useful.count) questions would settle \(Phrases.count(settled, "step"))"
  }
}
