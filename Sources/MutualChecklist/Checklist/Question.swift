/// A fact about the organisation, asked as a choice among fixed answers.
public struct Question: Sendable, Hashable {
  /// The question's id.
  public let id: String
  /// The question as people read it.
  public let prompt: String
  /// Why it is asked.
  public let why: String?
  /// How to find the answer.
  public let help: String?
  /// Whether more than one answer may hold at once.
  public let several: Bool
  /// When the question is asked; nil: always.
  public let askWhen: Condition?
  /// The answers to choose from; at least one.
  public let answers: [Answer]

  /// Returns the position in `answers` of the answer with an id, or nil where there is none.
  /// - Complexity: O(answers).
  public func position(ofAnswer id: String) -> Int? { answers.firstIndex { $0.id == id } }
}

/// One of the fixed answers to a question.
public struct Answer: Sendable, Hashable {
  /// The answer's id, unique within its question.
  public let id: String
  /// The answer as people read it.
  public let title: String
  /// When the answer can be given; nil: always.
  public let offerWhen: Condition?
}

/// Which answers make something hold: a list of alternatives (or), each a list of clauses (and).
public struct Condition: Sendable, Hashable {
  /// One question and the answers to it that are allowed.
  public struct Clause: Sendable, Hashable {
    /// The position of the question in the checklist.
    public let question: Int
    /// The positions, in the question's answers, of those allowed; at least one.
    public let allowed: [Int]
  }

  /// All of it in one list, so that the many conditions of a checklist are made fast: for each alternative the number of
  /// its clauses, and for each of these the question, the number of answers that it allows, and the answers.
  @usableFromInline
  package let numbers: [Int]

  init(alternatives: [[Clause]]) {
    var numbers: [Int] = []
    for clauses in alternatives {
      numbers.append(clauses.count)
      for clause in clauses { numbers += [clause.question, clause.allowed.count] + clause.allowed }
    }
    self.numbers = numbers
  }

  /// The alternatives: at least one, each with at least one clause.
  /// - Complexity: O(clauses and the answers in them).
  public var alternatives: [[Clause]] {
    var alternatives: [[Clause]] = []
    var place = 0
    while place < numbers.count {
      let clauseCount = numbers[place]
      place += 1
      alternatives.append(
        (0..<clauseCount).map { _ in
          let answers = place + 2
          let clause = Clause(
            question: numbers[place], allowed: Array(numbers[answers...].prefix(numbers[place + 1])))
          place = answers + clause.allowed.count
          return clause
        })
    }
    return alternatives
  }

  /// Whether it holds, by what holds of its clauses: an alternative holds as far as all its clauses do, and the condition
  /// as far as one alternative does. The latter is said of a clause given its question and where in `numbers` the answers
  /// stand that it allows: a list of them would have to be made.
  /// - Complexity: O(clauses), and what `truth` takes for them.
  @inline(__always)
  func truth(_ truth: (_ question: Int, _ allowed: Range<Int>) -> Truth) -> Truth {
    var best = Truth.no
    var place = 0
    while place < numbers.count, best != .yes {
      var worst = Truth.yes
      let clauseCount = numbers[place]
      place += 1
      for _ in 0..<clauseCount {
        let allowed = (place + 2)..<(place + 2 + numbers[place + 1])
        if worst != .no { worst = min(worst, truth(numbers[place], allowed)) }
        place = allowed.upperBound
      }
      best = max(best, worst)
    }
    return best
  }

  /// Goes over the questions of those alternatives all of whose clauses are as wanted. What is said of a clause is given its
  /// question and where in `numbers` the answers stand that it allows.
  /// - Complexity: O(clauses), and what `isWanted` takes for them.
  @inline(__always)
  func forEachQuestion(
    ofAlternativesWhere isWanted: (_ question: Int, _ allowed: Range<Int>) -> Bool, _ visit: (Int) -> Void
  ) {
    var place = 0
    while place < numbers.count {
      let clauseCount = numbers[place]
      let start = place + 1
      place = start
      var areWanted = true
      for _ in 0..<clauseCount {
        let allowed = (place + 2)..<(place + 2 + numbers[place + 1])
        areWanted = areWanted && isWanted(numbers[place], allowed)
        place = allowed.upperBound
      }
      guard areWanted else { continue }
      var clause = start
      while clause < place {
        visit(numbers[clause])
        clause += 2 + numbers[clause + 1]
      }
    }
  }
}
