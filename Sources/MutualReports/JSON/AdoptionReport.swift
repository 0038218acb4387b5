public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What going over to another edition changes for an organisation.
  /// - Parameters:
  ///   - adoption: what changes.
  ///   - report: the organisation, read with the other edition.
  ///   - event: the line of the event that was recorded; nil where it is only shown.
  /// - Returns: the bytes of the object, and a line feed.
  public static func adoption(
    _ adoption: Adoption, _ report: OrganisationReport, event: [UInt8]?
  ) -> [UInt8] {
    let (old, new) = (adoption.before.checklist, adoption.after.checklist)
    return document("adopt", report) { json in
      json.key("event")
      if let event { json.raw(event) } else { json.null() }
      json.member("from", old.edition)
      json.member("to", new.edition)
      json.member("newlyApplies", adoption.newlyApplies.map { new.steps[$0].id })
      json.member("noLongerApplies", adoption.noLongerApplies.map { new.steps[$0].id })
      json.member("retired", adoption.retired.map { old.steps[$0].id })
      json.member("newlyReady", adoption.newlyReady.map { new.steps[$0].id })
      json.member("checkAgain", adoption.checkAgain.map { new.steps[$0.step].id })
      items(adoption.differences, to: &json) { json, difference in
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
