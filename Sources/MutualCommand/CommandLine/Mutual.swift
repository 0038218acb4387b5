internal import MutualReports

/// The command line as a library: run it with arguments, get an exit status.
///
/// ```swift
/// let status = Mutual.run(["next", "--format", "json"], in: .process())
/// ```
public enum Mutual {
  /// The version of the program.
  public static let version = "0.1.0"

  /// Runs one command.
  /// - Parameters:
  ///   - words: what was typed after the program's name.
  ///   - environment: everything outside.
  /// - Returns: the exit status.
  public static func run(_ words: [String], in environment: CommandEnvironment) -> ExitStatus {
    let status: ExitStatus
    do {
      status = try answer(words, environment)
    } catch {
      tell(error, words, environment)
      return error.status
    }
    guard let failure = environment.outputFailure() else { return status }
    let error = CommandError(
      .failed, "output-not-written",
      "The answer could not be written in full: \(failure). What the command recorded stays recorded.")
    tell(error, words, environment)
    return status == .done ? error.status : status
  }

  private static func answer(
    _ words: [String], _ environment: CommandEnvironment
  ) throws(CommandError) -> ExitStatus {
    let (command, arguments) = try ArgumentParser.parse(words)
    if let format = arguments["--format"] { try check(format, for: command) }
    if arguments.has("--plain"), arguments.has("--format") {
      throw .usage("--plain and --format each say how to answer: give one of them.")
    }
    guard HeldOutput.isWanted(command, arguments, environment) else {
      return try run(command, Invocation(arguments: arguments, environment: environment))
    }
    let held = HeldOutput(environment)
    defer { held.show() }
    return try run(command, Invocation(arguments: arguments, environment: held.holding))
  }

  private static func check(_ format: String, for command: Command?) throws(CommandError) {
    let formats = command?.formats ?? ["text", "json"]
    if formats.contains(format) { return }
    let known = formats.dropLast().joined(separator: ", ") + " and " + (formats.last ?? "")
    throw .usage("--format \(ArgumentParser.shown(format)) is not known. There are \(known).")
  }

  private static func run(_ command: Command?, _ invocation: Invocation) throws(CommandError) -> ExitStatus {
    var invocation = invocation
    let arguments = invocation.arguments
    // Also where nothing asks for the time.
    if arguments.has("--now") { _ = try invocation.now() }
    if arguments.has("--help") {
      invocation.print(
        command.map { Help.page(of: $0, style: invocation.style) } ?? Help.firstPage(style: invocation.style))
    } else if let command {
      try command.run(&invocation)
    } else if arguments.has("--version") {
      invocation.print("mutual \(version)\n")
    } else {
      let isLed = invocation.canAsk ? try FirstMinutes.begin(&invocation) : false
      if !isLed { invocation.print(Help.firstPage(style: invocation.style)) }
    }
    return invocation.status
  }

  /// Says on standard error what went wrong; to programs as JSON.
  private static func tell(_ error: CommandError, _ words: [String], _ environment: CommandEnvironment) {
    let isJSON =
      words.contains("--format=json")
      || zip(words, words.dropFirst()).contains { $0.0 == "--format" && $0.1 == "json" }
    if isJSON {
      let message = ([error.message] + error.advice).joined(separator: "\n")
      environment.write(.errors, JSONReports.error(code: error.code, message: message))
      return
    }
    let arguments = (try? ArgumentParser.parse(words))?.arguments
    let style = TextStyle(
      width: environment.isTerminal(.errors) ? environment.width ?? 80 : 80, ledger: arguments?["--ledger"],
      organisation: arguments?["--organisation"])
    environment.write(
      .errors, Array(TextReports.error(error.message, advice: error.advice, style: style).utf8))
  }
}
