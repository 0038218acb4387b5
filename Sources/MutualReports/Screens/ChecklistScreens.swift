public import MutualChecklist

extension TextReports {
  /// A checklist to read: its stages and steps, with what each asks for.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func checklist(_ checklist: Checklist, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("\(checklist.title), \(checklist.edition) edition")
    if let summary = checklist.summary { page.paragraph(summary) }
    if let reviewed = checklist.reviewed { page.paragraph("Reviewed on \(reviewed.longText).") }
    for (number, stage) in checklist.stages.enumerated() where !stage.steps.isEmpty {
      page.heading("\(number + 1) \(stage.title)")
      if let summary = stage.summary { page.paragraph(summary, indent: 2) }
      for step in stage.steps {
        page.gap()
        page.entry(
          checklist.steps[step].number, checklist.steps[step].title,
          remark: Phrases.roles(step, in: checklist))
        if let guidance = checklist.steps[step].guidance { page.detail(guidance) }
        if let note = checklist.steps[step].note { page.detail(note) }
      }
    }
    page.commands([("Set an organisation up on it", "mutual new NAME --checklist \(checklist.id)")])
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
