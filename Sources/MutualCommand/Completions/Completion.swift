internal import BuiltInChecklists
internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// Works out what can be typed next. It looks at the ledger that the line means, changes nothing, and says nothing where
/// something fails: whoever presses the tab key wants no messages.
struct Completion {
  /// Something that can be typed.
  struct Candidate: Hashable {
    /// The whole word.
    let word: String
    /// What it is, for shells that can show it.
    let about: String

    init(_ word: String, _ about: String = "") {
      self.word = word
      self.about = about
    }
  }

  /// What can be typed next, the likeliest first.
  private(set) var candidates: [Candidate] = []
  /// Whether the name of a file can be, which shells complete themselves.
  private(set) var takesFiles = false
  /// Whether the name of a folder can be.
  private(set) var takesFolders = false

  private let line: TypedLine
  private let showsAbout: Bool
  private let environment: CommandEnvironment

  /// Works out what can stand in place of the last of some words.
  /// - Parameters:
  ///   - words: the words after the program's name; the last is being typed.
  ///   - showsAbout: whether people will see what each candidate is.
  ///   - environment: everything outside.
  /// - Complexity: that of evaluating an organisation, where the words mean one.
  init(_ words: [String], showsAbout: Bool = true, in environment: CommandEnvironment) {
    line = TypedLine(words)
    self.showsAbout = showsAbout
    self.environment = environment
    switch line.place {
    case .verb(let family): candidates = Self.verbs(family)
    case .option: candidates = options()
    case .value(let kinds, let before):
      let typed = String(line.last.dropFirst(before.count))
      for kind in kinds { add(kind, typed) }
      candidates = candidates.filter { $0.word.hasPrefix(typed) }.map {
        Candidate(before + $0.word, $0.about)
      }
    case .unknown: break
    }
    candidates = candidates.filter { $0.word.hasPrefix(line.last) }
  }

  // MARK: The table

  private static func verbs(_ family: String?) -> [Candidate] {
    if let family {
      return CommandTable.family(family).map {
        Candidate(String($0.rawValue.dropFirst(family.count + 1)), $0.command.summary)
      }
    }
    var candidates: [Candidate] = []
    for verb in CommandTable.allCases {
      let first = String(verb.rawValue.prefix { $0 != " " })
      let isFamily = first != verb.rawValue
      if isFamily, candidates.last?.word == first { continue }
      let seconds = CommandTable.family(first).map { $0.rawValue.dropFirst(first.count + 1) }
      candidates.append(
        Candidate(first, isFamily ? "followed by \(seconds.joined(separator: ", "))" : verb.command.summary))
    }
    return candidates
  }

  /// The options that can still be given.
  private func options() -> [Candidate] {
    line.options.filter { $0.repeats || !line.arguments.has($0.name) }.map { Candidate($0.name, $0.summary) }
  }

  // MARK: Values

  private mutating func add(_ kind: ValueKind, _ typed: String) {
    switch kind {
    case .word(let word): candidates.append(Candidate(word))
    case .file: takesFiles = true
    case .folder: takesFolders = true
    case .command: candidates += Self.verbs(nil)
    case .checklist: candidates += Self.checklists()
    case .example: candidates += BuiltInChecklists.demoIDs.map { Candidate($0) }
    case .shell: candidates += Shell.allCases.map { Candidate($0.rawValue) }
    case .calendar: candidates += Calendars.all.map { Candidate($0) }
    case .outcome: candidates += OrganisationCommands.outcomes.map { Candidate($0) }
    case .day: candidates += isOfThePast ? [Candidate("today"), Candidate("yesterday")] : []
    case .theme: candidates += (checklist()?.themes ?? []).map { Candidate($0) }
    case .organisation: candidates += organisations()
    case .free: break
    case .answer:
      if line.command?.group == .checklists {
        if let checklist = checklist() { candidates += Self.answers(typed, in: checklist, open: []) }
      } else if let report = report() {
        let evaluation = report.evaluation
        candidates += Self.answers(
          typed, in: evaluation.checklist, open: evaluation.openQuestions.map(\.question))
      }
    case .edition: candidates += (report()?.evaluation.checklist).map(editions) ?? []
    case .step, .question, .decision, .event, .person, .baseline:
      guard let report = report() else { return }
      candidates += RecordValues(report: report, line: line, typed: typed, showsAbout: showsAbout).candidates(
        of: kind)
    }
  }

  /// Whether the day that is being typed is one that has been: that of an option of commands that look or change.
  private var isOfThePast: Bool { line.option.map { !["--chase", "--back-on"].contains($0.name) } ?? false }

  private static func checklists() -> [Candidate] {
    let ids = BuiltInChecklists.all.map(\.id)
    let latest = ids.indices.filter { !ids[..<$0].contains(ids[$0]) }.map { Candidate(ids[$0]) }
    return latest + BuiltInChecklists.all.map { Candidate("\($0.id)@\($0.edition)") }
  }

  /// The checklist that the line names, or the one that the program is for.
  private func checklist() -> Checklist? {
    try? ChecklistChoice(line.arguments.positional.first ?? ChecklistChoice.main, environment).read()
  }

  /// `QUESTION=`, and after it the answers.
  static func answers(_ typed: String, in checklist: Checklist, open: [Int]) -> [Candidate] {
    guard let equals = typed.firstIndex(of: "=") else {
      let others = checklist.questions.indices.filter { !open.contains($0) }
      return (open + others).map {
        Candidate(checklist.questions[$0].id + "=", checklist.questions[$0].prompt)
      }
    }
    let id = String(typed[..<equals])
    guard let position = checklist.position(ofQuestion: id) else { return [] }
    let question = checklist.questions[position]
    // After a comma another answer, where more than one can hold.
    let given = typed[typed.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
      .dropLast()
    guard given.isEmpty || question.several else { return [] }
    let before = ([id + "="] + given.map { $0 + "," }).joined()
    return question.answers.filter { !given.contains(Substring($0.id)) }.map {
      Candidate(before + $0.id, $0.title)
    }
  }

  // MARK: The ledger

  /// The line's own ledger and organisation, in an environment in which nothing is said.
  private var invocation: Invocation {
    var silent = environment
    silent.write = { _, _ in }
    var arguments = Arguments()
    for name in ["--ledger", "--organisation", "--now"] {
      guard let typed = line.arguments[name] else { continue }
      // Nobody has put the home folder in its place yet.
      let isAtHome = name == "--ledger" && typed.hasPrefix("~/")
      arguments.give(name, isAtHome ? (environment.homeFolder ?? "~") + typed.dropFirst() : typed)
    }
    return Invocation(arguments: arguments, environment: silent)
  }

  /// The organisation that the line means, evaluated.
  private func report() -> OrganisationReport? {
    var invocation = invocation
    guard let session = try? Session.looking(&invocation) else { return nil }
    environment.keepUntilExit(session)
    return session.report
  }

  private func ledger() -> Ledger? {
    guard let folder = try? LedgerLocation.folder(for: invocation) else { return nil }
    return try? Session.openLedger(folder)
  }

  private func organisations() -> [Candidate] {
    let all = (try? ledger()?.organisations()) ?? []
    return all.map { Candidate($0.id, $0.names.joined(separator: ", ")) }
  }

  /// The editions that could be gone over to.
  private func editions(of checklist: Checklist) -> [Candidate] {
    let copies = (try? ledger()?.checklists()) ?? []
    let known =
      BuiltInChecklists.editions(of: checklist.id)
      + copies.filter { $0.id == checklist.id }.map(\.edition)
    return Set(known).subtracting([checklist.edition]).sorted().map { Candidate($0) }
  }
}
