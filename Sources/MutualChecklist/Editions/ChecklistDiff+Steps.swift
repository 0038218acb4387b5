extension ChecklistDiff {
  mutating func compareSteps() {
    for (position, step) in new.steps.enumerated() {
      let predecessors = succession.predecessors[position]
      guard let first = predecessors.first else {
        note("added", .step, step.id, "\(newWords.step(position)) is new.")
        continue
      }
      let others = predecessors.filter { old.steps[$0].id != step.id }
      if !others.isEmpty {
        let names = ChecklistWords.list(others.map(oldWords.step))
        let isRenamed = predecessors.count == 1
        note(
          isRenamed ? "renamed" : "merged", .step, step.id,
          isRenamed
            ? "\(newWords.step(position)) (\(step.id)) was \(names) (\(old.steps[first].id))."
            : "\(newWords.step(position)) takes over from \(names).")
      }
      if predecessors.count == 1 || old.steps[first].id == step.id { compare(first, position) }
    }
    for (position, step) in old.steps.enumerated() where succession.successors[position].isEmpty {
      note("dropped", .step, step.id, "\(oldWords.step(position)) was dropped.")
    }
    compareOrder()
  }

  /// The order of the steps that both have, stage by stage.
  private mutating func compareOrder() {
    for stage in new.stages {
      guard let before = old.stages.first(where: { $0.id == stage.id }) else { continue }
      let was = before.steps.compactMap { position -> Int? in
        let successors = succession.successors[position]
        return successors.count == 1 && stage.steps.contains(successors[0]) ? successors[0] : nil
      }
      if was != was.sorted() {
        note("order", .stage, stage.id, "The steps of the stage \"\(stage.title)\" stand in another order.")
      }
    }
  }

  private mutating func compare(_ before: Int, _ after: Int) {
    let (was, step) = (old.steps[before], new.steps[after])
    let name = newWords.step(after)
    func part(_ code: String, _ what: String, _ before: String?, _ after: String?) -> (String, String)? {
      before == after ? nil : (code, "The \(what) of \(name) \(Self.change(before, after)).")
    }
    let stages = (old.stages[was.stage], new.stages[step.stage])
    var found: [(String, String)?] = []
    if stages.0.id != stages.1.id {
      found.append(("stage", "\(name) moved from the stage \"\(stages.0.title)\" to \"\(stages.1.title)\"."))
    }
    // Of a step that was renamed, both titles were said.
    if was.id == step.id {
      found.append(part("title", "title", Self.quoted(was.title), Self.quoted(step.title)))
    }
    found.append(part("kind", "kind", was.kind.rawValue, step.kind.rawValue))
    if let change = change("\(name) applies", was.appliesWhen, step.appliesWhen) {
      found.append(("condition", change))
    }
    found += requirements(was, step, name).map { $0 } + advice(was, step, name).map { $0 }
    let decides = (was.decides.map(oldWords.question), step.decides.map(newWords.question))
    if was.decides.map({ old.questions[$0].id }) != step.decides.map({ new.questions[$0].id }) {
      found.append(part("decides", "question that is decided", decides.0, decides.1))
    }
    found.append(part("duration", "duration", duration(was), duration(step)))
    found.append(part("basis", "basis", was.basis?.rawValue, step.basis?.rawValue))
    if was.mustNotMiss != step.mustNotMiss {
      found.append(
        ("must-not-miss", "\(name) is \(step.mustNotMiss ? "now" : "no longer") one that must not be missed.")
      )
    }
    found.append(part("body", "body that decides", was.body, step.body))
    found.append(part("roles", "roles", listed(was.roles), listed(step.roles)))
    found.append(part("themes", "themes", listed(was.themes), listed(step.themes)))
    found.append(part("sources", "sources", sources(was, old), sources(step, new)))
    for (code, what, before, after) in [
      ("guidance", "guidance", was.guidance, step.guidance),
      ("evidence", "evidence", was.evidence, step.evidence),
      ("note", "note", was.note, step.note),
    ] where before != after {
      found.append((code, "The \(what) of \(name) was rewritten."))
    }
    for (code, sentence) in found.compactMap(\.self) { note(code, .step, step.id, sentence) }
  }

  // MARK: Parts

  private func duration(_ step: Step) -> String? {
    step.duration.map { "\($0.optimistic), \($0.likely) or \($0.pessimistic) working days" }
  }

  private func listed(_ items: [String]) -> String? { items.isEmpty ? nil : ChecklistWords.list(items) }

  private func sources(_ step: Step, _ checklist: Checklist) -> String? {
    listed(
      step.sources.map { id in "\"\(checklist.sources.first { $0.id == id }?.title ?? id)\"" })
  }

  /// A requirement by what it names, after the ids of the new edition.
  private struct NamedRequirement: Hashable {
    let links: Set<NamedLink>
    let isAnyOf: Bool
    let oneIsEnough: Bool
  }

  private struct NamedLink: Hashable {
    let steps: Set<String>
    let lag: Lag?
  }

  private func named(_ requirement: Requirement, name: (Int) -> Set<String>) -> NamedRequirement {
    let links = Set(requirement.links.map { NamedLink(steps: name($0.step), lag: $0.lag) })
    if case .anyOf(_, let oneIsEnough) = requirement.subject {
      return NamedRequirement(links: links, isAnyOf: true, oneIsEnough: oneIsEnough)
    }
    return NamedRequirement(links: links, isAnyOf: false, oneIsEnough: false)
  }

  /// What a step of the old edition is called in the new one.
  private func newName(_ step: Int) -> Set<String> {
    let successors = succession.successors[step]
    return successors.isEmpty ? [old.steps[step].id] : Set(successors.map { new.steps[$0].id })
  }

  private func requirements(_ was: Step, _ step: Step, _ name: String) -> [(String, String)] {
    let before = was.requires.map { named($0, name: newName) }
    let after = step.requires.map { named($0) { [new.steps[$0].id] } }
    var found: [(String, String)] = []
    for (position, requirement) in step.requires.enumerated() {
      guard let same = before.firstIndex(of: after[position]) else {
        found.append(("requirement-added", "\(name) now waits for \(newWords.requirement(requirement))."))
        continue
      }
      if was.requires[same].because != requirement.because {
        found.append(
          ("reason", "The reason why \(name) waits for \(newWords.requirement(requirement)) was rewritten."))
      }
    }
    for (position, requirement) in was.requires.enumerated() where !after.contains(before[position]) {
      found.append(
        ("requirement-dropped", "\(name) no longer waits for \(oldWords.requirement(requirement))."))
    }
    return found
  }

  private func advice(_ was: Step, _ step: Step, _ name: String) -> [(String, String)] {
    let before = Set(was.follows.flatMap(newName))
    let after = Set(step.follows.map { new.steps[$0].id })
    var found = step.follows.filter { !before.contains(new.steps[$0].id) }.map { followed in
      ("advice-added", "\(name) is now advised to come after \(newWords.step(followed)).")
    }
    found += was.follows.filter { newName($0).isDisjoint(with: after) }.map { followed in
      ("advice-dropped", "\(name) is no longer advised to come after \(oldWords.step(followed)).")
    }
    return found
  }
}
