internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// `export`: gathers all that is held of one person.
enum ExportCommand {
  static var export: Command {
    Command(
      "export", .other, "gather all that is held of one person", usage: "--person NAME",
      details: [
        "It is for a person's request to see what is held of them. It searches the records of all organisations in the ledger, or of the one that -o names, and says what it cannot find."
      ],
      options: [
        Option("--person", value: "NAME", kind: .person, "whom to look for: a name, or a writer's id"),
        Option(
          "--organisation", short: "-o", value: "NAME", kind: .organisation,
          "search only this organisation's record"),
      ],
      examples: [
        "mutual export --person \"Jo Smith\"", "mutual export --person \"Jo Smith\" --format json",
      ]
    ) { invocation throws(CommandError) in
      guard let name = invocation.arguments["--person"] else {
        throw .usage("Say whom to look for.", advice: ["Such as:  mutual export --person \"Jo Smith\""])
      }
      guard name.utf8.count <= 200, let search = PersonSearch(name) else {
        throw .usage("--person takes a name of 1 to 200 letters.")
      }
      let ledger = try Session.openLedger(try LedgerLocation.folder(for: invocation))
      // The whole ledger unless somebody typed otherwise: a variable that was set long ago must hide nothing.
      let ids: [String]
      var strays: [String] = []
      if invocation.arguments.has("--organisation") {
        ids = [try Session.organisation(in: ledger, invocation)]
      } else {
        ids = try attempt { () throws(LedgerError) in try ledger.organisationIDs() }
        strays = try attempt { () throws(LedgerError) in try ledger.strayNames() }
      }
      var organisations: [PersonReport.Organisation] = []
      for id in ids { organisations.append(try Self.search(search, id, in: ledger, &invocation)) }
      let report = PersonReport(
        person: name, organisations: organisations,
        warnings: strays.map { "\($0): The name can't be that of an organisation, so it was not searched." })
      if invocation.isJSON {
        invocation.print(JSONReports.person(report, encoded: EventCoding.line))
      } else {
        invocation.print(TextReports.person(report, style: invocation.style))
      }
    }
  }

  /// Searches one organisation's record, whatever of it can be read.
  private static func search(
    _ search: PersonSearch, _ id: String, in ledger: Ledger, _ invocation: inout Invocation
  ) throws(CommandError) -> PersonReport.Organisation {
    var history = History([])
    var name: String?
    var warnings: [String] = []
    var titles: Checklist?
    do throws(CommandError) {
      let snapshot = try attempt { () throws(LedgerError) in try ledger.load(id) }
      if !snapshot.damage.isEmpty {
        invocation.end(with: .damaged)
        Session.tell(snapshot.damage, invocation)
      }
      history = History(snapshot.events)
      name = snapshot.name
      warnings = Session.warnings(snapshot)
      if let registration = Registration(history) {
        name = registration.name
        titles = try Session.checklist(registration, in: ledger)
      }
    } catch {
      // Where only the copy of the checklist is missing, the entries can be told all the same, by the ids of steps.
      invocation.end(with: .damaged)
      warnings.append(error.message)
      invocation.complain(error.message)
    }
    guard let checklist = titles ?? untitled else {
      throw CommandError(.fault, "fault", "The entries of \(id) can't be told.")
    }
    return PersonReport.Organisation(
      id: id, name: name ?? id, history: history, checklist: checklist, search: search, warnings: warnings)
  }

  /// A checklist that gives no title to any step that was recorded.
  private static var untitled: Checklist? {
    ChecklistReader.read(
      Array(
        #"{"format":1,"id":"untitled","edition":"1","title":"Untitled","stages":[{"id":"untitled","title":"Untitled"}],"steps":[{"id":"untitled","stage":"untitled","title":"Untitled"}]}"#
          .utf8)
    ).checklist
  }
}
