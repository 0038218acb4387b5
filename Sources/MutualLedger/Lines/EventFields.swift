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

  /// Makes ready for another line that `EventScanner` reads.
  ///
  /// What it doesn't have of the line before is not forgotten, but it is no longer present, and so not looked at.
  mutating func begin() {
    present = []
    kind = nil
  }

  /// What an event of the kind may have.
  private var known: EventKeys {
    let known = EventKeys.always.union(.anywhere)
    return kind.map { known.union($0.needs).union($0.allows) } ?? known
  }

  /// Whether a newer version of the program wrote something into it that this one does not know.
  var isFromNewerVersion: Bool { hasUnknownKeys || kind == nil || !present.isSubset(of: known) }

  /// Makes an event of the members. Lists and texts that only this event has are handed over, not shared.
  ///
  /// - Throws: Where a member that the kind needs is missing or malformed. Those that only a newer version would
  ///   write in an event of this kind are not looked at.
  mutating func makeEvent() throws(LineFault) -> Event {
    if malformed.contains(.kind) { throw .malformed(EventKey.kind.name) }
    let needed = kind.map { EventKeys.always.union($0.needs) } ?? .always
    if let missing = needed.subtracting(present).first { throw .missing(missing.name) }
    if let wrong = malformed.intersection(known).first { throw .malformed(wrong.name) }
    var others = present.contains(.seen) ? seen : [:]
    if !others.isEmpty { others[id.writer] = nil }
    return Event(
      id: id, previous: present.contains(.prev) ? prev.take() : nil, clock: clock, seen: others,
      at: ifPresent(.at, at),
      recorded: recorded, day: day, by: by, action: makeAction(),
      note: present.contains(.note) ? note.take() : nil,
      evidence: present.contains(.evidence) ? evidence : [],
      outOfSequence: ifPresent(.outOfSequence, outOfSequence), afterTorn: ifPresent(.afterTorn, afterTorn),
      isFromNewerVersion: isFromNewerVersion)
  }

  /// A member that an event may have and need not.
  private func ifPresent<Value>(_ key: EventKey, _ value: Value?) -> Value? {
    present.contains(key) ? value : nil
  }

  private var givenAnswers: [GivenAnswer] { present.contains(.answers) ? answers : [] }

  private mutating func makeAction() -> Action {
    var steps: [String] = []
    swap(&steps, &self.steps)
    return switch kind {
    case .registered: .registered(name: name, checklist: checklist, edition: edition)
    case .answered: .answered(answers)
    case .started: .started(steps)
    case .completed: .completed(steps, answers: givenAnswers)
    case .held:
      .held(
        steps, reason: reason ?? "", waitingFor: ifPresent(.waitingFor, waitingFor),
        chase: ifPresent(.chase, chase))
    case .resumed: .resumed(steps)
    case .turnedDown: .turnedDown(steps, reason: reason ?? "", backOn: ifPresent(.backOn, backOn))
    case .waived: .waived(steps, reason: reason ?? "", answers: givenAnswers)
    case .reopened: .reopened(steps, reason: reason ?? "")
    case .confirmed: .confirmed(steps)
    case .assigned: .assigned(steps, person: ifPresent(.person, person))
    case .dueSet: .dueSet(steps, due: ifPresent(.due, due))
    case .noted: .noted(steps)
    case .lessonNoted: .lessonNoted(steps, text: text)
    case .adopted: .adopted(edition: edition)
    case .calendarSet: .calendarSet(calendar: calendar)
    case .closuresSet: .closuresSet(days: days)
    case .meetingsSet: .meetingsSet(body: body, days: days, papers: ifPresent(.papers, papers))
    case .targetSet: .targetSet(target: ifPresent(.target, target))
    case .baselineSet: .baselineSet(name: name, seen: present.contains(.seen) ? seen : [:])
    case .closed: .closed(outcome: outcome, reason: ifPresent(.reason, reason))
    case .organisationReopened: .organisationReopened
    case .settled: .settled(subject: subject, kept: kept, between: between)
    case .retracted: .retracted(event)
    case nil: .unknown(kind: unknownKind)
    }
  }
}
