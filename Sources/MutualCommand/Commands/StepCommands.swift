internal import MutualChecklist
internal import MutualReports

/// The commands that record what else can happen to a step: waits, refusals, second thoughts, people and days.
enum StepCommands {
  private static let reason = Option("--reason", value: "REASON", "why")

  static var hold: Command {
    Command(
      "hold", .record, "record that steps wait for somebody outside", usage: "STEP… --reason REASON",
      details: ["\"mutual waiting\" lists who is waited for, and when to chase them next."],
      arguments: 1...Command.many,
      options: Option.changing + [
        reason, Option("--waiting-for", value: "WHO", "who is waited for"),
        Option("--chase", value: "DAY", "when to chase them next"),
      ],
      examples: [
        "mutual hold 1.8 --reason \"Papers away\" --waiting-for \"county solicitor\"",
        "mutual hold 1.8 --reason \"Lawyer is ill\" --chase \"1 December\"",
      ]
    ) { invocation throws(CommandError) in
      let why = try needed(invocation, "--reason")
      let waitingFor = invocation.arguments["--waiting-for"]
      let chase = try invocation.day("--chase", nearest: .coming)
      try change(&invocation) { .held($0, reason: why, waitingFor: waitingFor, chase: chase) }
    }
  }

  static var resume: Command {
    Command(
      "resume", .record, "record that a wait is over", usage: "STEP…", arguments: 1...Command.many,
      options: Option.changing, examples: ["mutual resume 1.8"]
    ) { invocation throws(CommandError) in try change(&invocation) { .resumed($0) } }
  }

  static var turnDown: Command {
    Command(
      "turn-down", .record, "record that a milestone or decision was put, and not passed",
      usage: "STEP… --reason REASON",
      arguments: 1...Command.many,
      options: Option.changing + [reason, Option("--back-on", value: "DAY", "when it comes back")],
      examples: ["mutual turn-down 1.12 --reason \"Costs come first\" --back-on 2027-01-20"]
    ) { invocation throws(CommandError) in
      let why = try needed(invocation, "--reason")
      let backOn = try invocation.day("--back-on", nearest: .coming)
      try change(&invocation) { .turnedDown($0, reason: why, backOn: backOn) }
    }
  }

  static var waive: Command {
    Command(
      "waive", .record, "record that steps are not needed", usage: "STEP… --reason REASON",
      details: ["A decision needs its answer all the same: --answer A."], arguments: 1...Command.many,
      options: Option.changing + [
        reason, Option("--answer", value: "A|Q=A", "the answer to a decision", repeats: true),
      ],
      examples: ["mutual waive 1.6 --reason \"Two of us come from such a service\""]
    ) { invocation throws(CommandError) in
      let why = try needed(invocation, "--reason")
      let typed = invocation.arguments.positional
      let answers = invocation.arguments.all("--answer")
      try Change(&invocation).record(&invocation) { context throws(CommandError) in
        let steps = try context.steps(typed)
        let given = context.sorted(try context.decisions(answers, steps: steps))
        return Change.Wish(action: .waived(context.ids(steps), reason: why, answers: given))
      }
    }
  }

  static var reopen: Command {
    Command(
      "reopen", .record, "record that finished steps have to be done again", usage: "STEP… --reason REASON",
      details: ["The answer to a decision is withdrawn."], arguments: 1...Command.many,
      options: Option.changing + [reason],
      examples: ["mutual reopen 1.1 --reason \"The lead has left\""]
    ) { invocation throws(CommandError) in
      let why = try needed(invocation, "--reason")
      try change(&invocation) { .reopened($0, reason: why) }
    }
  }

  static var confirm: Command {
    Command(
      "confirm", .record, "record that completed steps were looked at again and are right", usage: "STEP…",
      arguments: 1...Command.many, options: Option.changing, examples: ["mutual confirm 1.1"]
    ) { invocation throws(CommandError) in try change(&invocation) { .confirmed($0) } }
  }

  static var assign: Command {
    Command(
      "assign", .record, "name who does a step; nobody where the name is empty", usage: "STEP PERSON",
      arguments: 2...2,
      options: Option.changing, examples: ["mutual assign 1.7 \"Sam Field\""]
    ) { invocation throws(CommandError) in
      let person = invocation.arguments.positional[1]
      try change(&invocation, steps: [invocation.arguments.positional[0]]) {
        .assigned($0, person: person.isEmpty ? nil : person)
      }
    }
  }

