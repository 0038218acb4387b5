internal import MutualChecklist
internal import MutualJSON

/// A line that a repair put in the place of lines that were not right. They are kept elsewhere.
///
/// It says how many there were, since each of them counts as one number: so no number is ever given out again.
struct MovedAside: Equatable {
  /// How many lines stood there.
  var lines: Int
  /// How many of them could not be read, so that what they recorded may be missing. The others were no entries of this
  /// writer.
  var unread: Int
  /// The day of the repair.
  var day: Day
  /// The path, from the ledger's folder, of the copy of the whole file as it was before.
  var place: String

  /// The line, with its sum and without a line feed.
  var line: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("movedAside", lines)
    writer.member("unread", unread)
    writer.member("day", day.description)
    writer.member("to", place)
    return LineSum.seal(writer.bytes)
  }

  /// Whether a line may be one, to judge by how it begins.
  @inline(__always)
  static func isLikely(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    line.count > 2 && bytes[line.lowerBound + 2] == UInt8(ascii: "m")
      && bytes[line].starts(with: "{\"movedAside\":".utf8)
  }
}

extension MovedAside {
  /// Reads a line.
  ///
  /// - Throws: What is wrong with it.
  init(reading bytes: [UInt8], in line: Range<Int>) throws(LineFault) {
    _ = try bytes.withUnsafeBufferPointer { buffer throws(LineFault) in try LineSum.check(line, in: buffer) }
    var lines = 0
    var unread = -1
    var day: Day?
    var place = ""
    do throws(JSONError) {
      var reader = JSONReader(bytes, range: line)
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "movedAside": lines = try reader.integer()
        case "unread": unread = try reader.integer()
        case "day": day = Day(try reader.string())
        case "to": place = try reader.string()
        default: try reader.skipValue()
        }
      }
      try reader.endDocument()
    } catch {
      throw .notJSON(error.message)
    }
    guard (1...Event.largestNumber).contains(lines) else { throw .malformed("movedAside") }
    guard (0...lines).contains(unread) else { throw .malformed("unread") }
    guard let day else { throw .malformed("day") }
    self.init(lines: lines, unread: unread, day: day, place: place)
  }
}
