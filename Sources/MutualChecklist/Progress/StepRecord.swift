/// What was recorded of a step.
public enum StepState: String, Sendable, Hashable {
  /// Nothing, or it was reopened.
  case notStarted
  /// Work goes on.
  case inProgress
  /// Somebody outside is waited for.
  case onHold
  /// It was put and not passed.
  case turnedDown
  /// It is done.
  case completed
  /// It is not needed.
  case waived

  /// Whether nothing is left to do.
  public var isFinished: Bool { self == .completed || self == .waived }
}

extension [StepRecord] {
  /// Whether a step is finished, looked at in its place: to ask its record would copy that, with a count for each text and
  /// list in it.
  @inline(__always)
  func isFinished(_ step: Int) -> Bool { self[step].state.isFinished && self[step].conflict.isEmpty }
}

/// What was recorded of one step of a checklist.
public struct StepRecord: Sendable {
  /// The state that the events lead to.
  public internal(set) var state: StepState = .notStarted
  /// The day from which the state holds, where known; of a completion the day of completion.
  public internal(set) var at: Day?
  /// The position, in the history, of the event that set the state.
  public internal(set) var setBy: Int?
  /// The state to go back to when a hold ends, and the event that set it.
  var beforeHold: (state: StepState, at: Day?, setBy: Int?)?
  /// The positions of the events that disagree, where writers who had not seen each other recorded different things.
  public internal(set) var conflict: [Int] = []
  /// The position of the last live confirmation.
  public internal(set) var confirmedBy: Int?
  /// Who was named to do it.
  public internal(set) var assignee: String?
  /// References to what shows that it was done, each once, in the order of recording.
  public internal(set) var evidence: [String] = []
  /// The day it is wanted by.
  public internal(set) var due: Day?

  /// Whether two records of the step disagree.
  public var isInConflict: Bool { !conflict.isEmpty }
  /// Whether it was completed or waived, and nobody disagrees.
  public var isFinished: Bool { state.isFinished && !isInConflict }

  /// Takes an event in. Total: whatever the state, there is one after it.
  mutating func fold(_ event: Event, at position: Int, kind: Step.Kind) {
    switch event.action {
    case .completed: set(.completed, event, position)
    case .waived: set(.waived, event, position)
    case .reopened: if state.isFinished { set(.notStarted, event, position) }
    case .started: if !state.isFinished { set(.inProgress, event, position) }
    case .held:
      guard !state.isFinished else { return }
      let before = state == .onHold ? beforeHold : (state, at, setBy)
      set(.onHold, event, position)
      beforeHold = before
    case .resumed:
      guard state == .onHold, let before = beforeHold else { return }
      (state, at, setBy) = before
      beforeHold = nil
    case .turnedDown: if !state.isFinished, kind != .action { set(.turnedDown, event, position) }
    default: break
    }
  }

  private mutating func set(_ state: StepState, _ event: Event, _ position: Int) {
    self.state = state
    at = event.at
    setBy = position
    beforeHold = nil
  }
}
