import Foundation
import TestSupport
import Testing

@testable import MutualCommand

/// What the pages show is what the program prints.
@Suite struct DocumentationTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let articles = "Sources/MutualChecklist/MutualChecklist.docc"

  /// The pages that lead through a task, linked from the README and from the page of the library.
  static let tutorials = [
    "ALeadersFirstWeek", "JoiningPartWay", "ALedgerOnASharedDrive", "AnAdvisersMonday", "ForAuditors",
    "AWorkedExample",
  ]
  /// The pages whose commands are run: those whose blocks are marked so.
  static let pages =
    ["README.md", "SECURITY.md"] + (tutorials + ["AdoptingAnEdition"]).map { "\(articles)/\($0).md" }

  /// Runs all commands of a page in their order, and returns the page as it ought to be.
  static func replay(_ page: MarkdownPage) throws -> (page: MarkdownPage, commands: Int, notRun: [String]) {
    let world = try DocumentationWorld()
    var replayed = page
    var ran = 0
    for (place, part) in page.parts.enumerated() {
      switch part {
      case .prose: break
      case .direction(let text, _): try world.direct(text)
      case .block(let open, var commands, let close):
        for index in commands.indices {
          ran += 1
          guard let shown = commands[index].shown else {
            try world.must(commands[index].text)
            continue
          }
          let output = MarkdownPage.trimmed(try world.run(commands[index].text).components(separatedBy: "\n"))
          commands[index].shown = try MarkdownPage.expected(output, like: shown)
        }
        replayed.parts[place] = .block(open: open, commands: commands, close: close)
      }
    }
    return (replayed, ran, world.notRun)
  }

  /// Every command of a page is run, and all that the page shows is compared. `MUTUAL_RECORD=1` writes the page anew.
  @Test(arguments: pages) func page(_ name: String) throws {
    let file = Self.root.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let page = try MarkdownPage(text)
    let (replayed, ran, notRun) = try Self.replay(page)
    #expect(ran > 0, "Nothing of \(name) was run.")
    #expect(notRun.allSatisfy { $0.hasPrefix("swift test") || $0.hasPrefix("swift build") }, "\(notRun)")
    if Golden.isRecording {
      if replayed.text != text { try Data(replayed.text.utf8).write(to: file) }
      return
    }
    guard replayed.text != text else { return }
    let difference = Golden.lines(from: text, to: replayed.text)
    Issue.record("\(name) shows what is not printed any more. MUTUAL_RECORD=1 writes it anew.\n\(difference)")
  }

  /// No command of a page stands where it is not run.
  @Test(arguments: pages) func noCommandIsLeftOut(_ name: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
    for case .prose(let lines) in try MarkdownPage(text).parts {
      for line in lines { #expect(!line.hasPrefix("$ ") && !line.hasPrefix("mutual "), "\(name): \(line)") }
    }
  }

  /// Commands that stand within a sentence or a table are commands that there are, with options that they have.
  @Test func commandsInSentences() throws {
    let places = ["", "checklists", Self.articles]
    var seen = 0
    for place in places {
      let folder = Self.root.appending(path: place)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".md")
      {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        for match in text.matches(of: /`(?:swift run )?mutual ([^`…]+)`/) {
          let words = HelpTests.words(String(match.1))
          seen += 1
          // The verb alone is how sentences speak of a command.
          if CommandTable.named(words.joined(separator: " ")) != nil
            || CommandTable.family(words[0]).count > 1
          {
            continue
          }
          #expect(throws: Never.self, "\(name): \(match.0)") { _ = try ArgumentParser.parse(words) }
        }
      }
    }
    #expect(seen > 60)
  }

  /// Every tutorial stands on the page that leads to the articles.
  @Test func everyPageIsLinked() throws {
    let landing = try String(
      contentsOf: Self.root.appending(path: "\(Self.articles)/MutualChecklist.md"), encoding: .utf8)
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    for name in Self.tutorials {
      #expect(landing.contains("<doc:\(name)>") && readme.contains("\(Self.articles)/\(name).md"), "\(name)")
    }
  }

  // MARK: The runner itself

  /// A page that shows something else than what is printed is found, whatever line is wrong.
  @Test func aPageThatIsNotTrueIsFound() throws {
    let text = """
      # Page
      <!-- run: on 2026-11-22 as jo -->
      ```console
      $ mutual new "Riverside Libraries" --id riverside
      $ mutual next
      $ mutual start 1.3
      $ echo $?
      $ mutual status | head -n 1
      ```
      The end.

      """
    let right = try Self.replay(MarkdownPage(text)).page
    let lines = right.text.components(separatedBy: "\n")
    #expect(try Self.replay(MarkdownPage(right.text)).page.text == right.text)
    #expect(lines.contains("Riverside Libraries: 1 step can be worked on now."))
    #expect(lines.contains("The record is in /home/jo/.local/share/mutual.") && lines.contains("4"))
    let end = try #require(lines.lastIndex(of: "```"))
    for place in 4..<end where !lines[place].hasPrefix("$ ") && !lines[place].isEmpty {
      var wrong = lines
      wrong[place] += "!"
      let text = wrong.joined(separator: "\n")
      #expect(try Self.replay(MarkdownPage(text)).page.text != text, "line \(place + 1): \(lines[place])")
    }
  }

  /// What a page leaves out is counted, and the rest is compared.
  @Test func cuts() throws {
    let output = ["a", "b", "c", "d", "e"]
    #expect(
      try MarkdownPage.expected(output, like: ["a", "… (3 lines left out)", "e"]) == [
        "a", "… (3 lines left out)", "e",
      ])
    #expect(
      try MarkdownPage.expected(output, like: ["x", "… (9 lines left out)"]) == [
        "a", "… (4 lines left out)",
      ])
    #expect(
      try MarkdownPage.expected(output, like: ["a", "b", "c", "d", "… (1 line left out)"]).last
        == "… (1 line left out)")
    #expect(throws: MarkdownPage.Mistake.self) { try MarkdownPage.expected(output, like: ["a", "…"]) }
    #expect(try MarkdownPage.expected(output, like: ["x"]) == output)
  }

  /// Commands that don't work, and those that nobody runs, don't pass in silence.
  @Test(arguments: [
    "```sh\nmutual start 9.9\n```", "```sh\nrm -r x\n```", "```console\noutput\n```",
    "```console\n$ mutual next",
    "<!-- run: mutual next -->",
  ]) func mistakes(_ text: String) {
    #expect(throws: (any Error).self) { try Self.replay(MarkdownPage(text)) }
  }
}
