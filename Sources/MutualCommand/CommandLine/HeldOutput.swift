/// Holds what a command prints until it is known how long it is: what is longer than the terminal is shown in pages.
final class HeldOutput {
  private var bytes: [UInt8] = []
  private let environment: CommandEnvironment

  init(_ environment: CommandEnvironment) { self.environment = environment }

  /// Whether what a command prints is to be held: a person looks at it, and nobody is asked anything on the way.
  static func isWanted(_ command: Command?, _ arguments: Arguments, _ environment: CommandEnvironment) -> Bool
  {
    guard environment.isTerminal(.output), environment.isInputTerminal, !arguments.has("--no-pager"),
      arguments["--format"] != "json", !arguments.has("--plain"),
      (environment.variable("PAGER") ?? "less").contains(where: { !$0.isWhitespace })
    else { return false }
    // What a change did is short, and has to stay in sight.
    return arguments.has("--help") || command.map { !$0.isChange } ?? false
  }

  /// The environment in which output is held.
  var holding: CommandEnvironment {
    var holding = environment
    let write = environment.write
    holding.write = { [self] stream, bytes in
      if stream == .output { self.bytes += bytes } else { write(stream, bytes) }
    }
    return holding
  }

  /// Shows what was held.
  func show() {
    guard !bytes.isEmpty else { return }
    let lines = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    if lines < environment.height ?? Int.max || !environment.showInPages(bytes, environment.variable("PAGER"))
    {
      environment.write(.output, bytes)
    }
  }
}
