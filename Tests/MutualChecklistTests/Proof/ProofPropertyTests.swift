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

  /// Checklists of ways and decisions, where many a decision is passed over, and many only seem to be.
  @Test(arguments: 0..<4) func passedOverIsWhatSomeOrderPassesOver(batch: Int) throws {
    let seed = SeededGenerator.seed &+ UInt64(batch) &* 104_729
    var generator = SeededGenerator(seed: seed)
    var (found, none) = (0, 0)
    for number in 0..<80 {
      let json = Self.waysAndDecisions(using: &generator)
      let checklist = try #require(ChecklistReader.read(Array(json.utf8)).checklist, "\(json)")
      let (proof, oracle) = (try #require(ChecklistProof(checklist)), OracleProof(checklist))
      let passedOver = checklist.questions.indices.filter { question in
        !checklist.deciders(ofQuestion: question).isEmpty
          && oracle.profiles.contains { oracle.isPassedOver(question, $0) }
      }
      let comment = Comment(rawValue: "seed \(seed), checklist \(number)\n\(json)")
      let tally = try #require(proof.tallies.first { $0.claim == .decisionIsKept })
      #expect(tally.failed == passedOver.count && tally.undecided == 0, comment)
      checkGaps(proof, oracle, comment)
      found += passedOver.count
      none += tally.total - tally.failed
    }
    #expect(found > 0 && none > 3, "seed \(seed): \(found) passed over, \(none) not")
  }

  /// A random checklist: steps that decide questions, and others that hang on these and are ways; the last waits for
  /// most of what nothing else waits for.
  private static func waysAndDecisions(using generator: inout SeededGenerator) -> String {
    let count = generator.int(in: 4...7)
    var steps: [String] = []
    let decided = generator.chance(60) ? 1 : 2
    for place in 0..<count {
      var json = "{\"id\":\"s\(place)\",\"title\":\"S\(place)\",\"stage\":\"only\""
      if place < decided { json += ",\"kind\":\"decision\",\"decides\":\"q\(place)\"" }
      var requirements: [String] = []
      for _ in 0..<(place == 0 ? 0 : place < decided ? 1 : generator.int(in: 0...2)) {
        var members: [String] = []
        for _ in 0..<generator.int(in: 1...3) {
          let member = "\"s\(generator.int(in: 0...(place - 1)))\""
          if !members.contains(member) { members.append(member) }
        }
        let list = members.joined(separator: ",")
        requirements.append(
          generator.chance(60)
            ? "{\"anyOf\":[\(list)],\"oneIsEnough\":true}"
            : generator.chance(30) ? "{\"anyOf\":[\(list)]}" : members[0])
      }
      if place == count - 1 {
        let isNamed = (0..<place).map { step in
          (steps + requirements).contains { $0.contains("[\"s\(step)\"") || $0.contains(",\"s\(step)\"") }
        }
        requirements += (0..<place).filter { !isNamed[$0] && generator.chance(80) }.map { "\"s\($0)\"" }
      }
      json += ",\"requires\":[\(requirements.joined(separator: ","))]"
      if place >= decided, generator.chance(50) {
        let questions = Set((0..<generator.int(in: 1...2)).map { _ in generator.int(in: 0...2) }).sorted()
        let alternatives = questions.filter { $0 < decided || $0 == 2 }.map {
          "{\"q\($0)\":[\"a\(generator.int(in: 1...2))\"]}"
        }
        if !alternatives.isEmpty { json += ",\"appliesWhen\":[\(alternatives.joined(separator: ","))]" }
      }
      steps.append(json + "}")
    }
    let questions = (0...2).map { question in
      "{\"id\":\"q\(question)\",\"prompt\":\"Q\(question)?\",\"answers\":[{\"id\":\"a1\",\"title\":\"A1\"},{\"id\":\"a2\",\"title\":\"A2\"}]}"
    }
    return
      "{\"format\":1,\"id\":\"ways\",\"edition\":\"2026\",\"title\":\"Ways\",\"stages\":[{\"id\":\"only\",\"title\":\"Only\"}],\"questions\":[\(questions.joined(separator: ","))],\"steps\":[\(steps.joined(separator: ",\n"))]}"
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
      for question in decided
      where oracle.profiles.contains(where: { oracle.waitsInVain(position, for: question, $0) }) {
        vain += 1
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
