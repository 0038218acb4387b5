internal import MutualJSON

/// The first line of an event file: whose it is, so that a single file can be sent by e-mail.
struct FileHeader: Equatable {
  /// The format that this version writes.
  static let format = 1

  var organisation: String
  /// The organisation's name, as it was when the file was made.
  var name: String
  var writer: String
  /// Whether a newer version of the program wrote something into it that this one does not know.
  var isFromNewerVersion = false
  /// Whether its format is one of a newer version, so that nobody here knows what its lines mean.
  var hasNewerFormat = false

  init(organisation: String, name: String, writer: String) {
    self.organisation = organisation
    self.name = name
    self.writer = writer
  }

  /// The line, with its sum and without a line feed.
  var line: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("format", Self.format)
    writer.member("organisation", organisation)
    writer.member("name", name)
    writer.member("writer", self.writer)
    return LineSum.seal(writer.bytes)
  }

  /// Whether a line may be one, to judge by how it begins.
  @inline(__always)
  static func isLikely(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    // The third byte rules out nearly all events, which begin with their id.
    line.count > 2 && bytes[line.lowerBound + 2] == UInt8(ascii: "f")
      && bytes[line].starts(with: "{\"format\":".utf8)
  }

  /// Reads the first line of a file.
  init(reading bytes: [UInt8], in line: Range<Int>) throws(LineFault) {
    let scanned = try bytes.withUnsafeBufferPointer { buffer throws(LineFault) in
      _ = try LineSum.check(line, in: buffer)
      var scanner = EventScanner()
      return scanner.header(of: line, in: buffer)
    }
    if let scanned {
      self = scanned
      return
    }
    self.init(organisation: "", name: "", writer: "")
    var format: Int?
    var found: Set<String> = []
    do throws(JSONError) {
      var reader = JSONReader(bytes, range: line)
      try reader.beginObject()
      while let key = try reader.nextKey() {
        found.insert(key)
        switch key {
        case "format": format = try reader.integer()
        case "organisation": organisation = try reader.string()
        case "name": name = try reader.string()
        case "writer": writer = try reader.string()
        case "sum": _ = try reader.string()
        default:
          isFromNewerVersion = true
          try reader.skipValue()
        }
      }
      try reader.endDocument()
    } catch {
      throw .notJSON(error.message)
    }
    guard let format else { throw .missing("format") }
    guard format >= 1 else { throw .malformed("format") }
    if format > Self.format { (isFromNewerVersion, hasNewerFormat) = (true, true) }
    for key in ["organisation", "name", "writer"] where !found.contains(key) { throw .missing(key) }
  }
}
