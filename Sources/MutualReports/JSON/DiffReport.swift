public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What is different between two checklists.
  /// - Parameters:
  ///   - diff: the differences.
  ///   - names: the files or checklists that were compared, the old one first.
  /// - Returns: the bytes of the object, and a line feed.
  public static func diff(_ diff: ChecklistDiff, between names: (old: String, new: String)) -> [UInt8] {
    document("diff") { json in
      json.member("old", names.old)
      json.member("new", names.new)
      items(diff.differences, to: &json) { json, difference in
        json.beginObject()
        json.member("code", difference.code)
        json.member("subject", difference.subject.rawValue)
        json.member("id", difference.id)
        json.member("sentence", difference.sentence)
        json.endObject()
      }
    }
  }
}
