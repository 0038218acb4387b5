/// One thing that a repair can do.
public struct RepairChange: Sendable, Hashable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// `ledger.json` is made again.
    case ledgerFile = "ledger-file"
    /// The copy of a checklist is made again, from the built-in one.
    case checklistCopy = "checklist-copy"
    /// What a copy holds that another program made is taken in, and the copy is moved aside.
    case strayCopy = "stray-copy"
    /// Lines of a file that are not right are moved aside, or get their ends back.
    case eventFile = "event-file"
    /// What the interrupted writing of a new file left behind is moved aside.
    case temporaryFile = "temporary-file"
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// The organisation concerned; nil where it is about the ledger.
  public let organisation: String?
  /// The file or folder, by its path from the ledger's folder.
  public let file: String
  /// What will be done, in plain English sentences.
  public let message: String
}
