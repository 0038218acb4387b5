/// Which requirements say nothing that others of the same step don't say already.
///
/// If a step waits for A, and A waits for B, the step waits for B too, whether or not A applies: a step that does not
/// apply is looked through, so what it waits for still holds. That is so along a chain of plain requirements of any
/// length. It is not so along an any-of: which member is finished is not known, and a step that is looked through asks
/// nothing by an any-of with no member left. A requirement with a lag says more than one without.
///
/// Make one for as many questions as there are of one checklist.
struct ImpliedRequirements {
  private let checklist: Checklist
  /// For each step, its place in an order in which each comes after those that it waits for.
  private let places: [Int]
  /// For each step, the number of the walk that reached it last.
  private var reached: [Int]
  private var walk = 0

  init(in checklist: Checklist) {
    self.checklist = checklist
    reached = [Int](repeating: 0, count: checklist.steps.count)
    var places = reached
    for (place, step) in checklist.graph.order.enumerated() { places[step] = place }
    self.places = places
  }

  /// Returns the first step among those that a step waits for that waits itself, at once or through others, for what
  /// one of its requirements names; nil where that requirement is not implied.
  ///
  /// An any-of is implied where one of its members is finished whenever another required step is: that member waited
  /// for plainly, and applying to everybody. A `oneIsEnough` group is never implied: it also says what becomes of the
  /// other ways.
  /// - Complexity: O(steps and links behind the step).
  mutating func implying(_ requirement: Int, of step: Int) -> Int? {
    let requirements = checklist.steps[step].requires
    let implied: [Int]
    switch requirements[requirement].subject {
    case .step(let link): implied = link.lag == nil ? [link.step] : []
    case .anyOf(let links, let oneIsEnough):
      implied =
        oneIsEnough
        ? [] : links.filter { $0.lag == nil && checklist.steps[$0.step].appliesWhen == nil }.map(\.step)
    }
    guard let first = implied.map({ places[$0] }).min() else { return nil }
    for other in requirements.indices where other != requirement {
      if let required = Self.plainlyRequired(requirements[other]), waits(required, for: implied, from: first)
      {
        return required
      }
    }
    return nil
  }

  private static func plainlyRequired(_ requirement: Requirement) -> Int? {
    if case .step(let link) = requirement.subject { return link.step }
    return nil
  }

  /// Whether a step waits, through plain requirements, for one of some steps, the first of which has a place in the order:
  /// what comes before that waits for none of them.
  private mutating func waits(_ step: Int, for wanted: [Int], from first: Int) -> Bool {
    walk += 1
    reached[step] = walk
    var open = [step]
    while let next = open.popLast() {
      for requirement in checklist.steps[next].requires {
        guard let required = Self.plainlyRequired(requirement), places[required] >= first,
          reached[required] != walk
        else { continue }
        if wanted.contains(required) { return true }
        reached[required] = walk
        open.append(required)
      }
    }
    return false
  }
}
