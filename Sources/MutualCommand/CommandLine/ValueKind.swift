/// What people put in place of a word in capitals, such as `STEP`. Each such word means one thing wherever help shows it;
/// what it means is explained in help, and completions are made of it.
enum ValueKind: Hashable, Sendable {
  /// A word as it stands, such as `json`.
  case word(String)
  case step, question, answer, decision, event, organisation, person, day, baseline
  case checklist, edition, theme, calendar, outcome, example, command, shell
  case file, folder
  /// A text of one's own.
  case free

  /// The kind that a word of a usage stands for; nil where it is a word in capitals that nobody has explained.
  init?(placeholder: String) {
    switch placeholder {
    case "STEP": self = .step
    case "QUESTION": self = .question
    case "QUESTION=ANSWER": self = .answer
    case "A", "Q=A": self = .decision
    case "EVENT": self = .event
    case "PERSON": self = .person
    case "DAY": self = .day
    case "BASELINE": self = .baseline
    case "ID@EDITION", "OLD", "NEW": self = .checklist
    case "EDITION": self = .edition
    case "THEME": self = .theme
    case "CALENDAR": self = .calendar
    case "OUTCOME": self = .outcome
    case "EXAMPLE": self = .example
    case "COMMAND": self = .command
    case "SHELL": self = .shell
    case "FILE", "PATH": self = .file
    case "DIR": self = .folder
    case "ID", "NAME", "TEXT", "REASON", "WHO", "REF", "INSTANT": self = .free
    default:
      guard placeholder.contains(where: \.isLowercase) || placeholder.isEmpty else { return nil }
      self = .word(placeholder)
    }
  }

  /// The words that stand between bars: `ID|FILE` gives two.
  static func placeholders(_ text: String) -> [String] {
    text.split(separator: "|").map(String.init)
  }

  /// The kinds of what may stand in place of a text such as `text|json`, each once.
  static func kinds(_ text: String) -> [ValueKind] {
    let kinds = placeholders(text).compactMap(ValueKind.init)
    return kinds.indices.filter { !kinds[..<$0].contains(kinds[$0]) }.map { kinds[$0] }
  }

  /// What to put there, for help; nil where the page says it anyway.
  var meaning: String? {
    switch self {
    case .step: "a step, by its number, its id or the beginning of its id"
    case .question: "a question, by its id or the beginning of it, as \"mutual questions\" shows it"
    case .answer: "a question and its answer, by their ids, as \"mutual questions\" shows them"
    case .decision: "an answer to a decision, or QUESTION=ANSWER where there are several decisions"
    case .event: "an entry, by its id, as \"mutual log\" shows it"
    case .day: "2026-11-20, 20/11/2026, 20 November, yesterday or today"
    case .checklist: "a checklist, by its id or its file. An id may have an edition: ID@EDITION"
    default: nil
    }
  }
}

/// A place of a command line that an argument goes to.
struct ArgumentPlace: Sendable, Hashable {
  /// What the usage calls it, such as `STEP`.
  let placeholder: String
  /// Whether more of the kind may follow.
  let repeats: Bool

  /// What may stand there.
  var kinds: [ValueKind] { ValueKind.kinds(placeholder) }

  /// The places that a usage shows, such as `STEP… --reason REASON`: those before its options.
  static func places(of usage: String) -> [ArgumentPlace] {
    var places: [ArgumentPlace] = []
    for word in usage.split(separator: " ") {
      if word.hasPrefix("--") { break }
      let bare = word.filter { $0 != "[" && $0 != "]" }
      places.append(
        ArgumentPlace(placeholder: bare.filter { $0 != "…" }, repeats: bare.hasSuffix("…")))
    }
    return places
  }
}
