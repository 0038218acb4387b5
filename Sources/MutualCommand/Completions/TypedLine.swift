/// A command line that is still being typed, as far as it can be understood: what completions are made for.
struct TypedLine {
  /// What the last word is the beginning of.
  enum Place {
    /// A verb; of a family such as `checklist`, its second word.
    case verb(family: String?)
    /// An option's name.
    case option
    /// A value of one of these kinds, after so much of the word.
    case value([ValueKind], after: String)
    /// Nothing that is known.
    case unknown
  }

  /// The word that is being typed; empty where it was not begun.
  let last: String
  /// The command, as soon as it stands there.
  private(set) var command: Command?
  /// What was typed before the last word.
  private(set) var arguments = Arguments()
  /// What the last word is.
  private(set) var place: Place = .verb(family: nil)
  /// The option whose value the last word is.
  private(set) var option: Option?

  /// Reads the words after the program's name, of which the last is being typed.
  /// - Complexity: O(words × options).
  init(_ words: [String]) {
    last = words.last ?? ""
    var family: String?
    var pending: Option?
    var isLiteral = false
    for word in words.dropLast() {
      if let option = pending {
        arguments.give(option.name, word)
        pending = nil
      } else if word == "--" {
        isLiteral = true
      } else if !isLiteral, word.hasPrefix("-"), word != "-" {
        pending = read(option: word)
      } else if command != nil {
        arguments.positional.append(word)
      } else if let verb = CommandTable.named(family.map { "\($0) \(word)" } ?? word) {
        command = verb.command
      } else if family == nil, !CommandTable.family(word).isEmpty {
        family = word
      } else {
        place = .unknown
        return
      }
    }
    option = pending ?? (isLiteral ? nil : optionBegun())
    place = place(in: family, isLiteral: isLiteral)
  }

  /// The options that may stand here.
  var options: [Option] { command?.allOptions ?? ArgumentParser.topOptions }

  /// Takes in an option; returns it where its value is still to come.
  private mutating func read(option word: String) -> Option? {
    let (name, value) = Self.parts(word)
    guard let option = find(name) else { return nil }
    if option.value != nil, value == nil { return option }
    arguments.give(option.name, value ?? "")
    return nil
  }

  private func find(_ name: String) -> Option? {
    let known = command.map(\.allOptions) ?? CommandTable.all.flatMap(\.allOptions)
    return known.first { $0.name == name || $0.short == name }
  }

  /// The option that the last word names, with `=` and perhaps more after it.
  private func optionBegun() -> Option? {
    let (name, value) = Self.parts(last)
    return last.hasPrefix("-") && value != nil ? find(name) : nil
  }

  private func place(in family: String?, isLiteral: Bool) -> Place {
    if let option {
      let isJoined = Self.parts(last).name == option.name && last.contains("=")
      return .value(option.kinds, after: isJoined ? option.name + "=" : "")
    }
    if !isLiteral, last.hasPrefix("-") { return last.contains("=") ? .unknown : .option }
    guard let command else { return .verb(family: family) }
    // Help about a verb of two words.
    if command.name == "help", let word = arguments.positional.first {
      return arguments.positional.count == 1 ? .verb(family: word) : .unknown
    }
    let places = command.places
    guard let next = places.dropFirst(arguments.positional.count).first ?? places.last(where: \.repeats)
    else { return .unknown }
    return .value(next.kinds, after: "")
  }

  /// An option's name, and what stands after `=`.
  private static func parts(_ word: String) -> (name: String, value: String?) {
    guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }
}
