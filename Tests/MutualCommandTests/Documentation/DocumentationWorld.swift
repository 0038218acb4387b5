import Foundation
import MutualChecklist
import MutualCommand
import TestSupport

/// Where a page of documentation is run: people with homes of their own, shared folders, a clock, and the few commands of
/// a shell that pages use.
///
/// Folders such as `/home/jo` are temporary ones whose paths are as long, so that lines break where they do for readers.
final class DocumentationWorld {
  /// Somebody at a machine.
  private struct Person {
    var folder: String
    var variables: [String: String] = [:]
  }

  struct Mistake: Error, CustomStringConvertible { let description: String }

  private let rig: CommandLineRig
  /// From paths as readers see them to real ones.
  private var folders: [(shown: String, real: String)] = []
  private var people: [String: Person] = [:]
  private var user = "jo"
  private var lastStatus = MutualCommand.ExitStatus.done
  /// Commands that are no business of this program, such as `swift test`: they were not run.
  private(set) var notRun: [String] = []

  init() throws {
    rig = try CommandLineRig()
    try enter("jo")
  }

  deinit { for folder in folders { try? FileManager.default.removeItem(atPath: folder.real) } }

  /// Makes somebody sit down at a machine.
  private func enter(_ name: String) throws {
    user = name
    guard people[name] == nil else { return }
    try make("/home/\(name)")
    people[name] = Person(folder: "/home/\(name)")
  }

