import BuiltInChecklists
import Foundation
import MutualChecklist
import TestSupport
import Testing

@testable import MutualCommand

/// The worked examples: each is replayed, and reports as of its days show what was open then.
@Suite struct DemoTests {
  /// What a file says, as another reader sees it.
  struct Told {
    var organisation: String
    var dates: [String]
    var sources: [String: String]
    var entries: [(words: [String], on: String?, note: String?, sources: [String])]

    init(_ id: String) throws {
      let json = JSONValue(
        text: String(decoding: try #require(BuiltInChecklists.demoBytes(id)), as: UTF8.self))
      organisation = try #require(json["organisation"]["id"].string)
      dates = json["dates"].array.compactMap { $0["day"].string }
      sources = Dictionary(
        uniqueKeysWithValues: json["sources"].array.map { ($0["id"].string ?? "", $0["url"].string ?? "") })
      entries = json["entries"].array.map {
        ($0["run"].strings, $0["on"].string, $0["note"].string, $0["sources"].strings)
      }
    }

    /// The ids of the steps that were done by a day, as far as the file tells.
    func done(by day: String, in checklist: Checklist) -> Set<String> {
      Set(
        entries.filter { $0.words.first == "done" && $0.on ?? "" <= day }.flatMap(\.words).filter {
          checklist.position(ofStep: $0) != nil
        })
    }
  }

  private func folder(_ id: String, _ rig: CommandLineRig) -> String {
    rig.folder.path("data/mutual-demo-\(id)")
  }

  /// A rig whose own ledger is elsewhere, and holds something.
  private func rig() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    return rig
  }

  /// The ledgers of the examples, made once for the tests that only read them.
  private static let ledgers: [String: Result<[String: Data], any Error>] = Dictionary(
    uniqueKeysWithValues: BuiltInChecklists.demoIDs.map { id in
      (
        id,
        Result {
          let rig = try CommandLineRig()
          rig.must("demo", id)
          return try rig.digest(of: rig.folder.path("data"))
        }
      )
    })

  /// A rig that has the ledger of an example.
  private func loaded(_ id: String) throws -> CommandLineRig {
    let rig = try CommandLineRig()
    for (name, data) in try #require(Self.ledgers[id]).get().sorted(by: { $0.key < $1.key }) {
      let path = rig.folder.path("data/" + name)
      if data == Data("a folder".utf8) {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } else {
        try data.write(to: URL(filePath: path))
      }
    }
    return rig
  }

  // MARK: Loading

  @Test(arguments: BuiltInChecklists.demoIDs) func replays(_ id: String) throws {
    let rig = try rig()
    let own = try rig.digest(of: rig.ledger)
    let told = try Told(id)
    let run = rig.json("demo", id)
    #expect(run["ledger"].string == folder(id, rig) && run["new"].int == told.entries.count + 1)
    #expect(run["items"].array.compactMap { $0["day"].string } == told.dates)
    #expect(try rig.digest(of: rig.ledger) == own)
    rig.must("verify", "--ledger", folder(id, rig))

    // Again, and somewhere else: the same bytes.
    let first = try rig.digest(of: folder(id, rig))
    #expect(rig.json("demo", id)["new"].int == 0)
    #expect(try rig.digest(of: folder(id, rig)) == first)
    let other = try CommandLineRig(now: "2031-05-05T05:05:05Z")
    other.variables["MUTUAL_BY"] = "Somebody else"
    other.must("demo", id)
    #expect(try other.digest(of: folder(id, other)) == first)
    // No writer's id of this user is made: the example has a writer of its own.
    #expect(try other.digest(of: other.folder.path("config")).isEmpty)
  }

  /// Every entry says where it is known from, and each source is used.
  @Test(arguments: BuiltInChecklists.demoIDs) func everyEntryIsSourced(_ id: String) throws {
    let rig = try loaded(id)
    let told = try Told(id)
    let events = rig.json("log", "--ledger", folder(id, rig))["items"].array.map { $0["event"] }
    #expect(events.count == told.entries.count + 1)
    for (event, entry) in zip(events.dropFirst(), told.entries) {
      #expect(!entry.sources.isEmpty)
      #expect(event["evidence"].strings == entry.sources.compactMap { told.sources[$0] })
      #expect(event["at"].string == entry.on)
      #expect(event["by"].string == "Reconstruction")
      #expect(entry.note != nil || event["text"].exists || event["note"].exists || event["reason"].exists)
    }
    #expect(Set(told.entries.flatMap(\.sources)) == Set(told.sources.keys))
    #expect(told.sources.values.allSatisfy { $0.hasPrefix("http") })
    #expect(rig.must("demo", id).output.contains("A reconstruction, not a record"))
  }

