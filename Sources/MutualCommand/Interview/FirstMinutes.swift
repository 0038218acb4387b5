internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// What `mutual` alone does at a terminal: it leads somebody who has no record yet to a first useful screen.
enum FirstMinutes {
  /// Leads, where there is somebody to lead; false where work has begun, or there is more than one organisation.
  static func begin(_ invocation: inout Invocation) throws(CommandError) -> Bool {
    let folder = try LedgerLocation.folder(for: invocation)
    guard let known = organisations(in: folder) else { return false }
    switch known.count {
    case 0:
      guard let report = try setUp(invocation, folder) else { return true }
      var interview = Interview(invocation, report)
      try interview.askAll()
      return true
    case 1: return try goOn(&invocation)
    default: return false
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
    invocation.print(TextReports.welcome(folder: folder, recordedAs: try invocation.actor(), style: style))
    while true {
      invocation.print("Name: ")
      switch Reply(invocation.environment.readLine()) {
      case .stop:
        invocation.print(
          TextReports.interviewSlip("Nothing was recorded. Begin again:  mutual", style: style))
        return nil
      case .help: invocation.print(TextReports.welcomeHelp(style: style))
      case .back, .nothing, .notSure:
        invocation.print(
          TextReports.interviewSlip("Type the name of the service, or stop to leave.", style: style))
      case .text(let typed):
        var words = invocation.arguments
        words.positional = [typed.split(separator: " ").joined(separator: " ")]
        var naming = Invocation(arguments: words, environment: invocation.environment)
        do throws(CommandError) {
          let report = try Registering(&naming).make(naming).report
          invocation.print(
            TextReports.interviewSlip("\(report.name) is set up, and recorded.", style: style))
          return report
        } catch {
          guard [.usage, .refused].contains(error.status) else { throw error }
          invocation.print(TextReports.interviewSlip(error.message, style: style))
        }
      }
    }
  }

  /// Goes on with an interview that was broken off: nothing but answers was recorded so far, and questions are left.
  private static func goOn(_ invocation: inout Invocation) throws(CommandError) -> Bool {
    let report = try Session.changing(&invocation).report
    let isNew = report.evaluation.record.history.events.allSatisfy {
      switch $0.action {
      case .registered, .answered: true
      default: false
      }
    }
    var interview = Interview(invocation, report)
    guard isNew, interview.hasQuestions else { return false }
    while true {
      invocation.print(TextReports.interviewGoOn(report, style: invocation.style))
      switch Reply(invocation.environment.readLine()) {
      case .text(let typed) where ["yes", "y"].contains(typed.lowercased()):
        try interview.askAll()
        return true
      case .text(let typed) where ["no", "n"].contains(typed.lowercased()): return false
      case .stop: return false
      default: continue
      }
    }
  }
}