  /// Makes a folder of readers' eyes, as a temporary one whose path has as many letters.
  private func make(_ shown: String) throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    for _ in 0..<1000 {
      let real = "/tmp/" + String((0..<(shown.count - 5)).map { _ in letters.randomElement() ?? "a" })
      do {
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
        return folders.append((shown, real))
      } catch CocoaError.fileWriteFileExists { continue }
    }
    throw Mistake(description: "There is no folder for \(shown).")
  }

  private func real(_ text: String) -> String {
    folders.reduce(text) { $0.replacingOccurrences(of: $1.shown, with: $1.real) }
  }

  private func shown(_ text: String) -> String {
    folders.reduce(text) { $0.replacingOccurrences(of: $1.real, with: $1.shown) }
  }

  // MARK: Setting the stage

  /// Does what a comment says: `on DAY`, `as USER`, `share FOLDER`, one after the other; else it is a command that has to
  /// work, such as `cp`.
  func direct(_ text: String) throws {
    var words = HelpTests.words(text)[...]
    while let word = words.first {
      switch word {
      case "on":
        guard let day = words.dropFirst().first else { throw Mistake(description: text) }
        try rig.setDay(day)
      case "as": try enter(words.dropFirst().first ?? "")
      case "share": try make(words.dropFirst().first ?? "")
      default:
        let output = try run(text)
        guard lastStatus == .done else { throw Mistake(description: "\(text)\n\(output)") }
        return
      }
      words = words.dropFirst(2)
    }
  }

  // MARK: Running

  /// Runs a command that a block shows without output: it has to work.
  func must(_ text: String) throws {
    let output = try run(text)
    guard lastStatus == .done else { throw Mistake(description: "$ \(text)\n\(output)") }
  }

  /// Runs a command line.
  /// - Returns: what it prints, on both streams.
  func run(_ text: String) throws -> String {
    var output = ""
    for command in text.components(separatedBy: "  #")[0].components(separatedBy: " && ") {
      let stages = command.components(separatedBy: " | ")
      var piece = try simple(HelpTests.words(stages[0]), stages[0])
      for filter in stages.dropFirst() { piece = try filtered(piece, HelpTests.words(filter)) }
      output += piece
      guard lastStatus == .done else { break }
    }
    return shown(output)
  }

  private func filtered(_ text: String, _ words: [String]) throws -> String {
    guard words.count == 3, words[0] == "head", let count = Int(words[2]) else {
      throw Mistake(description: "Pages pipe to head only, not to \(words).")
    }
    lastStatus = .done
    if words[1] == "-c" { return String(decoding: text.utf8.prefix(count), as: UTF8.self) + "\n" }
    return text.split(separator: "\n", omittingEmptySubsequences: false).prefix(count).joined(separator: "\n")
      + "\n"
  }

  private func simple(_ words: [String], _ text: String) throws -> String {
    var words = words.map { $0.hasPrefix("~/") ? "/home/\(user)" + $0.dropFirst() : $0 }
    if words.starts(with: ["swift", "run", "mutual"]) { words.removeFirst(2) }
    let files = FileManager.default
    let previous = lastStatus
    lastStatus = .done
    switch (words.first, words.count) {
    case ("mutual", _): return mutual(Array(words.dropFirst()).map(real))
    case ("echo", 2) where words[1] == "$?": return "\(previous.rawValue)\n"
    case ("export", 2):
      let parts = words[1].split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw Mistake(description: text) }
      people[user]?.variables[parts[0]] = real(parts[1])
    case ("cd", 2): people[user]?.folder = shown(path(words[1]))
    case ("mkdir", 2): try files.createDirectory(atPath: path(words[1]), withIntermediateDirectories: false)
    case ("mkdir", 4) where words[1] == "-m":
      try files.createDirectory(
        atPath: path(words[3]), withIntermediateDirectories: false,
        attributes: [.posixPermissions: Int(words[2], radix: 8) ?? 0o700])
    case ("cp", 4) where words[1] == "-r": try files.copyItem(atPath: path(words[2]), toPath: path(words[3]))
    case ("cp", 3): try files.copyItem(atPath: path(words[1]), toPath: path(words[2]))
    case ("mv", 3): try files.moveItem(atPath: path(words[1]), toPath: path(words[2]))
    case ("ls", 2):
      return try files.contentsOfDirectory(atPath: path(words[1])).sorted().joined(separator: "\n") + "\n"
    case ("cat", 2): return try String(contentsOfFile: path(words[1]), encoding: .utf8)
    case ("replace", 4):
      let old = try String(contentsOfFile: path(words[3]), encoding: .utf8)
      let new = old.replacingOccurrences(of: words[1], with: words[2])
      guard new != old else { throw Mistake(description: "\(words[1]) is not in \(words[3]).") }
      try Data(new.utf8).write(to: URL(filePath: path(words[3])))
    case ("cp-over", 3):
      try Data(contentsOf: URL(filePath: path(words[1]))).write(to: URL(filePath: path(words[2])))
    case ("reseal", 2): try reseal(path(words[1]))
    case ("next-edition", 2):
      try rig.writeNextEdition()
      try files.moveItem(atPath: rig.folder.path("work/2027.json"), toPath: path(words[1]))
    case ("swift", _): notRun.append(text)
    default: throw Mistake(description: "Pages can't run this: \(text)")
    }
    return ""
  }

  /// Works out the sums of a file of events anew, as somebody could who changed it on purpose.
  private func reseal(_ path: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    let sealed = try lines.map { line in
      let start = try LedgerLines.sum(of: line)
      return line.dropLast(10) + start + "\"}"
    }
    try Data((sealed.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
  }

  /// A path as it was typed, from the root.
  private func path(_ typed: String) -> String {
    let path = real(typed)
    return path.hasPrefix("/") ? path : real(people[user]?.folder ?? "") + "/" + path
  }

  private func mutual(_ words: [String]) -> String {
    guard let person = people[user] else { return "" }
    let home = real("/home/\(user)")
    rig.variables = person.variables
    rig.variables["XDG_DATA_HOME"] = home + "/.local/share"
    rig.variables["XDG_CONFIG_HOME"] = home + "/.config"
    rig.currentFolder = real(person.folder)
    rig.userName = user
    rig.machineName = "\(user)-pc"
    var output: [UInt8] = []
    var environment = rig.environment { output += $1 }
    environment.homeFolder = home
    lastStatus = Mutual.run(words, in: environment)
    return String(decoding: output, as: UTF8.self)
  }
}
