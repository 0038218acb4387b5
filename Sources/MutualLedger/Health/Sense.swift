internal import MutualChecklist

/// Looks for events that make no sense: that name what there is not.
struct Sense {
  private(set) var findings: [HealthReport.Finding] = []
  private let organisation: String
  private let places: [Event.ID: (file: String, line: Int)]

  /// Looks at all events of an organisation.
  ///
  /// - Parameters:
  ///   - snapshot: What its files hold.
  ///   - files: The files.
  ///   - copies: The ledger's copies of checklists.
  /// - Complexity: O(length of the files).
  init(_ snapshot: Snapshot, _ files: [EventFile], _ copies: [LedgerFile: Checklist]) {
    organisation = snapshot.organisation
    places = Self.places(files, organisation: snapshot.organisation)
    let registrations = snapshot.events.filter {
      if case .registered = $0.action { return true }
      return false
    }
    guard case .registered(_, let id, let first) = registrations.first?.action else {
      add(
        .damage, "no-registration", nil,
        "The entry that sets the organisation up is missing: merge a copy that has it.")
      return
    }
    for other in registrations.dropFirst() {
      add(
        .damage, "registered-twice", other.id,
        "The organisation is set up a second time here: two records were joined that are not the same.")
    }
    var editions = [first]
    for event in snapshot.events { if case .adopted(let edition) = event.action { editions.append(edition) } }
    var checklists: [Checklist] = []
    var isComplete = true
    for edition in Set(editions).sorted() {
      let file = LedgerFile.checklist(id: id, edition: edition)
      if let checklist = copies[file] {
        checklists.append(checklist)
        continue
      }
      isComplete = false
      if !copies.keys.contains(file) {
        add(
          .damage, "no-checklist", nil,
          "The record is read with the checklist \(id), edition \(edition), of which the ledger has no copy that can be read."
        )
      }
    }
    let ids = Set(snapshot.events.map(\.id))
    var clocks: [String: (number: Int, clock: Int)] = [:]
    for event in snapshot.events {
      checkIDs(of: event, ids, registrations.map(\.id))
      // Without every edition nobody can say that a name is of none.
      if isComplete { checkNames(of: event, checklists) }
      if snapshot.splits[event.id.writer] == nil {
        if let before = clocks[event.id.writer], before.number > event.id.number {
          add(
            .warning, "wrong-order", event.id,
            "The entry \(event.id) has a higher clock than a later one of its writer.")
        }
        clocks[event.id.writer] = (event.id.number, event.clock)
      }
    }
  }

  /// In which line each event is.
  private static func places(
    _ files: [EventFile], organisation: String
  ) -> [Event.ID: (file: String, line: Int)] {
    var places: [Event.ID: (file: String, line: Int)] = [:]
    for file in files {
      let path = LedgerFile.events(organisation: organisation, writer: file.writer).path
      var line = 1
      var position = 0
      for (event, range) in zip(file.events, file.lines) {
        line += file.bytes[position..<range.lowerBound].count { $0 == 0x0A }
        position = range.lowerBound
        if places[event.id] == nil { places[event.id] = (path, line) }
      }
    }
    return places
  }

  private mutating func add(
    _ severity: HealthReport.Finding.Severity, _ code: String, _ event: Event.ID?, _ message: String
  ) {
    let place = event.flatMap { places[$0] }
    findings.append(
      HealthReport.Finding(
        severity: severity, code: code, organisation: organisation,
        file: place?.file ?? LedgerFolder.organisation(organisation).path, line: place?.line, message: message
      ))
  }

  // MARK: What an event names

  private mutating func checkIDs(of event: Event, _ ids: Set<Event.ID>, _ registrations: [Event.ID]) {
    switch event.action {
    case .retracted(let target):
      if !ids.contains(target) {
        add(
          .warning, "retracts-nothing", event.id,
          "The entry \(event.id) takes back \(target), which is not there.")
      } else if registrations.contains(target) {
        add(
          .warning, "retracts-registration", event.id,
          "The entry \(event.id) takes back the one that sets the organisation up, which can't be taken back."
        )
      }
    case .settled(_, let kept, let between):
      for id in Set(between + [kept]).subtracting(ids).sorted(by: { $0.description < $1.description }) {
        add(
          .warning, "settles-nothing", event.id,
          "The entry \(event.id) decides about \(id), which is not there.")
      }
    default: break
    }
  }

  private mutating func checkNames(of event: Event, _ checklists: [Checklist]) {
    let covered = event.outOfSequence?.covers ?? []
    for step in event.action.steps where !checklists.contains(where: { $0.position(ofStep: step) != nil }) {
      add(
        .warning, "unknown-step", event.id,
        "The entry \(event.id) is about the step \"\(step)\", which the checklist does not have.")
    }
    for id in covered
    where !checklists.contains(where: { $0.position(ofStep: id) != nil || $0.position(ofQuestion: id) != nil }
    ) {
      add(
        .warning, "unknown-step", event.id,
        "The entry \(event.id) was out of sequence for \"\(id)\", which the checklist does not have.")
    }
    for given in event.action.answers {
      let questions = checklists.compactMap { list in
        list.position(ofQuestion: given.question).map { list.questions[$0] }
      }
      if questions.isEmpty {
        add(
          .warning, "unknown-question", event.id,
          "The entry \(event.id) answers the question \"\(given.question)\", which the checklist does not have."
        )
      }
      for answer in given.answers
      where !questions.isEmpty && !questions.contains(where: { $0.position(ofAnswer: answer) != nil }) {
        add(
          .warning, "unknown-answer", event.id,
          "The entry \(event.id) answers \"\(given.question)\" with \"\(answer)\", which the question does not offer."
        )
      }
    }
    if case .settled(let subject, _, _) = event.action,
      !checklists.contains(where: { SettledSubject(subject, in: $0) != nil })
    {
      add(
        .warning, "settles-nothing", event.id,
        "The entry \(event.id) decides about \"\(subject)\", which the checklist does not have.")
    }
  }
}
