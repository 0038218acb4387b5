/// Which requirements say nothing that others of the same step don't say already.
///
/// If a step waits for A, and A waits for B, the step waits for B too, whether or not A applies: a step that does not
/// apply is looked through, so what it waits for still holds. That is so along a chain of plain requirements of any
/// length. It is not so along an any-of: which member is finished is not known, and a step that is looked through asks
/// nothing by an any-of with no member left. A requirement with a lag says more than one without.
enum ImpliedRequirements {
  /// Returns the first step among those that a step waits for that waits itself, at once or through others, for what
  /// one of its requirements names; nil where that requirement is not implied.
  ///
  /// An any-of is implied where one of its members is finished whenever another required step is: that member waited
  /// for plainly, and applying to everybody. A `oneIsEnough` group is never implied: it also says what becomes of the
  /// other ways.
  /// - Complexity: O(steps and links behind the step).
  static func implying(_ requirement: Int, of step: Int, in checklist: Checklist) -> Int? {
    let requirements = checklist.steps[step].requires
    let implied: [Int]
    switch requirements[requirement].subject {
    case .step(let link): implied = link.lag == nil ? [link.step] : []
    case .anyOf(let links, let oneIsEnough):
      implied =
        oneIsEnough
        ? [] : links.filter { $0.lag == nil && checklist.steps[$0.step].appliesWhen == nil }.map(\.step)
    }
    guard !implied.isEmpty else { return nil }
    return requirements.indices.lazy.filter { $0 != requirement }.compactMap { other in
      plainlyRequired(requirements[other])
    }.first { waits($0, for: implied, in: checklist) }
  }

  private static func plainlyRequired(_ requirement: Requirement) -> Int? {
    if case .step(let link) = requirement.subject { return link.step }
    return nil
  }

  /// Whether a step waits, through plain requirements, for one of some steps.
  private static func waits(_ step: Int, for wanted: [Int], in checklist: Checklist) -> Bool {
    var seen: Set<Int> = [step]
    var open = [step]
    while let next = open.popLast() {
      for required in checklist.steps[next].requires.compactMap(plainlyRequired) {
        if wanted.contains(required) { return true }
        if seen.insert(required).inserted { open.append(required) }
      }
    }
    return false
  }
}
