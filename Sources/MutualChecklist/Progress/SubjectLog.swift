/// The live events that set the state of each step, and the answer to each question, in fold order.
///
/// A decision's completion is an event on its step and, apart, on its question; so is its reopening.
struct SubjectLog: Sendable {
  /// What an event did to a question.
  struct AnswerEvent: Sendable {
    /// The position of the event in the history.
    var position: Int
    /// The positions of the answers given, in the order of the question; empty: taken back.
    var answers: [Int]
  }

  /// For each step, the positions of the events that set its state.
  private(set) var steps: [[Int]]
  /// For each question, the events that set its answer.
  private(set) var questions: [[AnswerEvent]]
  /// For each step that took over from several, the positions of the events that set the state of each of those.
  private(set) var parts: [Int: [[Int]]] = [:]
  /// For each event of the history, the steps of the edition in force that it is about; none where it is retracted.
  private(set) var about: [[Int]]

  /// Sorts the events of a history by what they are about.
  /// - Complexity: O(events), and for settled subjects O(their events × settlements).
  init(_ history: History, checklist: Checklist) {
    steps = [[Int]](repeating: [], count: checklist.steps.count)
    questions = [[AnswerEvent]](repeating: [], count: checklist.questions.count)
    about = [[Int]](repeating: [], count: history.events.count)
    for (step, ids) in checklist.takenOver.parts {
      parts[step] = [[Int]](repeating: [], count: ids.count)
    }
    // Most events are about one step: the lists of one, each made once.
    let single = checklist.steps.indices.map { [$0] }
    var settlements: [Settlement] = []
    for position in history.live {
      let action = history.events[position].action
      if case .settled(let subject, let kept, let between) = action {
        settlements.append(Settlement(subject, position, kept: kept, between: between, history))
        continue
      }
      for given in action.answers {
        guard let question = checklist.position(ofQuestion: given.question) else { continue }
        questions[question].append(Self.answers(given, to: checklist.questions[question], at: position))
      }
      let ids = action.steps
      if ids.count == 1 {
        about[position] =
          checklist.position(ofStep: ids[0]).map { single[$0] } ?? checklist.positions(ofSteps: ids)
      } else if !ids.isEmpty {
        about[position] = checklist.positions(ofSteps: ids)
      }
      guard action.setsState else { continue }
      for step in about[position] {
        if let isPart = addToParts(of: step, ids, position, checklist), isPart { continue }
        steps[step].append(position)
        guard let decided = checklist.steps[step].decides else { continue }
        if case .reopened = action {
          let seen = steps[step].filter { history.hasSeen($0, by: position) }
          if Record.folded(seen, kind: checklist.steps[step].kind, history).state.isFinished {
            questions[decided].append(AnswerEvent(position: position, answers: []))
          }
        }
      }
    }
    for settlement in settlements { settle(settlement, history, checklist) }
  }

  /// Adds an event to those of the steps that a step took over from, if it names them and not the step itself. Nil where
  /// the step did not take over from several.
  private mutating func addToParts(
    of step: Int, _ ids: [String], _ position: Int, _ checklist: Checklist
  ) -> Bool? {
    guard parts[step] != nil else { return nil }
    if ids.contains(checklist.steps[step].id) { return false }
    for part in Set(ids.compactMap { checklist.takenOver.part($0, of: step) }).sorted() {
      parts[step]?[part].append(position)
    }
    return true
  }

  private static func answers(_ given: GivenAnswer, to question: Question, at position: Int) -> AnswerEvent {
    let known = Set(given.answers.compactMap { question.position(ofAnswer: $0) })
    return AnswerEvent(position: position, answers: known.sorted())
  }

  // MARK: Settlements

  /// Drops what a settlement decided against: all that it had seen on its subject, other than the event it keeps and
  /// what that had seen.
  private mutating func settle(_ settlement: Settlement, _ history: History, _ checklist: Checklist) {
    func stays(_ position: Int) -> Bool { Self.stays(position, after: settlement, in: history) }
    switch SettledSubject(settlement.subject, in: checklist) {
    case .step(let step): steps[step].removeAll { !stays($0) }
    case .question(let question): questions[question].removeAll { !stays($0.position) }
    case .edition: break
    case nil:
      for step in checklist.positions(ofSteps: [settlement.subject]) {
        steps[step].removeAll { !stays($0) }
        guard let part = checklist.takenOver.part(settlement.subject, of: step) else { continue }
        parts[step]?[part].removeAll { !stays($0) }
      }
    }
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
