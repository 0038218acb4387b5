/// All commands. Parsing, help, completions and the manual are made of this.
enum CommandTable {
  static let all: [Command] = [
    NewCommand.new, RecordCommands.answer, SeeCommands.questions,
    SeeCommands.status, SeeCommands.next, SeeCommands.blocked, SeeCommands.outstanding, SeeCommands.why,
    SeeCommands.show, SeeCommands.log,
    RecordCommands.start, RecordCommands.done, RecordCommands.undo,
    ChecklistCommands.list, ChecklistCommands.show, ChecklistCommands.lint,
    HelpCommand.help,
  ]
}
