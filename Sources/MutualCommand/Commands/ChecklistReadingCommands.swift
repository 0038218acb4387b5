internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualPlatform
internal import MutualReports

/// The commands to read a checklist and to begin one: `checklist show`, `new` and `schema`.
enum ChecklistReadingCommands {
  static var show: Command {
    Command(
      "checklist show", .checklists, "print a checklist to read", usage: "[ID|ID@EDITION|FILE]",
      details: [
        "With --profile only what applies, or may apply, to an organisation with these answers. Several options narrow it further."
      ],
      arguments: 0...1,
      options: [
        Option(
          "--profile", value: "QUESTION=ANSWER", "show only what applies, or may, with this answer",
          repeats: true),
        Option("--theme", value: "THEME", "show only the steps that have this theme"),
        Option("--must-not-miss", "show the card of the few steps that must not be missed"),
        Option("--format", value: "text|markdown|json", "answer for people, for a document, or for programs"),
      ],
      examples: [
        "mutual checklist show", "mutual checklist show --must-not-miss",
        "mutual checklist show --theme leader --format markdown",
        "mutual checklist show --profile nation=wales --profile sector=nhs",
      ], ends: [.notFound, .invalidInput]
    ) { invocation throws(CommandError) in
      let typed = invocation.arguments.positional.first ?? ChecklistChoice.main
      let checklist = try ChecklistChoice(typed, invocation.environment).read()
      let theme = invocation.arguments["--theme"]
      if let theme, !checklist.themes.contains(theme) { throw Self.noTheme(theme, checklist) }
      let selection = ChecklistSelection(
        checklist, answers: try Lookup.profile(invocation.arguments.all("--profile"), in: checklist),
        theme: theme,
        mustNotMiss: invocation.arguments.has("--must-not-miss"))
      switch invocation.arguments["--format"] {
      case "json": invocation.print(JSONReports.checklist(selection))
      case "markdown": invocation.print(MarkdownReports.checklist(selection))
      default: invocation.print(TextReports.checklist(selection, name: typed, style: invocation.style))
      }
    }
  }

  private static func noTheme(_ theme: String, _ checklist: Checklist) -> CommandError {
    let guess = NearestMatch.find(theme, among: checklist.themes).map { " Did you mean \"\($0)\"?" } ?? ""
    let known =
      checklist.themes.isEmpty
      ? "It has no themes." : "There are: \(checklist.themes.joined(separator: ", "))."
    return CommandError(
      .notFound, "no-such-theme",
      "No step of \(checklist.id) has the theme \"\(ArgumentParser.shown(theme))\".\(guess) \(known)")
  }

  static var new: Command {
    Command(
      "checklist new", .checklists, "write the beginning of a checklist of your own", usage: "ID [FILE]",
      details: [
        "It is a small checklist that works, with comments that say what to put in place of it. Without FILE it is printed. A file that is there already is never written over."
      ],
      arguments: 1...2,
      examples: ["mutual checklist new move-office", "mutual checklist new move-office move-office.json"],
      ends: [.refused, .cannotWrite]
    ) { invocation throws(CommandError) in
      let id = invocation.arguments.positional[0]
      guard Identifier.isValid(id) else {
        throw .usage(
          "\"\(ArgumentParser.shown(id))\" is not an id. Use small letters a to z, digits, and single hyphens between them, at most 64 characters."
        )
      }
      let skeleton = ChecklistSkeleton(id: id, today: try invocation.today()).json
      guard invocation.arguments.positional.count == 2 else { return invocation.print(skeleton) }
      let name = invocation.arguments.positional[1]
      try Self.write(Array(skeleton.utf8), name, invocation.environment)
      if invocation.isJSON {
        invocation.print(JSONReports.checklistBegun(in: name))
      } else {
        invocation.print(TextReports.checklistBegun(in: name, style: invocation.style))
      }
    }
  }

  /// Writes a new file, whole or not at all, and never over another.
  private static func write(
    _ bytes: [UInt8], _ name: String, _ environment: CommandEnvironment
  ) throws(CommandError) {
    guard name.hasSuffix(".json") else {
      throw .usage(
        "A checklist's file has a name that ends in .json, and \"\(ArgumentParser.shown(name))\" does not.")
    }
    let path = environment.absolute(name)
    let folder = FileSystem.parent(of: path)
    do throws(SystemError) {
      if try FileSystem.kind(path) == .none {
        try FileSystem.linkInPlace(try FileSystem.createAside(in: folder, bytes), as: path)
        return try FileSystem.syncFolder(folder)
      }
    } catch {
      if error.reason != .exists {
        throw CommandError(.cannotWrite, "cannot-write", "\(name) can't be written. \(error.message).")
      }
    }
    throw CommandError(
      .refused, "taken", "There is something called \(name) already. Nothing was written.",
      advice: ["See the text without writing it:  mutual checklist new ID"])
  }

  static var schema: Command {
    Command(
      "checklist schema", .checklists, "print the JSON Schema of checklist files",
      usage: "[\(BuiltInChecklists.schemaNames.joined(separator: "|"))]",
      details: ["Editors that know it explain each key, and underline mistakes while you type."],
      arguments: 0...1, examples: ["mutual checklist schema", "mutual checklist schema calendar"],
      ends: [.notFound]
    ) { invocation throws(CommandError) in
      let name = invocation.arguments.positional.first ?? "checklist"
      guard let bytes = BuiltInChecklists.schemaBytes(name) else {
        throw CommandError(
          .notFound, "no-such-schema",
          "There is no schema \"\(ArgumentParser.shown(name))\". There are: \(BuiltInChecklists.schemaNames.joined(separator: ", "))."
        )
      }
      invocation.print(bytes)
    }
  }
}
