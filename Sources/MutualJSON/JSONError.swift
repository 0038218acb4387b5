/// Says what is wrong with a JSON text, and where.
public struct JSONError: Error, Equatable, Sendable {
  /// Names a class of mistakes; the raw value is stable and may be shown, stored and looked up.
  public enum Code: String, Sendable, CaseIterable {
    /// A character that JSON does not allow in this place.
    case syntax = "json-syntax"
    /// The text ends before the value does.
    case truncated = "json-truncated"
    /// Objects and lists are nested more deeply than allowed.
    case depth = "json-depth"
    /// One object has the same name twice.
    case duplicateKey = "json-duplicate-key"
    /// Bytes that are not UTF-8.
    case utf8 = "json-utf8"
    /// A number that JSON does not know, or one that is not a whole number in range where one is expected.
    case number = "json-number"
    /// Something follows the value that should be the last.
    case trailing = "json-trailing"
    /// A value of another kind than the one expected.
    case wrongType = "json-wrong-type"
    /// There is nothing but white space.
    case empty = "json-empty"
    /// A backslash that does not begin a character.
    case escape = "json-escape"
    /// A line break, tab or other control character inside a text.
    case controlCharacter = "json-control-character"
    /// The text begins with a byte order mark.
    case byteOrderMark = "json-byte-order-mark"
  }

  /// The class of the mistake.
  public var code: Code

  /// What is wrong, in one plain English sentence without a full stop.
  public var message: String

  /// The byte at which it is wrong, counted from the beginning of the array read, not of the range read.
  ///
  /// Where the text ends too early this is the offset of its end.
  public var offset: Int

  /// Creates an error.
  public init(code: Code, message: String, offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
}
