internal import MutualChecklist
internal import MutualReports

/// What `help` says, all from the table of commands.
enum Help {
  /// The eight verbs that do nearly all of the work.
  static let first: [CommandTable] = [.new, .answer, .next, .done, .blocked, .why, .status, .log]

  /// The first page: what the program is for, and the verbs to begin with, or to go on with where there are organisations.
  static func firstPage(organisations: Int = 0, style: TextStyle) -> String {
    let verbs = first.map(\.command)
    let next = organisations > 1 ? "mutual next -o NAME" : "mutual next"
    return TextReports.help(
      title: "mutual tracks the steps by which a public service becomes an employee-owned mutual.",
      paragraphs: ["If you lead this change, read first: mutual help leading"],
      sections: [("The commands to begin with", verbs.map { ["mutual \($0.name)", $0.summary] })],
      commands: [
        organisations > 0 ? ("What can be done now", next) : ("Begin", "mutual new \"Riverside Libraries\""),
        ("All commands", "mutual help all"),
      ], style: style)
  }

  /// Every command, by group.
  static func allCommands(style: TextStyle) -> String {
    let groups = Command.Group.allCases.compactMap { group -> (String, [[String]])? in
      let verbs = CommandTable.all.filter { $0.group == group }
      return verbs.isEmpty ? nil : (group.rawValue, verbs.map { ["mutual \($0.name)", $0.summary] })
    }
    let statuses = ExitStatus.allCases.map { ["\($0.rawValue)", $0.meaning] }
    return TextReports.help(
      title: "All commands.", paragraphs: [],
      sections: groups + [
        ("Environment variables", variables),
        ("Exit statuses, when several hold the one listed first", statuses),
      ],
      commands: [("More about one", "mutual help next"), ("What the words mean", "mutual help words")],
      style: style)
  }

  /// One command: what it does, its options, examples, how it can end.
  static func page(of command: Command, style: TextStyle) -> String {
    let own = command.options.map(row)
    let everywhere = command.allOptions.dropFirst(command.options.count).map(row)
    let capitals = capitals(of: command)
    var sections: [(String, [[String]])] = []
    if !capitals.isEmpty { sections.append(("Words in capitals", capitals)) }
    if !own.isEmpty { sections.append(("Options", own)) }
    sections.append(("Options of every command", everywhere))
    return TextReports.help(
      title: command.synopsis, paragraphs: [sentence(command.summary)] + command.details,
      sections: sections, examples: command.examples, remarks: [statuses(of: command)],
      commands: [("All commands", "mutual help all")], style: style)
  }

  /// What to put in place of the words in capitals that a command's usage and options have, a row each.
  static func capitals(of command: Command) -> [[String]] {
    var rows: [[String]] = []
    var told: Set<ValueKind> = []
    for text in command.places.map(\.placeholder) + command.options.compactMap(\.value) {
      let isWhole = ValueKind.kinds(text).contains { $0 == .checklist || $0 == .decision }
      for placeholder in ValueKind.placeholders(text) {
        guard let kind = ValueKind(placeholder: placeholder), let meaning = kind.meaning,
          told.insert(kind).inserted
        else { continue }
        rows.append([isWhole ? text : placeholder, meaning])
      }
    }
    return rows
  }

  /// How a command can end, in a sentence.
  static func statuses(of command: Command) -> String {
    // A number and its name stay on one line.
    let names = command.statuses.map {
      "\($0.rawValue) \($0.name)".split(separator: " ").joined(separator: "\u{A0}")
    }
    return "Exit statuses: \(names.joined(separator: ", ")). \"mutual help all\" explains them."
  }

  /// A family of verbs, such as `checklist`.
  static func page(ofFamily name: String, style: TextStyle) -> String? {
    let verbs = CommandTable.family(name).map(\.command)
    guard !verbs.isEmpty else { return nil }
    return TextReports.help(
      title: "mutual \(name)", paragraphs: [],
      sections: [("Commands", verbs.map { [$0.synopsis, $0.summary] })],
      commands: [("More about one", "mutual help \(verbs[0].name)")], style: style)
  }

  /// The words of the program.
  static func words(style: TextStyle) -> String {
    TextReports.help(
      title: "The words, as screens and files use them.", paragraphs: [], sections: [("Words", vocabulary)],
      commands: [("All commands", "mutual help all")], style: style)
  }

  /// Answers for the people who lead.
  static func leading(_ checklist: Checklist, style: TextStyle) -> String {
    TextReports.questionsAndAnswers(
      title: "Four questions that people who lead such a change ask first.",
      LeadingQuestions.all.map { ($0.question, $0.answer, $0.steps, $0.sources) }, in: checklist,
      commands: [
        ("All steps for those who lead", "mutual checklist show --theme leader"),
        ("Set an organisation up", "mutual new NAME"),
      ], style: style)
  }

  private static func row(_ option: Option) -> [String] {
    let names = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
    return [names + (option.value.map { " \($0)" } ?? ""), option.summary]
  }

  static func sentence(_ summary: String) -> String {
    summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  /// The variables of the environment that the program heeds.
  static let variables = [
    ["MUTUAL_LEDGER", "the folder of the ledger, where --ledger is left out"],
    ["MUTUAL_ORGANISATION", "the organisation, where -o is left out"],
    ["MUTUAL_BY", "who records, where --by is left out"],
    ["MUTUAL_WRITER", "the id that your entries are kept under, in place of the one made for you"],
    ["NO_COLOR", "set to anything: no colour"],
    ["TERM", "set to dumb: no colour, and no pages"],
    ["PAGER", "the program that shows long answers in pages; set to nothing: none does"],
    ["XDG_DATA_HOME", "the folder for your data, which has the ledger where nothing else names it"],
    ["XDG_CONFIG_HOME", "the folder for your settings, which has the id of your entries"],
  ]

  /// The words of the program, a row each.
  static let vocabulary = [
    [
      "checklist",
      "a named list of steps. An edition of it has the text and law as of one date, and never changes",
    ],
    ["stage", "a named group of steps. Stages group; they never hold anything up"],
    [
      "step",
      "one thing to do: an action, a decision (it answers a question), or a milestone (it is passed or turned down)",
    ],
    [
      "requirement",
      "what a step waits for: another step, or any one of several, perhaps with a lag after it",
    ],
    ["lag", "how long must pass after a step, such as 28 days"],
    ["advice", "an order that is sensible but not needed. It never holds anything up"],
    [
      "question",
      "a fact about the organisation with a fixed set of answers. The answers given are its profile",
    ],
    ["condition", "which answers make a step apply"],
    ["event", "one recorded entry: who, when, what. Events are only ever added"],
    ["state", "what was recorded of a step"],
    ["standing", "what that means today: ready, in progress, cannot start yet, and so on"],
    [
      "blocker", "an unfinished step that another waits for. A root blocker is where following blockers ends",
    ],
    ["out of sequence", "recorded although something it waits for was not done, with the reason"],
    ["writer", "a person on a machine: whose entries are kept in a file of their own"],
    ["ledger", "the folder where the records are kept"],
  ]
}
