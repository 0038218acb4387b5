/// Whether some order of completing leaves nothing outstanding, for one profile, where some steps may never be done.
///
/// A step is **sound** when it can be completed, or looked through, and nothing that it then makes needed is left
/// over. That is so when every step that it requires is sound, and of every any-of: all members, or, where one is
/// enough, one that applies. For an any-of of which all members stay needed leaves the others outstanding for ever if
/// they can't be done, though the step itself can go on. A step that is looked through asks nothing by an any-of of
/// which no member applies. A checklist can be finished when every step that nothing waits for is sound: whatever is
/// not sound then belongs to ways that were not taken, and is no longer needed.
///
/// All steps that don't wait, at once or through others, for one that may never be done are sound.
struct Finishing {
  /// Why the end is not reached.
  struct Trap: Hashable {
    /// The first step that can never be done.
    var step = 0
    /// A step that nothing waits for, and that hangs on it.
    var end = 0
    /// Whether that can be done all the same, so that only the first is left over.
    var endCanBeDone = false
  }

  private let checklist: Checklist
  /// Whether each step may wait, at once or through others, for one that may never be done.
  private let isAffected: [Bool]
  /// The affected steps and the decisions that they hang on, in the order of their links.
  private let order: [Int]
  /// How many times as much work it is to look at one profile as it is to look at one condition.
  var effort: Int { 1 + order.count / 10 }
  /// All conditions that say what is sound.
  let conditions: [Condition]
  /// The questions that say what is sound, in checklist order.
  let questions: [Int]

  /// Creates it.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - sources: the steps that may never be done themselves.
  init(_ checklist: Checklist, sources: [Int]) {
    self.checklist = checklist
    isAffected = Self.affected(checklist, sources)
    var concerned = Set(checklist.steps.indices.filter { [isAffected] in isAffected[$0] })
    for step in concerned {
      for case .anyOf(let links, _) in checklist.steps[step].requires.map(\.subject) {
        concerned.formUnion(links.map(\.step))
      }
    }
    // A decision counts with its condition, and that with the decisions it hangs on.
    var questions: Set<Int> = []
    var conditions: [Condition] = []
    var open = concerned.sorted().compactMap { checklist.steps[$0].appliesWhen }
    while let condition = open.popLast() {
      conditions.append(condition)
      for question in condition.questions where questions.insert(question).inserted {
        let definition = checklist.questions[question]
        open += ([definition.askWhen] + definition.answers.map(\.offerWhen)).compactMap(\.self)
        for decider in checklist.deciders(ofQuestion: question) where concerned.insert(decider).inserted {
          if let condition = checklist.steps[decider].appliesWhen { open.append(condition) }
        }
      }
    }
    self.conditions = conditions
    self.questions = questions.sorted()
    order = checklist.graph.order.filter { concerned.contains($0) }
  }

  /// The sources, what requires them, and what hangs on a question that one of these decides.
  private static func affected(_ checklist: Checklist, _ sources: [Int]) -> [Bool] {
    guard !sources.isEmpty else { return [Bool](repeating: false, count: checklist.steps.count) }
    var hanging = [[Int]](repeating: [], count: checklist.questions.count)
    for (position, step) in checklist.steps.enumerated() {
      for question in Set(step.appliesWhen?.questions ?? []) { hanging[question].append(position) }
    }
    var asking = [[Int]](repeating: [], count: checklist.questions.count)
    for (position, question) in checklist.questions.enumerated() {
      for other in Set(question.askWhen?.questions ?? []) { asking[other].append(position) }
    }
    var isAffected = [Bool](repeating: false, count: checklist.steps.count)
    var isHung = [Bool](repeating: false, count: checklist.questions.count)
    var open = sources
    while let step = open.popLast() {
      guard !isAffected[step] else { continue }
      isAffected[step] = true
      open += checklist.graph.requiring(step)
      var questions = checklist.steps[step].decides.map { [$0] } ?? []
      while let question = questions.popLast() {
        guard !isHung[question] else { continue }
        isHung[question] = true
        open += hanging[question]
        questions += asking[question]
      }
    }
    return isAffected
  }

  /// Looks for why the end is not reached.
  /// - Parameter profile: answers to all of `questions` that are asked.
  /// - Returns: why; nil where it is reached.
  /// - Complexity: O(affected steps + links + clauses), and O(questions) for each decision.
  func neverReached(_ profile: [[Int]?]) -> Trap? {
    var known = profile
    for question in known.indices where !checklist.deciders(ofQuestion: question).isEmpty {
      known[question] = nil
    }
    var answers = Applicability(checklist, answers: known)
    var isSound = [Bool](repeating: true, count: checklist.steps.count)
    // Whether it can be completed or looked through, whatever that leaves over.
    var canBeDone = isSound
    var first: Int?
    for position in order {
      let step = checklist.steps[position]
      let applies = answers.truth(of: step.appliesWhen)
      if isAffected[position] {
        for requirement in step.requires where applies != .unknown {
          let (sound, met) = holds(
            requirement, applies: applies == .yes, isSound: isSound, canBeDone: canBeDone, answers)
          if !sound { isSound[position] = false }
          if !met { canBeDone[position] = false }
        }
        if applies == .unknown { (isSound[position], canBeDone[position]) = (false, false) }
        if !isSound[position], first == nil { first = position }
      }
      if let question = step.decides, applies == .yes, isSound[position], known[question] == nil,
        profile[question] != nil
      {
        known[question] = profile[question]
        answers = Applicability(checklist, answers: known)
      }
    }
    guard let first else { return nil }
    let end = checklist.steps.indices.first {
      !isSound[$0] && checklist.graph.requiring($0).isEmpty
    }
    return end.map { Trap(step: first, end: $0, endCanBeDone: canBeDone[$0]) }
  }

  /// Whether a requirement of a step leaves nothing over, and whether it can be met.
  private func holds(
    _ requirement: Requirement, applies: Bool, isSound: [Bool], canBeDone: [Bool], _ answers: Applicability
  ) -> (sound: Bool, met: Bool) {
    switch requirement.subject {
    case .step(let link): return (isSound[link.step], canBeDone[link.step])
    case .anyOf(let links, let oneIsEnough):
      let members = links.map(\.step)
      let applying = members.filter { answers.truth(of: checklist.steps[$0].appliesWhen) == .yes }
      if applying.isEmpty, applies { return (false, false) }
      let isSoundOfAll = members.allSatisfy { isSound[$0] }
      if applying.isEmpty { return (isSoundOfAll, isSoundOfAll) }
      return (
        oneIsEnough ? applying.contains { isSound[$0] } : isSoundOfAll, applying.contains { canBeDone[$0] }
      )
    }
  }
}
