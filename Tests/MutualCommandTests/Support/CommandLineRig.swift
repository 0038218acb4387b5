import Foundation
import MutualChecklist
import TestSupport
import Testing

@testable import MutualCommand

/// The command line with a world of its own: a home and a ledger in a temporary folder, a clock that stands still,
/// and random bytes that come again.
final class CommandLineRig {
  /// How a run ended, and what it wrote.
  struct Run: Equatable {
    var status: MutualCommand.ExitStatus
    var output: String
    var errors: String
    var outputBytes: [UInt8]

    /// What programs read of it.
    var json: JSONValue { JSONValue(text: output) }
    /// What programs read of the error.
    var errorJSON: JSONValue { JSONValue(text: errors)["error"] }
  }

  let folder: TemporaryFolder
  var now: Instant
  var variables: [String: String]
  var currentFolder: String
  var userName = "jo"
  var machineName = "library-pc"
  var width: Int?
  var isTerminal = false
  var isInputTerminal = false
  /// What somebody types, line by line.
  var typedLines: [String] = []
  private var random = SeededGenerator(seed: 20_261_122)

  /// Makes an empty world, on 22 November 2026.
  init(now: String = "2026-11-22T09:00:00Z") throws {
    folder = try TemporaryFolder()
    self.now = try #require(Instant(now))
    for name in ["home", "data", "config", "work"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
    }
    variables = [
      "XDG_DATA_HOME": folder.path("data"), "XDG_CONFIG_HOME": folder.path("config"),
      "MUTUAL_BY": "Jo Smith",
    ]
    currentFolder = folder.path("work")
  }

  /// The folder of the ledger, where nothing else is said.
  var ledger: String { folder.path("data/mutual") }
  /// The day of the clock.
  var today: Day { now.utcDay }

  /// Sets the clock to the morning of a day, written like `2026-11-22`.
  func setDay(_ day: String) throws { now = try #require(Instant("\(day)T09:00:00Z")) }

  /// The environment that commands run in. What is written is given to `write`.
  func environment(_ write: @escaping (CommandEnvironment.Stream, [UInt8]) -> Void) -> CommandEnvironment {
    var environment = CommandEnvironment(
      write: write, variable: { [self] in variables[$0] }, now: now, localDay: { $0.utcDay },
      isTerminal: { [isTerminal] _ in isTerminal }, width: width, currentFolder: currentFolder,
      homeFolder: folder.path("home"), userName: { [userName] in userName },
      machineName: { [machineName] in machineName },
      randomBytes: { [self] count in
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      })
    environment.isInputTerminal = isInputTerminal
    environment.readLine = { [self] in typedLines.isEmpty ? nil : typedLines.removeFirst() }
    return environment
  }

  /// Runs a command. It may only end as its page of help says.
  @discardableResult func run(_ words: [String]) -> Run {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    let status = Mutual.run(
      words,
      in: environment { stream, bytes in
        if stream == .output { output += bytes } else { errors += bytes }
      })
    if let command = (try? ArgumentParser.parse(words))?.command {
      #expect(
        command.statuses.contains(status), "\(words): help does not say that it can end with \(status)")
    }
    checkCommands(
      in: String(decoding: output, as: UTF8.self) + String(decoding: errors, as: UTF8.self), after: words)
    for long in WordsTests.longSentences(ofErrors: String(decoding: errors, as: UTF8.self)) {
      Issue.record("\(words): \(long)")
    }
    return Run(
      status: status, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), outputBytes: output)
  }

  /// The commands that a page or an error offers to go on with are ones that can be typed.
  private func checkCommands(in text: String, after words: [String]) {
    for line in text.split(separator: "\n") {
      guard !line.hasPrefix("{"), line.contains("mutual "),
        let offered = line.firstMatch(of: /:  +mutual (.*)$/)
      else { continue }
      do { _ = try ArgumentParser.parse(HelpTests.words(String(offered.output.1))) } catch {
        Issue.record("\(words) offers \"\(line)\": \(error.message)")
      }
    }
  }

  /// Runs a command.
  @discardableResult func run(_ words: String...) -> Run { run(words) }

  /// Runs a command that has to work.
  @discardableResult func must(_ words: [String], sourceLocation: SourceLocation = #_sourceLocation) -> Run {
    let run = run(words)
    #expect(
      run.status == .done, "mutual \(words.joined(separator: " "))\n\(run.errors)",
      sourceLocation: sourceLocation)
    return run
  }

  /// Runs a command that has to work.
  @discardableResult func must(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) -> Run {
    must(words, sourceLocation: sourceLocation)
  }

  /// What programs read of a command that has to work.
  func json(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) -> JSONValue {
    must(words + ["--format", "json"], sourceLocation: sourceLocation).json
  }

  /// What programs read of a command that has to work.
  func json(words: [String], sourceLocation: SourceLocation = #_sourceLocation) -> JSONValue {
    must(words + ["--format", "json"], sourceLocation: sourceLocation).json
  }

  /// Every name below the folder with all that it holds: what a command that changes nothing leaves as it was.
  func digest() throws -> [String: Data] { try digest(of: folder.path) }

  /// Every name below a folder with all that it holds.
  func digest(of path: String) throws -> [String: Data] {
    var digest: [String: Data] = [:]
    let files = FileManager.default
    guard let names = files.enumerator(atPath: path) else { return digest }
    for case let name as String in names {
      let full = "\(path)/\(name)"
      let type = try files.attributesOfItem(atPath: full)[.type] as? FileAttributeType
      switch type {
      case .typeDirectory: digest[name] = Data("a folder".utf8)
      case .typeSymbolicLink: digest[name] = Data(try files.destinationOfSymbolicLink(atPath: full).utf8)
      default: digest[name] = try Data(contentsOf: URL(filePath: full))
      }
    }
    return digest
  }

  /// The lines of the one file of events that an organisation has.
  func eventLines(of organisation: String) throws -> [String] {
    let path = "\(ledger)/organisations/\(organisation)"
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".jsonl") }
    try #require(names.count == 1)
    let text = try String(contentsOfFile: "\(path)/\(names[0])", encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }
}

/// Compares a text with a golden file.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  if let difference = try Golden.difference(text, from: name, beside: tests.appending(path: "x").path) {
    Issue.record("\(difference)", sourceLocation: sourceLocation)
  }
}
