/// All commands. Parsing, help, completions and the manual are made of this.
enum CommandTable {
  static let all: [Command] = [
    NewCommand.new, RecordCommands.answer, SeeCommands.questions, OrganisationCommands.calendar,
    OrganisationCommands.closures,
    SeeCommands.status, SeeCommands.next, SeeCommands.blocked, SeeCommands.outstanding, SeeCommands.why,
    SeeCommands.show, WatchCommands.impact, WatchCommands.waiting, WatchCommands.changes,
    WatchCommands.conflicts,
    SeeCommands.log,
    RecordCommands.start, RecordCommands.done, StepCommands.hold, StepCommands.resume, StepCommands.turnDown,
    StepCommands.waive, StepCommands.reopen, StepCommands.confirm, StepCommands.assign, StepCommands.due,
    StepCommands.note, StepCommands.lesson, RecordCommands.undo, OrganisationCommands.close,
    OrganisationCommands.reopenOrganisation, WatchCommands.settle,
    ChecklistCommands.list, ChecklistCommands.show, ChecklistCommands.lint,
    ChecklistCommands.prove, ChecklistCommands.diff,
    LedgerCommands.merge, LedgerCommands.verify,
    HelpCommand.help,
  ]
}
