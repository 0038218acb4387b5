public import MutualChecklist

/// What a report is made of: one organisation, evaluated on a day, and what readers should be warned of. It never changes.
public final class OrganisationReport: Sendable {
  /// The organisation's id.
  public let id: String
  /// The organisation's name.
  public let name: String
  /// Every step's standing, with its reasons.
  public let evaluation: Evaluation
  /// Which of the recorded events count.
  public let view: View
  /// What readers should know of the record, such as an interrupted entry.
  public let warnings: [String]

  /// Creates it.
  /// - Parameters:
  ///   - id: the organisation's id.
  ///   - name: the organisation's name.
  ///   - evaluation: every step's standing.
  ///   - view: which of the recorded events it is made of.
  ///   - warnings: what readers should know of the record.
  public init(
    id: String, name: String, evaluation: Evaluation, view: View = .everything, warnings: [String] = []
  ) {
    self.id = id
    self.name = name
    self.evaluation = evaluation
    self.view = view
    self.warnings = warnings
  }

  var checklist: Checklist { evaluation.checklist }
  var record: Record { evaluation.record }

  /// The event that set the state of a step.
  func stateEvent(_ step: Int) -> Event? { record.steps[step].setBy.map { record.history.events[$0] } }
}
