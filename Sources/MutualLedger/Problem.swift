/// Something in a ledger's files that is not as it should be.
public struct Problem: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// A warning: writing was interrupted here. What was being written was never said to be saved.
    case interruptedEntry
    /// A warning: lines that could not be read were moved aside from here by a repair.
    case movedAside
    /// A warning: not a file of a writer, though it looks like one, such as a copy that a program which
    /// synchronises folders has made. It was not read.
    case strayFile
    /// A warning: a copy of another writer's file. It was read.
    case copiedFile
    /// A warning: one id has two contents. Both were read.
    case twoContents
    /// Damage: a line can't be read.
    case damagedLine(LineFault)
    /// Damage: a file can't be read.
    case unreadableFile
    /// Damage: a file of another organisation. It was not read.
    case otherOrganisation
  }

  /// What it is.
  public let kind: Kind
  /// The file's path from the ledger's folder.
  public let file: String
  /// The line, counted from 1; nil where it is about the file.
  public let line: Int?
  /// What is wrong, in one plain English sentence.
  public let message: String

  init(_ kind: Kind, file: String, line: Int? = nil, _ message: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.message = message
  }

  /// Whether something may be lost.
  public var isDamage: Bool {
    switch kind {
    case .interruptedEntry, .movedAside, .strayFile, .copiedFile, .twoContents: false
    case .damagedLine, .unreadableFile, .otherOrganisation: true
    }
  }

  /// Where it is: the file, and the line after a colon.
  public var place: String { line.map { "\(file):\($0)" } ?? file }
}
