/// What changes for an organisation that goes over to another edition.
public struct Adoption: Sendable {
  /// The record, read with the edition that it has been kept with.
  public let before: Evaluation
  /// The same record, read with the other edition.
  public let after: Evaluation
  /// What is different between the editions.
  public let differences: [ChecklistDiff.Difference]
  /// Steps of the other edition that now apply, or may, and did not before or were not there.
  public let newlyApplies: [Int]
  /// Steps of the other edition that no longer apply.
  public let noLongerApplies: [Int]
  /// Steps of the edition before that the other one has no more: what was recorded of them is kept, and no longer counts.
  public let retired: [Int]
  /// Steps of the other edition that are now ready, and were not before.
  public let newlyReady: [Int]
  /// Completed steps of the other edition that now have to be looked at again.
  public let checkAgain: [(step: Int, reasons: [Reason])]

  /// Compares.
  /// - Parameters:
  ///   - before: the record, read with the edition in force.
  ///   - after: the record and its adoption of the other edition, read with that.
  /// - Complexity: O(size of both editions), and that of `checkAgain`.
  public init(from before: Evaluation, to after: Evaluation) {
    self.before = before
    self.after = after
    let diff = ChecklistDiff(from: before.checklist, to: after.checklist)
    differences = diff.differences
    let succession = diff.succession
    let applied = before.applies.map { $0 != .no }
    func wasThere(_ step: Int, _ isSo: (Int) -> Bool) -> Bool {
      succession.predecessors[step].contains(where: isSo)
    }
    newlyApplies = after.checklist.steps.indices.filter { step in
      after.applies[step] != .no && !wasThere(step) { applied[$0] }
    }
    noLongerApplies = after.checklist.steps.indices.filter { step in
      after.applies[step] == .no && wasThere(step) { applied[$0] }
    }
    retired = before.checklist.steps.indices.filter { succession.successors[$0].isEmpty && applied[$0] }
    newlyReady = after.checklist.steps.indices.filter { step in
      after.standings[step] == .ready && !wasThere(step) { before.standings[$0] == .ready }
    }
    let known = Set(before.checkAgain.map(\.step))
    checkAgain = after.checkAgain.filter { again in
      !succession.predecessors[again.step].contains(where: known.contains)
    }
  }
}
