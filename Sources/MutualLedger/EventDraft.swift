public import MutualChecklist

/// An event that is still to be recorded: all that whoever records it decides, and nothing that the ledger does.
public struct EventDraft: Sendable, Hashable {
  /// The local civil day it happened; nil: before tracking began, or without a day of its own.
  public var at: Day?
  /// The instant it is recorded.
  public var recorded: Instant
  /// The local day of that instant.
  public var day: Day
  /// The name of who records it.
  public var by: String
  /// What happened. What a baseline has seen is filled in by the ledger.
  public var action: Action
  /// A remark.
  public var note: String?
  /// References to what shows that it happened.
  public var evidence: [String]
  /// Why it is recorded although something it waits for was not done.
  public var outOfSequence: Event.OutOfSequence?

  /// Creates a draft.
  public init(
    at: Day?, recorded: Instant, day: Day, by: String, action: Action, note: String? = nil,
    evidence: [String] = [], outOfSequence: Event.OutOfSequence? = nil
  ) {
    self.at = at
    self.recorded = recorded
    self.day = day
    self.by = by
    self.action = action
    self.note = note
    self.evidence = evidence
    self.outOfSequence = outOfSequence
  }
}

extension Snapshot {
  /// The event that a draft would become if a writer recorded it now: for judging it before it is recorded.
  ///
  /// - Parameters:
  ///   - draft: The draft.
  ///   - writer: The id of the writer.
  /// - Returns: The event, without `previous` and `afterTorn`.
  /// - Complexity: O(writers).
  public func event(_ draft: EventDraft, by writer: String) -> Event {
    var event = event(draft, by: writer, after: nil)
    event.chain = nextPlace(of: writer)
    return event
  }

  /// The place of a writer's next event in the tree of those of a writer who used a number twice: it is written after
  /// the last line of the writer's file.
  func nextPlace(of writer: String) -> Range<Int>? { tips[writer].map { $0.lowerBound..<$0.lowerBound } }

  /// The event that a draft becomes at the end of a file.
  func event(_ draft: EventDraft, by writer: String, after file: EventFile?) -> Event {
    let own = max(file?.highestNumber ?? 0, highestSeen[writer] ?? 0)
    var seen = writers
    seen[writer] = nil
    var action = draft.action
    if case .baselineSet(let name, _) = action {
      var all = seen
      if own > 0 { all[writer] = own }
      action = .baselineSet(name: name, seen: all)
    }
    return Event(
      id: Event.ID(writer: writer, number: own + 1), previous: file?.lastSum,
      clock: highestClock + 1,
      seen: seen, at: draft.at, recorded: draft.recorded, day: draft.day, by: draft.by, action: action,
      note: draft.note, evidence: draft.evidence, outOfSequence: draft.outOfSequence,
      afterTorn: file.flatMap { $0.interruptedAtEnd > 0 ? $0.interruptedAtEnd : nil })
  }
}
