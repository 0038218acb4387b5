/// What an event says happened. Steps, questions and answers are named by their ids.
///
/// What takes much room and seldom happens is kept apart (`indirect`), since each of a record's hundreds of events takes the
/// room of the largest.
public enum Action: Sendable, Hashable {
  /// The organisation was set up. Can't be undone.
  indirect case registered(name: String, checklist: String, edition: String)
  /// Questions were answered; no answers: an answer was taken back.
  case answered([GivenAnswer])
  /// Steps were started. Leaves a finished step as it is.
  case started([String])
  /// Steps were completed; a decision answers its question.
  case completed([String], answers: [GivenAnswer])
  /// Steps wait for somebody outside. Leaves a finished step as it is.
  indirect case held([String], reason: String, waitingFor: String?, chase: Day?)
  /// The wait is over: the state before it holds again.
  case resumed([String])
  /// Milestones or decisions were put and not passed. Leaves a finished step, and an action, as it is.
  case turnedDown([String], reason: String, backOn: Day?)
  /// Steps are not needed; a decision's question is answered all the same.
  case waived([String], reason: String, answers: [GivenAnswer])
  /// Finished steps are not started again; a decision's answer is withdrawn.
  case reopened([String], reason: String)
  /// A person looked at completed steps again and found them still right.
  case confirmed([String])
  /// Somebody was named to do steps; nil: nobody.
  case assigned([String], person: String?)
  /// Steps are wanted by a day; nil: by no day.
  case dueSet([String], due: Day?)
  /// Something was remarked about steps: the event's note.
  case noted([String])
  /// Something was learnt.
  case lessonNoted([String], text: String)
  /// The organisation went over to another edition.
  case adopted(edition: String)
  /// The organisation counts working days in a calendar.
  case calendarSet(calendar: String)
  /// The days on which the organisation is closed.
  case closuresSet(days: [Day])
  /// When a body meets, and how many working days before that it wants its papers.
  case meetingsSet(body: String, days: [Day], papers: Int?)
  /// The day that the organisation wants to be finished by; nil: none.
  case targetSet(target: Day?)
  /// A point in the record was given a name: the number of the last event of every writer.
  case baselineSet(name: String, seen: [String: Int])
  /// The organisation's work ended.
  case closed(outcome: String, reason: String?)
  /// The organisation's work goes on.
  case organisationReopened
  /// A conflict was decided: one event is kept, and those that were decided between fall.
  indirect case settled(subject: String, kept: Event.ID, between: [Event.ID])
  /// An event was taken back.
  case retracted(Event.ID)
  /// Something that only a newer version of the program knows.
  case unknown(kind: String)

  /// The word for it in files and reports.
  public var kind: String {
    switch self {
    case .registered: "registered"
    case .answered: "answered"
    case .started: "started"
    case .completed: "completed"
    case .held: "held"
    case .resumed: "resumed"
    case .turnedDown: "turnedDown"
    case .waived: "waived"
    case .reopened: "reopened"
    case .confirmed: "confirmed"
    case .assigned: "assigned"
    case .dueSet: "dueSet"
    case .noted: "noted"
    case .lessonNoted: "lessonNoted"
    case .adopted: "adopted"
    case .calendarSet: "calendarSet"
    case .closuresSet: "closuresSet"
    case .meetingsSet: "meetingsSet"
    case .targetSet: "targetSet"
    case .baselineSet: "baselineSet"
    case .closed: "closed"
    case .organisationReopened: "organisationReopened"
    case .settled: "settled"
    case .retracted: "retracted"
    case .unknown(let kind): kind
    }
  }

  /// The ids of the steps that it is about.
  public var steps: [String] {
    switch self {
    case .started(let steps), .completed(let steps, _), .held(let steps, _, _, _), .resumed(let steps),
      .turnedDown(let steps, _, _), .waived(let steps, _, _), .reopened(let steps, _), .confirmed(let steps),
      .assigned(let steps, _), .dueSet(let steps, _), .noted(let steps), .lessonNoted(let steps, _):
      steps
    default: []
    }
  }

  /// The answers that it gives.
  public var answers: [GivenAnswer] {
    switch self {
    case .answered(let answers), .completed(_, let answers), .waived(_, _, let answers): answers
    default: []
    }
  }

  /// Whether it gives way where somebody who had not seen it recorded that the step was finished.
  var givesWay: Bool {
    switch self {
    case .started, .held, .resumed: true
    default: false
    }
  }

  /// Whether it sets the state of the steps that it is about.
  public var setsState: Bool {
    switch self {
    case .started, .completed, .held, .resumed, .turnedDown, .waived, .reopened: true
    default: false
    }
  }
}

/// The answers given to one question.
public struct GivenAnswer: Sendable, Hashable {
  /// The question's id.
  public var question: String
  /// The ids of the answers; none: the answer is taken back.
  public var answers: [String]

  /// Creates it.
  public init(question: String, answers: [String]) {
    self.question = question
    self.answers = answers
  }
}
