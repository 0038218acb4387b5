/// The live events that set the state of each step, and the answer to each question, in fold order.
///
/// A decision's completion is an event on its step and, apart, on its question; so is its reopening.
struct SubjectLog: Sendable {
  /// For each step, the positions of the events that set its state.
  private(set) var steps: PositionLists
  /// For each step that took over from several, its parts, and the positions of the events that set the state of each.
  private(set) var parts: [Int: [(part: TakenOver.Part, events: [Int])]]
  /// For each event of the history, the steps of the edition in force that it is about; none where it is retracted.
  let about: Adjacency
  /// For each question, the positions of the events that set its answer.
  private(set) var questions: PositionLists

  /// Sorts the events of a history by what they are about.
  /// - Complexity: O(events), and for settled subjects O(their events × settlements).
  init(_ history: History, checklist: Checklist) {
    about = Self.about(history, checklist)
    steps = PositionLists(count: checklist.steps.count)
    questions = PositionLists(count: checklist.questions.count)
    let takenOver = checklist.takenOver.parts
    parts = takenOver.isEmpty ? [:] : takenOver.mapValues { $0.map { ($0, []) } }
    var settlements: [Settlement] = []
    for position in history.live {
      // Looked at in its place: to copy the action of each event would cost a count for each text in it.
      if case .settled(let subject, let kept, let between) = history.events[position].action {
        settlements.append(Settlement(subject, position, kept: kept, between: between, history))
        continue
      }
      for given in history.events[position].action.answers {
        guard let question = checklist.position(ofQuestion: given.question) else { continue }
        questions.append(position, to: question)
      }
      guard history.events[position].action.setsState else { continue }
      for step in about[position] {
        steps.append(position, to: step)
        if !parts.isEmpty { addToParts(of: step, history.events[position].action.steps, position) }
        guard let decided = checklist.steps[step].decides else { continue }
        if case .reopened = history.events[position].action {
          let seen = steps.elements(of: step) { history.hasSeen($0, by: position) }
          if Record.folded(seen, kind: checklist.steps[step].kind, history).state.isFinished {
            questions.append(position, to: decided)
          }
        }
      }
    }
    for settlement in settlements { settle(settlement, history, checklist) }
  }

  /// For each event, the steps that it is about.
  private static func about(_ history: History, _ checklist: Checklist) -> Adjacency {
    var offsets = [0]
    var targets: [Int] = []
    offsets.reserveCapacity(history.events.count + 1)
    targets.reserveCapacity(history.events.count)
    // Most events are about one step that is there, and many about that of the one before.
    var last = (id: "", step: 0)
    for position in history.events.indices {
      if history.isLive[position] {
        let ids = history.events[position].action.steps
        if ids.count == 1, ids[0] == last.id, !last.id.isEmpty {
          targets.append(last.step)
        } else if ids.count == 1, let step = checklist.position(ofStep: ids[0]) {
          targets.append(step)
          last = (ids[0], step)
        } else if !ids.isEmpty {
          targets += checklist.positions(ofSteps: ids)
        }
      }
      offsets.append(targets.count)
    }
    return Adjacency(offsets: offsets, targets: targets)
  }

  /// The positions of the answers that an event gave to a question, in the order of the question; none: it took them back.
  static func answers(to question: Question, at position: Int, in history: History) -> [Int] {
    guard let given = history.events[position].action.answers.last(where: { $0.question == question.id })
    else { return [] }
    return question.answers.indices.filter { given.answers.contains(question.answers[$0].id) }
  }

  /// Adds an event to the parts of a step that it names.
  private mutating func addToParts(of step: Int, _ ids: [String], _ position: Int) {
    guard let own = parts[step] else { return }
    for place in own.indices where ids.contains(where: own[place].part.ids.contains) {
      parts[step]?[place].events.append(position)
    }
  }

  // MARK: Settlements

  /// Drops what a settlement decided against: all that it had seen on its subject, other than the event it keeps and
  /// what that had seen.
  private mutating func settle(_ settlement: Settlement, _ history: History, _ checklist: Checklist) {
    func stays(_ position: Int) -> Bool { Self.stays(position, after: settlement, in: history) }
    switch SettledSubject(settlement.subject, in: checklist) {
    case .step(let step): settle(step, settlement.kept, history, stays)
    case .question(let question): questions.removeAll(from: question) { !stays($0) }
    case .edition: break
    case nil:
      for step in checklist.positions(ofSteps: [settlement.subject]) {
        settle(step, settlement.kept, history, stays)
      }
    }
  }

  /// Of a step that took over from several, only that part was settled which the kept event is about.
  private mutating func settle(
    _ step: Int, _ kept: Event.ID, _ history: History, _ stays: (Int) -> Bool
  ) {
    guard var own = parts[step] else { return steps.removeAll(from: step) { !stays($0) } }
    for place in own.indices where own[place].events.contains(where: { history.events[$0].id == kept }) {
      own[place].events.removeAll { !stays($0) }
    }
    parts[step] = own
    let left = Set(own.flatMap(\.events))
    steps.removeAll(from: step) { !left.contains($0) }
  }

  /// A decision between events that disagreed.
  private struct Settlement {
    let subject: String
    let position: Int
    let kept: Event.ID
    /// Those decided between that are of writers who used a number twice: nobody's `seen` reaches them, so that a
    /// settlement has seen them, and what they had seen, only because it names them.
    let named: [Event]

