internal import MutualChecklist
internal import MutualPlatform

/// What a file of one writer holds, line by line.
struct EventFile {
  /// A line that could not be read.
  struct BadLine {
    /// Counted from 1.
    var number: Int
    /// Where it lies in the file, without its line feed.
    var range: Range<Int>
    var fault: LineFault
    /// Whether it looks as if writing it was interrupted: it breaks off.
    var breaksOff: Bool
    /// Whether it is known that writing it was interrupted.
    var isInterrupted = false
  }

  /// Lines that a repair moved aside.
  struct Gap {
    /// The line that stands for them, counted from 1.
    var number: Int
    var moved: MovedAside
    /// The numbers that count as theirs.
    var numbers: ClosedRange<Int>
  }

  let bytes: [UInt8]
  /// Whose file it is by its name.
  let namedWriter: String
  /// Whose file it is: by its first line, else by its name.
  private(set) var writer: String
  private(set) var header: FileHeader?
  /// The events, in the order of the lines.
  private(set) var events: [Event] = []
  /// For each event, where its line begins.
  private var starts: [Int] = []
  private(set) var badLines: [BadLine] = []
  private(set) var gaps: [Gap] = []
  /// Whether its last line has a line feed.
  private(set) var endsInLineFeed = true
  /// How many lines directly before its end are left over from interrupted writing.
  private(set) var interruptedAtEnd = 0
  /// The highest number that an event of it may have: a bad line counts as one.
  private(set) var highestNumber = 0
  /// The highest clock of its events.
  private(set) var highestClock = 0
  private(set) var newerEvents = 0
  /// The highest number that its events have seen of each other writer.
  private(set) var seen: [String: Int] = [:]
  /// Whether each event has a higher number and a higher clock than the one before it, as where nobody else wrote
  /// to the file: no event is there twice then, and all are in fold order.
  private(set) var isInOrder = true
  private var lastSumValue: UInt32?
  /// The number of the last event; 0: there is none yet.
  private var lastNumber = 0

  /// For each event, where its line lies in the file, without its line feed.
  ///
  /// - Complexity: O(length). (A list of ranges, kept while the file is read, would cost a short run a hundredth.)
  var lines: [Range<Int>] { starts.map { $0..<Self.lineEnd(in: bytes, from: $0) } }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: All that it holds.
  ///   - writer: The id of the writer that its name says.
  /// - Complexity: O(length).
  init(_ bytes: [UInt8], writer: String) {
    self.bytes = bytes
    namedWriter = writer
    self.writer = writer
    // A line of an event has 250 bytes or so, and hardly ever less than this.
    events.reserveCapacity(bytes.count / 160)
    starts.reserveCapacity(bytes.count / 160)
    var scanner = EventScanner()
    var start = 0
    var number = 0
    while start < bytes.count {
      number += 1
      let end = Self.lineEnd(in: bytes, from: start)
      endsInLineFeed = end < bytes.count
      read(start..<end, number, by: &scanner)
      start = end + 1
    }
    markInterruptionAtEnd(lines: number)
    markInterruptionsBeforeMergedLines()
  }

  /// The event of a line that is bad only where it stands: one of another writer, or one whose end a mail program has
  /// changed.
  ///
  /// - Returns: The event, and its line as it was written; nil where the line can't be read at all.
  func misplaced(_ bad: BadLine) -> (event: Event, line: Range<Int>)? {
    let line = withoutCarriageReturn(bad)
    guard let event = try? EventCoding.event(Array(bytes[line])), LedgerName.isWriter(event.id.writer)
    else { return nil }
    return (event, line)
  }

  /// Where a bad line lies, without the carriage returns that a program may have added.
  func withoutCarriageReturn(_ bad: BadLine) -> Range<Int> {
    var end = bad.range.upperBound
    while end > bad.range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bad.range.lowerBound..<end
  }

  /// The sum of the last line with an event.
  var lastSum: String? { lastSumValue.map { String(decoding: CRC32C.digits($0), as: UTF8.self) } }

  /// How many lines were interrupted that no event counts.
  var interruptedElsewhere: Int {
    let lines = badLines.count(where: \.isInterrupted)
    // An event may say any number.
    return max(0, lines - events.reduce(0) { min(lines, $0 + ($1.afterTorn ?? 0)) })
  }

