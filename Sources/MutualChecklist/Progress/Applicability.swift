/// What the answers given so far say of a checklist's conditions.
///
/// Three-valued, since answers may be missing: an alternative is false when one of its questions is answered with none
/// of the allowed answers or is not asked, true when all are asked and answered with an allowed one, otherwise unknown.
public struct Applicability: Sendable {
  private let checklist: Checklist
  /// What is known of the answer to each question.
  private let records: [AnswerRecord]
  /// Whether each question is asked.
  public let asked: [Truth]

  /// Works out which questions are asked.
  /// - Parameters:
  ///   - checklist: the edition in force.
  ///   - answers: the positions of the answers given, by question; nil where there is none.
  /// - Complexity: O(questions and the clauses of their `askWhen`).
  public init(_ checklist: Checklist, answers: [[Int]?]) {
    self.init(checklist, records: answers.map { AnswerRecord(supposed: $0) })
  }

  init(_ checklist: Checklist, records: [AnswerRecord]) {
    self.checklist = checklist
    self.records = records
    var asked = [Truth](repeating: .yes, count: checklist.questions.count)
    // By place: to loop over the list itself, the run-time system has to learn of its type.
    for place in checklist.askOrder.indices {
      let question = checklist.askOrder[place]
      asked[question] = Self.truth(of: checklist.questions[question].askWhen, records: records, asked: asked)
    }
    self.asked = asked
  }

  /// The answers given, by question; nil where there is none.
  /// - Complexity: O(questions).
  public var answers: [[Int]?] { records.map(\.given) }

  /// The positions of the answers given to a question; nil where there is none.
  /// - Complexity: O(1).
  public func given(to question: Int) -> [Int]? { records[question].given }

  /// Whether a condition holds; none given always holds.
  /// - Complexity: O(clauses × answers in them).
  public func truth(of condition: Condition?) -> Truth {
    Self.truth(of: condition, records: records, asked: asked)
  }

  /// The positions of the answers to a question that can be given, as far as is known.
  /// - Complexity: O(answers and the clauses of their `offerWhen`).
  public func offered(_ question: Int) -> [Int] {
    let answers = checklist.questions[question].answers
    return answers.indices.filter { truth(of: answers[$0].offerWhen) != .no }
  }

  private static func truth(of condition: Condition?, records: [AnswerRecord], asked: [Truth]) -> Truth {
    guard let condition else { return .yes }
    return condition.truth { question, allowed in
      truth(of: question, isOneOf: allowed, of: condition.numbers, records: records, asked: asked)
    }
  }

  /// Whether a question is answered with one of the answers that stand in some places of a list.
  @inline(__always)
  private static func truth(
    of question: Int, isOneOf places: Range<Int>, of numbers: [Int], records: [AnswerRecord], asked: [Truth]
  ) -> Truth {
    if asked[question] == .no { return .no }
    guard let given = records[question].given else { return .unknown }
    return given.contains { answer in places.contains { numbers[$0] == answer } } ? asked[question] : .no
  }

  /// The unanswered questions that a condition hangs on, in checklist order: those in its alternatives that are not
  /// false, and those of their `askWhen` where it is not known whether they are asked.
  /// - Complexity: O(questions + clauses reached).
  public func openQuestions(of condition: Condition?) -> [Int] {
    var open: [Int] = []
    var visited: Set<Int> = []
    var next = condition
    // Those of questions that may not be asked: hardly ever any.
    var conditions: [Condition] = []
    while let condition = next {
      condition.forEachQuestion(ofAlternativesWhere: { question, allowed in
        Self.truth(
          of: question, isOneOf: allowed, of: condition.numbers, records: records, asked: asked) != .no
      }) { question in
        if records[question].given == nil { open.append(question) }
        guard asked[question] == .unknown, visited.insert(question).inserted,
          let askWhen = checklist.questions[question].askWhen
        else { return }
        conditions.append(askWhen)
      }
      next = conditions.popLast()
    }
    return open.inOrder
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
        } else if let given = records[clause.question].given, !given.contains(where: clause.allowed.contains)
        {
          deniers.insert(clause.question)
        }
      }
    }
    return deniers.sorted()
  }
}
