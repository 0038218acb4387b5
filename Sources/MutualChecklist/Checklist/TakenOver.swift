/// What the steps of an edition took over from steps that it no longer has, by what they say they replace.
///
/// An id that the edition has is that step's own, whatever `replaces` says.
struct TakenOver: Sendable {
  /// For each id that the edition no longer has, the positions of the steps that took over from it.
  private(set) var steps: [String: [Int]] = [:]
  /// For each step that took over from several, by its position, those: each by its ids, the newest first. The step is
  /// finished when all of them are.
  private(set) var parts: [Int: [[String]]] = [:]

  /// Finds what was taken over, also through editions between.
  /// - Parameters:
  ///   - steps: the steps of the edition.
  ///   - positions: their positions by id.
  ///   - earlier: other editions.
  /// - Complexity: O(steps of all editions).
  init(by steps: [Step], positions: [String: Int], earlier: [Checklist]) {
    for (position, step) in steps.enumerated() where !step.replaces.isEmpty {
      var isIn: Set<String> = [step.id]
      let groups = step.replaces.map { first in
        var ids: [String] = []
        var open = [first]
        while let id = open.popLast() {
          guard positions[id] == nil, isIn.insert(id).inserted else { continue }
          ids.append(id)
          for edition in earlier {
            guard let before = edition.position(ofStep: id) else { continue }
            open += edition.steps[before].replaces
          }
        }
        return ids
      }.filter { !$0.isEmpty }
      if groups.count > 1 { parts[position] = groups }
      for id in groups.joined() { self.steps[id, default: []].append(position) }
    }
  }

  /// Which part of a step an id is; nil where the step did not take over from several.
  func part(_ id: String, of step: Int) -> Int? { parts[step]?.firstIndex { $0.contains(id) } }
}
