import TestSupport
import Testing

@testable import MutualCommand

/// Going over to another edition, as people do it.
@Suite struct AdoptCommandTests {
  private func rig() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "2026-09-01")
    rig.must("done", "1.1", "--on", "2026-09-02")
    try rig.writeNextEdition()
    return rig
  }

  @Test func itIsShownFirstAndKeepsAll() throws {
    let rig = try rig()
    let before = try rig.digest()
    let shown = rig.must("adopt", "2027.json", "--dry-run")
    #expect(try rig.digest() == before)
    try expectGolden(shown.output, "adopt-dry-run.txt")
    let gone = rig.must("adopt", "2027.json")
    try expectGolden(gone.output, "adopt.txt")
    #expect(rig.must("show", "1.1").output.contains("Completed"))
    #expect(rig.json("status")["checklist"]["edition"].string == "2027")
    rig.must("verify")
    rig.must("undo")
    #expect(rig.json("status")["checklist"]["edition"].string == "2026")
    #expect(rig.must("show", "1.1").output.contains("Completed"))
  }

  @Test func atATerminalItAsksBeforeAnythingIsWritten() throws {
    let rig = try rig()
    rig.isTerminal = true
    rig.isInputTerminal = true
    let before = try rig.digest()
    rig.typedLines = ["perhaps", "no"]
    let declined = rig.must("adopt", "2027.json")
    #expect(declined.output.hasSuffix("Go over to it? Type yes or no.\nNothing was written.\n"))
    #expect(try rig.digest() == before)
    rig.typedLines = []
    rig.must("adopt", "2027.json")
    #expect(try rig.digest() == before)
    #expect(rig.must("adopt", "2027.json", "--yes").output.contains("has gone over to edition 2027."))
    rig.must("undo")
    rig.typedLines = ["yes"]
    #expect(rig.must("adopt", "2027.json").output.contains("has gone over to edition 2027."))
    #expect(rig.json("status")["checklist"]["edition"].string == "2027")
  }

  @Test func programsReadIt() throws {
    let rig = try rig()
    let json = rig.json("adopt", "2027.json")
    #expect(json["kind"].string == "adopt")
    #expect(json["from"].string == "2026" && json["to"].string == "2027")
    #expect(json["event"]["kind"].string == "adopted")
  }

  @Test func whatIsRefusedWritesNothing() throws {
    let rig = try rig()
    _ = try rig.folder.write("{\"format\":1}", to: "work/broken.json")
    let before = try rig.digest()
    for (words, status) in [
      (["adopt", "2026"], ExitStatus.refused), (["adopt", "2031"], .notFound),
      (["adopt", "missing.json"], .notFound), (["adopt", "broken.json"], .invalidInput),
      (["adopt"], .usage),
    ] {
      let run = rig.run(words)
      #expect(run.status == status, "\(words): \(run.errors)")
      #expect(!run.errors.isEmpty)
    }
    #expect(try rig.digest() == before)
  }
}
