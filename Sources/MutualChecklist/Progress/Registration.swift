/// Whose a history is, and which edition of which checklist it is read with.
public struct Registration: Sendable, Hashable {
  /// The organisation's name.
  public let name: String
  /// The checklist's id.
  public let checklist: String
  /// The edition in force.
  public let edition: String
  /// The edition that the organisation began with.
  public let firstEdition: String
  /// The day it was set up, where known.
  public let at: Day?
  /// The positions of the events that adopt different editions, unsettled.
  public let conflict: [Int]

  /// Finds the registration in a history; nil where it has none.
  ///
  /// Where writers who had not seen each other adopted different editions, the one before both stays.
  /// - Complexity: O(events).
  public init?(_ history: History) {
    guard let found = Found(in: history) else { return nil }
    self.init(found, history)
  }

  /// Where a history has its registration.
  ///
  /// (To handle a registration that may not be there, the run-time system has to learn of that type, which takes a
  /// hundredth of a short run.)
  package struct Found {
    let position: Int

    /// Finds the event that sets the organisation up; nil where there is none.
    /// - Complexity: O(events), and O(1) where it comes first.
    package init?(in history: History) {
      guard let position = history.events.firstIndex(where: \.isRegistration) else { return nil }
      self.position = position
    }
  }

  /// Takes the registration that was found in a history.
  /// - Complexity: O(events).
  package init(_ found: Found, _ history: History) {
    let position = found.position
    var (name, checklist, edition) = ("", "", "")
    if case .registered(let its, let list, let first) = history.events[position].action {
      (name, checklist, edition) = (its, list, first)
    }
    self.name = name
    self.checklist = checklist
    firstEdition = edition
    at = history.events[position].at
    let adoptions = SubjectLog.edition(of: history)
    let frontier = SubjectLog.frontier(adoptions, in: history)
    let editions = frontier.compactMap { history.events[$0].adoptedEdition }
    if editions.contains(where: { $0 != editions[0] }) {
      conflict = frontier
      let agreed = adoptions.filter { adoption in frontier.allSatisfy { history.hasSeen(adoption, by: $0) } }
      self.edition = agreed.last.flatMap { history.events[$0].adoptedEdition } ?? edition
    } else {
      conflict = []
      self.edition = adoptions.last.flatMap { history.events[$0].adoptedEdition } ?? edition
    }
  }

  /// The editions other than the one in force that a history names, each once, in their order.
  /// - Parameter history: the history that the registration was found in.
  /// - Returns: the editions.
  /// - Complexity: O(events).
  public func otherEditions(in history: History) -> [String] {
    var editions: [String] = []
    for position in history.live {
      let named: String
      switch history.events[position].action {
      case .adopted(let edition), .registered(_, _, let edition): named = edition
      default: continue
      }
      if named != edition, !editions.contains(named) { editions.append(named) }
    }
    return editions
  }
}

extension Event {
  /// The edition that the event goes over to.
  var adoptedEdition: String? {
    if case .adopted(let edition) = action { return edition }
    return nil
  }
}
