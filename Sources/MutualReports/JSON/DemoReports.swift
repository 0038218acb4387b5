internal import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// Where a worked example is, and what there is to look at.
  /// - Parameter demo: the example.
  /// - Returns: the bytes of the object, and a line feed.
  public static func demo(_ demo: DemoReport) -> [UInt8] {
    document("demo") { json in
      json.member("id", demo.id)
      json.member("title", demo.title)
      json.member("summary", demo.summary)
      json.member("ledger", demo.ledger)
      json.member("organisation", demo.organisation)
      json.member("entries", demo.entries)
      json.member("new", demo.new)
      items(demo.dates, to: &json) { json, date in
        json.beginObject()
        json.member("day", date.day.description)
        json.member("what", date.what)
        json.endObject()
      }
    }
  }

  /// The worked examples that there are.
  /// - Parameter demos: each with its id and title.
  /// - Returns: the bytes of the object, and a line feed.
  public static func demos(_ demos: [(id: String, title: String)]) -> [UInt8] {
    document("demos") { json in
      items(demos, to: &json) { json, demo in
        json.beginObject()
        json.member("id", demo.id)
        json.member("title", demo.title)
        json.endObject()
      }
    }
  }
}
