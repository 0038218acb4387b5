internal import MutualChecklist
internal import MutualReports

/// What of an organisation's record can be typed next.
struct RecordValues {
  let report: OrganisationReport
  let line: TypedLine
  /// What was typed of it.
  let typed: String
  /// Whether people will see what each candidate is: else an id tells more than a number.
  let showsAbout: Bool

  private var evaluation: Evaluation { report.evaluation }
  private var checklist: Checklist { evaluation.checklist }

  /// What there is of a kind, the likeliest first.
  /// - Complexity: O(steps + events).
  func candidates(of kind: ValueKind) -> [Completion.Candidate] {
    switch kind {
    case .step: steps()
    case .question: questions()
    case .decision: decisions()
    case .event: events()
    case .person: people()
    case .baseline: baselines()
    default: []
    }
  }

  // MARK: Steps

  /// Those that the command is likely to be about; all of them where none of those begins as was typed.
  private func steps() -> [Completion.Candidate] {
    if line.command?.name == "settle" { return subjects() }
    let taken = line.arguments.positional
    let left = checklist.steps.indices.filter {
      !taken.contains(checklist.steps[$0].id) && !taken.contains(checklist.steps[$0].number)
    }
    let wanted = Set(likely())
    let names = names(of: left.filter(wanted.contains)).filter { $0.word.hasPrefix(typed) }
    return names.isEmpty ? self.names(of: left) : names
  }

  /// Steps by their numbers, or by their ids where a letter was typed.
  private func names(of steps: [Int]) -> [Completion.Candidate] {
    let isByID = typed.first.map(\.isLetter) ?? !showsAbout
    return steps.map { step in
      let definition = checklist.steps[step]
      return Completion.Candidate(isByID ? definition.id : definition.number, definition.title)
    }
  }

  private func likely() -> [Int] {
    let all = checklist.steps.indices
    let isOption = line.option != nil
    switch isOption ? nil : line.command?.name {
    case "start": return evaluation.next.filter { evaluation.standings[$0] == .ready }
    case "done", "hold": return evaluation.next
    case "resume": return evaluation.onHold
    case "turn-down": return evaluation.next.filter { checklist.steps[$0].kind != .action }
    case "waive", "assign", "due": return evaluation.unfinished
    case "reopen":
      return all.filter { evaluation.standings[$0] == .completed || evaluation.standings[$0] == .waived }
    case "confirm": return evaluation.checkAgain.map(\.step)
    default: return Array(all)
    }
  }

  // MARK: Questions and answers

  private func questions() -> [Completion.Candidate] {
    if line.command?.name == "settle" { return [] }
    return checklist.questions.map { Completion.Candidate($0.id, $0.prompt) }
  }

  /// What two records disagree about.
  private func subjects() -> [Completion.Candidate] {
    evaluation.disagreements.map { disagreement in
      let name = disagreement.subject.name(in: checklist)
      switch disagreement.subject {
      case .edition: return Completion.Candidate(name)
      case .step(let step): return Completion.Candidate(name, checklist.steps[step].title)
      case .question(let question): return Completion.Candidate(name, checklist.questions[question].prompt)
      }
    }
  }

  /// The answers to the decisions that the line names, or to all.
  private func decisions() -> [Completion.Candidate] {
    let named = line.arguments.positional.compactMap { typed in
      (try? Lookup.step(typed, in: checklist)).flatMap { checklist.steps[$0].decides }
    }
    if named.count == 1, !typed.contains("=") {
      return checklist.questions[named[0]].answers.map { Completion.Candidate($0.id, $0.title) }
    }
    if typed.contains("=") { return Completion.answers(typed, in: checklist, open: []) }
    let decided = named.isEmpty ? checklist.steps.compactMap(\.decides) : named
    return Set(decided).sorted().map {
      Completion.Candidate(checklist.questions[$0].id + "=", checklist.questions[$0].prompt)
    }
  }

  // MARK: Events and people

  /// The entries that disagree about what is to be settled, or the last ones.
  private func events() -> [Completion.Candidate] {
    let history = evaluation.record.history
    let positions: [Int]
    if line.command?.name == "settle" {
      let subject = line.arguments.positional.first
      positions = evaluation.disagreements.filter {
        subject == nil || $0.subject.name(in: checklist) == subject || names($0.subject, subject)
      }.flatMap(\.events)
    } else {
      positions = history.events.indices.filter {
        if case .registered = history.events[$0].action { return false }
        return history.isLive[$0]
      }.suffix(20).reversed()
    }
    return positions.map {
      let event = history.events[$0]
      return Completion.Candidate(
        event.id.description, EventSentences.sentence(event, in: checklist))
    }
  }

  /// Whether a subject is the step that somebody typed.
  private func names(_ subject: SettledSubject, _ typed: String?) -> Bool {
    guard case .step(let step) = subject, let typed else { return false }
    return (try? Lookup.step(typed, in: checklist)) == step
  }

  /// Whoever recorded something, or was named for a step.
  private func people() -> [Completion.Candidate] {
    var people: Set<String> = []
    for event in evaluation.record.history.events {
      people.insert(event.by)
      if case .assigned(_, let person?) = event.action { people.insert(person) }
    }
    return people.sorted().map { Completion.Candidate($0) }
  }

  private func baselines() -> [Completion.Candidate] {
    let history = evaluation.record.history
    return history.events.indices.filter { history.isLive[$0] }.compactMap { position in
      if case .baselineSet(let name, _) = history.events[position].action {
        return Completion.Candidate(name)
      }
      return nil
    }
  }
}
