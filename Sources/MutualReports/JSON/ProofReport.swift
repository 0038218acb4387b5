public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What was proved of a checklist, and what was found instead.
  /// - Parameters:
  ///   - proof: the proof.
  ///   - findings: its findings, in the same order, with their places in the file.
  ///   - checklist: the checklist.
  ///   - name: the file or checklist that was looked at.
  /// - Returns: the bytes of the object, and a line feed.
  public static func proof(
    _ proof: ChecklistProof, _ findings: [Finding], of checklist: Checklist, in name: String
  ) -> [UInt8] {
    document("prove") { json in
      json.member("file", name)
      items(Array(zip(findings, proof.gaps)), to: &json) { json, item in
        json.beginObject()
        members(of: item.0, to: &json)
        json.key("profile")
        write(item.1.profile, checklist, to: &json)
        json.endObject()
      }
      json.key("claims")
      json.beginArray()
      for tally in proof.tallies {
        json.beginObject()
        json.member("claim", tally.claim.rawValue)
        json.member("total", tally.total)
        json.member("failed", tally.failed)
        json.member("undecided", tally.undecided)
        json.endObject()
      }
      json.endArray()
      json.member("cases", proof.cases)
    }
  }

  private static func write(_ profile: [[Int]?]?, _ checklist: Checklist, to json: inout JSONWriter) {
    guard let profile else { return json.null() }
    json.beginObject()
    for (question, given) in zip(checklist.questions, profile) {
      if let given { json.member(question.id, given.map { question.answers[$0].id }) }
    }
    json.endObject()
  }
}
