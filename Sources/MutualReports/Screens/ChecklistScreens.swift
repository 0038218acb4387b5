public import MutualChecklist

extension TextReports {
  /// A checklist to read, whole or in part. Of the steps not to be missed it makes a card: what to do, and what shows it.
  /// - Parameters:
  ///   - selection: what to show of the checklist.
  ///   - name: what the checklist is called on the command line: its id, or the name of its file.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func checklist(_ selection: ChecklistSelection, name: String, style: TextStyle) -> String {
    let checklist = selection.checklist
    var page = TextPage(style)
    page.paragraph("\(checklist.title), \(checklist.edition) edition")
    if selection.isWhole, let summary = checklist.summary { page.paragraph(summary) }
    for sentence in SelectionSentences.all(selection) { page.paragraph(sentence) }
    for (number, steps) in selection.stages {
      let stage = checklist.stages[number]
      page.heading("\(number + 1) \(stage.title)")
      if !selection.mustNotMiss, let summary = stage.summary { page.paragraph(summary, indent: 2) }
      for step in steps { addToRead(step, selection, to: &page) }
    }
    let word = ShellText.quoted(name)
    let command = "mutual checklist show \(word)"
    page.commands([
      selection.isWhole && !checklist.themes.isEmpty
        ? ("Follow one theme", "\(command) --theme \(ShellText.quoted(checklist.themes[0]))")
        : ("Read all of it", command),
      ("Set an organisation up on it", "mutual new NAME --checklist \(word)"),
    ])
    return page.text
  }

  private static func addToRead(
    _ position: Int, _ selection: ChecklistSelection, to page: inout TextPage
  ) {
    let step = selection.checklist.steps[position]
    page.gap()
    page.entry(step.number, step.title, remark: Phrases.roles(position, in: selection.checklist))
    if let text = selection.mustNotMiss ? step.evidence.map({ "What shows it: \($0)" }) : step.guidance {
      page.detail(text)
    }
    if step.mustNotMiss, !selection.mustNotMiss { page.detail("Must not be missed.") }
    if let doubt = SelectionSentences.doubt(position, selection) { page.detail(doubt) }
    if let note = step.note, !selection.mustNotMiss { page.detail(note) }
  }

  /// That the beginning of a checklist was written.
  /// - Parameters:
  ///   - file: the file, as it was named.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func checklistBegun(in file: String, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("The beginning of a checklist is in \(file). Its comments say what to change.")
    page.commands([
      ("Look for mistakes", "mutual checklist lint \(ShellText.quoted(file))"),
      ("Read it", "mutual checklist show \(ShellText.quoted(file))"),
    ])
    return page.text
  }

  /// The checklists that there are.
  /// - Parameters:
  ///   - checklists: each with its id, edition, title, number of steps, and whether it is built in.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func checklists(
    _ checklists: [(id: String, edition: String, title: String, steps: Int, isBuiltIn: Bool)],
    style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.paragraph("\(Phrases.count(checklists.count, "checklist")).")
    page.gap()
    for entry in checklists {
      page.paragraph(
        "\(entry.id)@\(entry.edition): \(Phrases.count(entry.steps, "step"))"
          + (entry.isBuiltIn ? "" : ", in this ledger"), indent: 2)
      page.paragraph("\"\(entry.title)\"", indent: 4)
    }
    page.commands([
      ("Read one", "mutual checklist show \(checklists.first?.id ?? "ID")"),
      ("Work with one", "mutual new NAME --checklist \(checklists.first?.id ?? "ID")"),
    ])
    return page.text
  }

  /// What is wrong with a checklist, one finding after the other.
  /// - Parameters:
  ///   - findings: what was found.
  ///   - name: the file or checklist that was looked at.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func findings(_ findings: [Finding], in name: String, style: TextStyle) -> String {
    var page = TextPage(style)
    let errors = findings.filter { $0.severity == .error }.count
    let warnings = findings.count - errors
    for finding in findings {
      page.paragraph(sentence(finding, in: name), hanging: 2)
    }
    page.gap()
    if findings.isEmpty {
      page.paragraph("\(name): no findings.")
    } else {
      page.paragraph("\(name): \(Phrases.count(errors, "error")), \(Phrases.count(warnings, "warning")).")
    }
    return page.text
  }

  /// A finding in one line: where, how bad, what, and its code.
  public static func sentence(_ finding: Finding, in name: String) -> String {
    let place = finding.line.map { ":\($0)" + (finding.column.map { ":\($0)" } ?? "") } ?? ""
    return "\(name)\(place): \(finding.severity.rawValue): \(finding.message) [\(finding.code)]"
  }
}
