internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// One organisation of one ledger, read and evaluated.
struct Session {
  /// Where the record is.
  let ledger: Ledger
  /// What the files hold.
  let snapshot: Snapshot
  /// What reports are made of.
  let report: OrganisationReport

  private var checklist: Checklist { report.evaluation.checklist }

  // MARK: Opening

  /// Opens the organisation that is meant, as the options about time have it.
  static func looking(_ invocation: inout Invocation) throws(CommandError) -> Session {
    let asOf = try invocation.day("--as-of", nearest: .past)
    let knownBy = try invocation.day("--known-by", nearest: .past)
    let today = try invocation.today()
    return try open(
      &invocation, view: View(asOf: asOf, knownBy: knownBy), on: asOf ?? knownBy ?? today, isForLooking: true)
  }

  /// Opens the organisation that is to be changed.
  static func changing(_ invocation: inout Invocation) throws(CommandError) -> Session {
    try open(&invocation, view: .everything, on: try invocation.today(), isForLooking: false)
  }

  static func open(
    _ invocation: inout Invocation, view: View, on day: Day, isForLooking: Bool
  ) throws(CommandError) -> Session {
    let ledger = try openLedger(try LedgerLocation.folder(for: invocation))
    let snapshot = try snapshot(in: ledger, invocation)
    if !snapshot.damage.isEmpty {
      invocation.end(with: .damaged)
      tell(snapshot.damage, invocation)
    }
    return try Session(ledger, snapshot, view: view, on: day, isForLooking: isForLooking)
  }

  private init(
    _ ledger: Ledger, _ snapshot: Snapshot, view: View, on day: Day, isForLooking: Bool,
    read: Checklist? = nil
  ) throws(CommandError) {
    let history = History(snapshot.events, view: view)
    guard let found = Registration.Found(in: history) else { throw Self.unregistered(snapshot, view) }
    let registration = Registration(found, history)
    let checklist: Checklist
    if let read, read.id == registration.checklist, read.edition == registration.edition {
      checklist = read
    } else {
      checklist = try Self.checklist(registration, in: ledger).following(
        Self.otherEditions(history, registration, in: ledger))
    }
    let record = Record(history, registration: registration, checklist: checklist)
    let calendar = Calendars.calendar(of: record, checklist, isForLooking: isForLooking)
    self.ledger = ledger
    self.snapshot = snapshot
    report = OrganisationReport(
      id: snapshot.organisation, name: registration.name,
      evaluation: Evaluation(checklist, record: record, on: day, calendar: calendar), view: view,
      warnings: Self.warnings(snapshot))
  }

  private static func unregistered(_ snapshot: Snapshot, _ view: View) -> CommandError {
    if !view.countsAll, Registration(History(snapshot.events)) != nil {
      return CommandError(
        .notFound, "not-yet-set-up",
        "\(snapshot.name ?? snapshot.organisation) was not set up yet on that day.")
    }
    return CommandError(
      .damaged, "no-registration",
      "The entry that sets \(snapshot.name ?? snapshot.organisation) up is missing or damaged, so its record can't be read.",
      advice: snapshot.damage.map(\.place))
  }

  static func checklist(
    _ registration: Registration, in ledger: Ledger
  ) throws(CommandError) -> Checklist {
    // Nearly every ledger's copy is a built-in checklist, byte for byte: that is known to be valid, and read already.
    let builtIn = BuiltInChecklists.checklist(registration.checklist, edition: registration.edition) {
      file, stamp in
      ledger.holdsChecklist(
        registration.checklist, edition: registration.edition, exactly: file, stamp: stamp)
    }
    if let builtIn { return builtIn }
    let bytes = try attempt { () throws(LedgerError) in
      try ledger.checklist(registration.checklist, edition: registration.edition)
    }
    let reading = ChecklistReader.read(bytes)
    if let checklist = reading.checklist { return checklist }
    let name = "\(ledger.place)/checklists/\(registration.checklist)/\(registration.edition).json"
    throw CommandError(
      .damaged, "damaged-checklist",
      "The ledger's copy of the checklist is damaged.\n"
        + reading.findings.map { TextReports.sentence($0, in: name) }.joined(separator: "\n"))
  }

  /// The other editions that a record was kept with, as far as the ledger's copies can be read.
  private static func otherEditions(
    _ history: History, _ registration: Registration, in ledger: Ledger
  ) -> [Checklist] {
    registration.otherEditions(in: history).compactMap { edition in
      (try? ledger.checklist(registration.checklist, edition: edition)).flatMap {
        ChecklistReader.read($0).checklist
      }
    }
  }

