extension JSONWriter {
  /// Returns the same JSON with each member on a line of its own, indented by two spaces a level.
  ///
  /// Texts and numbers stay as they are, byte for byte. An empty object or list stays on its line. There is
  /// no line feed at the end.
  ///
  /// - Parameter bytes: Valid JSON. Of anything else the white space changes in some way, and nothing more.
  /// - Returns: The JSON, indented (beyond 64 levels no further).
  /// - Complexity: O(length of the result).
  public static func prettyPrinted(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var level = 0
    var isInText = false
    var isEscaped = false
    var isAfterOpening = false

    func breakLine() {
      output.append(Byte.lineFeed)
      output.append(contentsOf: repeatElement(Byte.space, count: 2 * min(level, 64)))
    }

    for byte in bytes {
      if isInText {
        output.append(byte)
        isInText = isEscaped || byte != Byte.quote
        isEscaped = !isEscaped && byte == Byte.backslash
        continue
      }
      if Byte.isWhiteSpace(byte) { continue }
      let isClosing = byte == Byte.closeBrace || byte == Byte.closeBracket
      if isClosing { level = max(0, level - 1) }
      if isAfterOpening != isClosing { breakLine() }
      isAfterOpening = byte == Byte.openBrace || byte == Byte.openBracket
      if isAfterOpening { level += 1 }
      output.append(byte)
      switch byte {
      case Byte.comma: breakLine()
      case Byte.colon: output.append(Byte.space)
      case Byte.quote: isInText = true
      default: break
      }
    }
    return output
  }
}
