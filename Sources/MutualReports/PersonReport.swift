public import MutualChecklist

/// What a ledger holds of one person, for a request to see it.
public struct PersonReport: Sendable {
  /// An entry that names the person.
  public struct Entry: Sendable {
    /// The entry, with all its texts.
    public let event: Event
    /// What it says happened, in sentences.
    public let sentences: [String]
    /// Whether it counts: false where it was taken back.
    public let isLive: Bool
    /// Where in it the person is named.
    public let places: [PersonSearch.Place]
  }

  /// What one organisation's record holds of the person.
  public struct Organisation: Sendable {
    /// The organisation's id.
    public let id: String
    /// The organisation's name.
    public let name: String
    /// The entries that name the person, in the order of the record.
    public let entries: [Entry]
    /// How many entries were searched.
    public let searched: Int
    /// The writers who recorded under the name, or whose id has it.
    public let writers: [PersonSearch.Writer]
    /// What could not be searched, and what else readers should know.
    public let warnings: [String]

    /// Searches the record of an organisation.
    /// - Parameters:
    ///   - id: the organisation's id.
    ///   - name: the organisation's name.
    ///   - history: what was recorded.
    ///   - checklist: where the titles of steps and questions are taken from.
    ///   - search: the person.
    ///   - warnings: what readers should know of the record.
    /// - Complexity: O(length of all texts).
    public init(
      id: String, name: String, history: History, checklist: Checklist, search: PersonSearch,
      warnings: [String]
    ) {
      self.id = id
      self.name = name
      self.warnings = warnings
      searched = history.events.count
      writers = search.writers(in: history)
      entries = search.matches(in: history).map { match in
        let event = history.events[match.position]
        return Entry(
          event: event, sentences: EventSentences.sentences(event, in: checklist),
          isLive: history.isLive[match.position], places: match.places)
      }
    }
  }

  /// The name that was searched for.
  public let person: String
  /// All organisations that were searched, in the order of their ids.
  public let organisations: [Organisation]

  /// What of the ledger was not searched, and is of no organisation.
  public let warnings: [String]

  /// Creates it.
  /// - Parameters:
  ///   - person: the name that was searched for.
  ///   - organisations: all organisations that were searched.
  ///   - warnings: what of the ledger was not searched.
  public init(person: String, organisations: [Organisation], warnings: [String] = []) {
    self.person = person
    self.organisations = organisations
    self.warnings = warnings
  }

  /// How many entries name the person.
  var entries: Int { organisations.reduce(0) { $0 + $1.entries.count } }

  /// What was looked at, and how, in sentences.
  static let method =
    "Every entry that can be read was searched, also those that were taken back. In each were looked at: who recorded it, the writer's id, who a step was given to and whom it waits for. So were notes, reasons, outcomes, lessons, evidence and names. All words of the name have to stand side by side. Capital letters make no difference, and the last word may come first, as in \"Smith, Jo\"."

  /// What such a search can't find, a sentence each.
  static let limits = [
    "Initials, nicknames, former names and misspellings. Search for each of them too.",
    "Somebody who is described and not named, such as \"the finance manager\".",
    "What is in documents. Only their names are kept here.",
    "The texts of checklists, files that other programs left in the ledger, and the folder \"aside\", where repairs keep originals.",
    "Which writers' ids an entry's writer had seen before. The files have them in every entry, under \"seen\".",
    "Copies elsewhere: backups, colleagues' ledgers, reports that were sent or printed.",
  ]

  /// What to see to before it is handed over.
  static let caution = "Entries may name other people too. Look through them before you hand them over."
}
