/// Makes text safe to stand in Markdown: it is shown as it is, and can't make headings, links, tables or HTML.
enum MarkdownText {
  /// A text in one line, with every character escaped that Markdown (CommonMark, or GitHub's kind of it) could act on.
  /// - Parameters:
  ///   - text: the text.
  ///   - beginsBlock: whether it is the first of a line, so that "- " or "1. " would begin a list.
  /// - Returns: the text, as Markdown shows it.
  /// - Complexity: O(length).
  static func escaped(_ text: String, beginsBlock: Bool = true) -> String {
    var result = ""
    var isLeading = beginsBlock
    var countOfW = 0
    let scalars = Array(Printable.line(text).unicodeScalars.drop { $0 == " " })
    for (position, scalar) in scalars.enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      if acts(scalar, before: next, isLeading: isLeading, followsWWW: countOfW >= 3) { result.append("\\") }
      result.unicodeScalars.append(scalar)
      // "1." and "1)" begin a list as much as "-" does, so the beginning lasts as long as digits do.
      if !("0"..."9").contains(scalar) { isLeading = false }
      countOfW = scalar == "w" || scalar == "W" ? countOfW + 1 : 0
    }
    return result
  }

  /// Whether a character could do more than stand there. A backslash before ASCII punctuation is always allowed.
  private static func acts(
    _ scalar: Unicode.Scalar, before next: Unicode.Scalar, isLeading: Bool, followsWWW: Bool
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "@", "$": true
    // Names of characters, such as "&lt;".
    case "&": next == "#" || next.properties.isAlphabetic
    // Addresses that become links by themselves: "https://…" and "www.…".
    case ":": next == "/"
    case ".": isLeading || followsWWW
    case "-", "+", "=", ")": isLeading
    default: false
    }
  }

  /// A link; only its text where the address is none of the web.
  static func link(_ title: String, to address: String?) -> String {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return escaped(title, beginsBlock: false)
    }
    return "[\(escaped(title, beginsBlock: false))](<\(destination(address))>)"
  }

  /// An address as it may stand between pointed brackets: what isn't plain ASCII, or could end it, as its bytes.
  private static func destination(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), 0...0x20, 0x7F...0xFF:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }
}
