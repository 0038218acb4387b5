/// Looks for a profile of which something holds: consistent answers, no more of them than it takes to tell.
///
/// A profile is **consistent** when every question that is asked has an answer, every answer given is on offer, and
/// nothing else is answered. The search only ever asks a question that what is looked for hangs on, once it is known
/// that the question is asked and which of its answers are on offer. So forty questions are no problem where a claim
/// hangs on four of them.
///
/// It is a depth-first search over answers, with a stack of its own, that leaves a branch as soon as the evaluator's
/// three-valued truth says that nothing in it can be found.
struct ProfileSearch {
  /// What the answers so far tell of what is looked for.
  enum Sign {
    /// It holds, whatever the other answers are.
    case holds
    /// It can't hold.
    case fails
    /// It hangs on these questions, or on whether they are asked. Not empty.
    case open([Int])
  }

  /// How a search ended.
  enum Outcome: Hashable {
    /// With a profile, by question: nil where it makes no difference or is not asked.
    case found([[Int]?])
    /// There is none.
    case none
    /// It was given up: it would have taken too long.
    case givenUp
  }

  let checklist: Checklist
  /// The answers that every profile has, by question; nil where any will do.
  let limits: [[Int]?]
  /// How many more cases may be looked at, in all.
  private(set) var casesLeft: Int
  /// How many cases were looked at.
  private(set) var cases = 0
  /// Whether a part of a consistent profile always belongs to a whole one: no question that is asked is without an
  /// answer on offer. Where that is not so, each find is checked.
  var everyPartIsPartOfAWhole = false

  /// The most cases that one search looks at.
  private let longest: Int
  private let limited: [Int]

  /// Creates a search of the profiles of a checklist.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - limits: the answers that every profile has, by question.
  ///   - longest: the most cases that one search looks at.
  ///   - total: the most cases that all searches together look at.
  init(_ checklist: Checklist, limits: [[Int]?], longest: Int, total: Int) {
    self.checklist = checklist
    self.limits = limits
    self.longest = longest
    casesLeft = total
    limited = limits.indices.filter { limits[$0] != nil }
  }

  // MARK: Searching

  /// A question that was answered on the way, and the answers to it that are still to be tried.
  private struct Branch {
    let question: Int
    let options: [[Int]]
    var next = 0
  }

  /// Looks for a consistent profile of which something holds.
  /// - Parameters:
  ///   - conditions: all that `sign` looks at: answers that none of them tells apart are tried once.
  ///   - start: answers to begin with, part of a consistent profile.
  ///   - isWhole: whether the profile is not to be looked at for whether it is part of a whole one.
  ///   - effort: how many times as much work as usual it is to look at one case.
  ///   - sign: what the answers so far tell.
  /// - Returns: the profile, that there is none, or that the search was given up.
  /// - Complexity: O(cases × questions); the cases are bounded.
  mutating func first(
    among conditions: [Condition], from start: [[Int]?]? = nil, isWhole: Bool = false,
    effort: Int = 1, where sign: (Applicability) -> Sign
  ) -> Outcome {
    // What makes no difference to the conditions may make one to whether the profile is part of a whole one.
    let others = isWhole || everyPartIsPartOfAWhole ? [] : questionConditions
    let classes = AnswerClasses(checklist, conditions: conditions + limitConditions + others)
    var answers = start ?? [[Int]?](repeating: nil, count: checklist.questions.count)
    var branches: [Branch] = []
    var looked = 0
    while true {
      looked += 1
      cases += 1
      casesLeft -= 1
      guard looked <= max(1000, longest / effort), casesLeft >= 0 else { return .givenUp }
      let known = Applicability(checklist, answers: answers)
      switch signWithinLimits(known, sign) {
      case .holds:
        if isWhole || everyPartIsPartOfAWhole { return .found(answers) }
        switch whole(answers) {
        case .found: return .found(answers)
        case .givenUp: return .givenUp
        case .none: break
        }
      case .fails: break
      case .open(let questions):
        let question = askable(questions[0], known)
        guard let options = options(question, known, classes) else { return .givenUp }
        branches.append(Branch(question: question, options: options))
      }
      // On to the next answer of the last question that has one left.
      var hasNext = false
      while let last = branches.indices.last, !hasNext {
        let branch = branches[last]
        if branch.next < branch.options.count {
          answers[branch.question] = branch.options[branch.next]
          branches[last].next += 1
          hasNext = true
        } else {
          answers[branch.question] = nil
          branches.removeLast()
        }
      }
      if !hasNext { return .none }
    }
  }

