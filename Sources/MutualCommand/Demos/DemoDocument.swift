internal import MutualChecklist
internal import MutualJSON

/// A worked example as its file in `checklists/demos` has it: a journey told by public sources, as commands with days.
struct DemoDocument {
  /// One command that records something, without what all of them have.
  struct Entry {
    /// The words after `mutual`.
    var words: [String] = []
    /// The day it happened, or by which it had; nil: no day is known.
    var on: Day?
    /// What the sources say, and what they don't.
    var note: String?
    /// The ids of the sources.
    var sources: [String] = []
  }

  var id = ""
  var title = ""
  var summary = ""
  /// The checklist, `ID@EDITION`.
  var checklist = ""
  var organisation = (id: "", name: "")
  /// The instant that all entries are recorded at, so that the same bytes are written each time.
  var recorded: Instant?
  /// Who records it.
  var by = ""
  /// Why entries may be out of sequence.
  var outOfSequence = ""
  /// Days that are worth looking at.
  var dates: [(day: Day, what: String)] = []
  /// The addresses of the sources, by id.
  var addresses: [String: String] = [:]
  var entries: [Entry] = []

  /// Reads a file; nil where it is not one. Tests read all that are built in.
  init?(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    do throws(JSONError) { try read(&reader) } catch { return nil }
    guard recorded != nil, !entries.isEmpty else { return nil }
  }

  private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.string()
      case "title": title = try reader.string()
      case "summary": summary = try reader.string()
      case "checklist": checklist = try reader.string()
      case "organisation": organisation = try Self.organisation(&reader)
      case "recorded": recorded = Instant(try reader.string())
      case "by": by = try reader.string()
      case "outOfSequence": outOfSequence = try reader.string()
      case "dates":
        try reader.beginArray()
        while try reader.nextElement() {
          if let date = try Self.date(&reader) { dates.append(date) }
        }
      case "sources":
        try reader.beginArray()
        while try reader.nextElement() {
          let (id, url) = try Self.source(&reader)
          addresses[id] = url
        }
      case "entries":
        try reader.beginArray()
        while try reader.nextElement() { entries.append(try Self.entry(&reader)) }
      default: try reader.skipValue()
      }
    }
    try reader.endDocument()
  }

  /// Reads an object whose values are all texts.
  private static func texts(_ reader: inout JSONReader) throws(JSONError) -> [String: String] {
    var texts: [String: String] = [:]
    try reader.beginObject()
    while let key = try reader.nextKey() { texts[key] = try reader.string() }
    return texts
  }

  private static func organisation(
    _ reader: inout JSONReader
  ) throws(JSONError) -> (id: String, name: String) {
    let texts = try texts(&reader)
    return (texts["id"] ?? "", texts["name"] ?? "")
  }

  private static func date(_ reader: inout JSONReader) throws(JSONError) -> (day: Day, what: String)? {
    let texts = try texts(&reader)
    return texts["day"].flatMap { Day($0) }.map { ($0, texts["what"] ?? "") }
  }

  private static func source(_ reader: inout JSONReader) throws(JSONError) -> (id: String, url: String) {
    let texts = try texts(&reader)
    return (texts["id"] ?? "", texts["url"] ?? "")
  }

  private static func list(_ reader: inout JSONReader) throws(JSONError) -> [String] {
    var list: [String] = []
    try reader.beginArray()
    while try reader.nextElement() { list.append(try reader.string()) }
    return list
  }

  private static func entry(_ reader: inout JSONReader) throws(JSONError) -> Entry {
    var entry = Entry()
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "run": entry.words = try list(&reader)
      case "on": entry.on = Day(try reader.string())
      case "note": entry.note = try reader.string()
      case "sources": entry.sources = try list(&reader)
      default: try reader.skipValue()
      }
    }
    return entry
  }
}
