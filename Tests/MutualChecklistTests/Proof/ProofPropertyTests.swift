import MutualChecklist
import TestSupport
import Testing

/// What is proved of random small checklists is what is so of each of their profiles, laid out one by one.
@Suite struct ProofPropertyTests {
  @Test(arguments: 0..<8) func proofIsWhatIsSoOfEveryProfile(batch: Int) throws {
    let seed = SeededGenerator.seed &+ UInt64(batch) &* 7_919
    var generator = SeededGenerator(seed: seed)
    for number in 0..<40 {
      let (random, fault) = RandomChecklist.make(
        steps: generator.int(in: 1...7), using: &generator)
      let checklist = try #require(random, "\(fault)").checklist
      // More profiles than can be laid out in a moment say nothing that fewer don't.
      guard checklist.questions.count <= 5 else { continue }
      let oracle = OracleProof(checklist)
      guard oracle.profiles.count <= 250 else { continue }
      let proof = try #require(ChecklistProof(checklist))
      let where_ = Comment(rawValue: "seed \(seed), checklist \(number)\n\(random?.json ?? "")")
      compare(proof, oracle, where_)
      checkGaps(proof, oracle, where_)
    }
  }

  private func compare(_ proof: ChecklistProof, _ oracle: OracleProof, _ comment: Comment) {
    let checklist = oracle.checklist
    #expect(proof.tallies.allSatisfy { $0.undecided == 0 }, comment)
    func failed(_ claim: ChecklistProof.Claim) -> Int {
      proof.tallies.first { $0.claim == claim }?.failed ?? -1
    }
    // Behind a question without an answer, others may be without one too: only whether there is one is certain.
    #expect((failed(.answerIsLeft) > 0) == !oracle.questionsWithoutAnswer.isEmpty, comment)
    let asked = checklist.questions.indices.filter { checklist.questions[$0].askWhen != nil }
    #expect(
      failed(.questionCanBeAsked)
        == asked.count { question in !oracle.exists { $0.asked(question) == .yes } },
      comment)
    let dead = checklist.steps.indices.filter { step in !oracle.exists { $0.applies(step) == .yes } }
    #expect(failed(.stepCanApply) == dead.count, comment)
    #expect(
      proof.gaps.filter { $0.claim == .stepCanApply }.map(\.finding.steps)
        == dead.map { [checklist.steps[$0].id] }, comment)
    var deadAnswers = 0
    for (position, question) in checklist.questions.enumerated()
    where oracle.exists({ $0.asked(position) == .yes }) {
      deadAnswers += question.answers.count { answer in
        answer.offerWhen != nil
          && !oracle.exists { $0.asked(position) == .yes && $0.truth(of: answer.offerWhen) == .yes }
      }
    }
    #expect(failed(.answerCanBeGiven) == deadAnswers, comment)
    let conditions = checklist.questions.map(\.askWhen) + checklist.steps.map(\.appliesWhen)
    let deadAlternatives = conditions.compactMap(\.self).reduce(0) { count, condition in
      guard condition.alternatives.count > 1, oracle.exists({ $0.truth(of: condition) == .yes }) else {
        return count
      }
      return count
        + condition.alternatives.count { alternative in
          !oracle.exists { $0.truth(of: alternative) == .yes }
        }
    }
    #expect(failed(.alternativeCanHold) == deadAlternatives, comment)

    var ways = 0
    var vain = 0
    let decided = checklist.questions.indices.filter { !checklist.deciders(ofQuestion: $0).isEmpty }
    for (position, step) in checklist.steps.enumerated() {
      for case .anyOf(let links, _) in step.requires.map(\.subject)
      where oracle.profiles.contains(where: { oracle.hasNoWayLeft(position, links.map(\.step), $0) }) {
        ways += 1
      }
      for question in decided {
        if oracle.profiles.contains(where: { oracle.waitsInVain(position, for: question, $0) }) { vain += 1 }
      }
    }
    #expect(failed(.wayIsLeft) == ways, comment)
    #expect(failed(.questionIsDecided) == vain, comment)
    let passedOver = decided.count { question in
      oracle.profiles.contains { oracle.isPassedOver(question, $0) }
    }
    #expect(failed(.decisionIsKept) == passedOver, comment)
    #expect(failed(.endApplies) == (oracle.profiles.contains(where: oracle.hasNoEnd) ? 1 : 0), comment)
    if failed(.canBeFinished) == 0 {
      #expect(oracle.profiles.allSatisfy(oracle.canBeFinished), comment)
    }
  }

  /// Each profile that is shown belongs to a whole one, and shows what it is said to show.
  private func checkGaps(_ proof: ChecklistProof, _ oracle: OracleProof, _ comment: Comment) {
    for gap in proof.gaps {
      guard let profile = gap.profile?.map({ $0.map(Set.init) }) else { continue }
      if gap.claim == .answerIsLeft { continue }
      let wholes = oracle.profiles.filter { whole in
        zip(profile, whole).allSatisfy { $0 == nil || $0 == $1 }
      }
      #expect(!wholes.isEmpty, "\(gap.finding.message)\n\(comment)")
      #expect(wholes.allSatisfy { Self.isShown(gap, by: $0, oracle) }, "\(gap.finding.message)\n\(comment)")
    }
  }

  static func isShown(_ gap: ChecklistProof.Gap, by profile: OracleProof.Profile, _ oracle: OracleProof)
    -> Bool
  {
    let steps = gap.finding.steps.compactMap(oracle.checklist.position(ofStep:))
    switch gap.claim {
    case .wayIsLeft: return oracle.hasNoWayLeft(steps[0], Array(steps.dropFirst()), profile)
    case .questionIsDecided:
      return oracle.checklist.questions.indices.contains {
        oracle.checklist.deciders(ofQuestion: $0) == Array(steps.dropFirst())
          && oracle.waitsInVain(steps[0], for: $0, profile)
      }
    case .decisionIsKept:
      return oracle.checklist.questions.indices.contains {
        !oracle.checklist.deciders(ofQuestion: $0).isEmpty && oracle.isPassedOver($0, profile)
      }
    case .endApplies: return oracle.hasNoEnd(profile)
    case .canBeFinished: return !oracle.canBeFinished(profile)
    default: return false
    }
  }
}
