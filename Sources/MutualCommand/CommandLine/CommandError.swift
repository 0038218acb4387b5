/// Why a command could not do what was asked: what, where, and what to do next.
struct CommandError: Error {
  /// The exit status.
  let status: ExitStatus
  /// A stable word for programs.
  let code: String
  /// What went wrong, in sentences; may have several lines.
  let message: String
  /// What to do next: commands to type, each on a line of its own. Never one that destroys anything.
  let advice: [String]

  init(_ status: ExitStatus, _ code: String, _ message: String, advice: [String] = []) {
    self.status = status
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// Wrong use of the command.
  static func usage(_ message: String, advice: [String] = []) -> CommandError {
    CommandError(.usage, "usage", message, advice: advice)
  }
}
