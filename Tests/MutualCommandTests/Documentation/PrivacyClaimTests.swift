import Foundation
import MutualCommand
import TestSupport
import Testing

/// What `SECURITY.md` says of the program is so.
@Suite struct PrivacyClaimTests {
  /// The sources of what ships, without comments.
  static func sources() throws -> [(name: String, code: String)] {
    let root = DocumentationTests.root.appending(path: "Sources")
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
      let lines = text.split(separator: "\n").filter {
        !$0.drop { $0 == " " }.hasPrefix("//")
      }
      return (name, lines.joined(separator: "\n"))
    }
  }

  /// Nothing opens a socket, looks a host up, or uses what could.
  @Test func noNetwork() throws {
    let calls = try Regex(
      #"\b(socket|socketpair|connect|accept|listen|sendto|sendmsg|recvfrom|recvmsg|getaddrinfo|gethostbyname|res_query|dlopen|getpwnam)\s*\("#
        + #"|\b(URLSession|URLRequest|NWConnection|CFStream|Network|FoundationNetworking)\b"#)
    let sources = try Self.sources()
    #expect(sources.count > 100)
    for (name, code) in sources where !name.hasPrefix("EmbedChecklists/") {
      #expect(code.firstMatch(of: calls) == nil, "\(name)")
    }
    // The pattern finds what it is to find.
    #expect("let s = socket(AF_INET, 1, 0)".firstMatch(of: calls) != nil)
  }

  /// Every environment variable that is read stands on the page.
  @Test func variables() throws {
    let page = try String(
      contentsOf: DocumentationTests.root.appending(path: "SECURITY.md"), encoding: .utf8)
    var found: Set<String> = []
    for (_, code) in try Self.sources() {
      for match in code.matches(of: /"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)"/) {
        let name = String(match.1)
        if name.hasPrefix("MUTUAL_") || name.hasPrefix("XDG_") || code.contains("variable(\"\(name)\")") {
          found.insert(name)
        }
      }
    }
    #expect(found.isSuperset(of: ["MUTUAL_BY", "MUTUAL_LEDGER", "NO_COLOR", "TERM", "XDG_DATA_HOME"]))
    for name in found { #expect(page.contains("`\(name)`"), "\(name)") }
  }

  /// Whoever sets the two variables beforehand leaves no name in the ledger.
  @Test func namesCanBeKeptOut() throws {
    let rig = try CommandLineRig()
    rig.userName = "Joanna Secret"
    rig.variables["MUTUAL_BY"] = "transition lead"
    rig.variables["MUTUAL_WRITER"] = "office-1"
    rig.must("new", "Riverside Libraries")
    rig.must("done", "1.1")
    for (name, bytes) in try rig.digest() {
      #expect(
        !name.lowercased().contains("secret") && !String(decoding: bytes, as: UTF8.self).contains("Secret"))
    }
  }

  /// What the page says to do to erase a text: the line is damage, a repair moves it aside, and the text is nowhere.
  @Test func erasing() throws {
    let rig = try CommandLineRig.riverside()
    rig.must("note", "1.3", "Sam Field is ill")
    rig.must("note", "1.4", "All is well")
    try rig.edit(try rig.eventFile(of: "riverside-libraries")) {
      $0.replacingOccurrences(of: "Sam Field is ill", with: "Erased")
    }
    #expect(rig.run("log").status == .damaged)
    rig.must("repair", "--yes")
    rig.must("note", "1.3", "A person is ill")
    let log = rig.must("log").output
    #expect(log.contains("A person is ill") && log.contains("All is well"))
    for (_, bytes) in try rig.digest() {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("Sam Field is ill"))
    }
  }

  /// What `ForAuditors.md` says is not found: entries that were cut off at the end. An older copy shows them.
  @Test func entriesCutOffAtTheEnd() throws {
    let rig = try CommandLineRig.riverside()
    rig.must("note", "1.3", "Twelve branches")
    try FileManager.default.copyItem(atPath: rig.ledger, toPath: rig.folder.path("work/kept"))
    #expect(rig.json("merge", "kept", "--dry-run")["items"][0]["entries"].int == 0)
    try rig.edit(try rig.eventFile(of: "riverside-libraries")) {
      $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    }
    #expect(rig.must("verify").output.hasPrefix("All is well"))
    #expect(rig.json("merge", "kept", "--dry-run")["items"][0]["entries"].int == 1)
  }
}
