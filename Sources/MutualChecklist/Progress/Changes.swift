/// What is different between two evaluations of one organisation, such as of the day of the last board and of today.
public struct Changes: Sendable {
  /// The steps that were finished, in checklist order.
  public let finished: [Int]
  /// The steps that are finished no longer.
  public let reopened: [Int]
  /// The steps that work began on.
  public let started: [Int]
  /// The steps that were put on hold or turned down.
  public let stopped: [Int]
  /// The steps that can be started and could not before.
  public let newlyReady: [Int]
  /// The steps that apply and were not known to.
  public let newlyApplies: [Int]
  /// The steps that do not apply and did, or might have.
  public let noLongerApplies: [Int]
  /// The questions that were answered, answered anew, or whose answer was taken back.
  public let answered: [Int]
  /// The steps whose wanted day was moved or has passed.
  public let slipped: [Int]
  /// The steps about which two records disagree now.
  public let disagreeing: [Int]

  /// Whether nothing is different.
  public var isEmpty: Bool {
    [
      finished, reopened, started, stopped, newlyReady, newlyApplies, noLongerApplies, answered, slipped,
      disagreeing,
    ]
    .allSatisfy(\.isEmpty)
  }

  /// Compares two evaluations that were made with the same edition of the checklist.
  /// - Parameters:
  ///   - before: the earlier one; nil where the organisation was not set up yet.
  ///   - after: the later one.
  /// - Complexity: O(steps + questions).
  public init(from before: Evaluation?, to after: Evaluation) {
    let checklist = after.checklist
    let old = before?.standings ?? [Standing](repeating: .blocked, count: checklist.steps.count)
    func steps(where holds: (Int) -> Bool) -> [Int] { checklist.steps.indices.filter(holds) }
    func state(_ step: Int) -> StepRecord { before?.record.steps[step] ?? StepRecord() }
    finished = steps { after.record.steps[$0].isFinished && !state($0).isFinished }
    reopened = steps { !after.record.steps[$0].state.isFinished && state($0).state.isFinished }
    started = steps { after.standings[$0] == .inProgress && old[$0] != .inProgress }
    stopped = steps { step in
      [.onHold, .turnedDown].contains(after.standings[step]) && after.standings[step] != old[step]
    }
    newlyReady = steps { after.standings[$0] == .ready && (before == nil || old[$0] != .ready) }
    newlyApplies = steps { step in
      before.map { after.applies[step] == .yes && $0.applies[step] != .yes } ?? false
    }
    noLongerApplies = steps { step in
      before.map { after.applies[step] == .no && $0.applies[step] != .no } ?? false
    }
    answered = checklist.questions.indices.filter {
      after.answers.given(to: $0) != (before?.answers.given(to: $0) ?? nil)
    }
    slipped = steps { step in
      guard !after.record.steps[step].isFinished else { return false }
      guard let due = state(step).due else { return false }
      let isMoved = after.record.steps[step].due.map { $0 > due } ?? false
      return isMoved || (due < after.day && before.map { due >= $0.day } ?? true)
    }
    disagreeing = steps { after.standings[$0] == .conflict && old[$0] != .conflict }
  }
}
