internal import MutualChecklist

/// What is shown of a checklist, in sentences.
enum SelectionSentences {
  /// How many steps of how many are shown, and why these.
  static func all(_ selection: ChecklistSelection) -> [String] {
    let checklist = selection.checklist
    var sentences: [String] = []
    if let reviewed = checklist.reviewed { sentences.append("Reviewed on \(reviewed.longText).") }
    if selection.isWhole {
      let themes = checklist.themes
      if !themes.isEmpty { sentences.append("Themes to follow: \(themes.joined(by: ", ")).") }
      return sentences
    }
    var kinds: [String] = []
    if selection.mustNotMiss { kinds.append("must not be missed") }
    if let theme = selection.theme { kinds.append("have the theme \"\(theme)\"") }
    if let profile = selection.profile {
      kinds.append("apply or may apply")
      let given = checklist.questions.indices.compactMap { question in
        profile.given(to: question).map { Phrases.answer(question, $0, in: checklist) }
      }
      sentences.append("Where \(Phrases.list(given)).")
    }
    sentences.append(
      "\(selection.steps.count) of \(Phrases.count(checklist.steps.count, "step")): those that \(Phrases.list(kinds))."
    )
    return sentences
  }

  /// That a step may apply, and what that hangs on; nil where it surely does.
  static func doubt(_ step: Int, _ selection: ChecklistSelection) -> String? {
    let open = selection.openQuestions(of: step)
    guard !open.isEmpty else { return nil }
    return "May apply: that hangs on "
      + Phrases.list(open.map { "\"\(selection.checklist.questions[$0].prompt)\"" }) + "."
  }
}
