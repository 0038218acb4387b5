internal import MutualChecklist

/// What was typed, sorted into arguments and options.
struct Arguments: Sendable {
  /// What is not an option, in order.
  var positional: [String] = []
  /// The names of the options, in order.
  private var names: [String] = []
  /// Their values; an empty one for a switch.
  private var values: [String] = []

  /// Takes in an option.
  mutating func give(_ name: String, _ value: String) {
    names.append(name)
    values.append(value)
  }

  /// Takes in options as others have them.
  mutating func give(_ names: [String], from other: Arguments) {
    for place in other.names.indices where names.contains(other.names[place]) {
      give(other.names[place], other.values[place])
    }
  }

  /// Whether an option was given.
  func has(_ option: String) -> Bool { names.contains(option) }

  /// The value of an option, the last one where there are several.
  subscript(_ option: String) -> String? { names.lastIndex(of: option).map { values[$0] } }

  /// All values of an option, in order.
  func all(_ option: String) -> [String] { names.indices.filter { names[$0] == option }.map { values[$0] } }
}

/// Sorts a command line by the table of commands.
enum ArgumentParser {
  /// Finds the command and its arguments.
  static func parse(_ words: [String]) throws(CommandError) -> (command: Command?, arguments: Arguments) {
    let (verb, rest) = try splitVerb(words)
    guard let verb else { return (nil, try sort(rest, options: topOptions, of: nil)) }
    let command = verb.command
    return (command, try sort(rest, options: command.allOptions, of: command))
  }

  /// Takes the verb out of the words: the first that is neither an option nor an option's value.
  private static func splitVerb(
    _ words: [String]
  ) throws(CommandError) -> (verb: CommandTable?, rest: [String]) {
    var position = 0
    while position < words.count {
      let word = words[position]
      if word == "--" { break }
      guard word.hasPrefix("-"), word != "-" else {
        if let verb = CommandTable.named(word) {
          return (verb, Array(words[..<position] + words[(position + 1)...]))
        }
        return try splitLongVerb(words, at: position)
      }
      position += takesValue(word) ? 2 : 1
    }
    return (nil, words)
  }

  /// Whether a value follows an option before the verb.
  private static func takesValue(_ word: String) -> Bool {
    if word.utf8.contains(UInt8(ascii: "=")) { return false }
    if let option = topOptions.first(where: { $0.isCalled(word) }) { return option.value != nil }
    // Any command may have it.
    return CommandTable.all.contains { $0.options.contains { $0.isCalled(word) && $0.value != nil } }
  }

  /// Finds a verb of two words, such as `checklist list`.
  private static func splitLongVerb(
    _ words: [String], at position: Int
  ) throws(CommandError) -> (verb: CommandTable?, rest: [String]) {
    let word = words[position]
    let family = CommandTable.family(word)
    guard !family.isEmpty else {
      let guess = Slips.command(word).map { " Did you mean \"\($0)\"?" } ?? ""
      throw .usage(
        "There is no command \"\(Self.shown(word))\".\(guess)", advice: ["All commands:  mutual help all"])
    }
    if position + 1 < words.count, ["--help", "-h"].contains(words[position + 1]) {
      return (.help, Array(words[..<position] + [word] + words[(position + 2)...]))
    }
    let seconds = family.map { String($0.rawValue.dropFirst(word.count + 1)) }
    guard position + 1 < words.count, let verb = CommandTable.named("\(word) \(words[position + 1])")
    else {
      let typed = position + 1 < words.count ? words[position + 1] : ""
      let guess = NearestMatch.find(typed, among: seconds).map { " Did you mean \"\(word) \($0)\"?" } ?? ""
      throw .usage(
        "\"\(word)\" is followed by one of: \(seconds.joined(separator: ", ")).\(typed.isEmpty ? "" : guess)",
        advice: ["More about them:  mutual help \(word)"])
    }
    return (verb, Array(words[..<position] + words[(position + 2)...]))
  }

  static var topOptions: [Option] { Option.everywhere + [Option("--version", "print the version")] }

  private static func sort(
    _ words: [String], options: [Option], of command: Command?
  ) throws(CommandError) -> Arguments {
    var arguments = Arguments()
    var position = 0
    var isLiteral = false
    while position < words.count {
      let word = words[position]
      position += 1
      if isLiteral || !word.hasPrefix("-") || word == "-" {
        arguments.positional.append(word)
      } else if word == "--" {
        isLiteral = true
      } else {
        let (name, given) = parts(of: word)
        guard let option = options.first(where: { $0.isCalled(name) }) else {
          throw unknown(name, options, command)
        }
        var value = ""
        if option.value != nil {
          if let given {
            value = given
          } else if position < words.count {
            value = words[position]
            position += 1
          } else {
            throw .usage(
              "\(option.name) needs a value: \(option.name) \(option.value ?? "").", advice: help(command))
          }
        } else if given != nil {
          throw .usage("\(option.name) takes no value.", advice: help(command))
        }
        if arguments.has(option.name), !option.repeats {
          throw .usage("\(option.name) is given twice.", advice: help(command))
        }
        arguments.give(option.name, value)
      }
    }
    if let command, !arguments.has("--help") { try check(arguments, command) }
    return arguments
  }

  /// The name of an option, and the value that is written behind it with `=`.
  private static func parts(of word: String) -> (name: String, value: String?) {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.utf8.index(after: equals)...]))
  }

  private static func check(_ arguments: Arguments, _ command: Command) throws(CommandError) {
    let count = arguments.positional.count
    guard !command.arguments.contains(count) else { return }
    if count < command.arguments.lowerBound {
      throw .usage("\"mutual \(command.name)\" needs more: \(command.synopsis)", advice: help(command))
    }
    let most = command.arguments.upperBound
    let extra = shown(arguments.positional[most])
    var advice = help(command)
    if most > 0 {
      // Most likely a name or a text of several words, of which only the first was taken.
      let words =
        arguments.positional.prefix(most - 1) + [
          "\"\(arguments.positional[(most - 1)...].joined(separator: " "))\""
        ]
      let typed = "mutual \(command.name) \(words.joined(separator: " "))"
      // What a shell reads in its own way, even in quotes, is left to the person.
      let isPlain = !arguments.positional.joined().contains { "\"\\$`!".contains($0) }
      if isPlain, typed.count <= 80 {
        advice.insert("Words that belong together need quotes:  \(typed)", at: 0)
      }
    }
    throw .usage("\"\(extra)\" is one too many: \(command.synopsis)", advice: advice)
  }

  private static func unknown(_ name: String, _ options: [Option], _ command: Command?) -> CommandError {
    let guess = Slips.option(name, among: options.map(\.name)).map { " Did you mean \($0)?" } ?? ""
    let verb = command.map { "\"mutual \($0.name)\"" } ?? "mutual"
    return .usage("\(verb) has no option \(shown(name)).\(guess)", advice: help(command))
  }

  private static func help(_ command: Command?) -> [String] {
    [command.map { "How to use it:  mutual help \($0.name)" } ?? "All commands:  mutual help"]
  }

  /// What was typed, cut to a length that fits in a message.
  static func shown(_ word: String) -> String { word.count > 80 ? "\(word.prefix(79))…" : word }
}
