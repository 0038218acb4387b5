internal import MutualChecklist

/// What a checklist says of a step, besides its guidance, in words.
enum StepFacts {
  /// Pairs of a label and a text; a text without a label goes on with the one before it.
  static func all(_ position: Int, _ checklist: Checklist) -> [(label: String, text: String)] {
    let step = checklist.steps[position]
    var facts: [(label: String, text: String)] = []
    if !step.roles.isEmpty { facts.append(("Who", Phrases.roles(position, in: checklist))) }
    if let evidence = step.evidence { facts.append(("What shows it", evidence)) }
    if let basis = step.basis { facts.append(("Why", basisWords(basis))) }
    if step.mustNotMiss { facts.append(("Mark", "Must not be missed")) }
    if let question = step.decides {
      facts.append(("Decides", checklist.questions[question].prompt))
      for answer in checklist.questions[question].answers {
        facts.append(("", "\(answer.id): \(answer.title)"))
      }
    }
    if let condition = step.appliesWhen {
      facts.append(("Applies when", conditionWords(condition, checklist)))
    }
    if let body = step.body {
      facts.append(("Decided by", "the " + body.split(separator: "-").map(String.init).joined(by: " ")))
    }
    if let duration = step.duration {
      facts.append(
        (
          "Takes",
          "\(Phrases.count(duration.likely, "working day")) (\(duration.optimistic) to \(duration.pessimistic)), as a planning assumption"
        ))
    }
    return facts
  }

  /// A requirement in words: what is waited for, for how long after it, and why.
  static func sentence(_ requirement: Requirement, in checklist: Checklist) -> String {
    let links = requirement.links.map { link in
      Phrases.named(link.step, in: checklist) + (link.lag.map { " and \(Phrases.lag($0)) after it" } ?? "")
    }
    let waits = links.count > 1 ? "any one of " + Phrases.list(links, "or") : Phrases.list(links)
    return waits + (requirement.because.map { ", because \($0)" } ?? "")
  }

  static func basisWords(_ basis: Step.Basis) -> String {
    switch basis {
    case .statutory: "The law asks for it"
    case .policy: "Government policy asks for it"
    case .goodPractice: "Good practice"
    }
  }

  /// A condition in words: the questions and the answers that make it hold.
  static func conditionWords(_ condition: Condition, _ checklist: Checklist) -> String {
    condition.alternatives.map { clauses in
      Phrases.list(
        clauses.map { clause in
          let question = checklist.questions[clause.question]
          let answers = clause.allowed.map { "\"\(question.answers[$0].title)\"" }
          return "\"\(question.prompt)\" is \(Phrases.list(answers, "or"))"
        })
    }.joined(by: "; or ")
  }
}
