internal import MutualChecklist

extension TextReports {
  /// What a ledger holds of one person.
  /// - Parameters:
  ///   - report: what was found.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func person(_ report: PersonReport, style: TextStyle) -> String {
    var page = TextPage(style)
    let found = report.organisations.filter { !$0.entries.isEmpty }
    let searched = Phrases.count(report.organisations.count, "organisation")
    page.paragraph(
      found.isEmpty
        ? "\"\(report.person)\" is not named in the records of \(searched)."
        : "\"\(report.person)\" is named in \(Phrases.count(report.entries, "entry", "entries")), in \(found.count) of \(searched)."
    )
    for organisation in found { add(organisation, to: &page) }
    let others = report.organisations.filter(\.entries.isEmpty).map { "\($0.name) (\($0.id))" }
    if !found.isEmpty, !others.isEmpty {
      page.heading("Not named in")
      for other in others { page.paragraph(other, indent: 2, hanging: 2) }
    }
    for warning in report.warnings + report.organisations.flatMap(\.warnings) {
      page.gap()
      page.paragraph("Note: \(warning)", hanging: 2)
    }
    page.heading("What was searched")
    page.paragraph(PersonReport.method, indent: 2)
    page.heading("What this cannot find")
    for limit in PersonReport.limits { page.paragraph(limit, indent: 2, hanging: 2) }
    if !found.isEmpty {
      page.gap()
      page.paragraph(PersonReport.caution)
    }
    page.commands([("Another form of the name", "mutual export --person NAME")])
    return page.text
  }

  private static func add(_ organisation: PersonReport.Organisation, to page: inout TextPage) {
    page.heading("\(organisation.name): \(organisation.entries.count) of \(organisation.searched) entries")
    for entry in organisation.entries {
      let event = entry.event
      let taken = entry.isLive ? "" : " This entry was taken back."
      page.paragraph(entry.sentences.joined(by: " ") + taken, indent: 2, hanging: 2)
      page.detail("Recorded on \(event.day.longText) by \(event.by)", indent: 4)
      page.detail("Entry \(organisation.id)/\(event.id)", indent: 4)
      if let out = event.outOfSequence {
        page.detail("Out of sequence: \(Phrases.sentence(out.reason))", indent: 4)
      }
      if let note = event.note { page.detail("Note: \(Phrases.sentence(note))", indent: 4) }
      if !event.evidence.isEmpty { page.detail("Evidence: \(Phrases.list(event.evidence))", indent: 4) }
      if let original = event.original {
        page.detail("As it is written: \(String(decoding: original, as: UTF8.self))", indent: 4)
      }
      page.detail("Named in: \(entry.places.map(\.words).joined(by: ", "))", indent: 4)
    }
    for writer in organisation.writers {
      let others =
        switch writer.underOtherNames {
        case 0: ""
        case 1: ", 1 of them under another name"
        default: ", \(writer.underOtherNames) of them under other names"
        }
      page.paragraph(
        "The writer \(writer.id) made \(Phrases.count(writer.events, "entry", "entries"))\(others).",
        indent: 2, hanging: 2)
    }
  }
}

extension PersonSearch.Place {
  /// The place as people call it.
  fileprivate var words: String {
    switch self {
    case .by: "who recorded it"
    case .writer: "a writer's id"
    case .person: "who it was given to"
    case .waitingFor: "whom it waits for"
    case .reason: "the reason"
    case .outcome: "the outcome"
    case .text: "the lesson"
    case .note: "the note"
    case .evidence: "the evidence"
    case .outOfSequence: "the reason why it is out of sequence"
    case .name: "the name"
    case .body: "who meets"
    case .other: "what only a newer version of mutual understands"
    }
  }
}