  /// Returns a consistent profile that has these answers and those to all other questions that are asked.
  mutating func whole(_ answers: [[Int]?]) -> Outcome {
    let all = checklist.questions.indices
    return first(among: questionConditions, from: answers, isWhole: true) { [checklist] known in
      let open = all.first { known.asked[$0] != .no && known.given(to: $0) == nil }
      if let open { return .open([open]) }
      let isConsistent = all.allSatisfy { question in
        guard let given = known.given(to: question) else { return true }
        return known.asked[question] == .yes
          && given.allSatisfy {
            known.truth(of: checklist.questions[question].answers[$0].offerWhen) == .yes
          }
      }
      return isConsistent ? .holds : .fails
    }
  }

  // MARK: Answers to try

  /// All that says whether a question is asked, and which of its answers are on offer.
  private var questionConditions: [Condition] {
    checklist.questions.flatMap { [$0.askWhen] + $0.answers.map(\.offerWhen) }.compactMap(\.self)
  }

  /// The conditions that say whether the limited questions are asked.
  private var limitConditions: [Condition] { limited.compactMap { checklist.questions[$0].askWhen } }

  private func signWithinLimits(_ known: Applicability, _ sign: (Applicability) -> Sign) -> Sign {
    for question in limited where known.given(to: question) == nil {
      return known.asked[question] == .no ? .fails : .open([question])
    }
    return sign(known)
  }

  /// A question that can be asked next so that it becomes known whether, and with which answers, another is asked.
  private func askable(_ question: Int, _ known: Applicability) -> Int {
    var question = question
    // Offers may hang on each other in a circle, which is found elsewhere: then one of them is taken as it comes.
    var passed: Set<Int> = [question]
    while let next = prerequisite(of: question, known, apartFrom: passed) {
      question = next
      passed.insert(next)
    }
    return question
  }

  private func prerequisite(of question: Int, _ known: Applicability, apartFrom passed: Set<Int>) -> Int? {
    let definition = checklist.questions[question]
    for condition in [definition.askWhen] + definition.answers.map(\.offerWhen)
    where known.truth(of: condition) == .unknown {
      if let open = known.openQuestions(of: condition).first(where: { !passed.contains($0) }) { return open }
    }
    return nil
  }

  /// The answers to a question that are tried, each a set; nil where there are too many to lay out.
  private func options(_ question: Int, _ known: Applicability, _ classes: AnswerClasses) -> [[Int]]? {
    guard known.asked[question] != .no else { return [] }
    let definition = checklist.questions[question]
    func isOffered(_ answer: Int) -> Bool { known.truth(of: definition.answers[answer].offerWhen) != .no }
    if let limit = limits[question] { return limit.allSatisfy(isOffered) ? [limit] : [] }
    let offered = classes.representatives(of: question).filter(isOffered)
    guard definition.several else { return offered.map { [$0] } }
    // Every set but the empty one.
    let count = offered.count
    guard count <= Self.mostAnswersAtOnce else { return nil }
    return (1..<max(1, 1 << count)).map { set in (0..<count).filter { set >> $0 & 1 == 1 }.map { offered[$0] }
    }
  }

  /// The most answers to one question, told apart by what is looked at, of which every set is tried.
  private static let mostAnswersAtOnce = 15
}

/// Which answers make no difference to some conditions: those that the same clauses allow and that are offered under
/// the same condition.
private struct AnswerClasses {
  private let checklist: Checklist
  private var clauses: [Int: [[Int]]] = [:]

  /// Collects the clauses of conditions, and of all that says whether their questions are asked and what is on offer.
  init(_ checklist: Checklist, conditions: [Condition]) {
    self.checklist = checklist
    var open = conditions
    var isReached = [Bool](repeating: false, count: checklist.questions.count)
    while let condition = open.popLast() {
      for clause in condition.alternatives.joined() {
        if clauses[clause.question]?.contains(clause.allowed) != true {
          clauses[clause.question, default: []].append(clause.allowed)
        }
        guard !isReached[clause.question] else { continue }
        isReached[clause.question] = true
        let question = checklist.questions[clause.question]
        if let askWhen = question.askWhen { open.append(askWhen) }
        open += question.answers.compactMap(\.offerWhen)
      }
    }
  }

  /// The first answer of each class, in the order of the question.
  func representatives(of question: Int) -> [Int] {
    let answers = checklist.questions[question].answers
    let clauses = clauses[question] ?? []
    var seen: Set<Signature> = []
    return answers.indices.filter { answer in
      seen.insert(
        Signature(
          allowed: clauses.map { $0.contains(answer) }, offerWhen: answers[answer].offerWhen)
      ).inserted
    }
  }

  private struct Signature: Hashable {
    let allowed: [Bool]
    let offerWhen: Condition?
  }
}
