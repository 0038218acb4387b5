/// Which steps of one edition are which of another: the same id, or one that replaces another.
struct Succession {
  /// For each step of the later edition, the steps of the earlier one that it is or takes over from.
  let predecessors: [[Int]]
  /// For each step of the earlier edition, the steps of the later one that it became; none: it was dropped.
  let successors: [[Int]]

  /// Finds what became of the steps of an edition.
  ///
  /// An id that both have is the same step, whatever `replaces` says.
  /// - Complexity: O(steps).
  init(from old: Checklist, to new: Checklist) {
    var predecessors = [[Int]](repeating: [], count: new.steps.count)
    var successors = [[Int]](repeating: [], count: old.steps.count)
    for (position, step) in new.steps.enumerated() {
      if let same = old.position(ofStep: step.id) { predecessors[position].append(same) }
      for id in step.replaces where new.position(ofStep: id) == nil {
        if let replaced = old.position(ofStep: id), !predecessors[position].contains(replaced) {
          predecessors[position].append(replaced)
        }
      }
      for predecessor in predecessors[position] { successors[predecessor].append(position) }
    }
    self.predecessors = predecessors
    self.successors = successors
  }
}
