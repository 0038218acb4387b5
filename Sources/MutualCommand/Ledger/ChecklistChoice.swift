internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualPlatform
internal import MutualReports

/// The checklist that somebody names: `ID`, `ID@EDITION`, or a file.
struct ChecklistChoice {
  /// What messages call it.
  let name: String
  /// Its file.
  let bytes: [UInt8]

  /// The id of the checklist that the program is for.
  static let main = "employee-owned-mutual"

  /// Finds the checklist. One that is built in is found by its id; anything with a slash or `.json` is a file.
  init(_ typed: String, _ environment: CommandEnvironment) throws(CommandError) {
    if typed.contains("/") || typed.hasSuffix(".json") {
      name = typed
      bytes = try Self.file(typed, environment)
      return
    }
    let parts = typed.split(separator: "@", maxSplits: 1).map(String.init)
    let id = parts.first ?? ""
    guard let latest = BuiltInChecklists.latestEdition(of: id) else {
      let ids = Set(BuiltInChecklists.all.map(\.id)).sorted()
      let guess = NearestMatch.find(id, among: ids).map { " Did you mean \"\($0)\"?" } ?? ""
      throw CommandError(
        .notFound, "no-such-checklist", "There is no checklist \"\(ArgumentParser.shown(typed))\".\(guess)",
        advice: ["All checklists:  mutual checklist list"])
    }
    let edition = parts.count == 2 ? parts[1] : latest
    guard let bytes = BuiltInChecklists.bytes(checklist: id, edition: edition) else {
      throw CommandError(
        .notFound, "no-such-checklist",
        "There is no edition \"\(ArgumentParser.shown(edition))\" of \(id). There are: \(BuiltInChecklists.editions(of: id).joined(separator: ", "))."
      )
    }
    name = "\(id)@\(edition)"
    self.bytes = bytes
  }

  private static func file(_ path: String, _ environment: CommandEnvironment) throws(CommandError) -> [UInt8]
  {
    do { return try FileSystem.read(environment.absolute(path)) } catch {
      throw CommandError(.notFound, "no-such-checklist", "The file \(path) can't be read. \(error.message).")
    }
  }

  /// The checklist, which must be valid.
  func read() throws(CommandError) -> Checklist { try Self.read(bytes, calledBy: name) }

  /// The checklist of a file, which must be valid.
  private static func read(_ bytes: [UInt8], calledBy name: String) throws(CommandError) -> Checklist {
    let reading = ChecklistReader.read(bytes)
    if let checklist = reading.checklist { return checklist }
    throw invalid(reading.findings, in: name)
  }

  /// The checklist of a file that an organisation is to work with: valid, and of a calendar that there is, since days are
  /// counted by it.
  static func readForUse(_ bytes: [UInt8], calledBy name: String) throws(CommandError) -> Checklist {
    let checklist = try read(bytes, calledBy: name)
    let errors = ChecklistLint.errors(checklist, calendars: Calendars.all)
    if errors.isEmpty { return checklist }
    throw invalid(ChecklistReader.placed(errors, in: bytes), in: name)
  }

  private static func invalid(_ findings: [Finding], in name: String) -> CommandError {
    CommandError(
      .invalidInput, "invalid-checklist",
      findings.map { TextReports.sentence($0, in: name) }.joined(separator: "\n"))
  }
}