  private mutating func read(_ line: Range<Int>, _ number: Int, by scanner: inout EventScanner) {
    do throws(LineFault) {
      if number == 1 || FileHeader.isLikely(line, in: bytes), try readHeader(line, isFirst: number == 1) {
        return
      }
      if MovedAside.isLikely(line, in: bytes) { return try readGap(line, number) }
      var sum: UInt32 = 0
      let event = try EventCoding.event(bytes, in: line, by: &scanner, sum: &sum)
      if event.id.writer != writer { throw .otherWriter(event.id.writer) }
      if event.id.number <= lastNumber || event.clock <= highestClock { isInOrder = false }
      lastNumber = event.id.number
      highestNumber = max(highestNumber, event.id.number)
      highestClock = max(highestClock, event.clock)
      if event.isFromNewerVersion { newerEvents += 1 }
      if !event.seen.isEmpty { noteSeen(event.seen) }
      lastSumValue = sum
      starts.append(line.lowerBound)
      if let count = event.afterTorn { markInterruption(before: number, count) }
      events.append(event)
    } catch {
      badLines.append(
        BadLine(
          number: number, range: line, fault: error, breaksOff: error != .carriageReturn && breaksOff(line)))
      highestNumber += 1
    }
  }

  private mutating func noteSeen(_ numbers: [String: Int]) {
    for (other, number) in numbers where number > seen[other] ?? 0 { seen[other] = number }
  }

  private mutating func readGap(_ line: Range<Int>, _ number: Int) throws(LineFault) {
    let moved = try MovedAside(reading: bytes, in: line)
    guard moved.lines <= Event.largestNumber - highestNumber else { throw .malformed("movedAside") }
    gaps.append(
      Gap(number: number, moved: moved, numbers: (highestNumber + 1)...(highestNumber + moved.lines)))
    highestNumber += moved.lines
  }

  /// Reads the line that says whose file it is; false where the first line is another one.
  private mutating func readHeader(_ line: Range<Int>, isFirst: Bool) throws(LineFault) -> Bool {
    let found: FileHeader
    do throws(LineFault) {
      found = try FileHeader(reading: bytes, in: line)
    } catch {
      if isFirst, error == .missing("format") { return false }
      throw error
    }
    if isFirst {
      header = found
      writer = found.writer
    } else if found != header {
      throw .secondHeader
    }
    return true
  }

  /// Whether a bad line is only the beginning of one. No beginning of an object is an object, and what was cut
  /// short seldom ends in a brace.
  private func breaksOff(_ line: Range<Int>) -> Bool {
    guard !line.isEmpty, !LineSum.isPassed(by: bytes[line]) else { return false }
    if bytes[line.upperBound - 1] != UInt8(ascii: "}") { return true }
    return JSONText.isCutShort(bytes, line)
  }

  /// An event says how many lines directly before it an interrupted write left behind.
  private mutating func markInterruption(before line: Int, _ count: Int) {
    var expected = line - 1
    for index in badLines.indices.reversed().prefix(count) {
      guard badLines[index].number == expected else { return }
      badLines[index].isInterrupted = true
      expected -= 1
    }
  }

  /// What breaks off at the end was interrupted: the next event will say so.
  ///
  /// That goes for a line with a line feed too: of the write that began with one, no more may be there. But a
  /// line that is whole and wrong stays damage, wherever it is.
  private mutating func markInterruptionAtEnd(lines: Int) {
    var expected = lines
    for index in badLines.indices.reversed() {
      // What goes on after its sum was written to its end, and damaged later.
      let isOpen =
        expected == lines && !endsInLineFeed && !LineSum.isPassed(by: bytes[badLines[index].range])
      guard badLines[index].number == expected, isOpen || badLines[index].breaksOff else { return }
      badLines[index].isInterrupted = true
      interruptedAtEnd += 1
      expected -= 1
    }
  }

  /// What broke off at the end when lines were merged in after it was interrupted all the same.
  ///
  /// Such a line says what it was written after, and that was not the bad one: it is in the file, or there was nothing,
  /// or its number is lower than one before. (Whoever writes after a line that is damaged later names a sum that no line
  /// has any more.)
  private mutating func markInterruptionsBeforeMergedLines() {
    guard badLines.contains(where: { $0.breaksOff && !$0.isInterrupted }) else { return }
    var starts: [Int: Int] = [:]
    var sums: Set<String> = []
    for (index, line) in lines.enumerated() {
      starts[line.lowerBound] = index
      sums.insert(LineSum.digits(of: bytes[line]))
    }
    // The highest number before each event.
    var highest = [0]
    for event in events { highest.append(max(highest[highest.count - 1], event.id.number)) }
    func isMerged(_ index: Int) -> Bool {
      guard let previous = events[index].previous else { return true }
      return sums.contains(previous) || events[index].id.number <= highest[index]
    }
    var following: Int?
    for index in badLines.indices.reversed() {
      let bad = badLines[index]
      let next = bad.range.upperBound + 1
      // The next line, or that of the bad lines directly after this one.
      let isBeforeBad = index + 1 < badLines.count && badLines[index + 1].range.lowerBound == next
      if !isBeforeBad { following = starts[next] }
      guard let event = following else { continue }
      guard bad.breaksOff, bad.number > 1, isMerged(event) else {
        following = nil
        continue
      }
      badLines[index].isInterrupted = true
    }
  }

  /// The place of the next line feed, or the end.
  private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { ByteSearch.place(of: UInt8(ascii: "\n"), in: $0, from: start) }
  }
}
