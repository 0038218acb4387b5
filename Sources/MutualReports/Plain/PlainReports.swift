public import MutualChecklist

/// What programs that work with lines read: one record a line, its fields parted by tabs, without a heading.
///
/// The fields stand in the documented order, and new ones are only ever added at the end. One that has no value is
/// empty. Words are those of the JSON reports, and days are written as `2026-11-20`.
public enum PlainReports {
  /// Rows as lines. What somebody typed can't break a line or a field.
  static func lines(_ rows: [[String]]) -> String {
    var text = ""
    for row in rows { text += row.map(Printable.line).joined(by: "\t") + "\n" }
    return text
  }

  /// Steps: number, id, standing, title, roles, who does it, since when or on which day, by when it is wanted, the
  /// numbers of the steps it waits for, and the day before which it can't start.
  /// - Parameters:
  ///   - steps: the positions of the steps, in the order to list them.
  ///   - report: the organisation.
  /// - Returns: a line for each.
  /// - Complexity: that of finding the blockers of each step.
  public static func steps(_ steps: [Int], _ report: OrganisationReport) -> String {
    let checklist = report.checklist
    var walk = BlockerWalk(report.evaluation)
    return lines(
      steps.map { position in
        let step = checklist.steps[position]
        let record = report.record.steps[position]
        return [
          step.number, step.id, report.evaluation.standings[position].rawValue, step.title,
          step.roles.joined(by: ","), record.assignee ?? "", record.at?.description ?? "",
          record.due?.description ?? "", numbers(walk.blockers(of: position), checklist),
          report.evaluation.until(position)?.description ?? "",
        ]
      })
  }

  /// Questions, those to answer first: id, whether it is asked, how many steps it settles, the answers given, the prompt.
  /// - Parameter report: the organisation.
  /// - Returns: a line for each.
  public static func questions(_ report: OrganisationReport) -> String {
    let evaluation = report.evaluation
    func row(_ position: Int, settles: String) -> [String] {
      let question = evaluation.checklist.questions[position]
      let given = (evaluation.answers.given(to: position) ?? []).map { question.answers[$0].id }
      return [
        question.id, evaluation.answers.asked[position].word, settles, given.joined(by: ","), question.prompt,
      ]
    }
    let answered = evaluation.checklist.questions.indices.filter { evaluation.answers.given(to: $0) != nil }
    return lines(
      evaluation.openQuestions.map { row($0.question, settles: "\($0.settles)") }
        + answered.map { row($0, settles: "") })
  }

  /// Entries: id, the day it happened, the day it was recorded, who recorded it, its kind, `retracted` where it was taken
  /// back, what it says, and its remark.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - events: the positions of the events to show.
  /// - Returns: a line for each.
  public static func log(_ report: OrganisationReport, events: [Int]) -> String {
    lines(
      events.map { position in
        let event = report.record.history.events[position]
        return row(event, report) + [
          event.action.kind, report.record.history.isLive[position] ? "" : "retracted",
          EventSentences.sentence(event, in: report.checklist), event.note ?? "",
        ]
      })
  }

  private static func row(_ event: Event, _ report: OrganisationReport) -> [String] {
    ["\(event.id)", event.at?.description ?? "", event.day.description, event.by]
  }

  /// What finishing steps would set free: number, id, standing, title, how many it frees, how many wait behind, the
  /// numbers of those it frees.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - impacts: what each step frees, in the order to list.
  /// - Returns: a line for each.
  public static func impact(_ report: OrganisationReport, impacts: [Impact]) -> String {
    lines(
      impacts.map { impact in
        let step = report.checklist.steps[impact.step]
        return [
          step.number, step.id, report.evaluation.standings[impact.step].rawValue, step.title,
          "\(impact.frees.count)", "\(impact.behind)", numbers(impact.frees, report.checklist),
        ]
      })
  }

  /// The entries of disagreements: what they are about, then id, days, who recorded it, its kind, and what it says.
  /// - Parameter report: the organisation.
  /// - Returns: a line for each entry.
  public static func conflicts(_ report: OrganisationReport) -> String {
    lines(
      report.evaluation.disagreements.flatMap { disagreement in
        disagreement.events.map { position in
          let event = report.record.history.events[position]
          return [disagreement.subject.name(in: report.checklist)] + row(event, report) + [
            event.action.kind, EventSentences.sentence(event, in: report.checklist),
          ]
        }
      })
  }

  /// What changed: the kind of change, and then number, id and title of the step, or the id and prompt of the question.
  /// - Parameters:
  ///   - changes: what is different.
  ///   - report: the organisation on the later day.
  /// - Returns: a line for each.
  public static func changes(_ changes: Changes, _ report: OrganisationReport) -> String {
    let checklist = report.checklist
    let steps = changes.lists.flatMap { kind, steps in
      steps.map { [kind, checklist.steps[$0].number, checklist.steps[$0].id, checklist.steps[$0].title] }
    }
    let questions = changes.answered.map {
      ["answered", "", checklist.questions[$0].id, checklist.questions[$0].prompt]
    }
    return lines(steps + questions)
  }

  /// What was found in a ledger: `damage` or `warning`, code, file, line, message.
  /// - Parameter findings: what was found.
  /// - Returns: a line for each.
  public static func findings(_ findings: [LedgerFinding]) -> String {
    lines(
      findings.map {
        [$0.isDamage ? "damage" : "warning", $0.code, $0.file, $0.line.map { "\($0)" } ?? "", $0.message]
      })
  }

  /// What was found in a checklist: severity, code, file, line, message.
  /// - Parameters:
  ///   - findings: what was found.
  ///   - name: what the file is called.
  /// - Returns: a line for each.
  public static func findings(_ findings: [Finding], in name: String) -> String {
    lines(
      findings.map {
        ["\($0.severity)", $0.code, name, $0.line.map { "\($0)" } ?? "", $0.message]
      })
  }

  private static func numbers(_ steps: [Int], _ checklist: Checklist) -> String {
    steps.map { checklist.steps[$0].number }.joined(by: ",")
  }
}
