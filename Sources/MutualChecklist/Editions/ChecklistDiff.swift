/// What is different between two editions of a checklist, or two checklists, in sentences.
///
/// ```swift
/// for difference in ChecklistDiff(from: old, to: new).differences { print(difference.sentence) }
/// ```
///
/// Steps are the same where their ids are, or where one `replaces` the other. Requirements and conditions are compared
/// by what they name, so that a new title, number or id of a step changes only that step.
public struct ChecklistDiff: Sendable {
  /// What a difference is about.
  public enum Subject: String, Sendable {
    /// The checklist as a whole.
    case checklist
    /// A stage.
    case stage
    /// A step.
    case step
    /// A question, or its answers.
    case question
    /// A source.
    case source
    /// A role.
    case role
  }

  /// One difference.
  public struct Difference: Sendable, Hashable {
    /// A stable code, such as `step-added`.
    public let code: String
    /// What it is about.
    public let subject: Subject
    /// The id of what it is about: in the new one, or, where it was dropped, in the old one.
    public let id: String
    /// What is different, as a sentence.
    public let sentence: String
  }

  /// All differences: of the whole, then stages, steps, questions, sources and roles, each in the order of the new one,
  /// and what was dropped after that in the order of the old one.
  public private(set) var differences: [Difference] = []

  let old: Checklist
  let new: Checklist
  let succession: Succession

  /// Compares two checklists.
  /// - Complexity: O(size of both).
  public init(from old: Checklist, to new: Checklist) {
    self.old = old
    self.new = new
    succession = Succession(from: old, to: new)
    compareHeads()
    compareStages()
    compareSteps()
    compareQuestions()
    compareSources()
    compareRoles()
  }

  var oldWords: ChecklistWords { ChecklistWords(old) }
  var newWords: ChecklistWords { ChecklistWords(new) }

  mutating func note(_ code: String, _ subject: Subject, _ id: String, _ sentence: String) {
    differences.append(
      Difference(code: "\(subject.rawValue)-\(code)", subject: subject, id: id, sentence: sentence))
  }

  /// "changed from X to Y", where either may be missing.
  static func change(_ old: String?, _ new: String?) -> String {
    "changed from \(old ?? "none") to \(new ?? "none")"
  }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }

  // MARK: The whole

  private mutating func compareHeads() {
    let heads: [(String, String, String?, String?)] = [
      ("id", "id", old.id, new.id), ("edition", "edition", old.edition, new.edition),
      ("title", "title", old.title, new.title),
      ("jurisdiction", "jurisdiction", old.jurisdiction, new.jurisdiction),
      ("calendar", "calendar", old.calendar, new.calendar),
      ("reviewed", "day of review", old.reviewed?.longText, new.reviewed?.longText),
    ]
    for (code, what, before, after) in heads where before != after {
      note(
        code, .checklist, new.id,
        "The \(what) \(Self.change(before.map(Self.quoted), after.map(Self.quoted))).")
    }
    if old.summary != new.summary { note("summary", .checklist, new.id, "The summary was rewritten.") }
  }

  private mutating func compareStages() {
    let before = Dictionary(old.stages.map { ($0.id, $0) }) { first, _ in first }
    for stage in new.stages {
      guard let was = before[stage.id] else {
        note("added", .stage, stage.id, "The stage \"\(stage.title)\" is new.")
        continue
      }
      if was.title != stage.title {
        note("title", .stage, stage.id, "The stage \"\(was.title)\" is now called \"\(stage.title)\".")
      }
      if was.summary != stage.summary {
        note("summary", .stage, stage.id, "The summary of the stage \"\(stage.title)\" was rewritten.")
      }
    }
    let kept = Set(new.stages.map(\.id))
    for stage in old.stages where !kept.contains(stage.id) {
      note("dropped", .stage, stage.id, "The stage \"\(stage.title)\" was dropped.")
    }
    let (was, now) = (
      old.stages.map(\.id).filter(kept.contains), new.stages.map(\.id).filter { before[$0] != nil }
    )
    if was != now { note("order", .checklist, new.id, "The stages stand in another order.") }
  }

  // MARK: Sources and roles

  private mutating func compareSources() {
    let before = Dictionary(old.sources.map { ($0.id, $0) }) { first, _ in first }
    for source in new.sources {
      guard let was = before[source.id] else {
        note("added", .source, source.id, "The source \"\(source.title)\" is new.")
        continue
      }
      let parts: [(String, String, String?, String?)] = [
        ("title", "title", was.title, source.title),
        ("publisher", "publisher", was.publisher, source.publisher),
        ("published", "day of publication", was.published?.longText, source.published?.longText),
        ("checked", "day it was checked", was.checked?.longText, source.checked?.longText),
        ("url", "address", was.url, source.url),
      ]
      for (code, what, before, after) in parts where before != after {
        note(
          code, .source, source.id,
          "Of the source \"\(source.title)\" the \(what) \(Self.change(before.map(Self.quoted), after.map(Self.quoted)))."
        )
      }
    }
    let kept = Set(new.sources.map(\.id))
    for source in old.sources where !kept.contains(source.id) {
      note("dropped", .source, source.id, "The source \"\(source.title)\" was dropped.")
    }
  }

  private mutating func compareRoles() {
    let before = Dictionary(old.roles.map { ($0.id, $0.title) }) { first, _ in first }
    for role in new.roles {
      switch before[role.id] {
      case nil: note("added", .role, role.id, "The role \"\(role.title)\" is new.")
      case role.title?: break
      case let was?: note("title", .role, role.id, "The role \"\(was)\" is now called \"\(role.title)\".")
      }
    }
    let kept = Set(new.roles.map(\.id))
    for role in old.roles where !kept.contains(role.id) {
      note("dropped", .role, role.id, "The role \"\(role.title)\" was dropped.")
    }
  }
}
