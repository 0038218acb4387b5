/// Makes stored text safe to show: what could command a terminal, or turn the reading direction round, is written out.
public enum Printable {
  /// Returns a text in one line, with control characters and direction marks replaced by what they are called.
  ///
  /// White space of any kind becomes a space, and other control characters become `\u{…}`.
  /// - Complexity: O(length).
  public static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result += " "
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
