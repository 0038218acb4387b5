internal import MutualReports

/// What somebody says when they are asked something.
enum Reply: Equatable {
  /// Nothing: just the Enter key.
  case nothing
  /// That the answer is not known.
  case notSure
  /// A wish to be told more.
  case help
  /// A wish to go back to what was asked before.
  case back
  /// A wish to end, or the end of the input.
  case stop
  /// Something else.
  case text(String)

  /// Reads what was typed; nil: nothing more can be typed.
  init(_ typed: String?) {
    guard let typed else {
      self = .stop
      return
    }
    let words = typed.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    switch words.joined(separator: " ") {
    case "": self = .nothing
    case "?", "help": self = .help
    case "back": self = .back
    case "stop", "quit", "exit": self = .stop
    case "not sure", "don't know": self = .notSure
    default: self = .text(String(typed.drop(while: \.isWhitespace)).trimmedAtEnd)
    }
  }
}

/// Why a reply can't be taken, and what to type instead.
struct Slip: Error {
  let message: String
}

extension String {
  /// The text without white space at its end.
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension Invocation {
  /// Asks something, and waits for what is typed.
  func ask(_ prompt: String) -> Reply {
    print(prompt)
    let typed = environment.readLine()
    // Nobody has ended the line of the prompt.
    if typed == nil { print("\n") }
    return Reply(typed)
  }

  /// Says what is wrong with a reply, or what was done.
  func tell(_ message: String) { print(TextReports.interviewSlip(message, style: style)) }
}
