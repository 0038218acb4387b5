/// What a merge took in, or would take in.
public struct MergeReport: Sendable, Hashable {
  /// What was taken in of one organisation.
  public struct Organisation: Sendable, Hashable {
    /// The organisation's id.
    public let id: String
    /// Its name, where one of the files says it.
    public let name: String?
    /// Whether the ledger had nothing of it before.
    public let isNew: Bool
    /// How many entries were taken in.
    public let entries: Int
    /// How many entries of the copies were there already.
    public let alreadyThere: Int
  }

  /// Something that stayed behind.
  public struct LeftBehind: Sendable, Hashable {
    /// The file.
    public let place: String
    /// The line, counted from 1; nil where it is about the file.
    public let line: Int?
    /// What is wrong with it, in one plain English sentence.
    public let message: String
    /// Whether something may be lost with it: not so where writing was interrupted.
    public let isDamage: Bool
  }

  /// A copy of a checklist.
  public struct Checklist: Sendable, Hashable {
    /// The checklist's id.
    public let id: String
    /// The edition.
    public let edition: String
  }

  /// The organisations that the copies speak of, by their ids.
  public internal(set) var organisations: [Organisation] = []
  /// The checklists of which the ledger had no copy before, by their ids and editions.
  public internal(set) var checklists: [Checklist] = []
  /// What stayed behind, in the order in which the copies were named, by file and line.
  public internal(set) var leftBehind: [LeftBehind] = []
  /// What a person should know: two organisations of one name, a checklist of which no copy came along.
  public internal(set) var remarks: [String] = []

  /// How many entries were taken in.
  public var entries: Int { organisations.reduce(0) { $0 + $1.entries } }
}

/// Why nothing, or not all, was merged.
public enum MergeError: Error, Sendable, Hashable {
  /// There is nothing at a path.
  case noSource(String)
  /// A file or folder is neither of events nor holds any.
  case noRecords(String)
  /// A file can't be read; why.
  case unreadable(String, why: String)
  /// Nobody can say which organisation a file is of, because its first line is damaged.
  case whose(String)
  /// A copy of an edition of a checklist is another one than that of the ledger, or of another source; where.
  case differentChecklist(id: String, edition: String, place: String)
  /// Two organisations have the same id; the names that they were set up under.
  case registeredTwice(String, names: [String])
  /// What a ledger says when it can't do something.
  case ledger(LedgerError)

  /// A short stable word for it, for programs.
  public var code: String {
    switch self {
    case .noSource: "no-such-file"
    case .noRecords: "no-records"
    case .unreadable: "unreadable-file"
    case .whose: "unknown-organisation"
    case .differentChecklist: "different-checklist"
    case .registeredTwice: "registered-twice"
    case .ledger(let error): error.code
    }
  }

  /// What is wrong, where, and what to do about it.
  public var message: String {
    switch self {
    case .noSource(let path): "There is no file or folder \(path). Nothing was changed."
    case .noRecords(let path):
      "\(path) holds no records. Name a ledger's folder, an organisation's folder in it, or a file that ends in .jsonl. "
        + "Nothing was changed."
    case .unreadable(let path, let why): "\(path) can't be read: \(why). Nothing was changed."
    case .whose(let path):
      "The first line of \(path), which says whose it is, is damaged. Put the file into a folder that is named by the "
        + "organisation's id, and merge that. Nothing was changed."
    case .differentChecklist(let id, let edition, let place):
      "\(place) is another checklist than the ledger's under the same name, \(id), edition \(edition). "
        + "Nothing was changed: find out which of the two is right, and which of them has to get an edition of its own."
    case .registeredTwice(let id, let names):
      "The organisation \(id) was set up twice, as \(names.map { "\"\($0)\"" }.joined(separator: " and as ")). "
        + "The records are never joined, and nothing was changed: keep the other one in a ledger of its own."
    case .ledger(.cannotWrite(let place, let why, _)):
      "Cannot write \(place): \(why). Some of it may have been taken in: mend that, and merge again. "
        + "What is there already is not taken in twice."
    case .ledger(.busy(let place)):
      "\(place) is in use by another process. Not all was taken in: merge again."
    case .ledger(let error): error.message
    }
  }
}

extension MergeError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
