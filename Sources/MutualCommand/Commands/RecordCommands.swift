internal import MutualChecklist
internal import MutualReports

/// The commands that record what happened.
enum RecordCommands {
  static let start = Command(
    "start", .record, "record that work on steps began", usage: "STEP…",
    details: ["A step that waits for something is refused, with the reasons."], arguments: 1...Command.many,
    options: Option.changing + [Option.outOfSequence],
    examples: ["mutual start 1.1", "mutual start 1.4 1.6 --on yesterday"]
  ) { invocation throws(CommandError) in
    let typed = invocation.arguments.positional
    try Change(&invocation).record(&invocation) { context throws(CommandError) in
      let steps = try context.steps(typed)
      return Change.Wish(action: .started(context.ids(steps)))
    }
  }

  static let done = Command(
    "done", .record, "record that steps are completed", usage: "STEP…",
    details: [
      "A decision needs its answer: --answer A, or --answer QUESTION=A where several decisions are recorded together. Where more than one answer holds, separate them with commas.",
      "--already records what was done before tracking began: without a day, and never out of sequence. With --through STEP it takes every step up to there in the order of their numbers, and names those that it leaves out.",
    ], arguments: 0...Command.many,
    options: Option.changing + [
      Option.outOfSequence, Option("--answer", value: "A|Q=A", "the answer to a decision", repeats: true),
      Option("--already", "it was done before tracking began"),
      Option("--through", value: "STEP", "with --already: every step up to this one"),
    ],
    examples: [
      "mutual done 1.1", "mutual done 1.7 --on 20/11/2026 --note \"Agreed by the board\"",
      "mutual done --already --through 1.12",
    ]
  ) { invocation throws(CommandError) in
    let arguments = invocation.arguments
    let already = arguments.has("--already")
    if already, arguments.has("--on") {
      throw .usage(
        "--already records what has no day, so it does not go with --on.",
        advice: ["How to use it:  mutual help done"])
    }
    if arguments.has("--through"), !already {
      throw .usage("--through goes with --already.", advice: ["How to use it:  mutual help done"])
    }
    if arguments.positional.isEmpty, !arguments.has("--through") {
      throw .usage(
        "Say which steps are done: mutual done STEP…", advice: ["What can be done now:  mutual next"])
    }
    try Change(&invocation).record(&invocation) { context throws(CommandError) in
      var steps = try context.steps(arguments.positional)
      var answers = try context.decisions(arguments.values["--answer"] ?? [], steps: steps)
      var remarks: [String] = []
      if let through = arguments["--through"] {
        let last = try Lookup.step(through, in: context.checklist)
        let partWay = PartWay(through: last, named: steps, answers: answers, in: context.evaluation)
        steps = partWay.taken
        remarks = context.omissions(partWay)
        guard !steps.isEmpty else {
          throw CommandError(
            .refused, "nothing-to-record",
            (["No step up to there can be recorded."] + remarks).joined(separator: "\n"))
        }
      }
      answers = context.sorted(answers)
      return Change.Wish(
        action: .completed(context.ids(steps), answers: answers), hasDay: !already, remarks: remarks)
    }
  }

  static let undo = Command(
    "undo", .record, "take back an entry; your last one where none is named", usage: "[EVENT]",
    details: ["Nothing is deleted: an entry is added that takes the other back, and it can be undone too."],
    arguments: 0...1, options: Option.changing, examples: ["mutual undo"]
  ) { invocation throws(CommandError) in
    let typed = invocation.arguments.positional.first
    try Change(&invocation).record(&invocation) { context throws(CommandError) in
      let target = try context.undoTarget(typed)
      return Change.Wish(
        action: .retracted(target.id),
        did: ["Taken back: " + EventSentences.sentence(target, in: context.checklist)])
    }
  }

  static let answer = Command(
    "answer", .setUp, "answer questions about the organisation", usage: "[QUESTION=ANSWER…]",
    details: [
      "Where more than one answer holds, separate them with commas. QUESTION= takes an answer back. Without arguments it shows the questions.",
      "Not sure? Leave the question open: steps that hang on it are shown as not known yet.",
    ], arguments: 0...Command.many, options: Option.changing,
    examples: ["mutual answer sector=local-authority", "mutual answer nation=england staff-transfer=yes"]
  ) { invocation throws(CommandError) in
    let typed = invocation.arguments.positional
    if typed.isEmpty { return try SeeCommands.showQuestions(&invocation) }
    try Change(&invocation).record(&invocation) { context throws(CommandError) in
      let answers = try context.answers(typed)
      let hadAnswer = answers.contains { given in
        context.checklist.position(ofQuestion: given.question).map {
          context.evaluation.answers.answers[$0] != nil
        } ?? false
      }
      return Change.Wish(action: .answered(context.sorted(answers)), hasDay: hadAnswer || context.hasDay)
    }
  }
}
