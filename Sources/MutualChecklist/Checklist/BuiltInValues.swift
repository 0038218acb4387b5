// How the source that the build makes of the built-in checklists puts them together. The initializers can be inlined,
// so that the compiler lays out most of such a checklist as it will be in memory.

extension Source {
  @inlinable
  package init(
    _ id: String, title: String, publisher: String?, published: Day?, checked: Day?, url: String?
  ) {
    self.id = id
    self.title = title
    self.publisher = publisher
    self.published = published
    self.checked = checked
    self.url = url
  }
}

extension Role {
  @inlinable
  package init(_ id: String, title: String) {
    self.id = id
    self.title = title
  }
}

extension Stage {
  @inlinable
  package init(_ id: String, title: String, summary: String?, steps: Range<Int>) {
    self.id = id
    self.title = title
    self.summary = summary
    self.steps = steps
  }
}

extension Question {
  @inlinable
  package init(
    _ id: String, prompt: String, why: String?, help: String?, several: Bool, askWhen: Condition?,
    answers: [Answer]
  ) {
    self.id = id
    self.prompt = prompt
    self.why = why
    self.help = help
    self.several = several
    self.askWhen = askWhen
    self.answers = answers
  }
}

extension Answer {
  @inlinable
  package init(_ id: String, title: String, offerWhen: Condition?) {
    self.id = id
    self.title = title
    self.offerWhen = offerWhen
  }
}

extension Condition {
  @inlinable
  package init(_ numbers: [Int]) { self.numbers = numbers }
}

extension Step {
  @inlinable
  package init(
    _ id: String, stage: Int, place: Int, kind: Kind, title: String, guidance: String?, evidence: String?,
    note: String?, roles: String, basis: Basis?, mustNotMiss: Bool, requires: [Requirement], follows: [Int],
    appliesWhen: Condition?, duration: Duration?, decides: Int?, body: String?, themes: String,
    sources: String, replaces: String
  ) {
    self.id = id
    self.stage = stage
    self.place = place
    self.kind = kind
    self.title = title
    self.guidance = guidance
    self.evidence = evidence
    self.note = note
    rolesList = IDList(text: roles)
    self.basis = basis
    self.mustNotMiss = mustNotMiss
    self.requires = requires
    self.follows = follows
    self.appliesWhen = appliesWhen
    self.duration = duration
    self.decides = decides
    self.body = body
    themesList = IDList(text: themes)
    sourcesList = IDList(text: sources)
    replacesList = IDList(text: replaces)
  }
}

extension Step.Duration {
  @inlinable
  package init(_ optimistic: Int, _ likely: Int, _ pessimistic: Int) {
    self.optimistic = optimistic
    self.likely = likely
    self.pessimistic = pessimistic
  }
}

extension Requirement {
  @inlinable
  package init(_ subject: Subject, because: String?) {
    self.subject = subject
    self.because = because
  }
}

extension Requirement.Link {
  @inlinable
  package init(_ step: Int, _ lag: Lag?) {
    self.step = step
    self.lag = lag
  }
}

extension Lag {
  @inlinable
  package init(_ unit: Unit, _ days: Int) {
    self.unit = unit
    self.days = days
  }
}
