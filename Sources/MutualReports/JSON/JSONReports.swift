internal import MutualChecklist
internal import MutualJSON

/// What other programs read: each report as one JSON object on one line.
///
/// Keys stand in the documented order, and fields are only ever added. Lists of steps hold their ids, in checklist order.
/// Values are made of the same evaluation as the pages for people.
public enum JSONReports {
  /// The version of the format that the reports have.
  public static let format = 1

  /// Writes an object that begins as every report does.
  static func document(_ kind: String, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("format", format)
    json.member("kind", kind)
    write(&json)
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// Writes an object that begins as every report about an organisation does, and ends with its warnings.
  static func document(
    _ kind: String, _ report: OrganisationReport, _ write: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    document(kind) { json in
      json.member("asOf", report.evaluation.day.description)
      json.key("organisation")
      json.beginObject()
      json.member("id", report.id)
      json.member("name", report.name)
      json.endObject()
      json.key("checklist")
      json.beginObject()
      json.member("id", report.checklist.id)
      json.member("edition", report.checklist.edition)
      json.endObject()
      write(&json)
      json.member("warnings", report.warnings)
    }
  }

  /// Writes `total` and `items`.
  static func items<Item>(
    _ items: [Item], to json: inout JSONWriter, _ write: (inout JSONWriter, Item) -> Void
  ) {
    json.member("total", items.count)
    json.key("items")
    json.beginArray()
    for item in items { write(&json, item) }
    json.endArray()
  }

  /// An error as other programs read it.
  /// - Parameters:
  ///   - code: a stable word for what went wrong.
  ///   - message: what went wrong and what to do, in sentences.
  /// - Returns: the bytes of the object, and a line feed.
  public static func error(code: String, message: String) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("format", format)
    json.key("error")
    json.beginObject()
    json.member("code", code)
    json.member("message", message)
    json.endObject()
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