  /// The record and one more event, read with another edition of its checklist.
  func evaluation(adding event: Event, with edition: Checklist) throws(CommandError) -> Evaluation {
    let history = History(snapshot.events + [event])
    guard let registration = Registration(history) else { throw Self.unregistered(snapshot, .everything) }
    let checklist = edition.following(Self.otherEditions(history, registration, in: ledger))
    let record = Record(history, registration: registration, checklist: checklist)
    return Evaluation(
      checklist, record: record, on: report.evaluation.day,
      calendar: Calendars.calendar(of: record, checklist, isForLooking: false))
  }

  static func warnings(_ snapshot: Snapshot) -> [String] {
    var warnings = snapshot.warnings.map { "\($0.place): \($0.message)" }
    warnings += snapshot.damage.map { "\($0.place): \($0.message)" }
    if snapshot.newer > 0 {
      warnings.append(
        "A newer version of mutual has recorded \(snapshot.newer == 1 ? "an entry" : "\(snapshot.newer) entries") that this one does not know in full."
      )
    }
    return warnings
  }

  static func tell(_ damage: [Problem], _ invocation: Invocation) {
    for problem in damage { invocation.complain("\(problem.place): \(problem.message)") }
  }

  /// The same organisation in another view, evaluated on a day; nil where it was not set up yet.
  func evaluation(_ view: View, on day: Day) throws(CommandError) -> Evaluation? {
    let history = History(snapshot.events, view: view)
    guard let registration = Registration(history) else { return nil }
    let record = Record(history, registration: registration, checklist: checklist)
    return Evaluation(checklist, record: record, on: day, calendar: report.evaluation.calendar)
  }

  // MARK: Ledger and organisation

  static func openLedger(_ folder: String) throws(CommandError) -> Ledger {
    try attempt { () throws(LedgerError) in try Ledger(FileStorage(folder)) }
  }

  /// What the ledger holds of the organisation that is meant.
  private static func snapshot(
    in ledger: Ledger, _ invocation: Invocation
  ) throws(CommandError) -> Snapshot {
    // Nearly every ledger has one.
    if typedOrganisation(invocation) == nil,
      let only = try attempt({ () throws(LedgerError) in try ledger.loadOnly() })
    {
      return only
    }
    let id = try organisation(in: ledger, invocation)
    return try attempt { () throws(LedgerError) in try ledger.load(id) }
  }

