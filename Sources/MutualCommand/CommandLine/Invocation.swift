internal import MutualChecklist
internal import MutualLedger
internal import MutualReports

/// One run of one command: what was typed, where it runs, and what it says.
struct Invocation {
  /// What was typed after the verb.
  let arguments: Arguments
  /// Everything outside.
  let environment: CommandEnvironment
  /// How the run ends if nothing throws; worse where something was found on the way.
  private(set) var status = ExitStatus.done

  init(arguments: Arguments, environment: CommandEnvironment) {
    self.arguments = arguments
    self.environment = environment
  }

  /// The same run a while later, about an organisation.
  func going(on organisation: String) -> Invocation {
    var arguments = Arguments()
    arguments.give(["--ledger", "--now", "--by", "--on", "--note", "--evidence"], from: self.arguments)
    arguments.give("--organisation", organisation)
    var environment = environment
    environment.now = environment.readClock()
    // Damage was told when the first one looked.
    let write = environment.write
    environment.write = { stream, bytes in if stream == .output { write(stream, bytes) } }
    return Invocation(arguments: arguments, environment: environment)
  }

  // MARK: Saying

  /// Writes data to standard output.
  func print(_ text: String) { environment.write(.output, Array(text.utf8)) }

  /// Writes data to standard output.
  func print(_ bytes: [UInt8]) { environment.write(.output, bytes) }

  /// Says on standard error what is wrong, where the rest is still told.
  func complain(_ message: String) {
    environment.write(.errors, Array("mutual: \(Printable.line(message))\n".utf8))
  }

  /// Lets the run end with a status, unless one that comes first in the table holds already.
  mutating func end(with status: ExitStatus) {
    let order = ExitStatus.allCases
    guard let new = order.firstIndex(of: status), let old = order.firstIndex(of: self.status) else { return }
    if new < old { self.status = status }
  }

  /// Whether the answer is for programs.
  var isJSON: Bool { arguments["--format"] == "json" }

  /// Whether the answer is for programs that work with lines.
  var isPlain: Bool { arguments.has("--plain") }

  /// Whether a person can be asked, and wants to read the answer.
  var canAsk: Bool { environment.canAsk && !isJSON && !isPlain }

  /// Asks until the answer is yes or no; the end of the input is a no.
  func isConfirmed(_ question: String) -> Bool {
    while true {
      print(question)
      switch environment.readLine()?.lowercased() {
      case "yes", "y": return true
      case "no", "n", nil: return false
      default: continue
      }
    }
  }

  /// The page that the answer is laid out for. Its commands name the ledger and the organisation as they were typed: those
  /// that were found without are found again.
  var style: TextStyle { style(naming: arguments["--organisation"]) }

  /// The page that the answer is laid out for. Its commands name an organisation that nobody typed, where they have to:
  /// the ledger has others, or another is set.
  func style(about organisation: String, in ledger: Ledger?) -> TextStyle {
    let isAnotherSet = !(environment.variable("MUTUAL_ORGANISATION") ?? "").isEmpty
    let others = ((try? ledger?.organisationIDs()) ?? []).filter { $0 != organisation }
    return style(naming: isAnotherSet || !others.isEmpty ? organisation : nil)
  }

  private func style(naming organisation: String?) -> TextStyle {
    let isTerminal = environment.isTerminal(.output)
    let mayColour =
      isTerminal && (environment.variable("NO_COLOR") ?? "").isEmpty && environment.variable("TERM") != "dumb"
    return TextStyle(
      width: isTerminal ? environment.width ?? 80 : 80, isColoured: mayColour, ledger: arguments["--ledger"],
      organisation: organisation)
  }

  // MARK: Time

  /// The moment: of the machine, or as `--now` says.
  func now() throws(CommandError) -> Instant {
    guard let text = arguments["--now"] else { return environment.now }
    if let instant = Instant(isoText: text) { return instant }
    // A day alone means its middle, so that it is that day in every time zone but two.
    if let day = Day(text), let noon = Instant("\(day)T12:00:00Z") { return noon }
    throw .usage("--now \(ArgumentParser.shown(text)) is not an instant. Write it like 2026-11-22T09:00:00Z.")
  }

  /// The local day of the moment.
  func today() throws(CommandError) -> Day { environment.localDay(try now()) }

  /// The day that an option names.
  func day(_ option: String, nearest: Day.Nearest) throws(CommandError) -> Day? {
    guard let text = arguments[option] else { return nil }
    return try typedDay(text, called: option, nearest: nearest)
  }

  /// A day as people type it.
  func typedDay(_ text: String, called name: String, nearest: Day.Nearest) throws(CommandError) -> Day {
    let today = try today()
    do { return try Day.typed(text, today: today, nearest: nearest) } catch {
      throw .usage("\(name): \(error.message)")
    }
  }

  /// An argument that is a text, not an empty one.
  func text(_ position: Int) throws(CommandError) -> String {
    let text = arguments.positional[position]
    guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 10_000 else {
      throw .usage("The text is empty, or longer than 10,000 letters.")
    }
    return text
  }

  /// The name of who records: `--by`, else `$MUTUAL_BY`, else the user's.
  func actor() throws(CommandError) -> String {
    let set = environment.variable("MUTUAL_BY").flatMap { $0.isEmpty ? nil : $0 }
    let name = arguments["--by"] ?? set ?? environment.userName()
    guard !name.isEmpty, name.utf8.count <= 200 else {
      throw .usage(
        "The name of who records it must have 1 to 200 letters.", advice: ["Say who:  --by \"Jo Smith\""])
    }
    return name
  }
}
