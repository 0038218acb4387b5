internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// The commands that look and change nothing.
enum SeeCommands {
  static var status: Command {
    Command(
      "status", .see, "show where the organisation stands", options: Option.looking,
      examples: ["mutual status", "mutual status --as-of 2026-09-30 --format json"]
    ) { invocation throws(CommandError) in
      try look(&invocation) { report, style in
        Answer(
          text: { TextReports.status(report, style: style) }, json: { JSONReports.status(report) },
          plain: { PlainReports.steps(Array(report.evaluation.checklist.steps.indices), report) })
      }
    }
  }

  static var next: Command {
    Command(
      "next", .see, "show what can be worked on now",
      details: [
        "Steps in progress come first, then those that are ready. Of these, first come those that free the most steps at once. Then come those that the most steps wait for."
      ], options: Option.looking, examples: ["mutual next", "mutual next -o riverside"]
    ) { invocation throws(CommandError) in
      try look(&invocation) { report, style in
        Answer(
          text: { TextReports.next(report, style: style) },
          json: { JSONReports.steps("next", report.evaluation.workList, report) },
          plain: { PlainReports.steps(report.evaluation.workList, report) })
      }
    }
  }

  static var blocked: Command {
    Command(
      "blocked", .see, "show what cannot start yet, and what holds it up", options: Option.looking,
      examples: ["mutual blocked"]
    ) { invocation throws(CommandError) in
      try look(&invocation) { report, style in
        Answer(
          text: { TextReports.blocked(report, style: style) },
          json: { JSONReports.steps("blocked", report.evaluation.heldUp, report) },
          plain: { PlainReports.steps(report.evaluation.heldUp, report) })
      }
    }
  }

  static var outstanding: Command {
    Command(
      "outstanding", .see, "show everything that is left to do",
      options: Option.looking + [
        Option(
          "--without-evidence", "show instead the completed steps that nothing was recorded for that shows it"
        )
      ], examples: ["mutual outstanding", "mutual outstanding --without-evidence"]
    ) { invocation throws(CommandError) in
      let isBare = invocation.arguments.has("--without-evidence")
      try look(&invocation) { report, style in
        let evaluation = report.evaluation
        guard isBare else {
          return Answer(
            text: { TextReports.outstanding(report, style: style) },
            json: { JSONReports.steps("outstanding", evaluation.outstanding, report) },
            plain: { PlainReports.steps(evaluation.outstanding, report) })
        }
        let steps = evaluation.completedWithoutEvidence
        return Answer(
          text: { TextReports.withoutEvidence(report, steps: steps, style: style) },
          json: { JSONReports.steps("outstanding", steps, report) },
          plain: { PlainReports.steps(steps, report) })
      }
    }
  }

  static var why: Command {
    Command(
      "why", .see, "explain why a step stands as it does, and how to free it", usage: "STEP",
      details: ["A step is named by its number, its id, or the beginning of its id."], arguments: 1...1,
      options: Option.looking, examples: ["mutual why 5.2", "mutual why name-transition-lead"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional[0]
      try look(&invocation) { report, style throws(CommandError) in
        let step = try Lookup.step(typed, in: report.evaluation.checklist)
        return Answer(
          text: { TextReports.why(step, report, style: style) },
          json: { JSONReports.step("why", step, report, isWhy: true) },
          plain: { PlainReports.steps([step], report) })
      }
    }
  }

  static var show: Command {
    Command(
      "show", .see, "show all there is to know of a step", usage: "STEP", arguments: 1...1,
      options: Option.looking,
      examples: ["mutual show 1.1"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional[0]
      try look(&invocation) { report, style throws(CommandError) in
        let step = try Lookup.step(typed, in: report.evaluation.checklist)
        return Answer(
          text: { TextReports.show(step, report, style: style) },
          json: { JSONReports.step("show", step, report, isWhy: false) },
          plain: { PlainReports.steps([step], report) })
      }
    }
  }

  static var questions: Command {
    Command(
      "questions", .setUp, "show the questions to answer, the most useful first", options: Option.looking,
      examples: ["mutual questions"]
    ) { invocation throws(CommandError) in try showQuestions(&invocation) }
  }

  /// Shows the questions; what `answer` does when it is given none.
  static func showQuestions(_ invocation: inout Invocation) throws(CommandError) {
    try look(&invocation) { report, style in
      Answer(
        text: { TextReports.questions(report, style: style) }, json: { JSONReports.questions(report) },
        plain: { PlainReports.questions(report) })
    }
  }

  static var log: Command {
    Command(
      "log", .see, "show the record as it was made",
      options: Option.looking + [
        Option("--step", value: "STEP", "only what is about this step"),
        Option("--by", value: "NAME", kind: .person, "only what this person recorded"),
        Option("--since", value: "DAY", "only what was recorded from this day on"),
        Option("--until", value: "DAY", "only what was recorded up to this day"),
      ],
      examples: ["mutual log", "mutual log --step 1.7", "mutual log --since 2026-11-01 --until 2026-11-30"]
    ) { invocation throws(CommandError) in
      let arguments = invocation.arguments
      let since = try invocation.day("--since", nearest: .past)
      let until = try invocation.day("--until", nearest: .past)
      if let since, let until, since > until { throw .usage("--since is after --until.") }
      try look(&invocation) { report, style throws(CommandError) in
        let step: String?
        if let typed = arguments["--step"] {
          step = report.evaluation.checklist.steps[try Lookup.step(typed, in: report.evaluation.checklist)].id
        } else {
          step = nil
        }
        let history = report.evaluation.record.history
        let events = history.events.indices.filter { position in
          let event = history.events[position]
          return (step.map { event.action.steps.contains($0) } ?? true)
            && (arguments["--by"].map { event.by == $0 } ?? true) && (since.map { event.day >= $0 } ?? true)
            && (until.map { event.day <= $0 } ?? true)
        }
        return Answer(
          text: { TextReports.log(report, events: events, style: style) },
          json: { JSONReports.log(report, events: events, encoded: EventCoding.line) },
          plain: { PlainReports.log(report, events: events) })
      }
    }
  }

  /// The ways to show something, each made only when it is asked for.
  struct Answer {
    let text: () -> String
    let json: () -> [UInt8]
    let plain: () -> String
  }

  /// Shows an answer in the way that is asked for.
  static func show(_ answer: Answer, _ invocation: Invocation) {
    if invocation.isJSON {
      invocation.print(answer.json())
    } else {
      invocation.print(invocation.isPlain ? answer.plain() : answer.text())
    }
  }

  /// Evaluates one organisation and prints what `answer` makes of it, for people or for programs.
  static func look(
    _ invocation: inout Invocation,
    _ answer: (OrganisationReport, TextStyle) throws(CommandError) -> Answer
  ) throws(CommandError) {
    let session = try Session.looking(&invocation)
    invocation.environment.keepUntilExit(session)
    let answer = try answer(session.report, invocation.style)
    show(answer, invocation)
  }
}
