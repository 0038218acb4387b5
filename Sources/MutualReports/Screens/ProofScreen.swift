public import MutualChecklist

extension TextReports {
  /// What was proved of a checklist, and what was found instead.
  /// - Parameters:
  ///   - proof: the proof.
  ///   - findings: its findings, in the same order, with their places in the file.
  ///   - checklist: the checklist.
  ///   - name: the file or checklist that was looked at.
  ///   - style: the page.
  /// - Returns: the page, each line with its line feed.
  public static func proof(
    _ proof: ChecklistProof, _ findings: [Finding], of checklist: Checklist, in name: String,
    style: TextStyle
  ) -> String {
    var page = TextPage(style)
    for finding in findings { page.paragraph(sentence(finding, in: name), hanging: 2) }
    page.gap()
    let failed = proof.tallies.reduce(0) { $0 + $1.failed }
    let undecided = proof.tallies.reduce(0) { $0 + $1.undecided }
    if findings.isEmpty {
      page.paragraph("\(name): proved. Whatever is answered, it can be finished.")
    } else {
      page.paragraph(
        "\(name): not proved. \(Phrases.count(failed, "gap"))"
          + (undecided == 0 ? "." : ", and \(Phrases.count(undecided, "claim")) not decided."))
    }
    page.heading("What was looked at")
    page.table(proof.tallies.map { [$0.claim.words, result($0)] })
    page.gap()
    page.paragraph(
      "Each claim is about every set of answers that fit together. It was looked at with only the questions that it involves: \(Phrases.count(proof.cases, "case")) in all. That no steps wait for each other in a circle was found when the file was read."
    )
    page.commands([("Look for smaller mistakes", "mutual checklist lint \(name)")])
    return page.text
  }

  /// "12 steps", "1 of 12 steps fails".
  private static func result(_ tally: ChecklistProof.Tally) -> String {
    let noun = tally.claim.noun
    guard tally.total > 0 else { return "none to look at" }
    let all = Phrases.count(tally.total, noun.one, noun.many)
    let isWhole = tally.claim == .endApplies || tally.claim == .canBeFinished
    if tally.failed > 0 { return isWhole ? "no" : "not for \(tally.failed) of \(all)" }
    if tally.undecided > 0 { return isWhole ? "not decided" : "not decided for \(tally.undecided) of \(all)" }
    return isWhole ? "yes" : "yes, \(all)"
  }
}
