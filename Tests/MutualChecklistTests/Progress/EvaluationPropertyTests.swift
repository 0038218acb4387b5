import MutualChecklist
import TestSupport
import Testing

/// The evaluator beside an independent reading of the rules, over thousands of random checklists and histories.
@Suite struct EvaluationPropertyTests {
  /// How many checklists a batch makes, and how many histories of each: with the batches, 10,000 cases and more.
  static let batches = 24
  static let checklistsInBatch = 108
  static let historiesOfEach = 4

  @Test(arguments: 0..<batches)
  func evaluationIsWhatTheRulesSay(batch: Int) {
    RandomCases.run(batch: batch, checklists: Self.checklistsInBatch, histories: Self.historiesOfEach) { $0.compare() }
  }
}