  static var due: Command {
    Command(
      "due", .record, "say by when a step is wanted", usage: "STEP DAY", arguments: 2...2,
      options: Option.changing,
      examples: ["mutual due 1.7 2026-12-15"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional[1]
      let day = try invocation.typedDay(typed, called: "The day", nearest: .coming)
      try change(&invocation, steps: [invocation.arguments.positional[0]]) { .dueSet($0, due: day) }
    }
  }

  static var note: Command {
    Command(
      "note", .record, "keep a note with a step", usage: "STEP TEXT", arguments: 2...2,
      options: Option.changing.filter { $0.name != "--note" },
      examples: ["mutual note 1.7 \"Finance has last year's figures\""]
    ) { invocation throws(CommandError) in
      let text = try invocation.text(1)
      try change(&invocation, steps: [invocation.arguments.positional[0]], note: text) { .noted($0) }
    }
  }

  static var lesson: Command {
    Command(
      "lesson", .record, "keep a lesson that others should know of", usage: "STEP TEXT", arguments: 2...2,
      options: Option.changing, examples: ["mutual lesson 1.5 \"Tell the unions before the first meeting\""]
    ) { invocation throws(CommandError) in
      let text = try invocation.text(1)
      try change(&invocation, steps: [invocation.arguments.positional[0]]) { .lessonNoted($0, text: text) }
    }
  }

  /// Records one action about the steps that were typed.
  private static func change(
    _ invocation: inout Invocation, steps typed: [String]? = nil, note: String? = nil,
    _ action: ([String]) -> Action
  ) throws(CommandError) {
    let typed = typed ?? invocation.arguments.positional
    try Change(&invocation).record(&invocation) { context throws(CommandError) in
      Change.Wish(action: action(context.ids(try context.steps(typed))), note: note)
    }
  }

  /// The value of an option that a change can't do without.
  private static func needed(_ invocation: Invocation, _ option: String) throws(CommandError) -> String {
    if let value = invocation.arguments[option], value.contains(where: { !$0.isWhitespace }) { return value }
    throw CommandError(.refused, "reason-missing", "Say why: \(option) \"…\".")
  }
}

/// The commands that are about the organisation as a whole.
enum OrganisationCommands {
  /// How an organisation's work can end.
  static let outcomes = ["transferred", "stopped", "paused", "merged", "returned"]

  static var close: Command {
    Command(
      "close", .record, "record that the organisation's work ended",
      usage: "--outcome OUTCOME --reason REASON",
      details: [
        "The outcome is one of: \(outcomes.joined(separator: ", ")). It takes the organisation out of the lists of work, not out of the reports."
      ],
      options: Option.changing + [
        Option("--outcome", value: "OUTCOME", "how it ended"), Option("--reason", value: "REASON", "why"),
      ], examples: ["mutual close --outcome transferred --reason \"The first day has come\""]
    ) { invocation throws(CommandError) in
      guard let typed = invocation.arguments["--outcome"] else {
        throw .usage(
          "Say how it ended: --outcome OUTCOME.", advice: ["There are:  \(outcomes.joined(separator: ", "))"])
      }
      let outcome = outcomes[
        try Lookup.one(
          typed, among: outcomes, what: "outcome", advice: "There are:  \(outcomes.joined(separator: ", "))")]
      guard let reason = invocation.arguments["--reason"], !reason.isEmpty else {
        throw CommandError(.refused, "reason-missing", "Say why: --reason \"…\".")
      }
      try Change(&invocation).record(&invocation) { context throws(CommandError) in
        if let ended = context.evaluation.record.outcome {
          throw CommandError(.refused, "closed", "The work is closed already: \(ended).")
        }
        return Change.Wish(action: .closed(outcome: outcome, reason: reason))
      }
    }
  }

  static var reopenOrganisation: Command {
    Command(
      "reopen-organisation", .record, "record that the organisation's work goes on", options: Option.changing,
      examples: ["mutual reopen-organisation --note \"The council asked us to go on\""]
    ) { invocation throws(CommandError) in
      try Change(&invocation).record(&invocation) { context throws(CommandError) in
        guard context.evaluation.record.outcome != nil else {
          throw CommandError(.refused, "not-closed", "The work is not closed.")
        }
        return Change.Wish(action: .organisationReopened)
      }
    }
  }

  static var calendar: Command {
    Command(
      "calendar", .setUp, "choose the calendar that working days are counted in", usage: "CALENDAR",
      details: ["There are: \(Calendars.all.joined(separator: ", "))."], arguments: 1...1,
      options: Option.changing,
      examples: ["mutual calendar scotland"]
    ) { invocation throws(CommandError) in
      let ids = Calendars.all
      let id = ids[
        try Lookup.one(
          invocation.arguments.positional[0], among: ids, what: "calendar",
          advice: "There are:  \(ids.joined(separator: ", "))")]
      try Change(&invocation).record(&invocation) { _ throws(CommandError) in
        Change.Wish(action: .calendarSet(calendar: id))
      }
    }
  }

  static var closures: Command {
    Command(
      "closures", .setUp, "say on which days the organisation is closed", usage: "DAY…",
      details: ["They replace the days said before. Without a day there are none."],
      arguments: 0...Command.many,
      options: Option.changing, examples: ["mutual closures 2026-12-29 2026-12-30"]
    ) { invocation throws(CommandError) in
      var days: Set<Day> = []
      for typed in invocation.arguments.positional {
        days.insert(try invocation.typedDay(typed, called: "The day", nearest: .coming))
      }
      let sorted = days.sorted()
      try Change(&invocation).record(&invocation) { _ throws(CommandError) in
        Change.Wish(action: .closuresSet(days: sorted))
      }
    }
  }
}
