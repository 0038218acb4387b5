import Foundation
import MutualCommand
import TestSupport
import Testing

/// Long answers at a terminal are shown page by page, and silence is explained.
@Suite struct PagingTests {
  /// Runs a command in a terminal of 24 rows, to its end. The pager writes what it is given to a file.
  private func run(
    _ words: String, pager: String? = nil, term: String = "xterm", _ rig: CommandLineRig
  ) throws -> (screen: String, paged: String?) {
    let file = rig.folder.path("paged-\(UUID().uuidString)")
    rig.variables["PAGER"] = pager ?? "cat > '\(file)'"
    rig.variables["TERM"] = term
    rig.variables["NO_COLOR"] = "1"
    let terminal = try PseudoTerminal("\"$MUTUAL\" \(words) --now 2026-11-22T09:00:00Z", rig)
    _ = try terminal.wait(for: ["\u{0}"])
    #expect(try terminal.end() == .status(0))
    return (terminal.transcript, try? String(contentsOfFile: file, encoding: .utf8))
  }

  @Test func longAnswersArePaged() throws {
    let rig = try CommandLineRig.riverside()
    let whole = rig.must("blocked").output
    let paged = try run("blocked", rig)
    #expect(paged.paged == whole)
    #expect(paged.screen.isEmpty)
    #expect(try run("help all", rig).paged == rig.must("help", "all").output)
    #expect(try run("next --help", rig).paged == rig.must("next", "--help").output)
  }

  @Test func shortAnswersAreNot() throws {
    let rig = try CommandLineRig.riverside()
    let short = try run("waiting", rig)
    #expect(short.paged == nil)
    #expect(short.screen == rig.must("waiting").output)
  }

  /// Where pages are not wanted, or not possible, nothing is lost.
  @Test(
    arguments: [
      ("blocked --no-pager", nil, "xterm"), ("blocked", "", "xterm"), ("blocked", nil, "dumb"),
      ("blocked", "/no/such/pager 2>/dev/null", "xterm"), ("blocked", " ", "xterm"),
      ("blocked", "false", "xterm"),
    ] as [(String, String?, String)])
  func plainlyWhereNotWanted(words: String, pager: String?, term: String) throws {
    let rig = try CommandLineRig.riverside()
    let whole = rig.must("blocked").output
    let shown = try run(words, pager: pager, term: term, rig)
    #expect(shown.paged == nil)
    #expect(shown.screen == whole)
  }

  /// A pager that is left early is no error, and does not take the status of a warning away.
  @Test func leftEarly() throws {
    let rig = try CommandLineRig.riverside()
    let left = try run("checklist show", pager: "head -n 1", rig)
    #expect(left.screen.split(separator: "\n").count == 1)
    // Nor does it hide how the command ended.
    rig.variables["PAGER"] = "head -n 1"
    let lint = try PseudoTerminal("\"$MUTUAL\" checklist lint --implied --strict", rig)
    _ = try lint.wait(for: ["\u{0}"])
    #expect(try lint.end() == .status(10))
    #expect(lint.transcript.split(separator: "\n").count == 1)
  }

  /// What programs read is never paged, nor what a change did.
  @Test(arguments: ["status --format json", "status --plain", "done --already --through 2.14"])
  func neverForPrograms(words: String) throws {
    let rig = try CommandLineRig.riverside()
    let shown = try run(words, rig)
    #expect(shown.paged == nil)
    #expect(shown.screen.split(separator: "\n").count > 1 || shown.screen.hasPrefix("{"))
  }

  /// A program that has been silent for half a second says that it is still at work, and takes the note away.
  @Test func silenceIsExplained() throws {
    let rig = try CommandLineRig.riverside()
    rig.variables["TERM"] = "xterm"
    let file = "\(rig.ledger)/organisations/riverside-libraries/jo-7q2m.jsonl"
    // Not handed on to the program: a lock is held for as long as anybody has the file open.
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
    let terminal = try PseudoTerminal("\"$MUTUAL\" done 1.6 --now 2026-11-22T09:00:00Z", rig)
    _ = try terminal.wait(for: ["Still working"])
    _ = try terminal.wait(for: ["."])
    close(descriptor)
    _ = try terminal.wait(for: ["\u{0}"])
    #expect(try terminal.end() == .status(0))
    #expect(terminal.transcript.contains("\r\u{1B}[K"))
    #expect(terminal.transcript.contains("is completed") || terminal.transcript.contains("was completed"))
    #expect(!rig.must("next").errors.contains("Still working"))
  }
}
