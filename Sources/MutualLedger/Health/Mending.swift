internal import MutualChecklist

/// How the file of a writer can be made right: each damaged line by one that says so, all else byte for byte.
///
/// What a repair does to a file has to keep four promises. No entry that can be read is lost or changed. No number is
/// given out again: a line that goes leaves one behind that counts as many numbers. Copies elsewhere merge as before: only
/// entries are ever merged, so neither the damage nor the line in its place spreads, and an entry that comes back from a
/// copy is added like any other. And what an interrupted write left behind stays where it is, since the entry after it
/// counts it.
struct Mending {
  /// The file as it is to be.
  private(set) var bytes: [UInt8]
  /// The lines that are moved aside because they can't be read, counted from 1.
  private(set) var unread: [Int] = []
  /// How many lines are moved aside because they are no entries of this writer.
  private(set) var misplaced = 0
  /// How many lines get the ends back that they were written with.
  private(set) var lineEnds = 0
  /// Whether the first line is written anew.
  private(set) var hasNewHeader = false

  private let header: FileHeader
  private let day: Day
  private let place: String

  /// Works out how to mend a file.
  ///
  /// - Parameters:
  ///   - content: The file as it is.
  ///   - header: The first line that it ought to have.
  ///   - day: The day of the repair.
  ///   - place: Where the file is kept as it is now: a path from the ledger's folder.
  ///   - isKept: Whether the line of another writer is in that writer's own file.
  /// - Complexity: O(length).
  init?(
    _ content: EventFile, header: FileHeader, day: Day, place: String,
    isKept: (_ writer: String, _ line: ArraySlice<UInt8>) -> Bool
  ) {
    // A newer version may know what its lines are, and why.
    guard content.newerEvents == 0, content.header?.isFromNewerVersion != true else { return nil }
    (bytes, self.header, self.day, self.place) = (content.bytes, header, day, place)
    restoreLineEnds(content)
    let restored = lineEnds == 0 ? content : EventFile(bytes, writer: content.writer)
    rewrite(restored, isKept)
    guard bytes != content.bytes else { return nil }
    let mended = EventFile(bytes, writer: content.writer)
    // That it does no harm is looked at, whatever the file was.
    let whole = Set(mended.lines.map { mended.bytes[$0] })
    guard content.lines.allSatisfy({ whole.contains(content.bytes[$0]) }), mended.writer == content.writer,
      mended.highestNumber >= restored.highestNumber,
      mended.badLines.count(where: { !$0.isInterrupted })
        < content.badLines.count(where: { !$0.isInterrupted })
    else { return nil }
  }

  /// Takes away the carriage returns that a program has put at the ends of the lines: the sums prove that it is right.
  private mutating func restoreLineEnds(_ content: EventFile) {
    let ends = content.badLines.filter { content.withoutCarriageReturn($0) != $0.range }
    let isProven = ends.contains { bad in
      content.misplaced(bad) != nil
        || (try? FileHeader(reading: content.bytes, in: content.withoutCarriageReturn(bad))) != nil
    }
    guard isProven else { return }
    lineEnds = ends.count
    bytes = []
    var position = 0
    for bad in ends {
      bytes += content.bytes[position..<content.withoutCarriageReturn(bad).upperBound]
      position = bad.range.upperBound
    }
    bytes += content.bytes[position...]
  }

  /// Puts lines that say so in the places of those that are damaged.
  private mutating func rewrite(
    _ content: EventFile, _ isKept: (_ writer: String, _ line: ArraySlice<UInt8>) -> Bool
  ) {
    bytes = []
    var position = 0
    var pending = MovedAside(lines: 0, unread: 0, day: day, place: place)
    func flush(_ bytes: inout [UInt8]) {
      if pending.lines > 0 { bytes += pending.line + [0x0A] }
      (pending.lines, pending.unread) = (0, 0)
    }
    for bad in content.badLines where !bad.isInterrupted {
      let isHeader = bad.number == 1 && bad.fault.isUnreadable
      let isMisplaced = isElsewhere(bad, content, isKept)
      guard isMisplaced || bad.fault.isUnreadable else { continue }
      let before = content.bytes[position..<bad.range.lowerBound]
      if !before.isEmpty {
        flush(&bytes)
        bytes += before
      }
      position = min(bad.range.upperBound + 1, content.bytes.count)
      if isHeader {
        hasNewHeader = true
        bytes += header.line + [0x0A]
      }
      pending.lines += 1
      if isMisplaced {
        misplaced += 1
      } else if !isHeader {
        pending.unread += 1
        unread.append(bad.number)
      } else if !FileHeader.isLikely(bad.range, in: content.bytes) {
        // Perhaps it was an entry.
        pending.unread += 1
      }
    }
    flush(&bytes)
    bytes += content.bytes[position...]
  }

  /// Whether a bad line is no entry of this writer, and is kept where it belongs.
  private func isElsewhere(
    _ bad: EventFile.BadLine, _ content: EventFile, _ isKept: (String, ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    if bad.fault == .secondHeader { return true }
    guard let (event, line) = content.misplaced(bad), event.id.writer != content.writer else { return false }
    return isKept(event.id.writer, content.bytes[line])
  }
}

extension LineFault {
  /// Whether the bytes are not those that were written. A line with a right sum is as it was written, if by a program that
  /// knows more than this one.
  fileprivate var isUnreadable: Bool {
    switch self {
    case .withoutSum, .wrongSum, .carriageReturn, .empty: true
    case .notJSON, .missing, .malformed, .otherWriter, .secondHeader: false
    }
  }
}
