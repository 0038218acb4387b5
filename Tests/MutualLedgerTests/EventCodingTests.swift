import Foundation
import MutualChecklist
import MutualLedger
import TestSupport
import Testing

@Suite struct EventCodingTests {
  @Test(arguments: Samples.actions) func everyActionComesBackAsItWas(action: Action) throws {
    for event in [Samples.full(action), Samples.bare(action)] {
      var expected = event
      if case .baselineSet(_, let seen) = action { expected.seen = seen.filter { $0.key != Samples.writer } }
      #expect(try EventCoding.event(EventCoding.line(event)) == expected)
    }
  }

  @Test func noLineLeavesAnythingBehindInTheNext() throws {
    var events: [Event] = []
    var file = Array(try Samples.log(1).prefix { $0 != 0x0A }) + [0x0A]
    for action in Samples.actions {
      var full = Samples.full(action)
      // Nothing that makes the reader of lines give up.
      full.note = "Agreed"
      for var event in [full, Samples.bare(action)] {
        event.id.number = events.count + 1
        event.clock = events.count + 1
        file += EventCoding.line(event) + [0x0A]
        if case .baselineSet(_, let seen) = action { event.seen = seen.filter { $0.key != Samples.writer } }
        events.append(event)
      }
    }
    let snapshot = try Samples.load(file)
    #expect(snapshot.damage.isEmpty)
    for (read, event) in zip(snapshot.events, events) { #expect(read == event) }
    #expect(snapshot.events.count == events.count)
  }

  @Test(arguments: Samples.actions) func everyLineIsJSONInOneOrder(action: Action) throws {
    let line = EventCoding.line(Samples.full(action))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    #expect(object["kind"] as? String == action.kind)
    #expect(object["clock"] as? Int == Event.largestNumber)
    #expect(!line.contains(0x0A))
    let text = String(decoding: line, as: UTF8.self)
    let order = ["id", "prev", "clock", "seen", "at", "recorded", "day", "by", "kind", "note", "evidence"]
    let places = order.map { text.range(of: "\"\($0)\":")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func aLineIsWrittenAsDocumented() {
    let event = Event(
      id: Event.ID(writer: "jo-7q2m", number: 42), previous: "51c09e77", clock: 117,
      seen: ["sam-9zk4": 17, "al-1": 3], at: Day("2026-11-20"),
      recorded: Instant(secondsSince1970: 1_795_369_560),
      day: Day("2026-11-22") ?? .first, by: "Jo Smith",
      action: .completed(["form-steering-group"], answers: []),
      note: "…", evidence: ["minutes/2026-11-20.pdf"])
    let object =
      #"{"id":"jo-7q2m:42","prev":"51c09e77","clock":117,"seen":{"al-1":3,"sam-9zk4":17},"at":"2026-11-20","#
      + #""recorded":"2026-11-22T17:46:00Z","day":"2026-11-22","by":"Jo Smith","kind":"completed","#
      + #""steps":["form-steering-group"],"note":"…","evidence":["minutes/2026-11-20.pdf"],"#
    let sum = CRC32C.digits(CRC32C.checksum(of: Array(object.utf8)))
    #expect(
      EventCoding.line(event) == Array(object.utf8) + Array("\"sum\":\"".utf8) + sum + Array("\"}".utf8))
  }

  @Test func otherProgramsMayLeaveOutWhatCanBeLeftOut() throws {
    let event = try EventCoding.event(
      sealed(
        #"{"id":"bench-0001:7","clock":7,"at":"2026-01-05","recorded":"2026-01-05T08:00:00Z","day":"2026-01-05","#
          + #""by":"person-00","kind":"waived","steps":["a"],"reason":"as the board agreed","note":"x\u00e9""#
      ))
    #expect(event.action == .waived(["a"], reason: "as the board agreed", answers: []))
    #expect(event.note == "xé")
    #expect(event.previous == nil && event.seen.isEmpty && !event.isFromNewerVersion)
  }

  @Test func whatANewerVersionWroteIsKept() throws {
    let base = #"{"id":"a:1","clock":1,"recorded":"2026-01-05T08:00:00Z","day":"2026-01-05","by":"","kind":"#
    let unknown = try EventCoding.event(sealed(base + #""blessed","steps":7,"x":{"y":[null,1.5]}"#))
    #expect(unknown.action == .unknown(kind: "blessed"))
    #expect(unknown.isFromNewerVersion)
    let extended = try EventCoding.event(sealed(base + #""started","steps":["s"],"colour":"red""#))
    #expect(extended.action == .started(["s"]))
    #expect(extended.isFromNewerVersion)
    // A name that this version knows, in a kind of event where it doesn't, of another type.
    let moved = try EventCoding.event(sealed(base + #""started","papers":{"a":1},"steps":["s"]"#))
    #expect(moved.action == .started(["s"]))
    #expect(moved.isFromNewerVersion)
    let nested = try EventCoding.event(
      sealed(base + #""started","steps":["s"],"outOfSequence":{"reason":"r","covers":[],"who":1}"#))
    #expect(nested.outOfSequence == Event.OutOfSequence(reason: "r", covers: []))
    #expect(nested.isFromNewerVersion)
  }

  @Test(arguments: [
    (#""clock":0"#, "clock"), (#""clock":9007199254740992"#, "clock"), (#""clock":1.0"#, "clock"),
    (#""clock":99999999999999999999999"#, "clock"), (#""id":"a:0""#, "id"), (#""id":"a:01""#, "id"),
    (#""id":"A:1""#, "id"), (#""id":"a1""#, "id"), (#""id":"a:9007199254740992""#, "id"), (#""id":7"#, "id"),
    (#""recorded":"2026-01-05 08:00:00Z""#, "recorded"), (#""recorded":"2026-01-05T24:00:00Z""#, "recorded"),
    (#""day":"2026-02-29""#, "day"), (#""day":"1066-10-14""#, "day"), (#""day":"2026-1-05""#, "day"),
    (#""at":null"#, "at"), (#""by":["Jo"]"#, "by"), (#""kind":"""#, "kind"), (#""kind":null"#, "kind"),
    (#""steps":[]"#, "steps"), (#""steps":"s""#, "steps"), (#""steps":["s",1]"#, "steps"),
    (#""seen":{"b":0}"#, "seen"), (#""seen":{"B":1}"#, "seen"), (#""seen":[]"#, "seen"),
    (#""prev":"51C09E77""#, "prev"), (#""afterTorn":0"#, "afterTorn"), (#""evidence":"x""#, "evidence"),
    (#""outOfSequence":{"reason":"r"}"#, "outOfSequence"), (#""note":1"#, "note"),
  ])
  func whatIsNotAsItHasToBeIsDamage(member: String, key: String) throws {
    var members = [
      "id": #""id":"a:1""#, "clock": #""clock":1"#, "recorded": #""recorded":"2026-01-05T08:00:00Z""#,
      "day": #""day":"2026-01-05""#, "by": #""by":"Jo""#, "kind": #""kind":"started""#,
      "steps": #""steps":["s"]"#,
    ]
    func line() -> [UInt8] {
      sealed("{" + members.sorted { $0.key < $1.key }.map(\.value).joined(separator: ","))
    }
    #expect(throws: Never.self) { try EventCoding.event(line()) }
    members[key] = member
    #expect(throws: LineFault.malformed(key)) { try EventCoding.event(line()) }
  }

  @Test(arguments: Samples.actions) func whatAKindNeedsIsMissed(action: Action) throws {
    let text = String(decoding: EventCoding.line(Samples.bare(action)), as: UTF8.self)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let optional: Set<String> = [
      "seen", "waitingFor", "chase", "backOn", "person", "due", "papers", "target", "sum",
    ]
    for key in object.keys where !optional.contains(key) {
      var rest = object
      rest[key] = nil
      rest["sum"] = nil
      let json = try JSONSerialization.data(withJSONObject: rest, options: [.withoutEscapingSlashes])
      let line = sealed(String(String(decoding: json, as: UTF8.self).dropLast()))
      let mayLack = key == "answers" && !action.steps.isEmpty || key == "reason" && action.kind == "closed"
      if mayLack {
        #expect(throws: Never.self) { try EventCoding.event(line) }
      } else {
        #expect(throws: LineFault.missing(key)) { try EventCoding.event(line) }
      }
    }
  }

  @Test func aSumIsLastAndRight() {
    let line = EventCoding.line(Samples.bare(.started(["s"])))
    let text = String(decoding: line, as: UTF8.self)
    func fault(_ text: String) -> LineFault? {
      do throws(LineFault) {
        _ = try EventCoding.event(Array(text.utf8))
        return nil
      } catch {
        return error
      }
    }
    #expect(fault(text) == nil)
    #expect(fault("") == .empty)
    #expect(fault(" ") == .withoutSum)
    #expect(fault(text + " ") == .withoutSum)
    #expect(fault(text + "\r") == .carriageReturn)
    #expect(fault(String(text.dropLast())) == .withoutSum)
    #expect(fault(" " + text) == .wrongSum)
    #expect(fault(text.replacingOccurrences(of: "Jo", with: "Al")) == .wrongSum)
    #expect(fault(String(decoding: sealed(#"{"sum":"00000000""#), as: UTF8.self)) != nil)
    if case .notJSON = fault(String(decoding: sealed(#"{"id":"a:1","id":"a:1""#), as: UTF8.self)) {
    } else {
      Issue.record("a name twice was read")
    }
  }

  @Test func theFastReaderAgreesWithTheSlowOne() throws {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let lines = Samples.actions.flatMap {
      [EventCoding.line(Samples.full($0)), EventCoding.line(Samples.bare($0))]
    }
    for line in lines { agree(line) }
    let pieces = Array(#"{}[]",:\ 0123456789.-+eEaZ"#.utf8) + [0, 0x1F, 0x7F, 0x80, 0xC3, 0xA9, 0xFF]
    for _ in 0..<5_000 {
      // Changed lines, with their sums made right again: nothing but the members decides.
      var body = Array(random.pick(lines).dropLast(18))
      for _ in 0..<random.int(in: 1...3) where !body.isEmpty {
        let place = random.int(in: 0...(body.count - 1))
        switch random.int(in: 0...2) {
        case 0: body[place] = random.pick(pieces)
        case 1: body.insert(random.pick(pieces), at: place)
        default: body.remove(at: place)
        }
      }
      agree(sealed(body))
    }
  }

  /// The members that every line begins with, as they are written.
  private static let beginning = [
    #""id":"jo-7q2m:42""#, #""prev":"51c09e77""#, #""clock":117"#, #""seen":{"al-1":3,"sam-9zk4":17}"#,
    #""at":"2026-11-20""#, #""recorded":"2026-11-22T17:46:00Z""#, #""day":"2026-11-22""#, #""by":"Jo Smith""#,
    #""kind":"assigned""#,
  ]
  private static let rest = #","steps":["form-steering-group"],"person":"Sam Patel","note":"Agreed""#

  @Test func bothReadersAgreeOnMembersThatAreMissingMovedOrTwice() {
    let members = Self.beginning
    func agree(_ members: [String]) {
      self.agree(sealed("{" + members.joined(separator: ",") + Self.rest))
    }
    for left in 0..<(1 << members.count) {
      agree(members.indices.filter { left >> $0 & 1 == 1 }.map { members[$0] })
    }
    agree(members.map { $0.replacingOccurrences(of: "\":", with: "\": ") })
    for index in members.indices {
      for place in members.indices {
        var moved = members
        moved.insert(moved.remove(at: index), at: place)
        agree(moved)
        agree(Array(members[...place]) + [members[index]] + members[(place + 1)...])
      }
      let colon = members[index].firstIndex(of: ":") ?? members[index].startIndex
      let name = members[index][..<colon]
      let values = [
        "null", "1", "0", "01", "1.0", "-1", "9007199254740991", "9007199254740992", "12345678901234567",
        "[]",
        "{}", #""""#, #""x""#, #""Jo \u0053mith""#, #""Łódź""#, #""jo-7q2m:41""#, #""jo-7q2m:""#,
        #""jo-7q2n:42""#,
        #"":1""#, #""sam-9zk4:7""#, #""51c09e7""#, #""51c09e777""#, #""51C09E77""#, #""51c09e7g""#,
        #""2026-11-20""#, #""2026-11-31""#, #""2026-11-2""#, #""2026-11-200""#, #""2026-11-22T24:00:00Z""#,
        #""2026-11-22T17:46:00z""#, #""organisationReopened""#, #""completed""#, #""assignedx""#,
        #""assigne""#,
        #"{"al-1":3,"al-1":3}"#, #"{"al-1":0}"#, #"{"al-1":3,}"#, #"{"Al":3}"#, #"{"al-1" :3}"#,
        "{\"\(String(repeating: "a", count: 64))\":1}", "{\"\(String(repeating: "a", count: 65))\":1}",
        "\"\(String(repeating: "a", count: 64)):1\"", "\"\(String(repeating: "a", count: 65)):1\"",
      ]
      for value in values {
        var changed = members
        changed[index] = "\(name):\(value)"
        agree(changed)
      }
      for other in ["\"\"", #""\u0069d""#, "\"kin\"", "\"kinds\"", "\"colour\"", "\"outOfSequences\"", "id"] {
        var changed = members
        changed[index] = other + members[index][colon...]
        agree(changed)
      }
    }
  }

  @Test func bothReadersAgreeOnWordsThatBeginLikeOthers() {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    let beginning = "{" + Self.beginning.dropLast().joined(separator: ",")
    for _ in 0..<1_000 {
      let end = String(decoding: (0..<random.int(in: 0...8)).map { _ in random.pick(letters) }, as: UTF8.self)
      agree(sealed(beginning + #","kind":"complete\#(end)","steps":["form-steering-group"]"#))
      agree(
        sealed(beginning + #","kind":"registered","name":"R","checklis\#(end)":"short","edition":"2026""#))
    }
  }

  @Test func bothReadersAgreeWhereverALineIsChangedOrCut() {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let body = Array(("{" + Self.beginning.joined(separator: ",") + Self.rest).utf8)
    for place in body.indices.dropFirst() {
      agree(sealed(Array(body[..<place])))
      for bit in 0..<8 {
        var flipped = body
        flipped[place] ^= 1 << UInt8(bit)
        agree(sealed(flipped))
      }
      for _ in 0..<3 {
        var longer = body
        longer.insert(random.pick(Array(#" "\:,{}[]0aé"#.utf8)), at: place)
        agree(sealed(longer))
      }
      var shorter = body
      shorter.removeSubrange(place..<min(body.count, place + random.int(in: 1...9)))
      agree(sealed(shorter))
    }
  }

  @Test func bothReadersAgreeAfterAnyOtherLine() throws {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let header = Array(try Samples.log(1).prefix { $0 != 0x0A }) + [0x0A]
    let bare = Samples.actions.map { EventCoding.line(Samples.bare($0, number: 43)) }
    let body = Array(("{" + Self.beginning.joined(separator: ",") + Self.rest).utf8)
    for action in Samples.actions {
      var full = Samples.full(action)
      // Nothing that makes the fast reader give up, so that it remembers all of it.
      full.note = "Agreed"
      full.clock = 41
      full.id.number = 41
      let before = header + EventCoding.line(full) + [0x0A]
      for _ in 0..<10 {
        try agree(random.pick(bare), after: before)
        var changed = body
        let place = random.int(in: 1...(body.count - 1))
        changed[place] ^= 1 << UInt8(random.int(in: 0...7))
        try agree(sealed(changed), after: before)
      }
    }
  }

  private func agree(_ line: [UInt8], after before: [UInt8]) throws {
    func read(_ line: [UInt8]) throws -> ([Event], [Problem], [Problem]) {
      let snapshot = try Samples.load(before + line + [0x0A])
      let events = snapshot.events.map { event in
        var event = event
        event.original = nil
        return event
      }
      return (events, snapshot.damage, snapshot.warnings)
    }
    let (events, damage, warnings) = try read(line)
    let slow = try read(spaced(line))
    #expect(
      (events, damage, warnings) == slow,
      "seed \(SeededGenerator.seed): \(String(decoding: line, as: UTF8.self))")
  }

  /// A space after the first brace makes the fast reader give up, and means nothing.
  private func agree(_ line: [UInt8]) {
    func read(_ line: [UInt8]) -> Result<Event, LineFault> {
      do throws(LineFault) {
        var event = try EventCoding.event(line)
        // What only a newer version understands is kept as it was written.
        #expect(event.original == (event.isFromNewerVersion ? line : nil))
        event.original = nil
        return .success(event)
      } catch {
        return .failure(error)
      }
    }
    guard line.first == UInt8(ascii: "{") else { return }
    #expect(
      read(line) == read(spaced(line)),
      "seed \(SeededGenerator.seed): \(String(decoding: line, as: UTF8.self))")
  }

  private func spaced(_ line: [UInt8]) -> [UInt8] {
    sealed([UInt8(ascii: "{"), 0x20] + line.dropFirst().dropLast(18))
  }

  private func sealed(_ text: String) -> [UInt8] { sealed(Array(text.utf8)) }

  /// Adds the sum to an object that lacks only that.
  private func sealed(_ object: [UInt8]) -> [UInt8] {
    let body = object + [UInt8(ascii: ",")]
    return body + Array("\"sum\":\"".utf8) + CRC32C.digits(CRC32C.checksum(of: body)) + Array("\"}".utf8)
  }
}
