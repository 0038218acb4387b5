/// Looks for what is wrong or doubtful in a checklist that can be used.
///
/// ```swift
/// for finding in ChecklistLint.findings(checklist, calendars: ["weekdays"]) { print(finding.message) }
/// ```
public enum ChecklistLint {
  /// The most steps of a stage that must not be missed: if all are marked, none is.
  static let mostNotToMiss = 10
  /// How many days after it was checked a source is to be looked at again.
  static let oldSource = 365

  /// Returns what an author should look at: of the whole first, then step by step, question by question, source by
  /// source.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - calendars: the ids of the calendars that there are.
  ///   - day: the day on which sources are to be fresh enough; nil: their age is not looked at.
  ///   - alsoReasoned: whether requirements are also to be named that others imply and that say why they are there.
  /// - Returns: the findings; `ChecklistReader.placed` finds their lines.
  /// - Complexity: O(steps + links + texts), and for a step with several requirements all that it waits for.
  public static func findings(
    _ checklist: Checklist, calendars: [String], on day: Day? = nil, alsoReasoned: Bool = false
  ) -> [Finding] {
    var findings = errors(checklist, calendars: calendars)
    let starts = checklist.steps.indices.filter { checklist.graph.required(by: $0).isEmpty }
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    findings += warning("checklist-many-starts", "steps wait for nothing", starts, checklist)
    findings += warning("checklist-many-ends", "steps are waited for by none", ends, checklist)
    for stage in checklist.stages { findings += tooManyNotToMiss(stage, checklist) }
    var implied = ImpliedRequirements(in: checklist)
    for step in checklist.steps.indices {
      findings += unsourced(step, checklist) + unreasoned(step, checklist, &implied)
      if alsoReasoned { findings += reasonedButImplied(step, checklist, &implied) }
      findings += PlainEnglish.findings(step: step, in: checklist)
    }
    for question in checklist.questions {
      findings += PlainEnglish.findings(question: question)
    }
    if let day {
      var users: [String: [String]] = [:]
      for step in checklist.steps {
        for source in step.sources { users[source, default: []].append(step.id) }
      }
      for source in checklist.sources { findings += stale(source, on: day, steps: users[source.id] ?? []) }
    }
    return findings
  }

  /// Returns what must be mended before an organisation can work with a checklist.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - calendars: the ids of the calendars that there are.
  /// - Returns: those of `findings(_:calendars:on:alsoReasoned:)` that are errors.
  /// - Complexity: O(calendars).
  public static func errors(_ checklist: Checklist, calendars: [String]) -> [Finding] {
    guard let calendar = checklist.calendar, !calendars.contains(calendar) else { return [] }
    return [
      Finding(
        severity: .error, code: "checklist-unknown-calendar",
        message:
          "The calendar \"\(calendar)\" is not known. There are: \(calendars.joined(separator: ", ")).",
        path: "$.calendar")
    ]
  }

  private static func warning(
    _ code: String, _ what: String, _ steps: [Int], _ checklist: Checklist
  ) -> [Finding] {
    guard steps.count > 1 else { return [] }
    let titles = steps.map { named($0, checklist) }
    return [
      Finding(
        severity: .warning, code: code, message: "\(steps.count) \(what): \(titles.joined(separator: ", ")).",
        steps: steps.map { checklist.steps[$0].id })
    ]
  }

  private static func tooManyNotToMiss(_ stage: Stage, _ checklist: Checklist) -> [Finding] {
    let marked = stage.steps.filter { checklist.steps[$0].mustNotMiss }
    guard marked.count > mostNotToMiss else { return [] }
    return [
      Finding(
        severity: .warning, code: "checklist-many-must-not-miss",
        message:
          "\(marked.count) steps of the stage \"\(stage.title)\" must not be missed. Mark at most \(mostNotToMiss), or none stands out.",
        steps: marked.map { checklist.steps[$0].id }, about: .stage(stage.id))
    ]
  }

  private static func unsourced(_ step: Int, _ checklist: Checklist) -> [Finding] {
    guard checklist.steps[step].basis == .statutory, checklist.steps[step].sources.isEmpty else { return [] }
    return [
      finding(
        "checklist-no-source",
        "\(named(step, checklist)) says that the law asks for it, and names no source.",
        step, checklist)
    ]
  }

  /// Requirements that don't say why: they are to say it, or to go where others imply them.
  private static func unreasoned(
    _ step: Int, _ checklist: Checklist, _ implied: inout ImpliedRequirements
  ) -> [Finding] {
    let requirements = checklist.steps[step].requires
    return requirements.indices.filter { requirements[$0].because == nil }.map { index in
      let what = requirements[index].links.map { named($0.step, checklist) }.joined(separator: " or ")
      if let implying = implied.implying(index, of: step) {
        return finding(
          "checklist-implied-requirement",
          "\(named(step, checklist)) waits for \(what), and so does \(named(implying, checklist)), for which it waits too. Leave it out, or say why with \"because\".",
          step, checklist)
      }
      return finding(
        "checklist-no-reason",
        "\(named(step, checklist)) does not say why it waits for \(what). Add \"because\".", step, checklist)
    }
  }

  /// Requirements that others imply, and that say why they are there. That is no mistake: the reason is worth having,
  /// and what the law asks for still holds when the other link is changed.
  private static func reasonedButImplied(
    _ step: Int, _ checklist: Checklist, _ implied: inout ImpliedRequirements
  ) -> [Finding] {
    let requirements = checklist.steps[step].requires
    return requirements.indices.filter { requirements[$0].because != nil }.compactMap { index in
      guard let implying = implied.implying(index, of: step) else { return nil }
      let what = requirements[index].links.map { named($0.step, checklist) }.joined(separator: " or ")
      return finding(
        "checklist-implied-requirement",
        "\(named(step, checklist)) waits for \(what), and so does \(named(implying, checklist)), for which it waits too. It says why, so it may stay: it holds even if the other is taken away.",
        step, checklist)
    }
  }

  private static func stale(_ source: Source, on day: Day, steps: [String]) -> [Finding] {
    let message: String
    if let checked = source.checked {
      guard checked.days(until: day) > oldSource else { return [] }
      message =
        "The source \"\(source.title)\" was last checked on \(checked.longText), over a year ago. Read it again."
    } else {
      message = "The source \"\(source.title)\" does not say on which day it was checked. Add \"checked\"."
    }
    return [
      Finding(
        severity: .warning, code: "checklist-old-source", message: message, steps: steps,
        about: .source(source.id))
    ]
  }

  // MARK: Words

  static func named(_ step: Int, _ checklist: Checklist) -> String {
    "\(checklist.steps[step].number) \"\(checklist.steps[step].title)\""
  }

  static func finding(_ code: String, _ message: String, _ step: Int, _ checklist: Checklist) -> Finding {
    let id = checklist.steps[step].id
    return Finding(severity: .warning, code: code, message: message, steps: [id], about: .step(id))
  }
}
