import Foundation
import TestSupport
import Testing

@testable import MutualChecklist

/// Who is named in a text, and in an event.
@Suite struct PersonSearchTests {
  static let day = Day(daysSince1970: 20_760)

  static func event(_ action: Action, by: String = "Sam", writer: String = "sam-9zk4", number: Int = 1)
    -> Event
  {
    Event(
      id: Event.ID(writer: writer, number: number), clock: number, at: day,
      recorded: Instant(secondsSince1970: 1_793_000_000), day: day, by: by, action: action)
  }

  @Test(arguments: [
    ("Jo Smith", true), ("JO SMITH said so", true), ("ask jo.smith@example.org", true), ("Smith, Jo", true),
    ("Jo\u{202E} Smith", true), ("Jo Smith's list", true), ("jo-smith-7q2m", true), ("Jo  Smith-Jones", true),
    ("(Jo\nSmith)", true), ("Jo Smithson", false), ("Bojo Smith", false), ("Jo", false), ("Smith", false),
    ("Jo A. Smith", false), ("JoSmith", false), ("", false), ("Smith and Jo", false),
  ]) func wholeWords(_ text: String, _ isNamed: Bool) throws {
    #expect(try #require(PersonSearch("Jo Smith")).isNamed(in: text) == isNamed)
  }

  @Test func otherNames() throws {
    #expect(PersonSearch("") == nil && PersonSearch(" - ") == nil)
    let brien = try #require(PersonSearch("O'Brien"))
    #expect(brien.isNamed(in: "Mrs O’Brien") && !brien.isNamed(in: "Brien"))
    // The same letter, in one piece and in two.
    let zoe = try #require(PersonSearch("Zo\u{EB}"))
    #expect(zoe.isNamed(in: "zoe\u{308}") && zoe.isNamed(in: "ZOË") && !zoe.isNamed(in: "Zoe"))
    #expect(try #require(PersonSearch("Ana María de la Cruz")).isNamed(in: "Cruz, Ana María de la"))
    #expect(try #require(PersonSearch("田中")).isNamed(in: "(田中)"))
  }

  /// On made-up texts the search finds what a regular expression finds.
  @Test func asARegularExpressionFindsIt() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let pieces = ["jo", "Jo", "smith", "SMITH", "a", "son", " ", " ", ", ", "-", ".", "\n", "é", "7"]
    let gap = "[^a-z0-9é]+"
    let pattern = "(?i)(?<![a-z0-9é])(jo\(gap)smith|smith\(gap)jo)(?![a-z0-9é])"
    let expression = try NSRegularExpression(pattern: pattern)
    let search = try #require(PersonSearch("Jo Smith"))
    var found = 0
    for _ in 0..<20_000 {
      let text = (0..<generator.int(in: 0...9)).map { _ in generator.pick(pieces) }.joined()
      let range = NSRange(text.startIndex..., in: text)
      let expected = expression.firstMatch(in: text, range: range) != nil
      found += expected ? 1 : 0
      #expect(search.isNamed(in: text) == expected, "\(text.debugDescription)")
    }
    #expect(found > 300)
  }

  static let name = "Jo Smith"
  static let retraction = Event.ID(writer: "jo-smith-7q2m", number: 3)

  /// Every text that somebody can write in an event, with the place that it is.
  static let events: [(PersonSearch.Place, Event)] = {
    var note = event(.started(["a"]))
    note.note = "By \(name)"
    var evidence = event(.started(["a"]))
    evidence.evidence = ["Minutes", "Letter to \(name)"]
    var out = event(.started(["a"]))
    out.outOfSequence = Event.OutOfSequence(reason: "\(name) had begun", covers: [])
    var newer = event(.unknown(kind: "praised"))
    newer.isFromNewerVersion = true
    newer.original = Array(#"{"id":"sam-9zk4:1","kind":"praised","whom":"Jo Smith","sum":"0"}"#.utf8)
    return [
      (.by, event(.started(["a"]), by: name)), (.writer, event(.started(["a"]), writer: "jo-smith-7q2m")),
      (.writer, event(.retracted(retraction))),
      (.writer, event(.settled(subject: "a", kept: retraction, between: []))),
      (.person, event(.assigned(["a"], person: name))),
      (.waitingFor, event(.held(["a"], reason: "x", waitingFor: name, chase: nil))),
      (.reason, event(.held(["a"], reason: name, waitingFor: nil, chase: nil))),
      (.reason, event(.turnedDown(["a"], reason: name, backOn: nil))),
      (.reason, event(.waived(["a"], reason: name, answers: []))),
      (.reason, event(.reopened(["a"], reason: name))), (.reason, event(.closed(outcome: "x", reason: name))),
      (.outcome, event(.closed(outcome: name, reason: nil))), (.text, event(.lessonNoted(["a"], text: name))),
      (.note, note), (.evidence, evidence), (.outOfSequence, out),
      (.name, event(.registered(name: name, checklist: "c", edition: "1"))),
      (.name, event(.baselineSet(name: name, seen: [:]))),
      (.body, event(.meetingsSet(body: name, days: [], papers: nil))), (.other, newer),
    ]
  }()

  @Test(arguments: events) func everyPlace(_ place: PersonSearch.Place, _ event: Event) throws {
    #expect(try #require(PersonSearch(Self.name)).places(in: event) == [place])
    #expect(try #require(PersonSearch("Jo Smithson")).places(in: event).isEmpty)
  }

  @Test func everyPlaceIsTested() {
    #expect(Set(Self.events.map(\.0)) == Set(PersonSearch.Place.allCases))
  }

  /// Entries that were taken back are found, and writers are told with what they recorded under other names.
  @Test func histories() throws {
    let history = History([
      Self.event(.started(["a"]), by: "Jo Smith", writer: "jo-7q2m", number: 1),
      Self.event(.started(["b"]), by: "Kim Lee", writer: "jo-7q2m", number: 2),
      Self.event(.retracted(Event.ID(writer: "jo-7q2m", number: 1)), by: "Sam", number: 3),
    ])
    let search = try #require(PersonSearch("jo smith"))
    #expect(!history.isLive[0])
    #expect(search.matches(in: history).map(\.position) == [0])
    let writers = search.writers(in: history)
    #expect(writers.map(\.id) == ["jo-7q2m"] && writers[0].events == 2 && writers[0].underOtherNames == 1)
    #expect(try #require(PersonSearch("jo-7q2m")).matches(in: history).map(\.position) == [0, 1, 2])
  }
}
