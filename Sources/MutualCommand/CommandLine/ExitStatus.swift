/// How a run ended, for scripts. When several hold, the one listed first wins.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// A fault of ours.
  case fault = 70
  /// Wrong use of the command, or a day that is not allowed.
  case usage = 2
  /// Written by a newer version; or the ledger can't be written, or a write or sync failed.
  case cannotWrite = 8
  /// Another process kept the lock.
  case busy = 7
  /// No such organisation, step, question, answer, checklist or ledger, or more than one fits.
  case notFound = 3
  /// An input file is not valid; nothing was applied.
  case invalidInput = 9
  /// A change was refused because a conflict needs a person.
  case conflict = 5
  /// A change was refused by the checklist or the record.
  case refused = 4
  /// Data is damaged or unreadable, in part or whole; the rest was still reported.
  case damaged = 6
  /// A check that was asked for found something.
  case checkFound = 10
  /// Failed for another reason.
  case failed = 1
  /// Done, or answered.
  case done = 0

  /// What the status means, for help.
  public var meaning: String {
    switch self {
    case .fault: "a fault of ours"
    case .usage: "wrong use of the command, or a day that is not allowed"
    case .cannotWrite: "written by a newer version, or the ledger can't be written"
    case .busy: "another process kept the lock"
    case .notFound: "no such organisation, step, question, answer, checklist or ledger, or more than one fits"
    case .invalidInput: "an input file is not valid; nothing was applied"
    case .conflict: "refused: a conflict needs a person"
    case .refused: "refused: blocked, a reason or an answer missing, a name or id taken, nothing to undo"
    case .damaged: "data is damaged or unreadable, in part or whole; the rest was still reported"
    case .checkFound: "a check that was asked for found something"
    case .failed: "failed for another reason, such as that the answer could not be written"
    case .done: "done, or answered: bad news is still an answer"
    }
  }

  /// The status in two or three words, for the page of a command.
  public var name: String {
    switch self {
    case .fault: "a fault of ours"
    case .usage: "wrong use"
    case .cannotWrite: "can't write"
    case .busy: "busy"
    case .notFound: "not found"
    case .invalidInput: "not valid"
    case .conflict: "conflict"
    case .refused: "refused"
    case .damaged: "damaged"
    case .checkFound: "check found something"
    case .failed: "failed"
    case .done: "done"
    }
  }
}
