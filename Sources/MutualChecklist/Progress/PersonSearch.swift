/// Finds what is held of one person in a record: what they recorded, what was given to them, and where texts name them.
///
/// A name is found where all its words stand side by side, whole: "Jo Smith" in "jo.smith@example.org", and in
/// "Smith, Jo", but not in "Jo Smithson". Capital letters make no difference.
public struct PersonSearch: Sendable {
  /// Where in an event a person is named. The words are those of the ledger's files.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    /// Who recorded it.
    case by
    /// The id of its writer, or of a writer whose event it takes back or settles.
    case writer
    /// Who a step was given to.
    case person
    /// Whom a step waits for.
    case waitingFor
    /// Why something was held, turned down, reopened, closed or not needed.
    case reason
    /// How the work of an organisation ended.
    case outcome
    /// A lesson.
    case text
    /// A remark.
    case note
    /// What shows that it happened.
    case evidence
    /// Why it was recorded although something was missing.
    case outOfSequence
    /// The name of an organisation or of a baseline.
    case name
    /// The body that meets.
    case body
    /// Something that only a newer version of the program understands.
    case other
  }

  /// An event that names the person.
  public struct Match: Sendable, Hashable {
    /// The event's position in the history.
    public let position: Int
    /// Where in it, in the order of the cases.
    public let places: [Place]
  }

  /// A writer who recorded under the person's name, or whose id has it.
  public struct Writer: Sendable, Hashable {
    /// The writer's id.
    public let id: String
    /// How many events the writer recorded.
    public let events: Int
    /// How many of those were recorded under another name.
    public let underOtherNames: Int
  }

  /// The words of the name, as they are and with the last one first.
  private let orders: [[String]]

  /// Creates a search.
  /// - Parameter name: the name; nil comes of one without a letter or digit.
  public init?(_ name: String) {
    let words = Self.words(name)
    guard let last = words.last else { return nil }
    orders = words.count == 1 ? [words] : [words, [last] + words.dropLast()]
  }

  // MARK: Finding

  /// The events that name the person, in fold order. Those that were taken back are among them.
  /// - Parameter history: what was recorded.
  /// - Returns: each with the places that name the person.
  /// - Complexity: O(length of all texts × length of the name).
  public func matches(in history: History) -> [Match] {
    history.events.indices.compactMap { position in
      let places = places(in: history.events[position])
      return places.isEmpty ? nil : Match(position: position, places: places)
    }
  }

  /// The writers who recorded under the person's name or whose id has it, in the order of their ids.
  /// - Parameter history: what was recorded.
  /// - Returns: each with the number of its events.
  /// - Complexity: O(events × log writers).
  public func writers(in history: History) -> [Writer] {
    var counts: [String: (all: Int, named: Int)] = [:]
    for event in history.events {
      counts[event.id.writer, default: (0, 0)].all += 1
      if isNamed(in: event.by) { counts[event.id.writer, default: (0, 0)].named += 1 }
    }
    return counts.filter { $0.value.named > 0 || isNamed(in: $0.key) }.sorted { $0.key < $1.key }.map {
      Writer(id: $0.key, events: $0.value.all, underOtherNames: $0.value.all - $0.value.named)
    }
  }

  /// The places of an event that name the person.
  /// - Complexity: O(length of its texts × length of the name).
  func places(in event: Event) -> [Place] {
    var places = Set(Self.texts(of: event).lazy.filter { isNamed(in: $0.text) }.map(\.place))
    // Of what this version doesn't know it knows the line, as it is written.
    if let original = event.original, places.isEmpty, isNamed(in: String(decoding: original, as: UTF8.self)) {
      places.insert(.other)
    }
    return Place.allCases.filter(places.contains)
  }

  /// All that somebody wrote in an event.
  private static func texts(of event: Event) -> [(place: Place, text: String)] {
    var texts: [(place: Place, text: String)] = [(.by, event.by), (.writer, event.id.writer)]
    switch event.action {
    case .assigned(_, let person?): texts.append((.person, person))
    case .held(_, let reason, let waitingFor, _):
      texts.append((.reason, reason))
      if let waitingFor { texts.append((.waitingFor, waitingFor)) }
    case .turnedDown(_, let reason, _), .waived(_, let reason, _), .reopened(_, let reason):
      texts.append((.reason, reason))
    case .closed(let outcome, let reason):
      texts.append((.outcome, outcome))
      if let reason { texts.append((.reason, reason)) }
    case .lessonNoted(_, let text): texts.append((.text, text))
    case .registered(let name, _, _), .baselineSet(let name, _): texts.append((.name, name))
    case .meetingsSet(let body, _, _): texts.append((.body, body))
    case .retracted(let id): texts.append((.writer, id.writer))
    case .settled(_, let kept, let between): texts += ([kept] + between).map { (.writer, $0.writer) }
    default: break
    }
    if let note = event.note { texts.append((.note, note)) }
    if let reason = event.outOfSequence?.reason { texts.append((.outOfSequence, reason)) }
    return texts + event.evidence.map { (.evidence, $0) }
  }

  // MARK: Comparing

  /// Whether a text names the person.
  func isNamed(in text: String) -> Bool {
    let words = Self.words(text)
    return orders.contains { order in
      guard order.count <= words.count else { return false }
      return (0...(words.count - order.count)).contains {
        words[$0..<($0 + order.count)].elementsEqual(order)
      }
    }
  }

  /// The words of a text, in small letters: what letters and digits it has, without what stands between them.
  private static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
  }
}
