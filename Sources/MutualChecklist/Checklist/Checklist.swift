/// A named list of steps, with its text and the law as of one date: one edition.
///
/// A value of this type is always whole and consistent: every reference in it names something that is there, its
/// links have no cycle, and its steps stand in the order of their numbers. `ChecklistReader` makes one from a file.
///
/// Steps, questions and stages refer to each other by their position in `steps`, `questions` and `stages`. Outside
/// this module, and in every file, they are known by their ids; `position(ofStep:)` and its like lead from one to
/// the other.
public struct Checklist: Sendable {
  /// The checklist's id: ASCII kebab-case, the same in all editions.
  public let id: String
  /// The edition, such as `2026` or `2026.1`.
  public let edition: String
  /// The title that people read.
  public let title: String
  /// What the checklist is for, and how far it can be relied on.
  public let summary: String?
  /// Where its law holds.
  public let jurisdiction: String?
  /// The id of the calendar that working days are counted in, unless the organisation has one of its own.
  public let calendar: String?
  /// The day its content was last reviewed as a whole.
  public let reviewed: Day?
  /// What its claims rest on.
  public var sources: [Source] { makeSources() }
  /// The roles that its steps name.
  public let roles: [Role]
  /// The questions about an organisation that its conditions rest on.
  public let questions: [Question]
  /// The groups that its steps stand in, in reading order.
  public var stages: [Stage] { makeStages() }
  /// The steps, in the order of their numbers: by stage, then as the file has them.
  public let steps: [Step]
  /// What waits for what.
  public let graph: StepGraph

  // Asked for when needed: most runs look at none of them, and to make the first array of a type takes a while.
  private let makeSources: @Sendable () -> [Source]
  private let makeStages: @Sendable () -> [Stage]

  /// Positions of the steps by id.
  package let stepPositions: TextIndex
  /// Positions of the questions by id.
  package let questionPositions: TextIndex
  /// Positions of the questions, each after those that its `askWhen` names.
  package let askOrder: [Int]
  /// For each question, the positions of the decision steps that answer it.
  package let deciders: Adjacency

  /// What its steps took over from those of earlier editions.
  private(set) var takenOver: TakenOver

  /// Creates a checklist of what is known to be consistent; `order` has the steps, and `askOrder` the questions, each
  /// after all that it is linked to.
  init(
    id: String, edition: String, title: String, summary: String?, jurisdiction: String?, calendar: String?,
    reviewed: Day?, sources: [Source], roles: [Role], questions: [Question], stages: [Stage], steps: [Step],
    stepPositions: TextIndex, questionPositions: TextIndex, order: [Int], askOrder: [Int]
  ) {
    self.init(
      id: id, edition: edition, title: title, summary: summary, jurisdiction: jurisdiction,
      calendar: calendar,
      reviewed: reviewed, sources: { sources }, roles: roles, questions: questions, stages: { stages },
      steps: steps,
      graph: StepGraph(steps: steps, order: order), stepPositions: stepPositions,
      questionPositions: questionPositions, askOrder: askOrder,
      deciders: Self.deciders(of: questions.count, steps))
  }

  /// Creates a checklist with all that follows from its steps and questions: that of a built-in one is worked out by the
  /// build.
  package init(
    id: String, edition: String, title: String, summary: String?, jurisdiction: String?, calendar: String?,
    reviewed: Day?, sources: @escaping @Sendable () -> [Source], roles: [Role], questions: [Question],
    stages: @escaping @Sendable () -> [Stage], steps: [Step],
    graph: StepGraph, stepPositions: TextIndex, questionPositions: TextIndex, askOrder: [Int],
    deciders: Adjacency
  ) {
    self.id = id
    self.edition = edition
    self.title = title
    self.summary = summary
    self.jurisdiction = jurisdiction
    self.calendar = calendar
    self.reviewed = reviewed
    makeSources = sources
    self.roles = roles
    self.questions = questions
    makeStages = stages
    self.steps = steps
    self.graph = graph
    self.stepPositions = stepPositions
    self.questionPositions = questionPositions
    self.askOrder = askOrder
    self.deciders = deciders
    takenOver = TakenOver(by: steps, positions: stepPositions, earlier: [])
  }

  /// The same checklist, read with editions that came before: what a step replaces may itself have replaced another.
  /// - Parameter earlier: the other editions that a record was kept with, in any order.
  /// - Returns: the checklist.
  /// - Complexity: O(steps of all).
  public func following(_ earlier: [Checklist]) -> Checklist {
    guard !earlier.isEmpty else { return self }
    var checklist = self
    checklist.takenOver = TakenOver(by: steps, positions: stepPositions, earlier: earlier)
    return checklist
  }

  /// For each question, the positions of the decision steps that answer it.
  static func deciders(of questionCount: Int, _ steps: [Step]) -> Adjacency {
    Adjacency(count: questionCount) { link in
      for step in steps.indices { if let question = steps[step].decides { link(question, step) } }
    }
  }

  /// Returns the position in `steps` of the step with an id, or nil where there is none.
  /// - Complexity: O(1).
  public func position(ofStep id: String) -> Int? { stepPositions[id] }

  /// Returns the positions of the steps with these ids, or that took over from them, each once; ids that are nowhere are
  /// left out.
  /// - Complexity: O(ids).
  func positions(ofSteps ids: [String]) -> [Int] {
    if ids.count == 1 { return stepPositions[ids[0]].map { [$0] } ?? takenOver.steps[ids[0]] ?? [] }
    var isIn: Set<Int> = []
    return ids.flatMap { stepPositions[$0].map { [$0] } ?? takenOver.steps[$0] ?? [] }.filter {
      isIn.insert($0).inserted
    }
  }

  /// Returns the position in `questions` of the question with an id, or nil where there is none.
  /// - Complexity: O(1).
  public func position(ofQuestion id: String) -> Int? { questionPositions[id] }

  /// Returns the positions of the decision steps that answer a question, in checklist order.
  /// - Complexity: O(result).
  public func deciders(ofQuestion question: Int) -> [Int] { Array(deciders[question]) }

  /// Returns the title of a role, or its id where the checklist does not name it.
  /// - Complexity: O(roles).
  public func title(ofRole id: String) -> String {
    roles.first { $0.id == id }?.title ?? id
  }
}

/// Something that the claims of a checklist rest on: a law, a guide, a page.
public struct Source: Sendable, Hashable {
  /// The id that steps name it by.
  public let id: String
  /// Its title.
  public let title: String
  /// Who published it.
  public let publisher: String?
  /// The day it was published, where known.
  public let published: Day?
  /// The day it was last read and found to say what the checklist says.
  public let checked: Day?
  /// Its address.
  public let url: String?
}

/// Somebody's part in the work, such as "HR lead".
public struct Role: Sendable, Hashable {
  /// The id that steps name it by.
  public let id: String
  /// The title that people read.
  public let title: String
}

/// A named group of steps in reading order. Stages group; they never block.
public struct Stage: Sendable, Hashable {
  /// The stage's id.
  public let id: String
  /// The title that people read.
  public let title: String
  /// What the stage is about.
  public let summary: String?
  /// The positions of its steps in the checklist.
  public let steps: Range<Int>
}
