import MutualReports
import Testing

@testable import MutualCommand

/// What is offered at the end of a page can be copied as it is, also where a ledger has several organisations.
@Suite struct NamedRecordTests {
  /// The commands that a page offers to go on with, without those in which something is still to be filled in.
  private func offered(_ text: String) -> [[String]] {
    let commands = text.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /(?::  +|^ +)(mutual .*)$/).map { HelpTests.words(String($0.output.1)) }
    }
    func isToBeFilledIn(_ word: String) -> Bool {
      word.contains("…") || word.wholeMatch(of: /[A-Z]+/) != nil
    }
    return commands.map { Array($0.dropFirst()) }.filter { !$0.contains(where: isToBeFilledIn) }
  }

  /// Follows what is offered, and what is offered then, and says how many commands there were.
  private func follow(_ words: [String], _ rig: CommandLineRig, steps: Int) throws -> Int {
    let run = rig.run(words)
    var count = 0
    for next in offered(run.output + run.errors) {
      let command = try #require(ArgumentParser.parse(next).command)
      let ended = rig.run(next + (command.isChange ? ["--dry-run"] : [])).status
      #expect(![.notFound, .usage].contains(ended), "\(words) offers \(next), which ends with \(ended)")
      count += 1
      if steps > 1, !command.isChange { count += try follow(next, rig, steps: steps - 1) }
    }
    return count
  }

  private static let pages = [
    ["next"], ["blocked"], ["status"], ["outstanding"], ["questions"], ["why", "5.2"], ["why", "1.1"],
    ["show", "1.2"],
    ["log"], ["waiting"], ["impact"], ["changes", "--since", "2026-11-01"], ["conflicts"], ["start", "1.1"],
    ["start", "5.2"], ["undo"], ["answer", "nation=wales"], ["show", "9.9"], ["answer", "nobody=yes"],
  ]

  @Test func severalOrganisations() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("new", "Hilltop Nursing")
    for words in Self.pages {
      let count = try follow(words + ["-o", "Hilltop Nursing"], rig, steps: 2)
      #expect(count > 0, "\(words) offers nothing")
    }
  }

  @Test func ledgerThatIsNamed() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--ledger", "a shared folder")
    for words in Self.pages + [["verify"]] {
      let count = try follow(words + ["--ledger", "a shared folder"], rig, steps: 2)
      #expect(count > 0, "\(words) offers nothing")
    }
  }

  /// A new organisation is named where there is another one, or another one is set.
  @Test func organisationThatIsNotAlone() throws {
    let rig = try CommandLineRig()
    #expect(!rig.must("new", "Riverside Libraries").output.contains(" -o "))
    let tried = rig.must("new", "Hilltop Nursing", "--dry-run").output
    #expect(tried.contains("mutual answer -o hilltop-nursing-"))
    #expect(try follow(["new", "Hilltop Nursing"], rig, steps: 2) == 2)
    let other = try CommandLineRig()
    other.variables["MUTUAL_ORGANISATION"] = "somebody"
    #expect(try follow(["new", "Riverside Libraries", "--id", "riverside"], other, steps: 2) == 2)
  }

  /// What came in by a merge is looked at where it is.
  @Test func organisationThatWasMerged() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("new", "Hilltop Nursing", "--id", "hilltop", "--ledger", "copy")
    #expect(rig.must("merge", "copy").output.contains("mutual conflicts -o hilltop\n"))
    #expect(rig.must("verify").output.hasSuffix("mutual status -o NAME\n"))
    rig.must("note", "1.1", "Asked the county.", "-o", "hilltop", "--ledger", "copy")
    #expect(try follow(["merge", "copy"], rig, steps: 2) > 2)
    #expect(
      rig.must("merge", "copy", "--ledger", "alone").output.contains("mutual conflicts --ledger alone\n"))
  }

  /// Nothing is named that was not typed: what was found without is found again.
  @Test func nothingIsNamedWithoutNeed() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.variables["MUTUAL_ORGANISATION"] = "riverside"
    for words in Self.pages {
      let run = rig.run(words)
      #expect(!(run.output + run.errors).contains(#/ -o | --ledger /#), "\(words)")
    }
  }

  /// An option is added to the commands that have it.
  @Test func commandsHaveTheOption() {
    let style = TextStyle(ledger: "there", organisation: "riverside")
    for command in CommandTable.all {
      let isAboutOne = command.options.contains { $0.name == "--organisation" }
      let completed = style.complete("mutual \(command.name)")
      #expect(completed.contains(" -o riverside") == isAboutOne, "\(command.name)")
      if isAboutOne { #expect(completed.hasSuffix(" --ledger there")) }
    }
    #expect(style.complete("mutual new NAME") == "mutual new NAME --ledger there")
    #expect(style.complete("mutual help words") == "mutual help words")
    #expect(style.complete("mutual log -o other --ledger here") == "mutual log -o other --ledger here")
    #expect(TextStyle(organisation: "it's").complete("mutual next") == "mutual next -o 'it'\\''s'")
  }
}
