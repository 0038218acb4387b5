/// What is wrong with a line of an event file.
public enum LineFault: Error, Sendable, Hashable {
  /// It ends without a sum: it was cut short, or written by something else.
  case withoutSum
  /// Its sum is not that of its bytes: it was changed after it was written, or the disk failed.
  case wrongSum
  /// It ends in a carriage return: some program changed the file's line endings.
  case carriageReturn
  /// There is nothing in it.
  case empty
  /// It is not JSON; what is wrong with it.
  case notJSON(String)
  /// It lacks what it needs; the name.
  case missing(String)
  /// Something in it is not as it has to be; the name.
  case malformed(String)
  /// It is an event of another writer than the one whose file this is; the writer.
  case otherWriter(String)
  /// It says again, and differently, whose file this is.
  case secondHeader

  /// What is wrong, in one plain English sentence without a full stop.
  public var message: String {
    switch self {
    case .withoutSum: "it was cut short, or written by another program: it does not end in its sum"
    case .wrongSum: "its sum is wrong: it was changed after it was written, or the disk failed"
    case .carriageReturn: "it ends in a carriage return: a program has changed the file's line endings"
    case .empty: "it is empty"
    case .notJSON(let message): message
    case .missing(let name): "it lacks \"\(name)\""
    case .malformed(let name): "its \"\(name)\" is not as it should be"
    case .otherWriter(let writer): "it is an event of another writer, \(writer)"
    case .secondHeader: "it says a second time whose file this is, and differently"
    }
  }
}
