internal import MutualChecklist
internal import MutualReports

/// The commands that record what happened.
enum RecordCommands {
  static var start: Command {
    Command(
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
  }

  static var done: Command {
    Command(
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
        try context.completing(
          arguments.positional, answers: arguments.all("--answer"), through: arguments["--through"],
          hasDay: !already)
      }
    }
  }

  static var undo: Command {
    Command(
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
  }

  static var answer: Command {
    Command(
      "answer", .setUp, "answer questions about the organisation", usage: "[QUESTION=ANSWER…]",
      details: [
        "Where more than one answer holds, separate them with commas. QUESTION= takes an answer back.",
        "Without arguments it asks one question after the other. Where nobody can be asked, it shows the questions.",
        "Not sure? Leave the question open: steps that hang on it are shown as not known yet.",
      ], arguments: 0...Command.many, options: Option.changing,
      examples: ["mutual answer sector=local-authority", "mutual answer nation=england staff-transfer=yes"]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional
      if typed.isEmpty { return try askOrShow(&invocation) }
      try Change(&invocation).record(&invocation) { context throws(CommandError) in
        try context.answering(typed)
      }
    }
  }

  /// What `answer` does without answers: it asks at a terminal, and shows the questions elsewhere.
  private static func askOrShow(_ invocation: inout Invocation) throws(CommandError) {
    guard invocation.canAsk, !invocation.arguments.has("--dry-run") else {
      return try SeeCommands.showQuestions(&invocation)
    }
    var interview = try Interview(&invocation)
    try interview.askQuestions()
  }
}

extension Change.Context {
  /// The wish to record steps as completed, with the answers of decisions, as they were typed.
  func completing(
    _ typed: [String], answers typedAnswers: [String], through: String? = nil, hasDay: Bool
  ) throws(CommandError) -> Change.Wish {
    var steps = try self.steps(typed)
    let answers = try decisions(typedAnswers, steps: steps)
    var remarks: [String] = []
    if let through {
      let partWay = PartWay(
        through: try Lookup.step(through, in: checklist), named: steps, answers: answers, in: evaluation)
      steps = partWay.taken
      remarks = omissions(partWay)
      guard !steps.isEmpty else {
        throw CommandError(
          .refused, "nothing-to-record",
          (["No step up to there can be recorded."] + remarks).joined(separator: "\n"))
      }
    }
    return Change.Wish(
      action: .completed(ids(steps), answers: sorted(answers)), hasDay: hasDay, remarks: remarks)
  }

  /// The wish to record answers, typed as `QUESTION=ANSWER,ANSWER`.
  func answering(_ typed: [String]) throws(CommandError) -> Change.Wish {
    let answers = try self.answers(typed)
    for given in answers where given.answers.isEmpty {
      guard let position = checklist.position(ofQuestion: given.question) else { continue }
      let isAnswered =
        evaluation.answers.given(to: position) != nil || evaluation.record.answers[position].isInConflict
      guard !isAnswered else { continue }
      throw CommandError(
        .refused, "no-answer",
        "\"\(checklist.questions[position].prompt)\" (\(given.question)) has no answer to take back.")
    }
    let hadAnswer = answers.contains { given in
      checklist.position(ofQuestion: given.question).map { evaluation.answers.given(to: $0) != nil } ?? false
    }
    return Change.Wish(action: .answered(sorted(answers)), hasDay: hadAnswer || hasDay)
  }
}
