internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualReports

/// The commands about checklists.
enum ChecklistCommands {
  static var list: Command {
    Command(
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
  }

  static var lint: Command {
    Command(
      "checklist lint", .checklists, "look for mistakes in a checklist", usage: "[ID|ID@EDITION|FILE]",
      details: ["Errors end with status 9. Warnings end with status 10, and only with --strict."],
      arguments: 0...1,
      options: [
        Option.plain, Option("--strict", "let warnings fail too"),
        Option(
          "--implied", "also name the requirements that others imply, though they say why they are there"),
      ],
      examples: [
        "mutual checklist lint", "mutual checklist lint --strict", "mutual checklist lint --implied",
      ], ends: [.notFound, .invalidInput, .checkFound]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional.first ?? ChecklistChoice.main
      let choice = try ChecklistChoice(typed, invocation.environment)
      let reading = ChecklistReader.read(choice.bytes)
      let today = try invocation.today()
      let doubts =
        reading.checklist.map {
          ChecklistLint.findings(
            $0, calendars: Calendars.all, on: today, alsoReasoned: invocation.arguments.has("--implied"))
        } ?? []
      let findings = reading.findings + ChecklistReader.placed(doubts, in: choice.bytes)
      if invocation.isJSON {
        invocation.print(JSONReports.findings("lint", findings, in: choice.name))
      } else if invocation.isPlain {
        invocation.print(PlainReports.findings(findings, in: choice.name))
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

  static var prove: Command {
    Command(
      "checklist prove", .checklists, "prove that a checklist can be finished, whatever is answered",
      usage: "[ID|ID@EDITION|FILE]",
      details: [
        "Each gap is shown with answers that lead to it.",
        "It ends with status 0 where all was proved, 10 where something was found, 9 where the file is not valid.",
      ],
      arguments: 0...1,
      options: [
        Option(
          "--profile", value: "QUESTION=ANSWER", "look only at organisations with this answer", repeats: true)
      ],
      examples: [
        "mutual checklist prove", "mutual checklist prove --profile nation=wales --profile sector=nhs",
      ], ends: [.notFound, .invalidInput, .checkFound]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional.first ?? ChecklistChoice.main
      let choice = try ChecklistChoice(typed, invocation.environment)
      let reading = ChecklistReader.read(choice.bytes)
      guard let checklist = reading.checklist else {
        if invocation.isJSON {
          invocation.print(JSONReports.findings("prove", reading.findings, in: choice.name))
        } else {
          invocation.print(TextReports.findings(reading.findings, in: choice.name, style: invocation.style))
        }
        return invocation.end(with: .invalidInput)
      }
      let limits = try Self.limits(invocation.arguments.all("--profile"), checklist)
      guard let proof = ChecklistProof(checklist, limits: limits) else {
        throw CommandError(
          .usage, "no-such-profile",
          "No organisation can have these answers together: one of them is not asked for, or not on offer, as the others stand."
        )
      }
      let findings = ChecklistReader.placed(proof.gaps.map(\.finding), in: choice.bytes)
      if invocation.isJSON {
        invocation.print(JSONReports.proof(proof, findings, of: checklist, in: choice.name))
      } else {
        invocation.print(
          TextReports.proof(proof, findings, of: checklist, in: choice.name, style: invocation.style))
      }
      if !findings.isEmpty { invocation.end(with: .checkFound) }
    }
  }

  static var diff: Command {
    Command(
      "checklist diff", .checklists, "tell in sentences what is different between two checklists",
      usage: "OLD NEW", details: ["Each is an ID, an ID@EDITION or a FILE."], arguments: 2...2,
      examples: ["mutual checklist diff employee-owned-mutual@2026 employee-owned-mutual"],
      ends: [.notFound, .invalidInput]
    ) { invocation throws(CommandError) in
      let (first, second) = (invocation.arguments.positional[0], invocation.arguments.positional[1])
      let old = try ChecklistChoice(first, invocation.environment)
      let new = try ChecklistChoice(second, invocation.environment)
      let diff = ChecklistDiff(from: try old.read(), to: try new.read())
      if invocation.isJSON {
        invocation.print(JSONReports.diff(diff, between: (old.name, new.name)))
      } else {
        invocation.print(TextReports.diff(diff, between: (old.name, new.name), style: invocation.style))
      }
    }
  }

  /// The answers that every profile looked at has; nil where any will do.
  private static func limits(_ typed: [String], _ checklist: Checklist) throws(CommandError) -> [[Int]?]? {
    guard !typed.isEmpty else { return nil }
    var limits = [[Int]?](repeating: nil, count: checklist.questions.count)
    for given in try Lookup.answers(typed, in: checklist) {
      guard let question = checklist.position(ofQuestion: given.question) else { continue }
      let definition = checklist.questions[question]
      let answers = given.answers.compactMap(definition.position(ofAnswer:)).sorted()
      guard !answers.isEmpty else {
        throw .usage("--profile \(given.question)= needs an answer.")
      }
      guard answers.count == 1 || definition.several else {
        throw .usage("\"\(definition.prompt)\" takes only one answer.")
      }
      limits[question] = answers
    }
    return limits
  }
}
