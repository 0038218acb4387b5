import Foundation

/// A page of documentation, as far as it can be run: its blocks of commands, and what is set up for them.
///
/// A block that is marked `console` has commands after `$ `, each with what it prints. A block that is marked `sh` has
/// commands only. A comment such as `<!-- run: on 2026-11-22 as jo -->` sets the stage without disturbing readers. Where
/// a page leaves out a part of what is printed, it says so in a line of its own, such as `… (12 lines left out)`.
struct MarkdownPage {
  /// A command of a block and the lines that the page shows below it.
  struct Command: Equatable {
    /// The command, in one line.
    var text: String
    /// The lines of the page that the command stands in.
    var source: [String]
    /// What the page shows; nil where its block shows no output.
    var shown: [String]?
  }

  /// What a page is made of.
  enum Part: Equatable {
    /// Lines that are not run.
    case prose([String])
    /// A comment that sets the stage: what stands after `run:`.
    case direction(String, line: String)
    /// A block of commands, with the lines that fence it in.
    case block(open: String, commands: [Command], close: String)
  }

  struct Mistake: Error, CustomStringConvertible { let description: String }

  var parts: [Part] = []

  /// Reads a page.
  init(_ text: String) throws {
    var lines = text.components(separatedBy: "\n")[...]
    var prose: [String] = []
    var fence: String?
    while let line = lines.popFirst() {
      if let direction = line.wholeMatch(of: /<!-- run: (.*) -->/), fence == nil {
        parts += [.prose(prose), .direction(String(direction.1), line: line)]
        prose = []
      } else if fence == nil, line == "```console" || line == "```sh" {
        guard let end = lines.firstIndex(of: "```") else { throw Mistake(description: "A block never ends.") }
        let commands = try Self.commands(Array(lines[..<end]), isConsole: line == "```console")
        parts += [.prose(prose), .block(open: line, commands: commands, close: lines[end])]
        prose = []
        lines = lines[(end + 1)...]
      } else {
        if line.hasPrefix("```") { fence = fence == nil ? line : nil }
        prose.append(line)
      }
    }
    parts.append(.prose(prose))
  }

  /// The page as it is written.
  var text: String {
    var lines: [String] = []
    for part in parts {
      switch part {
      case .prose(let prose): lines += prose
      case .direction(_, let line): lines.append(line)
      case .block(let open, let commands, let close):
        lines.append(open)
        for command in commands {
          if let last = lines.last, last != open, !last.hasPrefix("$ "), command.shown != nil {
            lines.append("")
          }
          lines += command.source + (command.shown ?? [])
        }
        lines.append(close)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The commands of a block. A command that ends in a backslash goes on in the next line.
  private static func commands(_ lines: [String], isConsole: Bool) throws -> [Command] {
    var commands: [Command] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      if isConsole, !line.hasPrefix("$ ") {
        guard !commands.isEmpty else { throw Mistake(description: "A block begins with output: \(line)") }
        commands[commands.count - 1].shown?.append(line)
        continue
      }
      var source = [line]
      while source[source.count - 1].hasSuffix("\\"), let more = rest.popFirst() { source.append(more) }
      let text = source.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }.joined(separator: " ")
      guard isConsole || !text.isEmpty else { continue }
      commands.append(
        Command(
          text: isConsole ? String(text.dropFirst(2)) : text, source: source, shown: isConsole ? [] : nil)
      )
    }
    for place in commands.indices { commands[place].shown = commands[place].shown.map(trimmed) }
    return commands
  }

  /// Lines without the empty ones at their end.
  static func trimmed(_ lines: [String]) -> [String] {
    Array(lines.prefix((lines.lastIndex { !$0.isEmpty } ?? -1) + 1))
  }

  // MARK: Cuts

  /// What a page shows of an output that has a cut: the lines before and after it, and how many it says are left out.
  static func cut(in shown: [String]) throws -> (before: [String], leftOut: Int, after: [String])? {
    let cuts = shown.indices.filter { shown[$0].hasPrefix("…") }
    guard let place = cuts.first else { return nil }
    guard cuts.count == 1, let match = shown[place].wholeMatch(of: /… \((\d+) lines? left out\)/),
      let leftOut = Int(match.1)
    else { throw Mistake(description: "A cut is written: … (12 lines left out), once in an output.") }
    return (Array(shown[..<place]), leftOut, Array(shown[(place + 1)...]))
  }

  /// What a page ought to show of an output: all of it, or as many lines before and after a cut as it shows now.
  static func expected(_ output: [String], like shown: [String]) throws -> [String] {
    guard let cut = try cut(in: shown) else { return output }
    let leftOut = output.count - cut.before.count - cut.after.count
    guard leftOut > 0 else { return output }
    return output.prefix(cut.before.count) + ["… (\(leftOut) \(leftOut == 1 ? "line" : "lines") left out)"]
      + output.suffix(cut.after.count)
  }
}