  /// As of each day, the steps completed are those that the file tells of up to that day, and no others.
  @Test(arguments: BuiltInChecklists.demoIDs) func reportsAsOfItsDays(_ id: String) throws {
    let rig = try loaded(id)
    let told = try Told(id)
    let bytes = try #require(BuiltInChecklists.bytes(checklist: "employee-owned-mutual", edition: "2026"))
    let checklist = try #require(ChecklistReader.read(bytes).checklist)
    var counts: [Int] = []
    for day in ["2001-01-01"] + told.dates {
      let items = rig.json("status", "--as-of", day, "--ledger", folder(id, rig))["items"].array
      let done = Set(items.filter { $0["standing"].string == "completed" }.compactMap { $0["id"].string })
      #expect(done == told.done(by: day, in: checklist), "\(day)")
      counts.append(done.count)
    }
    #expect(counts == counts.sorted() && counts[0] < counts[counts.count - 1])
  }

  /// A run that was interrupted goes on where it stopped.
  @Test func goesOnAfterAnInterruption() throws {
    let rig = try rig()
    rig.must("demo", "york")
    let whole = try rig.digest(of: folder("york", rig))
    let file = folder("york", rig) + "/organisations/explore-york/reconstruction.jsonl"
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    for count in [2, 9, lines.count - 1] {
      try (lines.prefix(count).joined(separator: "\n") + "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
      #expect(rig.json("demo", "york")["new"].int == lines.count - count)
      #expect(try rig.digest(of: folder("york", rig)) == whole)
    }
  }

  /// What people try out in it is kept.
  @Test func whatIsRecordedBesideItIsKept() throws {
    let rig = try rig()
    rig.must("demo", "york")
    rig.must("done", "1.1", "--ledger", folder("york", rig))
    let before = try rig.digest()
    rig.must("demo", "york")
    #expect(try rig.digest() == before)
  }

  @Test func neverGoesIntoSomebodysLedger() throws {
    let rig = try rig()
    rig.variables["MUTUAL_LEDGER"] = rig.ledger
    let own = try rig.digest(of: rig.ledger)
    rig.must("demo", "york")
    let run = rig.run("demo", "devon", "--ledger", rig.ledger)
    #expect(run.status == .refused && run.output.isEmpty)
    #expect(CommandLineRig.flat(run.errors).contains("it is not this worked example"))
    // Nor where an organisation of the same id is somebody's.
    rig.must("new", "My own", "--id", "explore-york", "--ledger", rig.folder.path("work/mine"))
    let mine = try rig.digest(of: rig.folder.path("work/mine"))
    #expect(rig.run("demo", "york", "--ledger", rig.folder.path("work/mine")).status == .refused)
    #expect(try rig.digest(of: rig.folder.path("work/mine")) == mine)
    #expect(try rig.digest(of: rig.ledger) == own)
    rig.must("demo", "york", "--ledger", rig.folder.path("work/my demo"))
    #expect(rig.must("demo", "york", "--ledger", "my demo").output.contains("--ledger '"))
  }

  @Test func mistakes() throws {
    let rig = try CommandLineRig()
    let unknown = rig.run("demo", "yrok")
    #expect(unknown.status == .notFound && unknown.errors.contains("Did you mean \"york\"?"))
    rig.variables["XDG_DATA_HOME"] = rig.folder.path("work/file")
    try "in the way".write(toFile: rig.folder.path("work/file"), atomically: true, encoding: .utf8)
    let blocked = rig.run("demo", "york")
    #expect(blocked.status != .done && blocked.output.isEmpty && blocked.errors.contains("can't be put into"))
    #expect(rig.must("demo").output.contains("york"))
    #expect(rig.json("demo")["total"].int == BuiltInChecklists.demoIDs.count)
  }

  // MARK: Pages

  static let pages: [(name: String, words: [String])] = [
    ("demo-york", ["demo", "york"]),
    ("demo-york-log", ["log"]),
    ("demo-york-status-2013-01-08", ["status", "--as-of", "2013-01-08"]),
    ("demo-york-next-2013-03-11", ["next", "--as-of", "2013-03-11"]),
    ("demo-york-status-2013-07-16", ["status", "--as-of", "2013-07-16"]),
    ("demo-york-outstanding-2013-07-16", ["outstanding", "--as-of", "2013-07-16"]),
    ("demo-york-why-2013-07-16", ["why", "vesting-day", "--as-of", "2013-07-16"]),
    ("demo-york-status-2014-05-01", ["status", "--as-of", "2014-05-01"]),
    ("demo-suffolk-status-2025-06-01", ["status", "--as-of", "2025-06-01"]),
  ]

  @Test(arguments: pages) func golden(_ name: String, _ words: [String]) throws {
    let id = name.split(separator: "-").map(String.init)[1]
    let rig = try words[0] == "demo" ? rig() : loaded(id)
    let ledger = words[0] == "demo" ? [] : ["--ledger", folder(id, rig)]
    let text = rig.must(words + ledger).output.replacing(
      rig.folder.path("data"), with: "/home/jo/.local/share")
    try expectGolden(text, "\(name).txt")
  }
}
