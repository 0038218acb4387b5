/// Whether something holds, as far as the answers tell.
public enum Truth: Sendable, Hashable {
  /// It does not hold, whatever is answered next.
  case no
  /// It hangs on questions that are not answered.
  case unknown
  /// It holds.
  case yes
}

/// What the answers given so far say of a checklist's conditions.
///
/// Three-valued, since answers may be missing: an alternative is false when one of its questions is answered with none
/// of the allowed answers or is not asked, true when all are asked and answered with an allowed one, otherwise unknown.
public struct Applicability: Sendable {
  private let checklist: Checklist
  /// The answers given, by question; nil where there is none.
  public let answers: [[Int]?]
  /// Whether each question is asked.
  public let asked: [Truth]

  /// Works out which questions are asked.
  /// - Complexity: O(questions and the clauses of their `askWhen`).
  public init(_ checklist: Checklist, answers: [[Int]?]) {
    self.checklist = checklist
    self.answers = answers
    var asked = [Truth](repeating: .yes, count: checklist.questions.count)
    for question in checklist.askOrder {
      guard let condition = checklist.questions[question].askWhen else { continue }
      asked[question] = Self.truth(of: condition, answers: answers, asked: asked)
    }
    self.asked = asked
  }

  /// Whether a condition holds; none given always holds.
  /// - Complexity: O(clauses × answers in them).
  public func truth(of condition: Condition?) -> Truth {
    condition.map { Self.truth(of: $0, answers: answers, asked: asked) } ?? .yes
  }

  /// The positions of the answers to a question that can be given, as far as is known.
  /// - Complexity: O(answers and the clauses of their `offerWhen`).
  public func offered(_ question: Int) -> [Int] {
    let answers = checklist.questions[question].answers
    return answers.indices.filter { truth(of: answers[$0].offerWhen) != .no }
  }

  private static func truth(of condition: Condition, answers: [[Int]?], asked: [Truth]) -> Truth {
    var truth = Truth.no
    for alternative in condition.alternatives {
      switch Self.truth(of: alternative, answers: answers, asked: asked) {
      case .yes: return .yes
      case .unknown: truth = .unknown
      case .no: break
      }
    }
    return truth
  }

  private static func truth(of clauses: [Condition.Clause], answers: [[Int]?], asked: [Truth]) -> Truth {
    var truth = Truth.yes
    for clause in clauses {
      let isAsked = asked[clause.question]
      if isAsked == .no { return .no }
      guard let given = answers[clause.question] else {
        truth = .unknown
        continue
      }
      guard given.contains(where: clause.allowed.contains) else { return .no }
      if isAsked == .unknown { truth = .unknown }
    }
    return truth
  }

  /// The unanswered questions that a condition hangs on, in checklist order: those in its alternatives that are not
  /// false, and those of their `askWhen` where it is not known whether they are asked.
  /// - Complexity: O(questions + clauses reached).
  public func openQuestions(of condition: Condition?) -> [Int] {
    guard let condition else { return [] }
    var open: Set<Int> = []
    var visited: Set<Int> = []
    var conditions = [condition]
    while let condition = conditions.popLast() {
      for alternative in condition.alternatives
      where Self.truth(of: alternative, answers: answers, asked: asked) != .no {
        for clause in alternative {
          if answers[clause.question] == nil { open.insert(clause.question) }
          guard asked[clause.question] == .unknown, visited.insert(clause.question).inserted,
            let askWhen = checklist.questions[clause.question].askWhen
          else { continue }
          conditions.append(askWhen)
        }
      }
    }
    return open.sorted()
  }

  /// The questions whose answers make a condition false, in checklist order.
  func deniers(of condition: Condition?) -> [Int] {
    guard let condition else { return [] }
    var deniers: Set<Int> = []
    var visited: Set<Int> = []
    var open = [condition]
    while let condition = open.popLast() {
      for clause in condition.alternatives.joined() {
        if asked[clause.question] == .no {
          if visited.insert(clause.question).inserted,
            let askWhen = checklist.questions[clause.question].askWhen
          {
            open.append(askWhen)
          }
        } else if let given = answers[clause.question], !given.contains(where: clause.allowed.contains) {
          deniers.insert(clause.question)
        }
      }
    }
    return deniers.sorted()
  }
}
