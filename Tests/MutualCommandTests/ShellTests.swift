import Foundation
import TestSupport
import Testing

@testable import MutualCommand

/// The scripts in real shells.
@Suite struct ShellTests {
  /// Where a program is; nil where this machine hasn't it.
  static func place(of program: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + program }
      .first(where: FileManager.default.isExecutableFile)
  }

  /// What is read once and kept: scripts change with the program only where they have to.
  @Test(arguments: Shell.allCases) func script(_ shell: Shell) throws {
    let script = try CommandLineRig().must("completions", shell.rawValue).output
    try expectGolden(script, "completions.\(shell.rawValue)")
  }

  /// Runs a script of a shell that stands in a file, in which `$MUTUAL` is the program.
  private func run(_ shell: String, _ text: String, _ rig: CommandLineRig) throws -> String {
    let file = rig.folder.path("script-\(UUID().uuidString)")
    try Data(text.utf8).write(to: URL(filePath: file))
    let program = try #require(Self.place(of: shell))
    let ended = try ProcessTests().shell("'\(program)' '\(file)'", rig)
    #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
    return String(decoding: ended.output, as: UTF8.self)
  }

  // MARK: bash

  /// Words as bash breaks them, and what it may put in place of the last.
  @Test(
    .enabled(if: place(of: "bash") != nil),
    arguments: [
      ("next|--for", ["--format"]), ("ne", ["new", "next"]), ("checklist|sch", ["schema"]),
      ("answer|nation|=|wa", ["wales"]),
      ("answer|nation|=", ["england", "wales", "scotland", "northern-ireland"]),
      ("answer|service-k", ["service-kind="]), ("next|--format|=|j", ["json"]),
      ("answer|service-kind|=|health|nation|=|sc", ["scotland"]),
      ("done|2.8|--answer|dir", ["direct-award"]),
      ("done|2.8|--answer|contract-route|=|dir", ["direct-award"]),
      ("undo|jo-7q2m|:|6", ["6"]), ("why|1.8", ["1.8"]), ("why|gather-s", ["gather-service-baseline"]),
      ("next|-o|riv", ["riverside-libraries"]), ("log|--by|Sam", ["Sam\\ Field"]),
      ("next|--ledger|p", ["papers"]), ("next|--ledger|=|p", ["papers"]),
      ("merge|p", ["papers", "plan.jsonl"]), ("nonsense|", []),
    ]) func bash(_ line: String, expected: [String]) throws
  {
    let rig = try CommandLineRig.riverside()
    try FileManager.default.createDirectory(
      atPath: rig.folder.path("work/papers"), withIntermediateDirectories: false)
    try Data().write(to: URL(filePath: rig.folder.path("work/plan.jsonl")))
    let words = line.split(separator: "|", omittingEmptySubsequences: false).map { "'\($0)'" }
    let script = """
      set -eu
      source /dev/stdin <<<"$("$MUTUAL" completions bash)"
      COMP_WORDS=("$MUTUAL" \(words.joined(separator: " ")))
      COMP_CWORD=\(words.count)
      _mutual
      for word in ${COMPREPLY[@]+"${COMPREPLY[@]}"}; do printf '%s\\n' "$word"; done
      """
    let offered = try run("bash", script, rig).split(separator: "\n").map(String.init)
    // In what order bash lists files is its own affair.
    #expect(line == "merge|p" ? offered.sorted() == expected : offered == expected)
  }

  /// With the line at hand a space before a word tells that it is a new one.
  @Test(.enabled(if: place(of: "bash") != nil)) func bashKnowsSpaces() throws {
    let rig = try CommandLineRig.riverside()
    let script = """
      set -eu
      source /dev/stdin <<<"$("$MUTUAL" completions bash)"
      COMP_LINE="$MUTUAL answer  service-kind= nation=sc"
      COMP_POINT=${#COMP_LINE}
      COMP_WORDS=("$MUTUAL" answer service-kind = nation = sc)
      COMP_CWORD=6
      _mutual
      printf '%s\\n' "${COMPREPLY[@]}"
      complete -p mutual
      """
    #expect(try run("bash", script, rig) == "scotland\ncomplete -o nosort -F _mutual mutual\n")
  }

  /// A program that is gone, or too old, completes nothing and says nothing.
  @Test(.enabled(if: place(of: "bash") != nil)) func bashWithoutTheProgram() throws {
    let rig = try CommandLineRig.riverside()
    let script = """
      source /dev/stdin <<<"$("$MUTUAL" completions bash)"
      COMP_WORDS=(/nowhere/mutual ne)
      COMP_CWORD=1
      _mutual
      echo "${#COMPREPLY[@]}"
      """
    #expect(try run("bash", script, rig) == "0\n")
  }

  // MARK: zsh and fish

  @Test(.enabled(if: place(of: "zsh") != nil)) func zsh() throws {
    let rig = try CommandLineRig.riverside()
    let program = try #require(Self.place(of: "zsh"))
    let ended = try ProcessTests().shell(
      "\"$MUTUAL\" completions zsh >_mutual && '\(program)' -n _mutual", rig)
    #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
  }

  /// What zsh is told to offer: its own functions, which need a terminal, are stood in for.
  @Test(
    .enabled(if: place(of: "zsh") != nil),
    arguments: [
      ("ne", ["new:set an organisation up on a checklist", "next:show what can be worked on now"]),
      ("answer|nation=wa", ["nation=wales:Wales"]), ("next|--ledger|", ["-/"]), ("merge|x", [""]),
      (
        "undo|jo-7q2m:6",
        [
          #"jo-7q2m\:6:1.4 "Talk early with the people who decide" and 1.5 "Talk with trade unions from the start" were completed, on 5 November 2026."#
        ]
      ),
      ("answer|sect", ["sector=:What kind of public body runs the service now?"]),
    ]) func zshOffers(_ line: String, expected: [String]) throws
  {
    let rig = try CommandLineRig.riverside()
    let words = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let script = """
      setopt no_unset 2>/dev/null
      _describe() { print -rl -- "${(@P)3}"; }
      _files() { print -r -- "${1-}"; }
      source <("$MUTUAL" completions zsh)
      words=("$MUTUAL" \(words.map { "\"\($0)\"" }.joined(separator: " ")))
      CURRENT=$#words
      PREFIX=$words[-1]
      _mutual
      """
    let offered = try run("zsh", script, rig).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(offered.dropLast().map(String.init) == expected)
  }

  @Test(.enabled(if: place(of: "fish") != nil)) func fish() throws {
    let rig = try CommandLineRig.riverside()
    let program = try #require(Self.place(of: "fish"))
    let ended = try ProcessTests().shell(
      "\"$MUTUAL\" completions fish >mutual.fish && '\(program)' --no-execute mutual.fish", rig)
    #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
  }

  /// Fish can be asked what it would offer.
  @Test(
    .enabled(if: place(of: "fish") != nil),
    arguments: [
      ("ne", ["new", "next"]), ("answer nation=wa", ["nation=wales"]), ("why 1.8", ["1.8"]),
      ("next --ledger=p", ["--ledger=papers/"]), ("next -o riv", ["riverside-libraries"]),
    ]) func fishOffers(_ line: String, expected: [String]) throws
  {
    let rig = try CommandLineRig.riverside()
    try FileManager.default.createDirectory(
      atPath: rig.folder.path("work/papers"), withIntermediateDirectories: false)
    let script = """
      $MUTUAL completions fish | source
      fish_add_path -P (dirname $MUTUAL)
      complete -C "mutual \(line)"
      """
    let offered = try run("fish", script, rig).split(separator: "\n").map {
      String($0.split(separator: "\t")[0])
    }
    #expect(offered == expected)
  }

  // MARK: The manual page

  /// The page has no findings of the checker of manual pages.
  @Test(.enabled(if: place(of: "mandoc") != nil)) func manualPage() throws {
    let rig = try CommandLineRig()
    let program = try #require(Self.place(of: "mandoc"))
    let ended = try ProcessTests().shell(
      "\"$MUTUAL\" help --format man >mutual.1 && '\(program)' -T lint -W all mutual.1", rig)
    #expect(ended.status == 0 && ended.output.isEmpty && ended.errors.isEmpty)
    #expect(String(decoding: ended.output, as: UTF8.self) == "")
  }

  /// The page has all that the table has, and no line that is too long or not plain.
  @Test func manualPageIsWhole() throws {
    let rig = try CommandLineRig()
    let page = rig.must("help", "--format", "man").output
    let plain = page.replacing("\\-", with: "-").replacing("\\&", with: "")
    for command in CommandTable.all {
      #expect(plain.contains("\n.It Ic \(command.name)"), "\(command.name)")
      for option in command.options { #expect(plain.contains(option.name), "\(option.name)") }
    }
    for status in MutualCommand.ExitStatus.allCases { #expect(plain.contains("\n.It \(status.rawValue)\n")) }
    for row in Help.variables { #expect(plain.contains("\n.It Ev \(row[0])\n")) }
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 80 && line.utf8.allSatisfy { $0 < 0x80 }, "\(line)")
      #expect(line.last != " ", "\(line)|")
    }
    #expect(rig.run("help", "done", "--format", "man").status == .usage)
  }
}
