/// One verb of the command line. The table of these feeds parsing, help, completions and the manual.
final class Command: Sendable {
  /// What belongs together in help.
  enum Group: String, Sendable, CaseIterable {
    case setUp = "Set up"
    case see = "See"
    case record = "Record"
    case checklists = "Checklists"
    case other = "Other"
  }

  /// The verb: one word, or two, as in `checklist list`.
  let name: String
  /// What it belongs to.
  let group: Group
  /// What it does, as an order, without a full stop.
  let summary: String
  /// What follows the verb, as help shows it.
  let usage: String
  /// More about it, a paragraph each.
  var details: [String] { makeDetails() }
  /// How many arguments it takes, besides options.
  let arguments: ClosedRange<Int>
  /// The options it has besides those of every command.
  let options: [Option]
  /// Command lines that show it at work.
  var examples: [String] { makeExamples() }
  /// The exit statuses that it can end with, besides those that its options and every command have.
  let ends: [ExitStatus]
  // Made when asked for: only help is told at such length.
  private let makeDetails: @Sendable () -> [String]
  private let makeExamples: @Sendable () -> [String]
  /// Does it.
  let run: @Sendable (inout Invocation) throws(CommandError) -> Void

  init(
    _ name: String, _ group: Group, _ summary: String, usage: String = "",
    details: @autoclosure @escaping @Sendable () -> [String] = [],
    arguments: ClosedRange<Int> = 0...0, options: [Option] = [],
    examples: @autoclosure @escaping @Sendable () -> [String] = [],
    ends: [ExitStatus] = [],
    run: @escaping @Sendable (inout Invocation) throws(CommandError) -> Void
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.usage = usage
    makeDetails = details
    self.arguments = arguments
    self.options = options
    makeExamples = examples
    self.ends = ends
    self.run = run
  }

  /// The verb and what follows it.
  var synopsis: String { usage.isEmpty ? "mutual \(name)" : "mutual \(name) \(usage)" }

  /// All options that it takes: its own, and those of every command that it has no kind of its own of.
  var allOptions: [Option] {
    options + Option.everywhere.filter { option in !options.contains { $0.name == option.name } }
  }

  /// Whether it changes something, unless it is only tried.
  var isChange: Bool { options.contains { $0.name == "--dry-run" } }

  /// The places that arguments go to.
  var places: [ArgumentPlace] { ArgumentPlace.places(of: usage) }

  /// The exit statuses that it can end with, from 0 up: a fault of ours and an answer that can't be written, which any
  /// command could have, left out.
  var statuses: [ExitStatus] {
    var statuses: Set<ExitStatus> = [.done, .usage]
    if options.contains(where: { $0.name == "--organisation" }) {
      statuses.formUnion([.notFound, .damaged, .cannotWrite])
      if options.contains(where: { $0.name == "--dry-run" }) {
        statuses.formUnion([.refused, .conflict, .busy])
      }
    }
    return statuses.union(ends).sorted { $0.rawValue < $1.rawValue }
  }

  /// The formats that it can answer in.
  var formats: [String] {
    let option = allOptions.first { $0.name == "--format" }
    return (option?.value ?? "").split(separator: "|").map(String.init)
  }

  /// As many arguments as anybody wants.
  static let many = 10_000
}

/// A switch, or a name with a value.
struct Option: Sendable {
  /// The name, with its hyphens.
  let name: String
  /// A one-letter name, with its hyphen.
  let short: String?
  /// What the value is called in help; nil: it takes none.
  let value: String?
  /// What the value is, where its name does not say.
  private let kind: ValueKind?
  /// What it does, without a full stop.
  let summary: String
  /// Whether it may be given more than once.
  let repeats: Bool

  init(
    _ name: String, short: String? = nil, value: String? = nil, kind: ValueKind? = nil, _ summary: String,
    repeats: Bool = false
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.kind = kind
    self.summary = summary
    self.repeats = repeats
  }

  /// Whether this is its name, the long one or the short one.
  func isCalled(_ name: String) -> Bool { self.name == name || short == name }

  /// What the value may be.
  var kinds: [ValueKind] { kind.map { [$0] } ?? ValueKind.kinds(value ?? "") }

  /// Options of every command.
  static var everywhere: [Option] {
    [
      Option("--ledger", value: "DIR", "use the ledger in this folder"),
      Option("--format", value: "text|json", "answer for people, or for programs"),
      Option("--now", value: "INSTANT", "take this as the time, such as 2026-11-22T09:00:00Z"),
      Option("--no-pager", "show a long answer at once, not page by page"),
      Option("--help", short: "-h", "explain the command"),
    ]
  }
  /// Which organisation is meant.
  static var organisation: Option {
    Option(
      "--organisation", short: "-o", value: "NAME", kind: .organisation,
      "the organisation, by its id, its name or the beginning of either")
  }
  /// For other programs that work with lines.
  static var plain: Option { Option("--plain", "answer with one record a line, its fields parted by tabs") }
  /// Options of commands that look at a record.
  static var looking: [Option] {
    [
      organisation, plain,
      Option("--as-of", value: "DAY", "what had happened by that day, as far as is known now"),
      Option("--known-by", value: "DAY", "what had been recorded by that day"),
    ]
  }
  /// Options of commands that change a record.
  static var changing: [Option] {
    [
      organisation, Option("--dry-run", "show what would happen, and record nothing"),
      Option("--on", value: "DAY", "the day it happened; today where left out"),
      Option("--by", value: "NAME", kind: .person, "who records it"),
      Option("--note", value: "TEXT", "a note to keep with it"),
      Option("--evidence", value: "REF", "what shows it, such as the name of a document", repeats: true),
    ]
  }
  /// The one way to record what the checklist says could not be.
  static var outOfSequence: Option {
    Option(
      "--out-of-sequence", value: "REASON", "record it although something it waits for was not done")
  }
}
