internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// The commands that watch over a record: who is waited for, what matters most, what changed, what disagrees.
enum WatchCommands {
  static var waiting: Command {
    Command(
      "waiting", .see, "show whom you wait for, since when, and when to chase them", options: Option.looking,
      examples: ["mutual waiting"]
    ) { invocation throws(CommandError) in
      try SeeCommands.look(&invocation) { report, style in
        let steps = report.evaluation.onHold
        return SeeCommands.Answer(
          text: { TextReports.waiting(report, steps: steps, style: style) },
          json: { JSONReports.steps("waiting", steps, report) },
          plain: { PlainReports.steps(steps, report) })
      }
    }
  }

  static var impact: Command {
    Command(
      "impact", .see, "count what finishing a step would set free", usage: "[STEP]", arguments: 0...1,
      options: Option.looking, examples: ["mutual impact", "mutual impact 1.1"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional.first
      try SeeCommands.look(&invocation) { report, style throws(CommandError) in
        let evaluation = report.evaluation
        let impacts: [Impact]
        if let typed {
          impacts = [evaluation.impact(of: try Lookup.step(typed, in: evaluation.checklist))]
        } else {
          impacts = evaluation.impacts
        }
        return SeeCommands.Answer(
          text: { TextReports.impact(report, impacts: impacts, style: style) },
          json: { JSONReports.impact(report, impacts: impacts) },
          plain: { PlainReports.impact(report, impacts: impacts) })
      }
    }
  }

  static var conflicts: Command {
    Command(
      "conflicts", .see, "show what two records disagree about", options: Option.looking,
      examples: ["mutual conflicts"]
    ) { invocation throws(CommandError) in
      try SeeCommands.look(&invocation) { report, style in
        SeeCommands.Answer(
          text: { TextReports.conflicts(report, style: style) },
          json: { JSONReports.conflicts(report, encoded: EventCoding.line) },
          plain: { PlainReports.conflicts(report) })
      }
    }
  }

  static var changes: Command {
    Command(
      "changes", .see, "show what changed since a day", usage: "--since DAY",
      details: [
        "It compares what was known by the one day with what was known by the other. What arrives later, by merging, is not seen by days."
      ],
      options: [
        Option.organisation, Option.plain,
        Option("--since", value: "DAY", "the earlier day, such as that of the last board"),
        Option("--until", value: "DAY", "the later day; today where left out"),
        Option("--known-by", value: "DAY", "the same as --until"),
        Option("--as-of", value: "DAY", "only in what had happened by that day"),
      ], examples: ["mutual changes --since 2026-11-01"]
    ) { invocation throws(CommandError) in
      guard let since = try invocation.day("--since", nearest: .past) else {
        throw .usage("Say since when: --since DAY.", advice: ["How to use it:  mutual help changes"])
      }
      let today = try invocation.today()
      if invocation.arguments.has("--until"), invocation.arguments.has("--known-by") {
        throw .usage("--until and --known-by are the same. Give one of them.")
      }
      let typed = try invocation.day("--until", nearest: .past)
      let knownBy = try invocation.day("--known-by", nearest: .past)
      let until = typed ?? knownBy ?? today
      guard since <= until else {
        throw .usage("--since is after \(knownBy == nil ? "--until" : "--known-by").")
      }
      let asOf = try invocation.day("--as-of", nearest: .past)
      let session = try Session.open(
        &invocation, view: View(asOf: asOf, knownBy: until), on: until, isForLooking: true)
      let before = try session.evaluation(View(asOf: asOf, knownBy: since), on: since)
      let changes = Changes(from: before, to: session.report.evaluation)
      let (report, style) = (session.report, invocation.style)
      SeeCommands.show(
        SeeCommands.Answer(
          text: { TextReports.changes(changes, report, since: since, happenedBy: asOf, style: style) },
          json: { JSONReports.changes(changes, report, since: since, happenedBy: asOf) },
          plain: { PlainReports.changes(changes, report) }), invocation)
    }
  }

  static var settle: Command {
    Command(
      "settle", .record, "decide between records that disagree", usage: "STEP|QUESTION|edition --keep EVENT",
      details: [
        "\"mutual conflicts\" shows the entries. The one that is kept holds; the others stay in the record, and count no more."
      ],
      arguments: 1...1, options: Option.changing + [Option("--keep", value: "EVENT", "the entry that holds")],
      examples: ["mutual settle 1.1 --keep jo-7q2m:3"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional[0]
      guard let keep = invocation.arguments["--keep"] else {
        throw .usage("Say which entry holds: --keep EVENT.", advice: ["The entries:  mutual conflicts"])
      }
      try Change(&invocation).record(&invocation) { context throws(CommandError) in
        let subject = try context.subject(typed)
        let history = context.evaluation.record.history
        guard let disagreement = context.evaluation.disagreements.first(where: { $0.subject == subject })
        else {
          throw CommandError(.refused, "no-conflict", "No two records disagree about \"\(typed)\".")
        }
        let between = disagreement.events.map { history.events[$0].id }
        guard let kept = between.first(where: { $0.description == keep }) else {
          throw CommandError(
            .notFound, "no-such-event",
            "\"\(ArgumentParser.shown(keep))\" is not one of the entries that disagree.",
            advice: between.map { "--keep \($0)" })
        }
        guard between.count(where: { $0 == kept }) == 1 else {
          throw CommandError(
            .refused, "two-contents",
            "Two entries that disagree are both called \(kept), perhaps since a backup was restored, so neither can be kept by its name.",
            advice: ["Take both back, then record what is true:  mutual undo \(kept)"])
        }
        return Change.Wish(
          action: .settled(subject: subject.name(in: context.checklist), kept: kept, between: between))
      }
    }
  }
}

extension Change.Context {
  /// What is to be settled: `edition`, a question's id, or a step.
  fileprivate func subject(_ typed: String) throws(CommandError) -> SettledSubject {
    if typed == "edition" { return .edition }
    if checklist.position(ofStep: typed) == nil, let question = checklist.position(ofQuestion: typed) {
      return .question(question)
    }
    if typed.hasPrefix("question:") {
      return .question(try Lookup.question(String(typed.dropFirst(9)), in: checklist))
    }
    return .step(try Lookup.step(typed, in: checklist))
  }
}
