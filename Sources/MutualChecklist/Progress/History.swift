/// What has been recorded of one organisation, in the order that records are folded in.
public struct History: Sendable {
  /// The events of the view, in fold order.
  public let events: [Event]
  /// For each event, whether no live retraction names it.
  public let isLive: [Bool]
  /// The events that settlements keep, by their ids: also those that the view leaves out, since what was decided holds
  /// in every view.
  let kept: [Event.ID: Event]
  /// Whether a writer used a number twice.
  let hasSplits: Bool

  /// Creates a history of events in any order.
  /// - Parameters:
  ///   - events: all that was recorded, each event once.
  ///   - view: which of them count.
  /// - Complexity: O(events), or O(events × log events) where they don't come in order already.
  public init(_ events: [Event], view: View = .everything) {
    var counted = view.countsAll ? events : events.filter(view.counts)
    // By position: to look at each event by itself would copy it.
    if !counted.indices.dropFirst().allSatisfy({ counted[$0 - 1].isFolded(before: counted[$0]) }) {
      counted.sort { $0.isFolded(before: $1) }
    }
    kept = Self.kept(by: counted, among: events)
    self.events = counted
    isLive = Self.live(counted)
    hasSplits = counted.indices.contains { counted[$0].chain != nil }
  }

  /// An event is retracted while a live retraction, later in fold order, names it: so decided from the last backwards.
  private static func live(_ events: [Event]) -> [Bool] {
    var isLive = [Bool](repeating: true, count: events.count)
    var retracted: Set<Event.ID> = []
    for position in events.indices.reversed() {
      if !retracted.isEmpty, retracted.contains(events[position].id), !events[position].isRegistration {
        isLive[position] = false
      } else if case .retracted(let target) = events[position].action {
        retracted.insert(target)
      }
    }
    return isLive
  }

  private static func kept(by counted: [Event], among events: [Event]) -> [Event.ID: Event] {
    var ids: Set<Event.ID> = []
    for position in counted.indices {
      if case .settled(_, let kept, _) = counted[position].action { ids.insert(kept) }
    }
    guard !ids.isEmpty else { return [:] }
    return Dictionary(events.filter { ids.contains($0.id) }.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The positions of the live events. Not the events: copying each to look at a part of it would cost more than the
  /// look.
  var live: some Sequence<Int> { events.indices.lazy.filter { isLive[$0] } }

  /// Whether the event at a position can be taken back without being named: it is live, and neither set the organisation up
  /// nor takes another one back.
  public func isUndoable(_ position: Int) -> Bool {
    switch events[position].action {
    case .registered, .retracted: false
    default: isLive[position]
    }
  }

  /// Whether there is an event that can be taken back without being named.
  /// - Complexity: O(events).
  public var hasUndoable: Bool { events.indices.contains(where: isUndoable) }

  /// Whether the writer of the event at one position had seen the event at another.
  func hasSeen(_ other: Int, by position: Int) -> Bool { events[position].hasSeen(events[other]) }
}

/// Which of the recorded events count: the record as it was, or as it was known, on some day.
public struct View: Sendable, Hashable {
  /// Only what had happened by this day.
  public var asOf: Day?
  /// Only what had been recorded by this day.
  public var knownBy: Day?

  /// Creates a view.
  public init(asOf: Day? = nil, knownBy: Day? = nil) {
    self.asOf = asOf
    self.knownBy = knownBy
  }

  /// All events.
  public static let everything = View()

  /// Whether the view leaves nothing out.
  public var countsAll: Bool { asOf == nil && knownBy == nil }

  /// Whether an event counts. Registration, retractions, settlements and confirmations, and events without a day,
  /// have no day of happening to be judged by.
  public func counts(_ event: Event) -> Bool {
    if let knownBy, event.day > knownBy { return false }
    guard let asOf, let at = event.at else { return true }
    switch event.action {
    case .registered, .retracted, .settled, .confirmed: return true
    default: return at <= asOf
    }
  }
}

extension Event {
  /// Whether this is the event that set the organisation up.
  var isRegistration: Bool {
    if case .registered = action { return true }
    return false
  }
}
