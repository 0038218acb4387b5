internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualReports

/// The commands about checklists.
enum ChecklistCommands {
  static let list = Command(
    "checklist list", .checklists, "list the checklists that are built in",
    examples: ["mutual checklist list"]
  ) {
    invocation throws(CommandError) in
    var entries: [(id: String, edition: String, title: String, steps: Int, isBuiltIn: Bool)] = []
    for (id, edition) in BuiltInChecklists.all {
      let checklist = try ChecklistChoice("\(id)@\(edition)", invocation.environment).read()
      entries.append((id, edition, checklist.title, checklist.steps.count, true))
    }
    if invocation.isJSON {
      invocation.print(JSONReports.checklists(entries))
    } else {
      invocation.print(TextReports.checklists(entries, style: invocation.style))
    }
  }

  static let lint = Command(
    "checklist lint", .checklists, "look for mistakes in a checklist", usage: "[ID|ID@EDITION|FILE]",
    details: ["Errors end with status 9. Warnings end with status 10, and only with --strict."],
    arguments: 0...1,
    options: [Option("--strict", "let warnings fail too")], examples: ["mutual checklist lint"]
  ) { invocation throws(CommandError) in
    let typed = invocation.arguments.positional.first ?? ChecklistChoice.main
    let choice = try ChecklistChoice(typed, invocation.environment)
    let reading = ChecklistReader.read(choice.bytes)
    let findings =
      reading.findings
      + (reading.checklist.map { ChecklistLint.findings($0, calendars: Calendars.all) } ?? [])
    if invocation.isJSON {
      invocation.print(JSONReports.findings("lint", findings, in: choice.name))
    } else {
      invocation.print(TextReports.findings(findings, in: choice.name, style: invocation.style))
    }
    if findings.contains(where: { $0.severity == .error }) {
      invocation.end(with: .invalidInput)
    } else if !findings.isEmpty, invocation.arguments.has("--strict") {
      invocation.end(with: .checkFound)
    }
  }
}
