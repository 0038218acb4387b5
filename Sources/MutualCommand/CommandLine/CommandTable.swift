/// All commands, by what people type for them, in the order of help. Parsing, help, completions and the manual are made
/// of this.
///
/// A run needs one command, and making all takes longer than most of them run: so a command is made when it's asked for.
enum CommandTable: String, CaseIterable {
  case new, answer, questions, calendar, closures
  case status, next, blocked, outstanding, why, show, impact, waiting, changes, conflicts, log
  case start, done, hold, resume
  case turnDown = "turn-down"
  case waive, reopen, confirm, assign, due, note, lesson, undo, close
  case reopenOrganisation = "reopen-organisation"
  case settle
  case checklistList = "checklist list"
  case checklistShow = "checklist show"
  case checklistLint = "checklist lint"
  case checklistProve = "checklist prove"
  case checklistDiff = "checklist diff"
  case checklistNew = "checklist new"
  case checklistSchema = "checklist schema"
  case adopt
  case export
  case merge, verify, repair
  case demo
  case completions
  case help

  /// The command.
  var command: Command {
    switch self {
    case .new: NewCommand.new
    case .answer: RecordCommands.answer
    case .questions: SeeCommands.questions
    case .calendar: OrganisationCommands.calendar
    case .closures: OrganisationCommands.closures
    case .status: SeeCommands.status
    case .next: SeeCommands.next
    case .blocked: SeeCommands.blocked
    case .outstanding: SeeCommands.outstanding
    case .why: SeeCommands.why
    case .show: SeeCommands.show
    case .impact: WatchCommands.impact
    case .waiting: WatchCommands.waiting
    case .changes: WatchCommands.changes
    case .conflicts: WatchCommands.conflicts
    case .log: SeeCommands.log
    case .start: RecordCommands.start
    case .done: RecordCommands.done
    case .hold: StepCommands.hold
    case .resume: StepCommands.resume
    case .turnDown: StepCommands.turnDown
    case .waive: StepCommands.waive
    case .reopen: StepCommands.reopen
    case .confirm: StepCommands.confirm
    case .assign: StepCommands.assign
    case .due: StepCommands.due
    case .note: StepCommands.note
    case .lesson: StepCommands.lesson
    case .undo: RecordCommands.undo
    case .close: OrganisationCommands.close
    case .reopenOrganisation: OrganisationCommands.reopenOrganisation
    case .settle: WatchCommands.settle
    case .checklistList: ChecklistCommands.list
    case .checklistShow: ChecklistReadingCommands.show
    case .checklistLint: ChecklistCommands.lint
    case .checklistProve: ChecklistCommands.prove
    case .checklistDiff: ChecklistCommands.diff
    case .checklistNew: ChecklistReadingCommands.new
    case .checklistSchema: ChecklistReadingCommands.schema
    case .adopt: AdoptCommand.adopt
    case .export: ExportCommand.export
    case .merge: LedgerCommands.merge
    case .verify: LedgerCommands.verify
    case .demo: DemoCommand.demo
    case .repair: RepairCommand.repair
    case .completions: CompletionsCommand.completions
    case .help: HelpCommand.help
    }
  }

  /// The command of a name. (The initializer that comes with raw values makes a table of them first.)
  static func named(_ name: String) -> CommandTable? { allCases.first { $0.rawValue == name } }

  /// All of them, in the order of help.
  static var all: [Command] { allCases.map(\.command) }

  /// The verbs of two words that begin with a word, such as `checklist`.
  static func family(_ word: String) -> [CommandTable] {
    allCases.filter { $0.rawValue.hasPrefix(word + " ") }
  }
}
