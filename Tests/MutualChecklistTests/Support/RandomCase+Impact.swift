import MutualChecklist

/// What finishing steps sets free, and so the order of what to do next, by the words of the rules.
extension RandomCase {
  /// What of the order of next steps, and of what each sets free, is not as the rules say.
  func compareImpacts() -> [String] {
    var wrong: [String] = []
    let steps = checklist.steps.indices
    let heldUp = steps.filter { rules.standing($0).isHeldUp }
    // What a step waits for at once: its blockers, and the decisions that would tell whether it applies.
    let waits = steps.map { step -> Set<Int> in
      if rules.isFinished(step) || rules.isLookedThrough(step) { return [] }
      let open = rules.openQuestions(checklist.steps[step].appliesWhen)
      return rules.blockers(of: step, isOutstanding: true)
        .union(rules.standing(step) == .undetermined ? rules.deciders(of: open) : [])
    }
    func leads(_ from: Int, to target: Int) -> Bool {
      var reached: Set<Int> = []
      func follow(_ step: Int) -> Bool {
        waits[step].contains { $0 == target || reached.insert($0).inserted && follow($0) }
      }
      return follow(from)
    }
    let dependents = Dependents(evaluation)
    var ranks: [Int: (Int, Int, Int, Int)] = [:]
    for step in steps where rules.standing(step).isNext || rules.standing(step).isHeldUp {
      let completed = completing([step], lagsApart: false)
      let freed = steps.filter {
        rules.standing($0) == .blocked && waits[$0].contains(step) && completed.unmet($0).isEmpty
      }
      let waiting = heldUp.filter { waits[$0].contains(step) }
      let behind = heldUp.filter { leads($0, to: step) }.count
      let impact = dependents.impact(of: step)
      if impact.frees != freed {
        wrong.append("\(id(step)) frees \(ids(impact.frees)), expected \(ids(freed))")
      }
      if impact.behind != behind { wrong.append("behind \(id(step)): \(impact.behind), expected \(behind)") }
      if dependents.waiting(for: step) != waiting {
        wrong.append("for \(id(step)) wait \(ids(dependents.waiting(for: step))), expected \(ids(waiting))")
      }
      ranks[step] = (rules.standing(step) == .inProgress ? 0 : 1, -freed.count, -waiting.count, step)
    }
    let next = steps.filter { rules.standing($0).isNext }.sorted { first, second in
      guard let one = ranks[first], let other = ranks[second] else { return false }
      return one < other
    }
    if evaluation.next != next { wrong.append("next \(evaluation.next.map(id)), expected \(next.map(id))") }
    return wrong
  }
}
