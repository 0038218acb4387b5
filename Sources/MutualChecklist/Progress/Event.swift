/// One recorded action: who, when it happened, when it was recorded, what. Events are only ever added.
public struct Event: Sendable, Hashable {
  /// The writer and the writer's number of it.
  public var id: ID
  /// The sum of the line that it was written after, where it was not the first.
  public var previous: String?
  /// One more than the highest clock that the writer had seen: it orders events without trusting anyone's watch.
  public var clock: Int
  /// The number of the last event of each other writer that this one's writer had seen.
  public var seen: [String: Int]
  /// The local civil day it happened; nil: before tracking began, or without a day of its own.
  public var at: Day?
  /// The instant it was recorded.
  public var recorded: Instant
  /// The local day of that instant.
  public var day: Day
  /// The name of who recorded it.
  public var by: String
  /// What happened.
  public var action: Action
  /// A remark.
  public var note: String?
  /// References to what shows that it happened, such as the name of a document.
  public var evidence: [String]
  /// Why it was recorded although something it waits for was not done.
  public var outOfSequence: OutOfSequence? {
    get { rare?.members.outOfSequence }
    set { change { $0.outOfSequence = newValue } }
  }
  /// The number of bad lines directly before its own, which an interrupted write left behind.
  public var afterTorn: Int? {
    get { rare?.members.afterTorn }
    set { change { $0.afterTorn = newValue } }
  }
  /// The place of its content, in the order of bytes, among different contents under the same id: nearly always zero.
  public var variant: Int {
    get { rare?.members.variant ?? 0 }
    set { change { $0.variant = newValue } }
  }
  /// Where this writer used a number twice: the event's place in the tree that `previous` makes of the writer's events.
  /// Its lower bound is this event's own place, and within it are those of all that were written after it.
  public var chain: Range<Int>? {
    get { rare?.members.chain }
    set { change { $0.chain = newValue } }
  }
  /// Whether a newer version of the program wrote something into it that this one does not know.
  public var isFromNewerVersion: Bool {
    get { rare?.members.isFromNewerVersion ?? false }
    set { change { $0.isFromNewerVersion = newValue } }
  }
  /// Where it is from a newer version: its line as that version wrote it, so that showing it drops nothing.
  public var original: [UInt8]? {
    get { rare?.members.original }
    set { change { $0.original = newValue } }
  }
  /// What nearly no event has, apart: a record holds hundreds of events, and each takes the room of what any may have.
  /// Nil where it has none of it.
  private var rare: Rare?

  /// The largest number and clock that an event may have: what a JSON number holds exactly everywhere.
  public static let largestNumber = 9_007_199_254_740_991

  /// Whether the writer of this event had seen another one.
  ///
  /// Where a writer used a number twice, as after a backup was restored, numbers don't tell who had seen what: then an
  /// event had seen those that it was written after, one after the other.
  ///
  /// - Complexity: O(1).
  public func hasSeen(_ other: Event) -> Bool {
    if other.id.writer == id.writer {
      if let chain, let others = other.chain {
        return other.clock < clock && others.contains(chain.lowerBound)
      }
      return other.id.number < id.number
    }
    return seen[other.id.writer].map { $0 >= other.id.number } ?? false
  }

  /// Whether this event comes before another in the order that records are folded in: by clock, then writer, then
  /// number, then bytes. It is the same for everybody, whatever order copies were merged in.
  public func isFolded(before other: Event) -> Bool {
    if clock != other.clock { return clock < other.clock }
    if id.writer != other.id.writer { return id.writer < other.id.writer }
    if id.number != other.id.number { return id.number < other.id.number }
    return variant < other.variant
  }

  /// What an event is known by: its writer and that writer's number of it, such as `jo-7q2m:42`.
  public struct ID: Sendable, Hashable, CustomStringConvertible {
    /// The id of the writer.
    public var writer: String
    /// One above the highest that the writer had used or seen.
    public var number: Int

    /// Creates an id.
    public init(writer: String, number: Int) {
      self.writer = writer
      self.number = number
    }

    /// Reads an id such as `jo-7q2m:42`; nil where the text is none.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, Event.ID.isWriter(String(parts[0])), let first = parts[1].utf8.first,
        (49...57).contains(first), parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(parts[1]),
        number <= Event.largestNumber
      else { return nil }
      self.init(writer: String(parts[0]), number: number)
    }

    /// Whether a text can be a writer's id: 1 to 64 small letters, digits and hyphens.
    public static func isWriter(_ text: String) -> Bool {
      (1...64).contains(text.utf8.count)
        && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// The id as it is written.
    public var description: String { "\(writer):\(number)" }
  }

  /// Why something was recorded although a requirement was unmet, and what of it the reason covers.
  public struct OutOfSequence: Sendable, Hashable {
    /// The reason that a person gave.
    public var reason: String
    /// The ids of the steps and questions that were not as they should have been.
    public var covers: [String]

    /// Creates it.
    public init(reason: String, covers: [String]) {
      self.reason = reason
      self.covers = covers
    }
  }
}

extension Event {
  private struct RareMembers: Sendable, Hashable {
    var outOfSequence: OutOfSequence?
    var afterTorn: Int?
    var variant = 0
    var chain: Range<Int>?
    var isFromNewerVersion = false
    var original: [UInt8]?
  }

  /// The rare members, in memory of their own.
  private indirect enum Rare: Sendable, Hashable {
    case some(RareMembers)

    init?(_ members: RareMembers) {
      if members == RareMembers() { return nil }
      self = .some(members)
    }

    var members: RareMembers {
      switch self {
      case .some(let members): members
      }
    }
  }

  private mutating func change(_ change: (inout RareMembers) -> Void) {
    var members = rare?.members ?? RareMembers()
    change(&members)
    rare = Rare(members)
  }

  /// Creates an event.
  public init(
    id: ID, previous: String? = nil, clock: Int, seen: [String: Int] = [:], at: Day?, recorded: Instant,
    day: Day,
    by: String, action: Action, note: String? = nil, evidence: [String] = [],
    outOfSequence: OutOfSequence? = nil,
    afterTorn: Int? = nil, variant: Int = 0, chain: Range<Int>? = nil, isFromNewerVersion: Bool = false
  ) {
    var rare: Rare?
    if outOfSequence != nil || afterTorn != nil || variant != 0 || chain != nil || isFromNewerVersion {
      rare = Rare(
        RareMembers(
          outOfSequence: outOfSequence, afterTorn: afterTorn, variant: variant, chain: chain,
          isFromNewerVersion: isFromNewerVersion))
    }
    // Every line of a file makes an event. The initializer that comes with the type makes it in its place, where one
    // that sets each property would make it elsewhere and copy it.
    self.init(
      id: id, previous: previous, clock: clock, seen: seen, at: at, recorded: recorded, day: day, by: by,
      action: action, note: note, evidence: evidence, rare: rare)
  }
}
