import Foundation
import MutualCommand
import MutualPlatform
import TestSupport
import Testing

/// `repair` as it is typed: who is asked, what is changed, how it ends. What it prints is in `LedgerScreenTests`.
@Suite struct RepairCommandTests {
  @Test func nothingIsChangedUnasked() throws {
    let rig = try LedgerScreenTests.damaged()
    let before = try rig.digest()
    for words in [
      ["repair"], ["repair", "--dry-run"], ["repair", "--dry-run", "--yes"], ["repair", "--format", "json"],
    ] {
      let run = rig.run(words)
      #expect(run.status == .damaged)
      #expect(
        run.output.contains("Nothing was changed") || run.json["items"][0]["outcome"].string == "planned")
    }
    // One end is a terminal; that is not enough.
    for (isOutput, isInput) in [(true, false), (false, true)] {
      rig.isTerminal = isOutput
      rig.isInputTerminal = isInput
      rig.typedLines = ["yes", "yes", "yes", "yes"]
      #expect(rig.run("repair").output.contains("Nothing was changed"))
      #expect(rig.typedLines.count == 4)
    }
    rig.isTerminal = true
    rig.isInputTerminal = true
    rig.typedLines = ["no", "NO", "n"]
    let declined = rig.run("repair")
    #expect(declined.status == .damaged && declined.output.contains("Nothing was mended."))
    #expect(try rig.digest() == before)
  }

  @Test func whatIsMendedIsKept() throws {
    let rig = try LedgerScreenTests.damaged()
    let before = try rig.digest(of: rig.ledger)
    let run = rig.must("repair", "--yes", "--format", "json")
    #expect(run.json["items"].array.allSatisfy { $0["outcome"].string == "done" })
    let aside = try #require(run.json["aside"].string)
    let after = try rig.digest(of: rig.ledger)
    for (path, data) in before where after[path]?.starts(with: data) != true {
      #expect(after["\(aside)/\(path)"] == data, "\(path)")
    }
    rig.must("next")
    rig.must("verify")
    #expect(rig.run("verify", "--strict").status == .checkFound)
    #expect(rig.json("repair")["total"].int == 0)
    // The number of the line that went is not given out again.
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    #expect(rig.json("note", "1.8", "And again")["event"]["id"].string == "sam-9zk4:4")
  }

  @Test func howItEnds() throws {
    let rig = try CommandLineRig()
    try rig.expectRefusal(["repair", "--yes"], .notFound, saying: ["There is no ledger in"])
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    try rig.edit("\(rig.ledger)/ledger.json") { _ in "{\"format\":2}" }
    try rig.expectRefusal(["repair", "--yes"], .cannotWrite, saying: ["newer version"])
    // What was there is gone, and made again.
    try FileManager.default.removeItem(atPath: "\(rig.ledger)/ledger.json")
    #expect(rig.run("next").status == .notFound)
    #expect(rig.run("repair").status == .damaged)
    rig.must("repair", "--yes")
    rig.must("next")
  }

  @Test func whatCanNotBeWritten() throws {
    let rig = try LedgerScreenTests.damaged()
    // No folder can be made where a file is.
    try rig.folder.write("in the way", to: "data/mutual/aside")
    let before = try rig.digest()
    let run = rig.run("repair", "--yes")
    #expect(run.status == .cannotWrite)
    #expect(run.output.contains("Not done: Cannot write"))
    let after = try rig.digest()
    for (path, data) in before { #expect(after[path]?.starts(with: data) == true, "\(path)") }
  }

  @Test func whoIsInTheWayIsNamed() throws {
    let rig = try LedgerScreenTests.damaged()
    let path = "\(rig.ledger)/organisations/riverside-libraries/sam-9zk4.jsonl"
    let holder = try AppendableFile(path, waiting: 0)
    let run = rig.run("repair", "--yes", "--format", "json")
    #expect(run.status == .busy)
    #expect(run.json["items"].array.map { $0["outcome"].string } == ["done", "done", "failed", "done"])
    #expect(run.json["items"][2]["error"].string?.contains("in use by another process") == true)
    _ = holder.path
  }
}
