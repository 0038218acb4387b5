public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What a ledger holds of one person: an item an organisation, then what was searched and what can't be found.
  /// - Parameters:
  ///   - report: what was found.
  ///   - encoded: an event as its file has it.
  /// - Returns: the bytes of the object, and a line feed.
  public static func person(_ report: PersonReport, encoded: (Event) -> [UInt8]) -> [UInt8] {
    document("export") { json in
      json.member("person", report.person)
      json.member("found", report.entries)
      items(report.organisations, to: &json) { json, organisation in
        json.beginObject()
        json.member("id", organisation.id)
        json.member("name", organisation.name)
        json.member("searched", organisation.searched)
        json.key("entries")
        json.beginArray()
        for entry in organisation.entries { write(entry, of: organisation, to: &json, encoded) }
        json.endArray()
        json.key("writers")
        json.beginArray()
        for writer in organisation.writers {
          json.beginObject()
          json.member("id", writer.id)
          json.member("entries", writer.events)
          json.member("underOtherNames", writer.underOtherNames)
          json.endObject()
        }
        json.endArray()
        json.member("warnings", organisation.warnings)
        json.endObject()
      }
      json.member("method", PersonReport.method)
      json.member("limits", PersonReport.limits)
      json.member("warnings", report.warnings)
    }
  }

  private static func write(
    _ entry: PersonReport.Entry, of organisation: PersonReport.Organisation, to json: inout JSONWriter,
    _ encoded: (Event) -> [UInt8]
  ) {
    json.beginObject()
    json.member("id", "\(organisation.id)/\(entry.event.id)")
    json.member("sentence", entry.sentences.joined(by: " "))
    json.member("retracted", !entry.isLive)
    json.member("places", entry.places.map(\.rawValue))
    json.key("event")
    json.raw(encoded(entry.event))
    json.endObject()
  }
}
