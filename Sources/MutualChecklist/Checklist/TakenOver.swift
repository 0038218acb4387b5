/// What the steps of an edition took over from steps that it no longer has, by what they say they replace.
///
/// An id that the edition has is that step's own, whatever `replaces` says. Where a step replaces one that stood beside it
/// in an earlier edition, its own record decides: it has not been done just because its neighbour has.
struct TakenOver: Sendable {
  /// A step, or one that it took over from.
  struct Part: Sendable {
    /// The ids that it had, the newest first.
    var ids: [String]
    /// The places of those that it took over from, where these are several. All come after it.
    var replaced: [Int] = []
  }

  /// For each id that the edition no longer has, the positions of the steps that took over from it.
  private(set) var steps: [String: [Int]] = [:]
  /// For each step that took over from several, by its position, its parts: itself first, each before those that it took
  /// over from. A part is finished when all that it took over from are.
  private(set) var parts: [Int: [Part]] = [:]

  /// Finds what was taken over, also through editions between.
  /// - Parameters:
  ///   - steps: the steps of the edition.
  ///   - positions: their positions by id.
  ///   - earlier: other editions.
  /// - Complexity: O(steps of all editions).
  init(by steps: [Step], positions: TextIndex, earlier: [Checklist]) {
    // By position: a loop over the steps themselves would copy each.
    for position in steps.indices where !steps[position].replacesList.isEmpty {
      let step = steps[position]
      let tree = Self.tree(of: step, positions: positions, earlier)
      if tree.count > 1 { parts[position] = tree }
      for id in tree.flatMap(\.ids) where id != step.id { self.steps[id, default: []].append(position) }
    }
  }

  /// A step's parts, each id in one of them.
  private static func tree(of step: Step, positions: TextIndex, _ earlier: [Checklist]) -> [Part] {
    var seen: Set<String> = [step.id]
    /// The ids that a step says it replaces, without those that are steps in force or stood beside it.
    func replaced(by id: String) -> [String] {
      var all = id == step.id ? step.replaces : []
      for edition in earlier {
        if let before = edition.position(ofStep: id) { all += edition.steps[before].replaces }
      }
      return all.filter { old in
        positions[old] == nil
          && !earlier.contains { $0.position(ofStep: old) != nil && $0.position(ofStep: id) != nil }
          && seen.insert(old).inserted
      }
    }
    var parts = [Part(ids: [step.id])]
    var place = 0
    while place < parts.count {
      var found = replaced(by: parts[place].ids[0])
      while found.count == 1 {
        parts[place].ids.append(found[0])
        found = replaced(by: found[0])
      }
      for old in found {
        parts[place].replaced.append(parts.count)
        parts.append(Part(ids: [old]))
      }
      place += 1
    }
    return parts
  }
}
