import MutualChecklist
import TestSupport
import Testing

/// The evaluator beside an independent reading of the rules, over thousands of random checklists and histories.
@Suite struct EvaluationPropertyTests {
  @Test(arguments: 0..<24)
  func evaluationIsWhatTheRulesSay(batch: Int) {
    // 24 batches of 105 checklists with 4 histories each: 10,080 cases.
    RandomCases.run(batch: batch, checklists: 105, histories: 4) { $0.compare() }
  }

  @Test(arguments: 24..<26)
  func listsNeverDisagree(batch: Int) {
    RandomCases.run(batch: batch, checklists: 100, histories: 3) { $0.checkLists() }
  }

  @Test(arguments: 26..<28)
  func whatIsReadyCanBeDoneAndWhatIsNotCannot(batch: Int) {
    RandomCases.run(batch: batch, checklists: 60, histories: 3, views: false) { $0.checkPromise() }
  }

  @Test(arguments: 28..<30)
  func judgementRefusesWhatTheTableRefusesAndSaysWhatChanges(batch: Int) {
    RandomCases.run(batch: batch, checklists: 60, histories: 2, views: false, sizes: 1...8) {
      $0.checkJudgements()
    }
  }

  @Test(arguments: 30..<32)
  func smallestSetFreesTheStepAndNoSmallerOneDoes(batch: Int) {
    RandomCases.run(batch: batch, checklists: 100, histories: 2, sizes: 2...13) { $0.checkSmallestSets() }
  }

  @Test(arguments: 32..<34)
  func resultIsTheSameInWhateverOrderEventsAreGiven(batch: Int) {
    RandomCases.run(batch: batch, checklists: 60, histories: 3) { $0.checkOrder() }
  }

  @Test(arguments: 34..<36)
  func stepsTakenPartWayAreThoseThatTheRulesAllow(batch: Int) {
    RandomCases.run(batch: batch, checklists: 100, histories: 3, views: false) { $0.checkPartWay() }
  }

  @Test(arguments: 36..<40)
  func whatStepsSetFreeIsWhatTheRulesSay(batch: Int) {
    RandomCases.run(batch: batch, checklists: 100, histories: 3) { $0.compareImpacts() }
  }
}
