internal import MutualChecklist

/// `help`.
enum HelpCommand {
  static let help = Command(
    "help", .other, "explain a command, the words, or what leaders ask first",
    usage: "[COMMAND|words|leading|all]", arguments: 0...2,
    options: [Option("--format", value: "text|man", "pages to read, or all of it as a manual page")],
    examples: [
      "mutual help", "mutual help done", "mutual help words", "mutual help leading",
      "mutual help --format man",
    ]
  ) { invocation throws(CommandError) in
    let topic = invocation.arguments.positional.joined(separator: " ")
    let style = invocation.style
    if invocation.arguments["--format"] == "man" {
      guard topic.isEmpty else {
        throw .usage(
          "--format man gives the whole manual, so it does not go with \"\(ArgumentParser.shown(topic))\".",
          advice: ["The page of one command:  mutual help COMMAND"])
      }
      invocation.print(ManualPage.text)
    } else if topic.isEmpty {
      invocation.print(Help.firstPage(style: style))
    } else if topic == "all" {
      invocation.print(Help.allCommands(style: style))
    } else if topic == "words" {
      invocation.print(Help.words(style: style))
    } else if topic == "leading" {
      invocation.print(
        Help.leading(try ChecklistChoice(ChecklistChoice.main, invocation.environment).read(), style: style))
    } else if let command = CommandTable.named(topic)?.command {
      invocation.print(Help.page(of: command, style: style))
    } else if let family = Help.page(ofFamily: topic, style: style) {
      invocation.print(family)
    } else {
      let guess = Slips.topic(topic).map { " Did you mean \"\($0)\"?" } ?? ""
      throw .usage(
        "There is no help about \"\(ArgumentParser.shown(topic))\".\(guess)",
        advice: ["All commands:  mutual help all"])
    }
  }
}
