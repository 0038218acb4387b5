import MutualChecklist

/// What a proof claims, found out the long way: every profile is laid out, and for each the rules are asked.
///
/// Questions must only hang on questions before them, as those of random checklists do.
final class OracleProof {
  typealias Profile = [Set<Int>?]

  let checklist: Checklist
  /// Every consistent profile: each question that is asked answered with answers on offer.
  private(set) var profiles: [Profile] = []
  /// The questions that are asked somewhere with no answer on offer.
  private(set) var questionsWithoutAnswer: Set<Int> = []

  init(_ checklist: Checklist) {
    self.checklist = checklist
    extend([])
  }

  private func extend(_ answers: Profile) {
    let question = answers.count
    guard question < checklist.questions.count else { return profiles.append(answers) }
    let rules = rules(answers + [Set<Int>?](repeating: nil, count: checklist.questions.count - question))
    guard rules.asked(question) == .yes else { return extend(answers + [nil]) }
    let definition = checklist.questions[question]
    let offered = definition.answers.indices.filter {
      rules.truth(of: definition.answers[$0].offerWhen) == .yes
    }
    if offered.isEmpty { questionsWithoutAnswer.insert(question) }
    var sets: [Set<Int>] = [[]]
    for answer in offered { sets += sets.map { $0.union([answer]) } }
    for set in sets where definition.several ? !set.isEmpty : set.count == 1 { extend(answers + [set]) }
  }

  func rules(_ answers: Profile, completed: Set<Int> = []) -> OracleRules {
    OracleRules(
      checklist,
      recorded: checklist.steps.indices.map {
        OracleRules.Recorded(state: completed.contains($0) ? .completed : .notStarted, day: nil)
      },
      answers: answers, questionsInConflict: [], today: Day(daysSince1970: 20_500), calendar: .weekdays,
      lagsApart: true)
  }

  // MARK: Somebody

  /// Whether there is a profile of which something holds.
  func exists(_ holds: (OracleRules) -> Bool) -> Bool { profiles.contains { holds(rules($0)) } }

  // MARK: Everybody

  func hasNoWayLeft(_ step: Int, _ members: [Int], _ profile: Profile) -> Bool {
    let rules = rules(profile)
    return rules.applies(step) == .yes && members.allSatisfy { rules.applies($0) == .no }
  }

  /// Whether a step hangs on a question that is not answered yet, and nothing that decides it applies.
  func waitsInVain(_ step: Int, for question: Int, _ profile: Profile) -> Bool {
    let before = rules(profile.indices.map { hangs($0, on: question) ? nil : profile[$0] })
    let condition = checklist.steps[step].appliesWhen
    return before.truth(of: condition) == .unknown && before.openQuestions(condition).contains(question)
      && checklist.deciders(ofQuestion: question).allSatisfy { before.applies($0) == .no }
  }

  private func hangs(_ question: Int, on other: Int) -> Bool {
    if question == other { return true }
    let definition = checklist.questions[question]
    let conditions = [definition.askWhen] + definition.answers.map(\.offerWhen)
    let questions = conditions.compactMap(\.self).flatMap(\.alternatives).joined().map(\.question)
    return questions.contains { hangs($0, on: other) }
  }

  func hasNoEnd(_ profile: Profile) -> Bool {
    let rules = rules(profile)
    return checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
      .allSatisfy { rules.applies($0) == .no }
  }

  /// Whether some order of completing steps leads to nothing outstanding: every order is tried.
  func canBeFinished(_ profile: Profile) -> Bool {
    var seen: Set<Set<Int>> = []
    var open: [Set<Int>] = [[]]
    while let completed = open.popLast() {
      guard seen.insert(completed).inserted else { continue }
      let rules = rules(known(profile, completed), completed: completed)
      let standings = checklist.steps.indices.map(rules.standing)
      if !standings.contains(where: { $0.isNext || $0.isHeldUp }) { return true }
      for step in checklist.steps.indices.reversed()
      where !completed.contains(step) && rules.applies(step) == .yes && rules.unmet(step).isEmpty {
        open.append(completed.union([step]))
      }
    }
    return false
  }

  /// Whether some order of doing what is ready ends with a step that hangs on a question, where the steps that decide
  /// it are no longer needed, or don't apply: every order is tried.
  func isPassedOver(_ question: Int, _ profile: Profile) -> Bool {
    let deciders = checklist.deciders(ofQuestion: question)
    var seen: Set<Set<Int>> = []
    var open: [Set<Int>] = [[]]
    while let completed = open.popLast() {
      guard seen.insert(completed).inserted else { continue }
      let rules = rules(known(profile, completed), completed: completed)
      let standings = checklist.steps.indices.map(rules.standing)
      let ready = checklist.steps.indices.filter { standings[$0] == .ready }
      open += ready.map { completed.union([$0]) }
      guard ready.isEmpty, !completed.contains(where: deciders.contains) else { continue }
      let isLeftWaiting = checklist.steps.indices.contains { step in
        standings[step] == .undetermined
          && rules.openQuestions(checklist.steps[step].appliesWhen).contains(question)
      }
      if isLeftWaiting, deciders.allSatisfy({ rules.applies($0) == .no || standings[$0] == .notChosen }),
        deciders.contains(where: { standings[$0] == .notChosen })
      {
        return true
      }
    }
    return false
  }

  /// The answers of a profile that are known when some steps are completed: those that no step decides, or one of
  /// these did.
  private func known(_ profile: Profile, _ completed: Set<Int>) -> Profile {
    profile.indices.map { question in
      let deciders = checklist.deciders(ofQuestion: question)
      return deciders.isEmpty || deciders.contains(where: completed.contains) ? profile[question] : nil
    }
  }
}
