extension JSONReader {
  /// What messages call that which is read.
  var whole: String { isPart ? "line" : "file" }

  /// Whether there is nothing but white space before the position.
  var isBlank: Bool { bytes[range.lowerBound..<position].allSatisfy(Byte.isWhiteSpace) }

  func error(_ code: JSONError.Code, _ message: String, at offset: Int) -> JSONError {
    JSONError(code: code, message: message, offset: offset)
  }

  /// The error where something is expected and the end has come.
  func endedError() -> JSONError {
    if depth == 0, isBlank { return error(.empty, "the \(whole) is empty", at: range.upperBound) }
    let place = depth == 0 ? "where a value is expected" : "in the middle of an object or a list"
    return error(.truncated, "the \(whole) ends \(place)", at: range.upperBound)
  }

  /// The error where the byte at the position can't be.
  func unexpectedError(wanted: String) -> JSONError {
    let byte = bytes[position]
    let rest = bytes[position..<range.upperBound]
    if position == range.lowerBound {
      if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
        return error(
          .byteOrderMark, "the \(whole) begins with a byte order mark: save it as UTF-8 without one",
          at: position)
      }
      if rest.starts(with: [0xFE, 0xFF]) || rest.starts(with: [0xFF, 0xFE]) {
        return error(.utf8, "the \(whole) is in UTF-16: save it as UTF-8", at: position)
      }
    }
    if rest.starts(with: [Byte.slash, Byte.slash]) || rest.starts(with: [Byte.slash, UInt8(ascii: "*")]) {
      return error(.syntax, "comments are not allowed in JSON", at: position)
    }
    if wanted == "a value", byte == Byte.plus || byte == Byte.point {
      return error(
        .number, "a number begins with a digit or a minus, not with \(description(at: position))",
        at: position)
    }
    if byte >= 0x80, scalar(at: position) == nil {
      return error(.utf8, "this is not UTF-8: save the file in the encoding UTF-8", at: position)
    }
    return error(.syntax, "expected \(wanted) here, found \(description(at: position))", at: position)
  }

  /// What messages call the character at an offset; free of control characters.
  func description(at offset: Int) -> String {
    switch bytes[offset] {
    case Byte.quote: return "a double quote"
    case UInt8(ascii: "'"): return "a single quote (only double quotes count)"
    case Byte.point: return "a point"
    case Byte.comma: return "a comma"
    case 0x21...0x7E: return String(decoding: [bytes[offset]], as: UTF8.self)
    default: break
    }
    guard let scalar = scalar(at: offset) else { return "a byte that is not UTF-8" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.value {
    case 0x201C...0x201F: return "a curly quote, \(name) (only straight double quotes count)"
    case 0x00A0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF: return "a special space, \(name)"
    default: return "the character \(name)"
    }
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes[offset..<min(offset + 4, range.upperBound)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  /// Returns the name whose opening quote is at an offset, or nothing if none can be read there.
  func name(at offset: Int) -> String {
    var reader = JSONReader(bytes, range: offset..<range.upperBound)
    do throws(JSONError) {
      return try reader.string()
    } catch {
      return ""
    }
  }
}

/// A name from a file in quotes, cut short where it is long, and free of control characters.
func quoted(_ name: String) -> String {
  var writer = JSONWriter()
  writer.string(clipped(name))
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Cuts a name from a file short enough for a message.
private func clipped(_ name: String) -> String {
  // Counts scalars: a single character may consist of a million of them.
  let limit = 60
  let scalars = name.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return name }
  return String(scalars[..<end]) + "…"
}
