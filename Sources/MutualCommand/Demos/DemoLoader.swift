internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// Puts a worked example into a ledger of its own, by the same commands that a person would type.
///
/// One entry of the file is one event, and all are made by one writer: so a run that was interrupted goes on where it
/// stopped, and one that was whole finds nothing to do. What people record beside it is kept.
struct DemoLoader {
  /// The writer of all entries.
  static let writer = "reconstruction"

  let demo: DemoDocument
  /// The folder of the ledger.
  let folder: String

  /// Records what is not there yet.
  /// - Returns: how many entries were recorded now.
  func load(_ environment: CommandEnvironment) throws(CommandError) -> Int {
    let commands = [registration] + demo.entries.map(words)
    let there = try entriesThere()
    guard there < commands.count else { return 0 }
    for words in commands[there...] { try run(words, environment) }
    return commands.count - there
  }

  private var registration: [String] {
    ["new", demo.organisation.name, "--id", demo.organisation.id, "--checklist", demo.checklist]
      + ["--note", demo.summary]
  }

  /// A command as it would be typed, with its day, its note and its sources.
  private func words(_ entry: DemoDocument.Entry) -> [String] {
    var words = entry.words + ["--organisation", demo.organisation.id]
    let verb = entry.words.first
    if let on = entry.on {
      words += ["--on", on.description]
      if verb == "done" || verb == "start" { words += ["--out-of-sequence", demo.outOfSequence] }
    } else if verb == "done" {
      words.append("--already")
    }
    if let note = entry.note { words += ["--note", note] }
    for source in entry.sources.compactMap({ demo.addresses[$0] }) { words += ["--evidence", source] }
    return words
  }

  private func run(_ words: [String], _ outer: CommandEnvironment) throws(CommandError) {
    var errors: [UInt8] = []
    var environment = outer
    environment.write = { stream, bytes in if stream == .errors { errors += bytes } }
    environment.variable = { $0 == "MUTUAL_WRITER" ? Self.writer : nil }
    environment.now = demo.recorded ?? outer.now
    environment.localDay = { $0.utcDay }
    environment.isTerminal = { _ in false }
    let status = Mutual.run(words + ["--by", demo.by, "--ledger", folder], in: environment)
    guard status != .done else { return }
    throw CommandError(
      status, "demo-not-loaded",
      "The worked example can't be put into \(folder).\n" + String(decoding: errors, as: UTF8.self),
      advice: ["Choose another folder:  mutual demo \(demo.id) --ledger DIR"])
  }

  /// How many of the entries are in the ledger already. Throws where the ledger is somebody's own.
  private func entriesThere() throws(CommandError) -> Int {
    let ledger: Ledger
    do throws(LedgerError) { ledger = try Ledger(FileStorage(folder)) } catch {
      if case .noLedger = error { return 0 }
      throw CommandError(error)
    }
    let organisations = try attempt { () throws(LedgerError) in try ledger.organisations() }
    if organisations.isEmpty { return 0 }
    guard organisations.contains(where: { $0.id == demo.organisation.id }) else { throw taken }
    let snapshot = try attempt { () throws(LedgerError) in try ledger.load(demo.organisation.id) }
    guard snapshot.damage.isEmpty else {
      throw CommandError(
        .damaged, "damaged", "The worked example in \(folder) is damaged.",
        advice: ["Choose another folder:  mutual demo \(demo.id) --ledger DIR"])
    }
    let own = snapshot.events.filter { $0.id.writer == Self.writer }
    guard !own.isEmpty else { throw taken }
    return own.count
  }

  private var taken: CommandError {
    CommandError(
      .refused, "taken", "There is a ledger in \(folder) already, and it is not this worked example.",
      advice: ["Choose another folder:  mutual demo \(demo.id) --ledger DIR"])
  }
}
