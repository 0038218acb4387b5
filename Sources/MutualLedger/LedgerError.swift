/// Why a ledger could not do what it was asked.
public enum LedgerError: Error, Sendable, Hashable {
  /// What a caller gave can't be written: a name that can be none, a text that no line can hold.
  case invalid(String)
  /// A newer version of the program wrote something that this one does not know, and could spoil; where.
  case newer(String)
  /// Something can't be written; where, why, and whether the entry may be there all the same.
  case cannotWrite(String, why: String, mayHaveBeenKept: Bool)
  /// Another process kept the lock of a file; which.
  case busy(String)
  /// There is no ledger; where it was looked for.
  case noLedger(String)
  /// The ledger has no such organisation.
  case noOrganisation(String)
  /// The ledger has no copy of an edition of a checklist.
  case noChecklist(id: String, edition: String)
  /// The ledger has another copy of the same edition.
  case differentChecklist(id: String, edition: String)
  /// There is an organisation with this id already.
  case taken(String)
  /// Something is damaged or can't be read; where, and what is wrong.
  case damaged(String, why: String)

  /// A short stable word for it, for programs.
  public var code: String {
    switch self {
    case .invalid: "invalid"
    case .newer: "newer-version"
    case .cannotWrite: "cannot-write"
    case .busy: "busy"
    case .noLedger: "no-ledger"
    case .noOrganisation: "no-organisation"
    case .noChecklist: "no-checklist"
    case .differentChecklist: "different-checklist"
    case .taken: "taken"
    case .damaged: "damaged"
    }
  }

  /// What is wrong, where, and what to do about it.
  public var message: String {
    switch self {
    case .invalid(let what): "\(what)."
    case .newer(let place):
      "\(place) has entries made by a newer version of mutual. "
        + "Nothing was changed: install that version to add to it."
    case .cannotWrite(let place, let why, let mayHaveBeenKept):
      mayHaveBeenKept
        ? "Cannot write \(place): \(why). The entry may have been kept: "
          + "look with \"mutual log\" before you record it again."
        : "Cannot write \(place): \(why). Nothing was recorded: mend that, and record it again."
    case .busy(let place): "\(place) is in use by another process. Nothing was recorded: try again."
    case .noLedger(let place):
      "There is no ledger in \(place). Set one up with \"mutual new\", or name another place with --ledger."
    case .noOrganisation(let id):
      "There is no organisation \"\(id)\" in the ledger. Look at its name again, or set it up with \"mutual new\"."
    case .noChecklist(let id, let edition):
      "The ledger has no copy of the checklist \(id), edition \(edition). "
        + "Get checklists/\(id)/\(edition).json from whoever set the organisation up."
    case .differentChecklist(let id, let edition):
      "The ledger has another checklist under the same name, \(id), edition \(edition). "
        + "Nothing was changed: give the new one an edition of its own."
    case .taken(let id): "There is an organisation \"\(id)\" already. Choose another id."
    case .damaged(let place, let why):
      "\(place) is damaged or can't be read: \(why). \"mutual verify\" tells more, and \"mutual repair\" mends what it can."
    }
  }
}

extension LedgerError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
