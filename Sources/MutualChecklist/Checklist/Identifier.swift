/// What an id may look like: of a checklist, a step, a question, an answer, and all else that a file names.
public enum Identifier {
  /// The most characters that an id may have.
  public static let longest = 64

  /// Whether a text is an id: ASCII kebab-case, such as `form-steering-group`, of at most 64 characters.
  /// - Complexity: O(length).
  public static func isValid(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isValid) ?? isValid(Array(text.utf8))
  }

  private static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    var previous = UInt8(ascii: "-")
    var length = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
      default: return false
      }
      previous = byte
      length += 1
    }
    return (1...longest).contains(length) && previous != UInt8(ascii: "-")
  }

  /// The most characters that an edition may have.
  public static let longestEdition = 32

  /// Whether a text names an edition: parts of ASCII lower-case letters and digits with points or hyphens between
  /// them, such as `2026` or, for a correction of it, `2026.1`.
  /// - Complexity: O(length).
  public static func isEdition(_ text: String) -> Bool {
    var previous = UInt8(ascii: ".")
    for byte in text.utf8 {
      let separates = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      let previousSeparates = previous == UInt8(ascii: ".") || previous == UInt8(ascii: "-")
      let plain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard plain || (separates && !previousSeparates) else { return false }
      previous = byte
    }
    return text.utf8.count <= longestEdition && previous != UInt8(ascii: ".") && previous != UInt8(ascii: "-")
  }
}