  private static func typedOrganisation(_ invocation: Invocation) -> String? {
    invocation.arguments["--organisation"]
      ?? invocation.environment.variable("MUTUAL_ORGANISATION").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The organisation that `-o` names, or the only one there is.
  static func organisation(in ledger: Ledger, _ invocation: Invocation) throws(CommandError) -> String {
    let typed = typedOrganisation(invocation)
    // Names are read only where they're needed.
    let ids = try attempt { () throws(LedgerError) in try ledger.organisationIDs() }
    if typed == nil, ids.count == 1 { return ids[0] }
    if let typed, ids.contains(typed) { return typed }
    let organisations = try attempt { () throws(LedgerError) in try ledger.organisations() }
    guard let typed else {
      if organisations.isEmpty {
        throw CommandError(
          .notFound, "no-organisation", "There is no organisation in \(ledger.place) yet.",
          advice: ["Set one up:  mutual new NAME"])
      }
      throw CommandError(
        .notFound, "ambiguous-organisation",
        "There are \(organisations.count) organisations. Say which one with -o:",
        advice: organisations.map { "-o \($0.id)   \($0.names.joined(separator: ", "))" })
    }
    let named = organisations.filter { $0.names.contains(typed) }
    if named.count == 1 { return named[0].id }
    let small = typed.lowercased()
    let fitting = organisations.filter { organisation in
      !typed.isEmpty
        && (organisation.id.hasPrefix(typed)
          || organisation.names.contains { $0.lowercased().hasPrefix(small) })
    }
    if fitting.count == 1 { return fitting[0].id }
    if !fitting.isEmpty {
      throw CommandError(
        .notFound, "ambiguous-organisation", "\"\(typed)\" fits \(fitting.count) organisations:",
        advice: fitting.map { "-o \($0.id)   \($0.names.joined(separator: ", "))" })
    }
    let guess = NearestMatch.find(typed, among: organisations.flatMap { [$0.id] + $0.names })
    throw CommandError(
      .notFound, "no-such-organisation",
      "There is no organisation \"\(ArgumentParser.shown(typed))\"."
        + (guess.map { " Did you mean \"\($0)\"?" } ?? ""),
      advice: organisations.prefix(5).map { "-o \($0.id)   \($0.names.joined(separator: ", "))" }
        + ["Set one up:  mutual new NAME"])
  }

  // MARK: Writing

  /// The writer that this user is known as in the ledger; nil where nothing was written yet.
  func knownWriter(_ invocation: Invocation) throws(CommandError) -> String? {
    try WriterIdentity(invocation.environment, ledger: ledger.place).known()
  }

  /// An event as it would be recorded now.
  func event(_ draft: EventDraft, by writer: String?) -> Event {
    snapshot.event(draft, by: writer ?? WriterIdentity.placeholder)
  }

  /// Records what `decide` makes of the record as it is under the lock.
  func record<Outcome>(
    _ invocation: Invocation,
    _ decide: (Session, String) throws(CommandError) -> (outcome: Outcome, draft: EventDraft)
  ) throws(CommandError) -> (outcome: Outcome, event: Event) {
    let identity = WriterIdentity(invocation.environment, ledger: ledger.place)
    // Whoever has not written here yet gets an id, which is a file: not for a change that is refused.
    if try identity.known() == nil { _ = try decide(self, WriterIdentity.placeholder) }
    let writer = try identity.obtain()
    var decided: Outcome?
    let recorded: Event?
    do {
      recorded = try ledger.record(in: report.id, writer: writer) { snapshot in
        let current = try Session(
          ledger, snapshot, view: .everything, on: report.evaluation.day, isForLooking: false, read: checklist
        )
        let (outcome, draft) = try decide(current, writer)
        decided = outcome
        return draft
      }
    } catch let error as CommandError {
      throw error
    } catch let error as LedgerError {
      throw CommandError(error)
    } catch {
      throw CommandError(.fault, "fault", "\(error)")
    }
    guard let decided, let recorded else { throw CommandError(.fault, "fault", "Nothing was recorded.") }
    return (decided, recorded)
  }

  /// Sets an organisation up: makes the ledger where there is none, copies the checklist, records the first event.
  static func register(
    _ draft: EventDraft, id: String, name: String, _ checklist: ChecklistCopy, folder: String,
    _ invocation: Invocation
  ) throws(CommandError) -> Event {
    _ = try WriterIdentity(invocation.environment, ledger: folder).known()
    try checkFree(id, name, in: folder)
    let ledger = try attempt { () throws(LedgerError) in try Ledger.create(in: FileStorage(folder)) }
    let writer = try WriterIdentity(invocation.environment, ledger: folder).obtain()
    return try attempt { () throws(LedgerError) in
      try ledger.register(
        id, name: name, checklist: checklist, writer: writer, at: draft.at, recorded: draft.recorded,
        day: draft.day,
        by: draft.by, note: draft.note, evidence: draft.evidence)
    }
  }

  /// Throws where a ledger is there already, and has an organisation with that id or name.
  static func checkFree(_ id: String, _ name: String, in folder: String) throws(CommandError) {
    let ledger: Ledger
    do throws(LedgerError) { ledger = try Ledger(FileStorage(folder)) } catch {
      if case .noLedger = error { return }
      throw CommandError(error)
    }
    let organisations = try attempt { () throws(LedgerError) in try ledger.organisations() }
    guard let taken = organisations.first(where: { $0.id == id || $0.names.contains(name) }) else { return }
    throw CommandError(
      .refused, taken.id == id ? "taken" : "name-taken",
      taken.id == id
        ? "There is an organisation with the id \"\(id)\" already."
        : "There is an organisation called \"\(name)\" already: \(taken.id).",
      advice: ["Look at it:  mutual status -o \(taken.id)"])
  }
}

extension CommandError {
  /// The error of a ledger, with the exit status that belongs to it.
  init(_ error: LedgerError) {
    let status: ExitStatus =
      switch error {
      case .invalid: .usage
      case .newer, .cannotWrite: .cannotWrite
      case .busy: .busy
      case .noLedger, .noOrganisation, .noChecklist: .notFound
      case .differentChecklist: .invalidInput
      case .taken: .refused
      case .damaged: .damaged
      }
    self.init(status, error.code, error.message)
  }
}

/// Runs what may fail as a ledger does, as a command that fails.
func attempt<Value>(_ body: () throws(LedgerError) -> Value) throws(CommandError) -> Value {
  do { return try body() } catch { throw CommandError(error) }
}
