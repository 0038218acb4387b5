/// Writes JSON, piece by piece, into an array of bytes.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("title", "Inform staff")
///     writer.key("steps")
///     writer.beginArray()
///     writer.integer(3)
///     writer.endArray()
///     writer.endObject()
///     // writer.bytes: {"title":"Inform staff","steps":[3]}
///
/// The same calls give the same bytes: nothing is sorted, and there is no white space. Control characters,
/// those from U+007F to U+009F too, are written as escapes, so that none of them reaches a terminal; all else
/// is as it is, in UTF-8. That brackets match and names stand only in objects is for the caller to see to.
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  /// For each open object and list, whether it has a member, so that the next one needs a comma.
  private var hasMembers: [Bool] = []
  private var isAfterKey = false

  /// Creates a writer that has written nothing.
  public init() {}

  /// Begins an object.
  ///
  /// - Complexity: O(1).
  public mutating func beginObject() { begin(Byte.openBrace) }

  /// Ends the object that was begun last.
  ///
  /// - Precondition: An object is open.
  /// - Complexity: O(1).
  public mutating func endObject() { end(Byte.closeBrace) }

  /// Begins a list.
  ///
  /// - Complexity: O(1).
  public mutating func beginArray() { begin(Byte.openBracket) }

  /// Ends the list that was begun last.
  ///
  /// - Precondition: A list is open.
  /// - Complexity: O(1).
  public mutating func endArray() { end(Byte.closeBracket) }

  /// Writes the name of the value that comes next.
  ///
  /// - Complexity: O(length).
  public mutating func key(_ name: String) {
    separate()
    write(name)
    bytes.append(Byte.colon)
    isAfterKey = true
  }

  /// Writes a text.
  ///
  /// - Complexity: O(length).
  public mutating func string(_ value: String) {
    separate()
    write(value)
  }

  /// Writes a whole number.
  ///
  /// - Complexity: O(1).
  public mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes `true` or `false`.
  ///
  /// - Complexity: O(1).
  public mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes `null`.
  ///
  /// - Complexity: O(1).
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a value that is JSON already, as it is.
  ///
  /// - Parameter json: One JSON value in UTF-8; it is not checked.
  /// - Complexity: O(length).
  public mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Writes a name and a text.
  ///
  /// - Complexity: O(length).
  public mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a name and a whole number.
  ///
  /// - Complexity: O(length).
  public mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  /// Writes a name and `true` or `false`.
  ///
  /// - Complexity: O(length).
  public mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// Writes a name and a list of texts.
  ///
  /// - Complexity: O(length).
  public mutating func member(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  // MARK: Structure

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    hasMembers.append(false)
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(!hasMembers.isEmpty, "There is nothing open to be ended.")
    hasMembers.removeLast()
    bytes.append(bracket)
  }

  /// Writes the comma that a name or a value needs before it.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let needsComma = hasMembers.last else { return }
    if needsComma { bytes.append(Byte.comma) } else { hasMembers[hasMembers.count - 1] = true }
  }

  // MARK: Texts

  private mutating func write(_ text: String) {
    var text = text
    bytes.append(Byte.quote)
    text.withUTF8 { write($0) }
    bytes.append(Byte.quote)
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    // Whatever needs no escape is copied in runs.
    var runStart = 0
    var index = 0
    while index < text.count {
      if index + 8 <= text.count, Byte.special(in: Byte.word(text, at: index)) == 0,
        !Byte.hasDelete(in: Byte.word(text, at: index))
      {
        index += 8
        continue
      }
      let byte = text[index]
      // U+0080 to U+009F are C2 80 to C2 9F.
      let isC1 = byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0
      guard isC1 || byte < 0x20 || byte == Byte.quote || byte == Byte.backslash || byte == Byte.delete else {
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<index]))
      writeEscape(isC1 ? text[index + 1] : byte)
      index += isC1 ? 2 : 1
      runStart = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart...]))
  }

  private mutating func writeEscape(_ character: UInt8) {
    bytes.append(Byte.backslash)
    switch character {
    case Byte.quote, Byte.backslash: bytes.append(character)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case Byte.lineFeed: bytes.append(UInt8(ascii: "n"))
    case Byte.carriageReturn: bytes.append(UInt8(ascii: "r"))
    case Byte.tab: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [character >> 4, character & 0x0F] {
        bytes.append(digit < 10 ? Byte.zero + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
