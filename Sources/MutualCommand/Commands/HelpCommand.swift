internal import MutualChecklist
internal import MutualReports

/// `help`.
enum HelpCommand {
  static var help: Command {
    Command(
      "help", .other, "explain a command, the words, or what leaders ask first",
      usage: "[COMMAND|words|leading|all]", arguments: 0...2,
      options: [
        Option("--format", value: "text|json|man", "answer for people, for programs, or as a manual page")
      ],
      examples: [
        "mutual help", "mutual help done", "mutual help words", "mutual help leading",
        "mutual help --format man",
      ]
    ) { invocation throws(CommandError) in
      let topic = invocation.arguments.positional.joined(separator: " ")
      let commands = try commands(of: topic)
      switch invocation.arguments["--format"] {
      case "man":
        guard topic.isEmpty else { throw onlyText(topic, "--format man", "mutual help --format man") }
        invocation.print(ManualPage.text)
      case "json":
        guard let commands else { throw onlyText(topic, "--format json", "mutual help --format json") }
        invocation.print(JSONReports.help(commands.map(CommandDescription.init)))
      default: invocation.print(try page(topic, commands ?? [], invocation))
      }
    }
  }

  /// The commands that a topic is about; nil where it is about something else.
  private static func commands(of topic: String) throws(CommandError) -> [Command]? {
    switch topic {
    case "words", "leading": return nil
    case "", "all": return CommandTable.all
    default:
      if let command = CommandTable.named(topic)?.command { return [command] }
      let family = CommandTable.family(topic)
      guard family.isEmpty else { return family.map(\.command) }
      let guess = Slips.topic(topic).map { " Did you mean \"\($0)\"?" } ?? ""
      throw .usage(
        "There is no help about \"\(ArgumentParser.shown(topic))\".\(guess)",
        advice: ["All commands:  mutual help all"])
    }
  }

  private static func page(
    _ topic: String, _ commands: [Command], _ invocation: Invocation
  ) throws(CommandError) -> String {
    let style = invocation.style
    switch topic {
    case "": return Help.firstPage(style: style)
    case "all": return Help.allCommands(style: style)
    case "words": return Help.words(style: style)
    case "leading":
      return Help.leading(
        try ChecklistChoice(ChecklistChoice.main, invocation.environment).read(), style: style)
    default:
      return Help.page(ofFamily: topic, style: style)
        ?? commands.map { Help.page(of: $0, style: style) }.joined()
    }
  }

  private static func onlyText(_ topic: String, _ format: String, _ command: String) -> CommandError {
    .usage(
      "\(format) does not go with \"\(ArgumentParser.shown(topic))\".",
      advice: ["The whole of help:  \(command)"])
  }
}

extension CommandDescription {
  /// The description of a command of the table.
  fileprivate init(_ command: Command) {
    self.init(
      name: command.name, group: command.group.rawValue, summary: command.summary, usage: command.synopsis,
      options: command.allOptions.map {
        CommandDescription.Option(name: $0.name, short: $0.short, value: $0.value, summary: $0.summary)
      }, examples: command.examples, statuses: command.statuses.map { Int($0.rawValue) })
  }
}
