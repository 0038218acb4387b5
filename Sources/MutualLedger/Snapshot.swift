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
  ///
  /// - Complexity: O(events): a run that only reads needs it not at all.
  public var writers: [String: Int] {
    var numbers: [String: Int] = [:]
    // Mostly one event follows another of the same writer.
    var highest = Event.ID(writer: "", number: 0)
    for index in events.indices {
      if events[index].id.writer == highest.writer {
        highest.number = max(highest.number, events[index].id.number)
      } else {
        if highest.number > 0 { numbers[highest.writer] = highest.number }
        let id = events[index].id
        highest = Event.ID(writer: id.writer, number: max(id.number, numbers[id.writer] ?? 0))
      }
    }
    if highest.number > 0 { numbers[highest.writer] = highest.number }
    return numbers
  }
  /// What is odd, but loses nothing that was said to be saved. In the order of files and lines.
  public let warnings: [Problem]
  /// What may have lost something. All else was read. In the order of files and lines.
  public let damage: [Problem]
  /// How many events, and first lines of files, have something that only a newer version of the program knows.
  public let newer: Int
  /// For each writer who used a number twice, with different contents, the lowest such number.
  public let splits: [String: Int]

  /// The highest clock of its events.
  let highestClock: Int
  /// The highest number that other writers' events have seen of each writer.
  private let seenByOthers: [String: Int]

  /// The highest number that anyone has seen of each writer.
  var highestSeen: [String: Int] { seenByOthers.merging(writers, uniquingKeysWith: max) }

  /// For each writer who used a number twice, the place in the tree of those events that the last line of the writer's
  /// file has.
  let tips: [String: Range<Int>]

  /// Puts the files of an organisation together.
  ///
  /// - Complexity: O(length of the files), and O(events × log events) where they don't come in order already.
  init(organisation: String, files: [EventFile], problems: [Problem]) {
    self.organisation = organisation
    var problems = problems
    var highestClock = 0
    var seenByOthers: [String: Int] = [:]
    var ours: [EventFile] = []
    var newer = 0
    for content in files {
      problems += Self.problems(in: content, organisation)
      if content.header?.isFromNewerVersion == true { newer += 1 }
      if let header = content.header, header.organisation != organisation { continue }
      newer += content.newerEvents
      highestClock = max(highestClock, content.highestClock)
      if !content.seen.isEmpty { seenByOthers.merge(content.seen, uniquingKeysWith: max) }
      ours.append(content)
    }
    let merged = Self.merged(ours)
    problems += merged.splits.isEmpty ? [] : Self.problems(ofSplits: merged.splits, organisation)
    for content in files where !content.gaps.isEmpty {
      problems += Self.gaps(in: content, organisation, merged.events)
    }
    problems.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    name = ours.lazy.compactMap(\.header?.name).first
    events = merged.events
    splits = merged.splits
    tips = merged.places.isEmpty ? [:] : Self.tips(merged, files)
    self.newer = newer
    self.highestClock = highestClock
    self.seenByOthers = seenByOthers
    warnings = problems.filter { !$0.isDamage }
    damage = problems.filter(\.isDamage)
  }

  // MARK: Merging

  /// What some files hold together.
  private struct Merged {
    /// The events, each once, in fold order.
    var events: [Event] = []
    var splits: [String: Int] = [:]
    /// The lines of the writers who used a number twice, and their places in the tree.
    var places: [String: [(writer: String, line: ArraySlice<UInt8>, chain: Range<Int>?)]] = [:]
  }

  private static func merged(_ files: [EventFile]) -> Merged {
    var merged = Merged()
    // Nearly always there is one.
    if files.count == 1, files[0].isInOrder {
      merged.events = files[0].events
      return merged
    }
    var lists: [[Event]] = []
    let sorted = files.count > 1 ? files.sorted { $0.writer < $1.writer } : files
    var rest = sorted[...]
    while let writer = rest.first?.writer {
      let own = Array(rest.prefix { $0.writer == writer })
      rest = rest.dropFirst(own.count)
      if own.count == 1, own[0].isInOrder {
        lists.append(own[0].events)
      } else {
        let distinct = distinct(own)
        guard let split = distinct.split else {
          lists.append(distinct.events)
          continue
        }
        merged.splits[writer] = split
        let chained = chained(distinct.events, distinct.lines)
        lists.append(chained)
        merged.places[writer] = zip(chained, distinct.lines).map { (writer, $1, $0.chain) }
      }
    }
    if !merged.splits.isEmpty {
      for list in lists.indices { lists[list] = lists[list].map { seen($0, before: merged.splits) } }
    }
    merged.events = inFoldOrder(lists)
    return merged
  }

  /// For each writer who used a number twice, the place of what the last line of the writer's own file has.
  private static func tips(_ merged: Merged, _ files: [EventFile]) -> [String: Range<Int>] {
    var lastLines: [String: ArraySlice<UInt8>] = [:]
    for content in files where content.namedWriter == content.writer {
      lastLines[content.writer] = content.lines.last.map { content.bytes[$0] }
    }
    return merged.places.compactMapValues { $0.first { lastLines[$0.writer] == $0.line }?.chain }
  }

  /// Puts lists of events in the one order in which everyone folds them.
  private static func inFoldOrder(_ lists: [[Event]]) -> [Event] {
    // The places are sorted in place of the events, which are large and cost a count for each text in them.
    var places: [(clock: Int, list: Int32, index: Int32)] = []
    if lists.count == 1,
      lists[0].indices.dropFirst().allSatisfy({ lists[0][$0 - 1].isFolded(before: lists[0][$0]) })
    {
      return lists[0]
    }
    places.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists.indices {
      for index in lists[list].indices {
        places.append((lists[list][index].clock, Int32(list), Int32(index)))
      }
    }
    places.sort { first, second in
      if first.clock != second.clock { return first.clock < second.clock }
      return lists[Int(first.list)][Int(first.index)].isFolded(
        before: lists[Int(second.list)][Int(second.index)])
    }
    return places.map { lists[Int($0.list)][Int($0.index)] }
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
  ///
  /// The events come in the order of their numbers.
  private static func distinct(
    _ files: [EventFile]
  ) -> (events: [Event], lines: [ArraySlice<UInt8>], split: Int?) {
    var groups: [Int: [(event: Event, line: ArraySlice<UInt8>)]] = [:]
    for file in files {
      for (event, line) in zip(file.events, file.lines) {
        groups[event.id.number, default: []].append((event, file.bytes[line]))
      }
    }
    var events: [Event] = []
    var lines: [ArraySlice<UInt8>] = []
    var split: Int?
    for (number, group) in groups.sorted(by: { $0.key < $1.key }) {
      var previous: ArraySlice<UInt8>?
      var variant = 0
      for entry in group.sorted(by: { $0.line.lexicographicallyPrecedes($1.line) })
      where entry.line != previous {
        var event = entry.event
        event.variant = variant
        events.append(event)
        lines.append(entry.line)
        variant += 1
        previous = entry.line
      }
      if variant > 1, split == nil { split = number }
    }
    return (events, lines, split)
  }

  /// Gives each event of a writer who used a number twice its place in the tree that is made by which was written after
  /// which.
  ///
  /// - Complexity: O(events × log events).
  private static func chained(_ events: [Event], _ lines: [ArraySlice<UInt8>]) -> [Event] {
    var bySum: [String: Int] = [:]
    var children = [[Int]](repeating: [], count: events.count)
    var roots: [Int] = []
    // In fold order, and only after what has a lower clock: so no file, whatever is in it, makes a ring.
    for index in events.indices.sorted(by: { events[$0].isFolded(before: events[$1]) }) {
      if let previous = events[index].previous, let parent = bySum[previous],
        events[parent].clock < events[index].clock
      {
        children[parent].append(index)
      } else {
        roots.append(index)
      }
      bySum[LineSum.digits(of: lines[index])] = index
    }
    var chained = events
    var place = 0
    var open: [(index: Int, isEntered: Bool)] = roots.reversed().map { ($0, false) }
    var starts = [Int](repeating: 0, count: events.count)
    while let (index, isEntered) = open.popLast() {
      if isEntered {
        chained[index].chain = starts[index]..<place
      } else {
        starts[index] = place
        place += 1
        open.append((index, true))
        for child in children[index].reversed() { open.append((child, false)) }
      }
    }
    return chained
  }

  /// What was moved aside from a file and is missing: nothing once a copy that has it was merged.
  private static func gaps(in content: EventFile, _ organisation: String, _ events: [Event]) -> [Problem] {
    let file = LedgerFile.events(organisation: organisation, writer: content.namedWriter)
    // The numbers that are accounted for: those of events, and those that interrupted writes before them took.
    let taken = Set(
      events.lazy.filter { $0.id.writer == content.writer }.map { event in
        (event.id.number - min(event.afterTorn ?? 0, event.id.number - 1))...event.id.number
      })
    return content.gaps.compactMap { gap in
      let unread = gap.moved.unread
      // A file may say any number: the sum stops where it is enough.
      let there = taken.reduce(0) { sum, range in
        range.overlaps(gap.numbers) ? min(unread, sum + range.clamped(to: gap.numbers).count) : sum
      }
      guard there < unread else { return nil }
      let lines = unread == 1 ? "A line" : "\(unread) lines"
      return Problem(
        .movedAside, file: file.path, line: gap.number,
        "\(lines) that could not be read \(unread == 1 ? "was" : "were") moved aside on \(gap.moved.day.longText). "
          + "What \(unread == 1 ? "it" : "they") recorded is missing: merge a copy that has it, or record it again."
      )
    }
  }

  /// What there is to say of writers who used a number twice.
  private static func problems(ofSplits splits: [String: Int], _ organisation: String) -> [Problem] {
    splits.sorted { $0.key < $1.key }.map { writer, number in
      Problem(
        .twoContents, file: LedgerFile.events(organisation: organisation, writer: writer).path,
        "The entry \(writer):\(number) has two contents, perhaps since a backup was restored. Both count.")
    }
  }

  /// What is wrong with a file.
  private static func problems(in content: EventFile, _ organisation: String) -> [Problem] {
    let writer = content.namedWriter
    let file = LedgerFile.events(organisation: organisation, writer: writer)
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
