internal import MutualJSON

/// What programs can know of a command of the command line.
public struct CommandDescription: Sendable {
  /// An option of it.
  public struct Option: Sendable {
    let name: String
    let short: String?
    let value: String?
    let summary: String

    /// Creates an option.
    /// - Parameters:
    ///   - name: the name with its hyphens.
    ///   - short: the name of one letter, if it has one.
    ///   - value: what its value is called; nil where it takes none.
    ///   - summary: what it does.
    public init(name: String, short: String?, value: String?, summary: String) {
      self.name = name
      self.short = short
      self.value = value
      self.summary = summary
    }
  }

  let name: String
  let group: String
  let summary: String
  let usage: String
  let options: [Option]
  let examples: [String]
  let statuses: [Int]

  /// Creates a description.
  /// - Parameters:
  ///   - name: the verb.
  ///   - group: what it belongs to.
  ///   - summary: what it does.
  ///   - usage: the verb and what follows it.
  ///   - options: all options that it takes.
  ///   - examples: command lines that show it at work.
  ///   - statuses: the exit statuses that it can end with.
  public init(
    name: String, group: String, summary: String, usage: String, options: [Option], examples: [String],
    statuses: [Int]
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.usage = usage
    self.options = options
    self.examples = examples
    self.statuses = statuses
  }
}

extension JSONReports {
  /// The commands that there are.
  /// - Parameter commands: the commands, in the order of help.
  /// - Returns: the bytes of the object, and a line feed.
  /// - Complexity: O(commands × options).
  public static func help(_ commands: [CommandDescription]) -> [UInt8] {
    document("help") { json in
      items(commands, to: &json) { json, command in
        json.beginObject()
        json.member("name", command.name)
        json.member("group", command.group)
        json.member("summary", command.summary)
        json.member("usage", command.usage)
        json.key("options")
        json.beginArray()
        for option in command.options {
          json.beginObject()
          json.member("name", option.name)
          if let short = option.short { json.member("short", short) }
          if let value = option.value { json.member("value", value) }
          json.member("summary", option.summary)
          json.endObject()
        }
        json.endArray()
        json.member("examples", command.examples)
        json.key("exitStatuses")
        json.beginArray()
        for status in command.statuses { json.integer(status) }
        json.endArray()
        json.endObject()
      }
    }
  }
}
