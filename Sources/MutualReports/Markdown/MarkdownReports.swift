public import MutualChecklist

/// Pages in Markdown, to be put into documents, wikis and issues.
///
/// What stands in a checklist is shown as it is: it can't make headings, links or HTML of its own.
public enum MarkdownReports {
  /// A checklist to read, whole or in part. A card of the steps not to be missed is a list to tick.
  /// - Parameter selection: what to show.
  /// - Returns: the page, each line with its line feed.
  public static func checklist(_ selection: ChecklistSelection) -> String {
    let checklist = selection.checklist
    var page = MarkdownPage()
    page.heading(1, "\(checklist.title), \(checklist.edition) edition")
    if selection.isWhole, let summary = checklist.summary { page.paragraph(summary) }
    for sentence in SelectionSentences.all(selection) { page.paragraph(sentence) }
    if selection.isWhole { addQuestions(checklist, to: &page) }
    for (stage, steps) in selection.stages {
      page.heading(2, "\(stage + 1) \(checklist.stages[stage].title)")
      if !selection.mustNotMiss, let summary = checklist.stages[stage].summary { page.paragraph(summary) }
      for step in steps {
        if selection.mustNotMiss {
          addCardEntry(step, selection, to: &page)
        } else {
          addStep(step, selection, to: &page)
        }
      }
    }
    return page.text
  }

  private static func addQuestions(_ checklist: Checklist, to page: inout MarkdownPage) {
    guard !checklist.questions.isEmpty else { return }
    page.heading(2, "Questions")
    for question in checklist.questions {
      page.item(question.prompt, isStrong: true)
      if let why = question.why { page.item("Why: \(why)", level: 1) }
      page.item("Answers: " + question.answers.map(\.title).joined(by: "; "), level: 1)
    }
  }

  private static func addCardEntry(
    _ position: Int, _ selection: ChecklistSelection, to page: inout MarkdownPage
  ) {
    let step = selection.checklist.steps[position]
    page.box("\(step.number) \(step.title)")
    if !step.roles.isEmpty {
      page.item("Who: " + Phrases.roles(position, in: selection.checklist), level: 1)
    }
    if let evidence = step.evidence { page.item("What shows it: \(evidence)", level: 1) }
    if let doubt = SelectionSentences.doubt(position, selection) { page.item(doubt, level: 1) }
  }

  private static func addStep(_ position: Int, _ selection: ChecklistSelection, to page: inout MarkdownPage) {
    let checklist = selection.checklist
    let step = checklist.steps[position]
    page.heading(3, "\(step.number) \(step.title)")
    if let guidance = step.guidance { page.paragraph(guidance) }
    if let doubt = SelectionSentences.doubt(position, selection) { page.item(doubt) }
    for (label, text) in StepFacts.all(position, checklist) {
      page.item(label.isEmpty ? text : "\(label): \(text)", level: label.isEmpty ? 1 : 0)
    }
    for requirement in step.requires {
      page.item("Waits for: " + StepFacts.sentence(requirement, in: checklist))
    }
    if !step.follows.isEmpty {
      page.item(
        "Sensibly after: " + Phrases.list(step.follows.map { Phrases.named($0, in: checklist) }))
    }
    if let note = step.note { page.item(note) }
    for source in step.sources.compactMap({ id in checklist.sources.first { $0.id == id } }) {
      page.source(source)
    }
  }
}

/// A page of Markdown, built block by block.
struct MarkdownPage {
  private var lines: [String] = []
  private var isInList = false

  /// The page: its lines, each with its line feed.
  var text: String { lines.map { $0 + "\n" }.joined(by: "") }

  /// Adds a heading of a level, one being the highest.
  mutating func heading(_ level: Int, _ text: String) {
    block(String(repeating: "#", count: level) + " " + MarkdownText.escaped(text, beginsBlock: false))
  }

  /// Adds a paragraph.
  mutating func paragraph(_ text: String) { block(MarkdownText.escaped(text)) }

  /// Adds an entry of a list, under the one before it where the level is higher.
  mutating func item(_ text: String, level: Int = 0, isStrong: Bool = false) {
    let text = MarkdownText.escaped(text, beginsBlock: !isStrong)
    add("- " + (isStrong ? "**\(text)**" : text), level)
  }

  /// Adds an entry to tick.
  mutating func box(_ text: String) { add("- [ ] **\(MarkdownText.escaped(text, beginsBlock: false))**", 0) }

  /// Adds where a claim comes from, with a link.
  mutating func source(_ source: Source) {
    let publisher = source.publisher.map { ", " + MarkdownText.escaped($0, beginsBlock: false) } ?? ""
    add("- Source: " + MarkdownText.link(source.title, to: source.url) + publisher, 0)
  }

  private mutating func block(_ line: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append(line)
    isInList = false
  }

  private mutating func add(_ line: String, _ level: Int) {
    if !lines.isEmpty, !isInList { lines.append("") }
    lines.append(String(repeating: "  ", count: level) + line)
    isInList = true
  }
}
