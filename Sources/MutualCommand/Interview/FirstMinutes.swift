internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// What `mutual` alone does at a terminal: it leads somebody who has no record yet to a first useful screen, and shows
/// others the commands to go on with.
enum FirstMinutes {
  /// Leads, or shows what to go on with; false where nothing is known of any organisation.
  static func begin(_ invocation: inout Invocation) throws(CommandError) -> Bool {
    let folder = try LedgerLocation.folder(for: invocation)
    guard let known = organisations(in: folder) else { return false }
    switch known.count {
    case 0:
      guard let report = try setUp(invocation, folder) else { return true }
      var interview = Interview(invocation, report)
      try interview.askAll()
      return true
    case 1 where try goOn(&invocation): return true
    default:
      invocation.print(Help.firstPage(organisations: known.count, style: invocation.style))
      return true
    }
  }

  /// The organisations of the ledger; nil where that can't be said, which the other commands explain.
  private static func organisations(in folder: String) -> [String]? {
    do throws(LedgerError) { return try Ledger(FileStorage(folder)).organisationIDs() } catch {
      if case .noLedger = error { return [] }
      return nil
    }
  }

  /// Asks what the service is called, and sets it up; nil where the person stopped.
  private static func setUp(
    _ invocation: Invocation, _ folder: String
  ) throws(CommandError) -> OrganisationReport? {
    let style = invocation.style
    _ = try WriterIdentity(invocation.environment, ledger: folder).known()
    invocation.print(TextReports.welcome(folder: folder, recordedAs: try invocation.actor(), style: style))
    while true {
      switch invocation.ask("Name: ") {
      case .stop:
        invocation.tell("Nothing was recorded. Begin again:  mutual")
        return nil
      case .help: invocation.print(TextReports.welcomeHelp(style: style))
      case .back, .nothing, .notSure: invocation.tell("Type the name of the service, or stop to leave.")
      case .text(let typed) where Printable.line(typed) != typed:
        // The arrow keys type some, and a name can't be changed later.
        invocation.tell(
          "The name has letters that can't be shown, such as those of arrow keys. Type it again.")
      case .text(let typed):
        var words = invocation.arguments
        words.positional = [typed.split(separator: " ").joined(separator: " ")]
        var naming = Invocation(arguments: words, environment: invocation.environment)
        do throws(CommandError) {
          let report = try Registering(&naming).make(naming).report
          invocation.tell("\(report.name) is set up, and recorded.")
          return report
        } catch {
          guard [.usage, .refused].contains(error.status) else { throw error }
          invocation.tell(error.message)
        }
      }
    }
  }

  /// Goes on with an interview that was broken off: nothing was recorded so far but what an interview asks.
  private static func goOn(_ invocation: inout Invocation) throws(CommandError) -> Bool {
    let report: OrganisationReport
    do throws(CommandError) { report = try Session.changing(&invocation).report } catch {
      guard error.status == .notFound else { throw error }
      return false
    }
    let isNew = report.evaluation.record.history.events.allSatisfy { event in
      switch event.action {
      case .registered, .answered, .retracted: true
      case .completed: event.at == nil
      default: false
      }
    }
    guard isNew else { return false }
    let style = invocation.style
    while true {
      switch invocation.ask(TextReports.interviewGoOn(report, style: style)) {
      case .text(let typed) where ["yes", "y"].contains(typed.lowercased()):
        var interview = Interview(invocation, report)
        try interview.askAll()
        return true
      case .text(let typed) where ["no", "n"].contains(typed.lowercased()): return sayWhatElse(invocation)
      case .stop: return sayWhatElse(invocation)
      default: invocation.tell("Type yes to go on, or no to see the commands to begin with.")
      }
    }
  }

  private static func sayWhatElse(_ invocation: Invocation) -> Bool {
    invocation.print("\n" + Help.firstPage(organisations: 1, style: invocation.style))
    return true
  }
}
