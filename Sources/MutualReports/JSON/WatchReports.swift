public import MutualChecklist
internal import MutualJSON

extension JSONReports {
  /// What finishing steps would set free: each step with `frees`, ids, and `behind`, a number.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - impacts: what each step frees, in the order to list.
  /// - Returns: the bytes of the object, and a line feed.
  public static func impact(_ report: OrganisationReport, impacts: [Impact]) -> [UInt8] {
    document("impact", report) { json in
      items(impacts, to: &json) { json, impact in
        let step = report.checklist.steps[impact.step]
        json.beginObject()
        json.member("id", step.id)
        json.member("number", step.number)
        json.member("title", step.title)
        json.member("standing", report.evaluation.standings[impact.step].rawValue)
        json.member("frees", impact.frees.map { report.checklist.steps[$0].id })
        json.member("behind", impact.behind)
        json.endObject()
      }
    }
  }

  /// The disagreements that a person has to settle.
  /// - Parameters:
  ///   - report: the organisation.
  ///   - encoded: an event as its file has it.
  /// - Returns: the bytes of the object, and a line feed.
  public static func conflicts(_ report: OrganisationReport, encoded: (Event) -> [UInt8]) -> [UInt8] {
    document("conflicts", report) { json in
      items(report.evaluation.disagreements, to: &json) { json, disagreement in
        json.beginObject()
        json.member("subject", disagreement.subject.name(in: report.checklist))
        json.key("events")
        json.beginArray()
        for position in disagreement.events { json.raw(encoded(report.record.history.events[position])) }
        json.endArray()
        json.endObject()
      }
    }
  }

  /// What changed between two days: lists of ids, and of questions.
  /// - Parameters:
  ///   - changes: what is different.
  ///   - report: the organisation on the later day.
  ///   - since: the earlier day.
  ///   - happenedBy: the day by which all that is compared had happened, where only that was looked at.
  /// - Returns: the bytes of the object, and a line feed.
  public static func changes(
    _ changes: Changes, _ report: OrganisationReport, since: Day, happenedBy: Day? = nil
  ) -> [UInt8] {
    let checklist = report.checklist
    return document("changes", report) { json in
      json.member("since", since.description)
      if let happenedBy { json.member("happenedBy", happenedBy.description) }
      for (key, steps) in changes.lists { json.member(key, steps.map { checklist.steps[$0].id }) }
      json.member("answered", changes.answered.map { checklist.questions[$0].id })
    }
  }
}

extension Changes {
  /// The lists of steps, each with the word that programs read.
  var lists: [(word: String, steps: [Int])] {
    [
      ("finished", finished), ("started", started), ("stopped", stopped), ("reopened", reopened),
      ("newlyReady", newlyReady), ("newlyApplies", newlyApplies), ("noLongerApplies", noLongerApplies),
      ("slipped", slipped), ("disagreeing", disagreeing),
    ]
  }
}
