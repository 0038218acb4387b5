public import MutualChecklist

/// A worked example that was put into a ledger.
public struct DemoReport: Sendable {
  /// Its id.
  public let id: String
  /// What it shows.
  public let title: String
  /// How far it can be relied on.
  public let summary: String
  /// The folder of its ledger.
  public let ledger: String
  /// The id of its organisation.
  public let organisation: String
  /// How many entries it has.
  public let entries: Int
  /// How many of them were recorded now.
  public let new: Int
  /// Days that are worth looking at, and what happened then.
  public let dates: [(day: Day, what: String)]

  /// Creates it.
  public init(
    id: String, title: String, summary: String, ledger: String, organisation: String, entries: Int, new: Int,
    dates: [(day: Day, what: String)]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.ledger = ledger
    self.organisation = organisation
    self.entries = entries
    self.new = new
    self.dates = dates
  }
}
