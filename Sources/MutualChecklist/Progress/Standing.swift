/// What the record of a step means today.
public enum Standing: String, Sendable, Hashable, CaseIterable {
  /// Writers who had not seen each other recorded different things.
  case conflict
  /// Recorded as completed, whatever has changed since.
  case completed
  /// Recorded as not needed.
  case waived
  /// The answers say that it does not apply.
  case notApplicable
  /// Work goes on.
  case inProgress
  /// Somebody outside is waited for.
  case onHold
  /// No longer needed: all that waited for it went another way.
  case notChosen
  /// It was put and not passed.
  case turnedDown
  /// Whether it applies is not known yet.
  case undetermined
  /// Every requirement is met.
  case ready
  /// It waits for something.
  case blocked

  /// The words that people see.
  public var words: String {
    switch self {
    case .conflict: "Two records disagree"
    case .completed: "Completed"
    case .waived: "Not needed"
    case .notApplicable: "Does not apply"
    case .inProgress: "In progress"
    case .onHold: "On hold"
    case .notChosen: "Another way was taken"
    case .turnedDown: "Turned down"
    case .undetermined: "Not known yet"
    case .ready: "Ready to start"
    case .blocked: "Cannot start yet"
    }
  }

  /// Whether the step can be worked on now.
  public var isNext: Bool { self == .inProgress || self == .ready }

  /// Whether something has to change before the step can be worked on.
  public var isHeldUp: Bool {
    switch self {
    case .blocked, .undetermined, .onHold, .turnedDown, .conflict: true
    default: false
    }
  }
}

/// Why a step stands as it does: a stable code with its arguments, for other programs to phrase.
public struct Reason: Sendable, Hashable {
  /// The codes of reasons.
  public enum Code: String, Sendable, CaseIterable {
    /// `steps` has the unfinished steps that one requirement waits for.
    case waitsForStep = "waits-for-step"
    /// `steps` has the unfinished steps of which any one is enough.
    case waitsForAny = "waits-for-any"
    /// A lag is running after `steps`: it is over on `day`.
    case waitsUntil = "waits-until"
    /// None of the alternatives, `steps`, applies, so the requirement can't be met.
    case noAlternativeApplies = "no-alternative-applies"
    /// `questions` are not answered; `steps` are the decision steps that answer them.
    case answerMissing = "answer-missing"
    /// Two records of the answers to `questions` disagree.
    case questionInConflict = "question-in-conflict"
    /// On hold: `text` says why, `day` when to chase.
    case held
    /// Turned down: `text` says why, `day` when it comes back.
    case turnedDown = "turned-down"
    /// Two records of the step disagree.
    case conflict
    /// The answers to `questions` say that it does not apply.
    case doesNotApply = "does-not-apply"
    /// Nothing needs it any more: `steps` were done instead.
    case anotherWayTaken = "another-way-taken"
    /// Completed, but `steps` that it requires are not finished.
    case requirementUnmet = "requirement-unmet"
    /// Completed, but the answers to `questions` say that it does not apply.
    case noLongerApplies = "no-longer-applies"
    /// Completed, but `steps` or the answers to `questions` have changed since.
    case changedSince = "changed-since"
  }

  /// Which reason.
  public let code: Code
  /// Positions of steps, in checklist order.
  public var steps: [Int] = []
  /// Positions of questions, in checklist order.
  public var questions: [Int] = []
  /// A day that the reason names.
  public var day: Day?
  /// What a person wrote.
  public var text: String?
}
