extension TextReports {
  /// What a merge took in.
  /// - Parameters:
  ///   - summary: what was taken in.
  ///   - style: the page.
  /// - Returns: the text.
  public static func merge(_ summary: MergeSummary, style: TextStyle) -> String {
    var page = TextPage(style)
    let entries = Phrases.count(summary.entries, "entry", "entries")
    if summary.isDryRun {
      page.paragraph("\(entries) would be taken in. Nothing was changed.")
    } else {
      page.paragraph(
        summary.entries == 0
          ? "There was nothing to take in: all that can be read is there already." : "Took in \(entries).")
    }
    if !summary.organisations.isEmpty {
      page.heading("Organisations")
      for organisation in summary.organisations {
        let new = organisation.isNew ? ", new in this ledger" : ""
        page.paragraph("\(organisation.name) (\(organisation.id))\(new)", indent: 2, hanging: 2)
        page.detail(
          "\(Phrases.count(organisation.entries, "entry", "entries")) taken in, \(organisation.alreadyThere) there already",
          indent: 4)
      }
    }
    if !summary.checklists.isEmpty {
      page.heading("New checklists")
      for (id, edition) in summary.checklists { page.paragraph("\(id)@\(edition)", indent: 2) }
    }
    if !summary.leftBehind.isEmpty {
      page.heading("Stayed behind")
      for finding in summary.leftBehind {
        page.paragraph("\(finding.place): \(finding.message)", indent: 2, hanging: 2)
      }
    }
    for warning in summary.warnings {
      page.gap()
      page.paragraph("Note: \(warning)", hanging: 2)
    }
    if summary.isDryRun, summary.entries > 0 {
      page.gap()
      page.paragraph("Run it again without --dry-run to take them in.")
    } else if summary.entries > 0 {
      page.commands([
        ("Where two records disagree", "mutual conflicts"), ("How the ledger is", "mutual verify"),
      ])
    } else {
      page.commands([("How the ledger is", "mutual verify")])
    }
    return page.text
  }

  /// What was found in a ledger, one finding after the other.
  /// - Parameters:
  ///   - findings: what was found.
  ///   - organisations: how many organisations were looked at.
  ///   - entries: how many entries can be read.
  ///   - aside: how many repairs have kept originals.
  ///   - canMend: whether a repair can mend some of it.
  ///   - style: the page.
  /// - Returns: the text.
  public static func verify(
    _ findings: [LedgerFinding], organisations: Int, entries: Int, aside: Int, canMend: Bool, style: TextStyle
  ) -> String {
    var page = TextPage(style)
    let damage = findings.filter(\.isDamage).count
    let warnings = findings.count - damage
    let read =
      "\(Phrases.count(organisations, "organisation")), \(Phrases.count(entries, "entry", "entries")) that can be read"
    if findings.isEmpty {
      page.paragraph("All is well: \(read).")
    } else {
      page.paragraph(
        "\(damage == 0 ? "No damage" : "Damaged in \(Phrases.count(damage, "place"))"), \(Phrases.count(warnings, "warning")): \(read)."
      )
      page.gap()
    }
    for finding in findings {
      page.paragraph(
        "\(finding.place): \(finding.isDamage ? "damage" : "warning"): \(finding.message) [\(finding.code)]",
        hanging: 2)
    }
    if aside > 0 {
      page.gap()
      page.paragraph(
        "The folder aside keeps what \(Phrases.count(aside, "repair")) moved out of the way. Nothing in it counts."
      )
    }
    if findings.isEmpty {
      page.commands([("Where things stand", organisations > 1 ? "mutual status -o NAME" : "mutual status")])
    } else {
      page.commands(
        (canMend ? [("Mend what can be mended", "mutual repair")] : [])
          + [("Take in what a copy has", "mutual merge PATH")])
    }
    return page.text
  }
}
