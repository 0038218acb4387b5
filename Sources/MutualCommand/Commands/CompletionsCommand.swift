/// `completions`.
enum CompletionsCommand {
  static var completions: Command {
    Command(
      "completions", .other, "print a script that lets your shell complete what you type", usage: "SHELL",
      details: [
        "With it, the tab key completes commands, options, steps, organisations, questions and answers.",
        "SHELL is one of: \(Shell.allCases.map(\.rawValue).joined(separator: ", ")). In bash, add this line to the file .bashrc in your home folder: source <(mutual completions bash)",
        "In zsh, write the script to a file called _mutual in a folder that fpath names. In fish, write it to ~/.config/fish/completions/mutual.fish.",
      ], arguments: 1...Command.many,
      options: [Option("--words", "print what can be typed next; the script asks for this")],
      examples: ["mutual completions bash", "mutual completions zsh --words -- answer nation="],
      ends: [.notFound]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional
      let shells = Shell.allCases
      let shell = shells[
        try Lookup.one(
          typed[0], among: shells.map(\.rawValue), what: "shell",
          advice: "There are:  \(shells.map(\.rawValue).joined(separator: ", "))")]
      guard invocation.arguments.has("--words") else {
        guard typed.count == 1 else {
          throw .usage(
            "\"\(ArgumentParser.shown(typed[1]))\" is one too many: mutual completions SHELL",
            advice: ["How to use it:  mutual help completions"])
        }
        return invocation.print(shell.script)
      }
      let words = Array(typed.dropFirst())
      let completion = Completion(
        shell.words(words), showsAbout: shell.showsAbout, in: invocation.environment)
      invocation.print(shell.answer(completion, to: words.last ?? ""))
    }
  }
}
