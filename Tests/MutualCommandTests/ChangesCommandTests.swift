import MutualCommand
import MutualChecklist
import Testing

/// `changes` as it is typed: between which days, and of what.
@Suite struct ChangesCommandTests {
  /// Two steps: one that was done early and recorded late, and one that was recorded when it was done.
  private func rig() throws -> CommandLineRig {
    let rig = try CommandLineRig(now: "2026-11-01T09:00:00Z")
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    rig.now = try #require(Instant("2026-11-10T09:00:00Z"))
    rig.must("done", "1.1", "--on", "2026-11-02")
    rig.now = try #require(Instant("2026-11-12T09:00:00Z"))
    rig.must("done", "1.2")
    rig.now = try #require(Instant("2026-11-22T09:00:00Z"))
    return rig
  }

  @Test func asOfLooksOnlyAtWhatHadHappened() throws {
    let rig = try rig()
    let words = ["changes", "--since", "2026-11-05"]
    #expect(rig.json(words: words)["finished"].strings == ["name-transition-lead", "agree-why-change"])
    let early = rig.json(words: words + ["--as-of", "2026-11-08"])
    #expect(early["finished"].strings == ["name-transition-lead"])
    #expect(early["happenedBy"].string == "2026-11-08")
    let page = rig.must(words + ["--as-of", "2026-11-08"]).output.split(whereSeparator: \.isWhitespace)
    #expect(
      page.joined(separator: " ").contains(
        "what changed from 5 November 2026 to 22 November 2026 in what had happened by 8 November 2026."))
    #expect(rig.json(words: words)["happenedBy"].exists == false)
  }

  @Test func knownByIsUntil() throws {
    let rig = try rig()
    let words = ["changes", "--since", "2026-11-05"]
    let known = rig.must(words + ["--known-by", "2026-11-11"]).output
    #expect(known == rig.must(words + ["--until", "2026-11-11"]).output)
    let json = rig.json(words: words + ["--known-by", "2026-11-11"])
    #expect(json["finished"].strings == ["name-transition-lead"])
    #expect(rig.run(words + ["--known-by", "2026-11-11", "--until", "2026-11-11"]).status == .usage)
    let before = rig.run(words + ["--known-by", "2026-11-02"])
    #expect(before.status == .usage && before.errors.contains("--since is after --known-by."))
  }
}
