public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What going over to another edition does to an organisation.
  /// - Parameters:
  ///   - adoption: what it does.
  ///   - report: the organisation on the new edition.
  ///   - event: the event as the ledger has it; nil where nothing was recorded.
  /// - Returns: the bytes of the object, and a line feed.
  public static func adoption(
    _ adoption: Adoption, _ report: OrganisationReport, event: [UInt8]?
  ) -> [UInt8] {
    let (old, new) = (adoption.before.checklist, adoption.after.checklist)
    func ids(_ steps: [Int], _ checklist: Checklist) -> [String] { steps.map { checklist.steps[$0].id } }
    return document("adoption", report) { json in
      json.member("recorded", event != nil)
      json.key("event")
      if let event { json.raw(event) } else { json.null() }
      json.member("from", old.edition)
      json.member("to", new.edition)
      json.member("gains", ids(adoption.gains, new))
      json.member("losses", ids(adoption.losses, old))
      json.member("retired", adoption.retired)
      json.member("noLongerFinished", ids(adoption.noLongerFinished, new))
      json.member("newlyReady", ids(adoption.newlyReady, new))
      json.member("noLongerApplies", ids(adoption.noLongerApplies, new))
      json.key("checkAgain")
      json.beginArray()
      for again in adoption.checkAgain {
        json.beginObject()
        json.member("step", new.steps[again.step].id)
        json.member("reasons", again.reasons.map(\.code.rawValue))
        json.endObject()
      }
      json.endArray()
      json.member("newQuestions", adoption.newQuestions.map { new.questions[$0].id })
      json.member("lostAnswers", adoption.lostAnswers.map { old.questions[$0].id })
    }
  }
}
