internal import MutualChecklist

/// The members of an event's line as they were read, before it is clear what kind of event they make.
///
/// Both ways to read a line fill this in, so that what a line means is decided in one place.
struct EventFields {
  /// The names that were there.
  var present: EventKeys = []
  /// Those of them whose value is not as it has to be.
  var malformed: EventKeys = []
  var hasUnknownKeys = false

  var id = Event.ID(writer: "", number: 0)
  var prev: String?
  var clock = 0
  var seen: [String: Int] = [:]
  var at: Day?
  var recorded = Instant(secondsSince1970: 0)
  var day = Day.first
  var by = ""
  var kind: EventKind?
  /// The word for the kind, where this version doesn't know it.
  var unknownKind = ""

  var steps: [String] = []
  var answers: [GivenAnswer] = []
  var reason: String?
  var waitingFor: String?
  var chase: Day?
  var backOn: Day?
  var person: String?
  var due: Day?
  var text = ""
  var name = ""
  var checklist = ""
  var edition = ""
  var calendar = ""
  var days: [Day] = []
  var body = ""
  var papers: Int?
  var target: Day?
  var outcome = ""
  var subject = ""
  var kept = Event.ID(writer: "", number: 0)
  var between: [Event.ID] = []
  var event = Event.ID(writer: "", number: 0)

  var note: String?
  var evidence: [String] = []
  var outOfSequence: Event.OutOfSequence?
  var afterTorn: Int?

  /// Forgets the members of a line that `EventScanner` read, so that those of another can take their place.
  ///
  /// Only what an event may have and need not: all else is looked at only where it was read.
  mutating func clear() {
    if present.contains(.prev) { prev = nil }
    if present.contains(.seen) { seen = [:] }
    if present.contains(.at) { at = nil }
    if present.contains(.answers) { answers = [] }
    if present.contains(.reason) { reason = nil }
    if present.contains(.waitingFor) { waitingFor = nil }
    if present.contains(.chase) { chase = nil }
    if present.contains(.backOn) { backOn = nil }
    if present.contains(.person) { person = nil }
    if present.contains(.due) { due = nil }
    if present.contains(.target) { target = nil }
    if present.contains(.note) { note = nil }
    if present.contains(.evidence) { evidence = [] }
    if present.contains(.outOfSequence) { outOfSequence = nil }
    if present.contains(.afterTorn) { afterTorn = nil }
    kind = nil
    present = []
  }

  /// What an event of the kind may have.
  private var known: EventKeys {
    let known = EventKeys.always.union(.anywhere)
    return kind.map { known.union($0.needs).union($0.allows) } ?? known
  }

  /// Whether a newer version of the program wrote something into it that this one does not know.
  var isFromNewerVersion: Bool { hasUnknownKeys || kind == nil || !present.isSubset(of: known) }

  /// Makes an event of the members.
  ///
  /// - Throws: Where a member that the kind needs is missing or malformed. Those that only a newer version would
  ///   write in an event of this kind are not looked at.
  func makeEvent() throws(LineFault) -> Event {
    if malformed.contains(.kind) { throw .malformed(EventKey.kind.name) }
    let needed = kind.map { EventKeys.always.union($0.needs) } ?? .always
    if let missing = needed.subtracting(present).first { throw .missing(missing.name) }
    if let wrong = malformed.intersection(known).first { throw .malformed(wrong.name) }
    var others = seen
    if !others.isEmpty { others[id.writer] = nil }
    return Event(
      id: id, previous: prev, clock: clock, seen: others, at: at, recorded: recorded, day: day, by: by,
      action: action, note: note, evidence: evidence, outOfSequence: outOfSequence, afterTorn: afterTorn,
      isFromNewerVersion: isFromNewerVersion)
  }

  private var action: Action {
    switch kind {
    case .registered: .registered(name: name, checklist: checklist, edition: edition)
    case .answered: .answered(answers)
    case .started: .started(steps)
    case .completed: .completed(steps, answers: answers)
    case .held: .held(steps, reason: reason ?? "", waitingFor: waitingFor, chase: chase)
    case .resumed: .resumed(steps)
    case .turnedDown: .turnedDown(steps, reason: reason ?? "", backOn: backOn)
    case .waived: .waived(steps, reason: reason ?? "", answers: answers)
    case .reopened: .reopened(steps, reason: reason ?? "")
    case .confirmed: .confirmed(steps)
    case .assigned: .assigned(steps, person: person)
    case .dueSet: .dueSet(steps, due: due)
    case .noted: .noted(steps)
    case .lessonNoted: .lessonNoted(steps, text: text)
    case .adopted: .adopted(edition: edition)
    case .calendarSet: .calendarSet(calendar: calendar)
    case .closuresSet: .closuresSet(days: days)
    case .meetingsSet: .meetingsSet(body: body, days: days, papers: papers)
    case .targetSet: .targetSet(target: target)
    case .baselineSet: .baselineSet(name: name, seen: seen)
    case .closed: .closed(outcome: outcome, reason: reason)
    case .organisationReopened: .organisationReopened
    case .settled: .settled(subject: subject, kept: kept, between: between)
    case .retracted: .retracted(event)
    case nil: .unknown(kind: unknownKind)
    }
  }
}
