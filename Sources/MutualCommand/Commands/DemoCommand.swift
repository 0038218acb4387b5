internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualReports

/// `demo`: worked examples, to look at and to try things out on.
enum DemoCommand {
  static var demo: Command {
    Command(
      "demo", .other, "put a worked example into a ledger of its own, to look at", usage: "[EXAMPLE]",
      details: [
        "Each is the journey of a real service, told by public sources and marked as a reconstruction. Without a name it lists them.",
        "It never goes into your own ledger: it gets a folder of its own in your data folder, or the one named by --ledger. Running it again keeps what is there.",
      ],
      arguments: 0...1, examples: ["mutual demo", "mutual demo york"],
      ends: [.notFound, .refused, .damaged, .cannotWrite, .busy]
    ) { invocation throws(CommandError) in
      guard let id = invocation.arguments.positional.first else { return try list(&invocation) }
      let demo = try document(id)
      let folder = try folder(of: demo, invocation)
      let new = try DemoLoader(demo: demo, folder: folder).load(invocation.environment)
      let report = DemoReport(
        id: demo.id, title: demo.title, summary: demo.summary, ledger: folder,
        organisation: demo.organisation.id, entries: demo.entries.count + 1, new: new, dates: demo.dates)
      if invocation.isJSON {
        invocation.print(JSONReports.demo(report))
      } else {
        invocation.print(TextReports.demo(report, style: invocation.style))
      }
    }
  }

  private static func list(_ invocation: inout Invocation) throws(CommandError) {
    var entries: [(id: String, title: String)] = []
    for id in BuiltInChecklists.demoIDs { entries.append((id, try document(id).title)) }
    if invocation.isJSON {
      invocation.print(JSONReports.demos(entries))
    } else {
      invocation.print(TextReports.demos(entries, style: invocation.style))
    }
  }

  private static func document(_ id: String) throws(CommandError) -> DemoDocument {
    guard let bytes = BuiltInChecklists.demoBytes(id) else {
      let guess =
        NearestMatch.find(id, among: BuiltInChecklists.demoIDs).map { " Did you mean \"\($0)\"?" } ?? ""
      throw CommandError(
        .notFound, "no-such-demo", "There is no worked example \"\(ArgumentParser.shown(id))\".\(guess)",
        advice: ["All of them:  mutual demo"])
    }
    guard let demo = DemoDocument(bytes) else {
      throw CommandError(.fault, "fault", "The worked example \(id) can't be read.")
    }
    return demo
  }

  /// The folder of its ledger: never the one that records are kept in.
  private static func folder(
    of demo: DemoDocument, _ invocation: Invocation
  ) throws(CommandError) -> String {
    if let typed = invocation.arguments["--ledger"] { return invocation.environment.absolute(typed) }
    guard let data = LedgerLocation.dataFolder(invocation.environment) else {
      throw CommandError(
        .notFound, "no-ledger", "There is no home folder to keep it in.", advice: ["Say where:  --ledger DIR"]
      )
    }
    return "\(data)/mutual-demo-\(demo.id)"
  }
}
