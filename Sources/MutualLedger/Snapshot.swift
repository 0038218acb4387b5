public import MutualChecklist

/// What a ledger holds of one organisation at one moment.
public struct Snapshot: Sendable {
  /// The organisation's id.
  public let organisation: String
  /// The organisation's name as its files give it; nil where none of them can be read as far as that.
  public let name: String?
  /// All its events, each once, in fold order.
  public let events: [Event]
  /// The highest number of each writer's events.
  public let writers: [String: Int]
  /// What is odd, but loses nothing that was said to be saved. In the order of files and lines.
  public let warnings: [Problem]
  /// What may have lost something. All else was read. In the order of files and lines.
  public let damage: [Problem]
  /// How many events, and first lines of files, have something that only a newer version of the program knows.
  public let newer: Int
  /// For each writer who used a number twice, with different contents, the lowest such number.
  public let splits: [String: Int]

  /// What the next event of a writer is to be numbered by.
  struct Counters {
    /// The highest number that anyone has seen of each writer.
    var highestSeen: [String: Int] = [:]
    var highestClock = 0
  }

  let counters: Counters

  /// Puts the files of an organisation together.
  ///
  /// - Complexity: O(length of the files), and O(events × log events) where they don't come in order already.
  init(organisation: String, files: [(file: LedgerFile, content: EventFile)], problems: [Problem]) {
    self.organisation = organisation
    var problems = problems
    var counters = Counters()
    var entries: [String: [(event: Event, file: Int, line: Range<Int>)]] = [:]
    var name: String?
    var newer = 0
    for (index, (file, content)) in files.enumerated() {
      problems += Self.problems(in: content, file)
      if let header = content.header {
        if header.isFromNewerVersion { newer += 1 }
        guard header.organisation == organisation else { continue }
        if name == nil { name = header.name }
      }
      newer += content.newerEvents
      counters.highestClock = max(counters.highestClock, content.highestClock)
      entries[content.writer, default: []] += content.entries.map { ($0.event, index, $0.line) }
    }
    var events: [Event] = []
    var splits: [String: Int] = [:]
    events.reserveCapacity(entries.values.reduce(0) { $0 + $1.count })
    for (writer, list) in entries {
      let isOrdered = zip(list, list.dropFirst()).allSatisfy { $0.event.id.number < $1.event.id.number }
      if isOrdered {
        events += list.lazy.map(\.event)
      } else {
        let (distinct, split) = Self.distinct(list) { files[$0].content.bytes }
        events += distinct
        splits[writer] = split
      }
    }
    for event in events {
      counters.highestSeen[event.id.writer] = max(counters.highestSeen[event.id.writer] ?? 0, event.id.number)
      // An event from before this writer was known can't have been seen: each is looked at.
      for (writer, number) in event.seen where number > counters.highestSeen[writer] ?? 0 {
        counters.highestSeen[writer] = number
      }
    }
    for (writer, number) in splits.sorted(by: { $0.key < $1.key }) {
      problems.append(
        Problem(
          .twoContents, file: LedgerFile.events(organisation: organisation, writer: writer).path,
          "The entry \(writer):\(number) has two contents, perhaps since a backup was restored. Both count."))
    }
    if !splits.isEmpty { events = events.map { Self.seen($0, before: splits) } }
    if !zip(events, events.dropFirst()).allSatisfy({ $0.isFolded(before: $1) }) {
      events.sort { $0.isFolded(before: $1) }
    }
    problems.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    self.name = name
    self.events = events
    self.newer = newer
    self.splits = splits
    self.counters = counters
    writers = events.reduce(into: [:]) { $0[$1.id.writer] = max($0[$1.id.writer] ?? 0, $1.id.number) }
    warnings = problems.filter { !$0.isDamage }
    damage = problems.filter(\.isDamage)
  }

  /// What others say they had seen of a writer who used numbers twice counts up to the first such number.
  private static func seen(_ event: Event, before splits: [String: Int]) -> Event {
    var event = event
    for (writer, number) in event.seen {
      guard let split = splits[writer], number >= split else { continue }
      event.seen[writer] = split > 1 ? split - 1 : nil
    }
    return event
  }

  /// Leaves out what is there twice with the same bytes, and numbers different contents under one id.
  private static func distinct(
    _ entries: [(event: Event, file: Int, line: Range<Int>)], _ bytes: (Int) -> [UInt8]
  ) -> (events: [Event], split: Int?) {
    var groups: [Int: [(event: Event, line: ArraySlice<UInt8>)]] = [:]
    for entry in entries {
      groups[entry.event.id.number, default: []].append((entry.event, bytes(entry.file)[entry.line]))
    }
    var events: [Event] = []
    var split: Int?
    for (number, group) in groups.sorted(by: { $0.key < $1.key }) {
      var previous: ArraySlice<UInt8>?
      var variant = 0
      for entry in group.sorted(by: { $0.line.lexicographicallyPrecedes($1.line) })
      where entry.line != previous {
        var event = entry.event
        event.variant = variant
        events.append(event)
        variant += 1
        previous = entry.line
      }
      if variant > 1, split == nil { split = number }
    }
    return (events, split)
  }

  /// What is wrong with a file.
  private static func problems(in content: EventFile, _ file: LedgerFile) -> [Problem] {
    guard case .events(let organisation, let writer) = file else { return [] }
    if let header = content.header {
      if header.organisation != organisation {
        return [
          Problem(
            .otherOrganisation, file: file.path, line: 1,
            "The file is of another organisation, \(header.organisation): it was left out.")
        ]
      }
    }
    var problems: [Problem] = []
    if content.writer != writer {
      problems.append(
        Problem(.copiedFile, file: file.path, line: 1, "The file is a copy of that of \(content.writer)."))
    }
    for bad in content.badLines {
      problems.append(
        bad.isInterrupted
          ? Problem(
            .interruptedEntry, file: file.path, line: bad.number,
            "Writing was interrupted here: what was being recorded was never said to be saved.")
          : Problem(
            .damagedLine(bad.fault), file: file.path, line: bad.number,
            "The line can't be read: \(bad.fault.message)."))
    }
    return problems
  }
}