    init(_ subject: String, _ position: Int, kept: Event.ID, between: [Event.ID], _ history: History) {
      self.subject = subject
      self.position = position
      self.kept = kept
      let ids = Set(between)
      named = history.hasSplits ? history.events.filter { $0.chain != nil && ids.contains($0.id) } : []
    }

    func hasSeen(_ position: Int, in history: History) -> Bool {
      if history.hasSeen(position, by: self.position) { return true }
      let event = history.events[position]
      return named.contains { $0.id == event.id || $0.hasSeen(event) }
    }
  }

  private static func stays(_ position: Int, after settlement: Settlement, in history: History) -> Bool {
    guard settlement.hasSeen(position, in: history) else { return true }
    let event = history.events[position]
    guard event.id != settlement.kept else { return true }
    guard let kept = history.kept[settlement.kept] else { return true }
    return kept.hasSeen(event)
  }

  /// The live, unsettled events of a history that go over to another edition.
  static func edition(of history: History) -> [Int] {
    var adoptions: [Int] = []
    var settlements: [Settlement] = []
    for position in history.live {
      switch history.events[position].action {
      case .adopted: adoptions.append(position)
      case .settled(let subject, let kept, let between) where subject == "edition":
        settlements.append(Settlement(subject, position, kept: kept, between: between, history))
      default: break
      }
    }
    for settlement in settlements { adoptions.removeAll { !stays($0, after: settlement, in: history) } }
    return adoptions
  }

  // MARK: Who had seen whom

  /// The events of a list that no other of the list had seen: one, unless writers worked apart.
  /// - Complexity: O(events), and O(writers²) where they worked apart.
  static func frontier(_ positions: [Int], in history: History) -> [Int] {
    guard let last = positions.last else { return [] }
    // Nearly always there is one writer, or each had seen the one before.
    let isChain = zip(positions, positions.dropFirst()).allSatisfy { history.hasSeen($0, by: $1) }
    if isChain { return [last] }
    var newest: [String: [Int]] = [:]
    for position in positions {
      let event = history.events[position]
      newest[event.id.writer, default: []].removeAll { event.hasSeen(history.events[$0]) }
      newest[event.id.writer, default: []].append(position)
    }
    let candidates = newest.values.joined()
    return candidates.filter { candidate in
      !candidates.contains { $0 != candidate && history.hasSeen(candidate, by: $0) }
    }.sorted()
  }
}

/// What a settlement is about, as its event names it: the id of a step or a question, or `edition`. A question whose id
/// a step has too is written `question:` and its id.
public enum SettledSubject: Sendable, Hashable {
  /// The edition in force.
  case edition
  /// A step, by its position.
  case step(Int)
  /// A question, by its position.
  case question(Int)

  /// Reads the subject of an event; nil where the checklist has nothing of that name.
  public init?(_ text: String, in checklist: Checklist) {
    if text == "edition" {
      self = .edition
    } else if let step = checklist.position(ofStep: text) {
      self = .step(step)
    } else if let question = checklist.position(
      ofQuestion: text.hasPrefix("question:") ? String(text.dropFirst(9)) : text)
    {
      self = .question(question)
    } else {
      return nil
    }
  }

  /// The subject as an event names it.
  public func name(in checklist: Checklist) -> String {
    switch self {
    case .edition: return "edition"
    case .step(let step): return checklist.steps[step].id
    case .question(let question):
      let id = checklist.questions[question].id
      return checklist.position(ofStep: id) == nil && id != "edition" ? id : "question:\(id)"
    }
  }
}

extension SubjectLog {
  /// The record of a step after some of its events.
  ///
  /// Of a step that took over from several others, each of these is worked out first; what was recorded of the step itself
  /// comes on top of what they add up to.
  func record(
    of step: Int, kind: Step.Kind, _ history: History, among isCounted: (Int) -> Bool
  ) -> StepRecord {
    guard let parts = parts[step] else {
      return Record.stepRecord(steps.elements(of: step, where: isCounted), kind: kind, history)
    }
    var records = parts.map { _ in StepRecord() }
    // Each part comes before those that it replaces.
    for place in parts.indices.reversed() {
      let inherited = StepRecord(combining: parts[place].part.replaced.map { records[$0] })
      let own = parts[place].events.filter(isCounted)
      records[place] =
        own.isEmpty ? inherited : Record.stepRecord(own, kind: kind, history, from: inherited)
    }
    return records[0]
  }
}

extension StepRecord {
  /// What several steps that one took over from add up to: finished when all are, and then on the latest of their days;
  /// until then what was recorded last of those that are not.
  fileprivate init(combining replaced: [StepRecord]) {
    func last(_ records: [StepRecord]) -> StepRecord {
      records.max { ($0.setBy ?? -1) < ($1.setBy ?? -1) } ?? StepRecord()
    }
    let open = replaced.filter { !$0.state.isFinished }
    let completed = replaced.filter { $0.state == .completed }
    self = last(open.isEmpty ? completed.isEmpty ? replaced : completed : open)
    if open.isEmpty, !completed.isEmpty {
      let days = completed.map(\.at)
      at = days.contains(nil) ? nil : days.compactMap(\.self).max()
    }
    conflict = Set(replaced.flatMap(\.conflict)).sorted()
  }
}
