internal import MutualReports

/// The manual page, made of the table of commands.
enum ManualPage {
  /// The day of the text, as manual pages write it. It changes with the version.
  private static let date = "November 28, 2026"

  /// The page, in `mdoc`.
  static var text: String {
    var page = ManualText(
      name: "mutual", summary: "track the steps by which a public service becomes an employee-owned mutual",
      date: date)
    page.section("SYNOPSIS")
    page.verbatim(".Nm")
    page.verbatim(".Ar command")
    page.verbatim(".Op Ar argument ...")
    page.verbatim(".Op Ar option ...")
    page.section("DESCRIPTION")
    page.paragraph(
      "For an organisation that wants to become an employee-owned mutual, this program keeps a checklist. It tells which steps can be worked on now, which cannot start yet and what they wait for, and what is left to do."
    )
    page.paragraph(
      "What is recorded is kept in a folder of plain text files, the ledger. Entries are only ever added. Nothing is sent anywhere.",
      isFollowing: true)
    page.paragraph(
      "A step is named by its number, by its id, or by the beginning of its id. Days are written 2026-11-20, 20/11/2026, 20 November, yesterday or today.",
      isFollowing: true)
    page.part("Options of every command")
    options(Option.everywhere, in: &page)
    for group in Command.Group.allCases {
      let commands = CommandTable.all.filter { $0.group == group }
      guard !commands.isEmpty else { continue }
      page.part("\(group.rawValue)")
      page.beginList()
      for command in commands { describe(command, in: &page) }
      page.endList()
    }
    page.part("Options of commands that look at a record")
    options(Option.looking, in: &page)
    page.part("Options of commands that change a record")
    options(Option.changing, in: &page)
    page.part("The words")
    page.beginList()
    for row in Help.vocabulary {
      page.term(row[0])
      page.paragraph(Help.sentence(row[1]))
    }
    page.endList()
    ending(in: &page)
    return page.text
  }

  /// A command: what it does, its own options, how it can end.
  private static func describe(_ command: Command, in page: inout ManualText) {
    page.item(command.name, values: command.usage)
    page.paragraph(Help.sentence(command.summary))
    for paragraph in command.details { page.paragraph(paragraph, isFollowing: true) }
    let shared = shared(command)
    options(
      command.options.filter { option in !shared.options.contains { $0.name == option.name } }, in: &page)
    let statuses = command.statuses.map { "\($0.rawValue)" }.joined(separator: ", ")
    page.paragraph("\(shared.sentence)Exit statuses: \(statuses).", isFollowing: true)
  }

  /// The options that a command shares with others of its sort, which are described once for all.
  private static func shared(_ command: Command) -> (options: [Option], sentence: String) {
    let names = Set(command.options.map(\.name))
    let (options, sort): ([Option], String)
    if names.contains("--on"), names.contains("--dry-run") {
      (options, sort) = (Option.changing, "change")
    } else if names.contains("--as-of") {
      (options, sort) = (Option.looking, "look at")
    } else {
      return ([], "")
    }
    let missing = options.map(\.name).filter { !names.contains($0) }
    let but = missing.isEmpty ? "" : ", but not \(missing.joined(separator: " or "))"
    return (options, "Takes the options of commands that \(sort) a record\(but). ")
  }

  private static func options(_ options: [Option], in page: inout ManualText) {
    guard !options.isEmpty else { return }
    page.beginList()
    for option in options {
      page.item(
        [option.short, option.name].compactMap { $0 }.joined(separator: ", "), values: option.value ?? "")
      page.paragraph(Help.sentence(option.summary))
    }
    page.endList()
  }

  private static func ending(in page: inout ManualText) {
    page.section("ENVIRONMENT")
    page.beginList()
    for row in Help.variables {
      page.variable(row[0])
      page.paragraph(Help.sentence(row[1]))
    }
    page.endList()
    page.section("FILES")
    page.paragraph("The ledger is the first of these that there is:")
    page.beginList()
    for (place, meaning) in places {
      page.term(place)
      page.paragraph(meaning)
    }
    page.endList()
    page.section("EXIT STATUS")
    page.paragraph("When several hold, the one listed first is given.")
    page.beginList()
    for status in ExitStatus.allCases {
      page.term("\(status.rawValue)")
      page.paragraph(Help.sentence(status.meaning))
    }
    page.endList()
    page.section("EXAMPLES")
    for (position, verb) in Help.first.enumerated() {
      let command = verb.command
      page.paragraph(Help.sentence(command.summary), isFollowing: position > 0)
      page.examples(command.examples)
    }
  }

  private static let places = [
    ("--ledger DIR", "The folder that this option names."),
    ("$MUTUAL_LEDGER", "The folder that this variable names."),
    (".mutual", "The nearest folder of this name, here or above."),
    ("~/.local/share/mutual", "In the folder for your data; on macOS ~/Library/Application Support/mutual."),
  ]
}
