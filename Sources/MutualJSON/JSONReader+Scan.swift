extension JSONReader {
  /// Returns where the next byte lies that is not white space, or the end.
  ///
  /// Static, since a method would copy the whole reader to call it.
  @inline(__always)
  static func skipWhiteSpace(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    // Most tokens follow directly.
    guard let start = range.first, bytes[start] <= Byte.space else { return range.lowerBound }
    return skipSpaces(bytes, range)
  }

  private static func skipSpaces(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    let end = range.upperBound
    return bytes.withUnsafeBufferPointer { buffer in
      var index = range.lowerBound
      while index < end, Byte.isWhiteSpace(buffer[index]) {
        index += 1
        while index + 8 <= end, Byte.word(buffer, at: index) == 0x2020_2020_2020_2020 { index += 8 }
      }
      return index
    }
  }

  // MARK: Texts

  /// What a look through a text has found.
  private struct StringScan {
    enum Fault { case none, truncated, control, utf8, escape, surrogate, nul }
    var fault = Fault.none
    /// The offset of the closing quote, or of the fault.
    var end: Int
    var hasEscapes = false
    var isASCII = true
  }

  /// Reads the text that begins at the position.
  ///
  /// The fingerprint, equal for equal texts, is there for texts of ASCII without escapes.
  mutating func readString() throws(JSONError) -> (text: String, fingerprint: UInt64?) {
    let start = position + 1
    let end = range.upperBound
    var text = ""
    var fingerprint: UInt64?
    let scan = bytes.withUnsafeBufferPointer { buffer in
      let scan = Self.scanString(buffer, start..<end)
      guard scan.fault == .none else { return scan }
      let content = UnsafeBufferPointer(rebasing: buffer[start..<scan.end])
      if scan.hasEscapes {
        text = Self.unescaped(content)
      } else if scan.isASCII {
        text = Self.ascii(content)
        fingerprint = Self.fingerprint(content)
      } else {
        text = String(decoding: content, as: UTF8.self)
      }
      return scan
    }
    if scan.fault != .none { throw stringError(scan) }
    position = scan.end + 1
    return (text, fingerprint)
  }

  /// The text of bytes that are ASCII: most names and ids. A short one is made without looking through it again.
  private static func ascii(_ content: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: content.count) { $0.initialize(fromContentsOf: content) }
  }

  private static func fingerprint(_ content: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var mix = UInt64(truncatingIfNeeded: content.count)
    var index = 0
    while index + 8 <= content.count {
      mix = (mix ^ Byte.word(content, at: index)) &* 0x9E37_79B9_7F4A_7C15
      mix ^= mix >> 32
      index += 8
    }
    while index < content.count {
      mix = mix << 8 ^ mix >> 56 ^ UInt64(content[index])
      index += 1
    }
    return mix
  }

  mutating func skipString() throws(JSONError) {
    let start = position + 1
    let end = range.upperBound
    let scan = bytes.withUnsafeBufferPointer { Self.scanString($0, start..<end) }
    if scan.fault != .none { throw stringError(scan) }
    position = scan.end + 1
  }

  /// Looks for the closing quote of a text, and checks everything before it.
  private static func scanString(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> StringScan {
    let end = range.upperBound
    var index = range.lowerBound
    var hasEscapes = false
    var isASCII = true
    while index < end {
      if index + 8 <= end {
        let special = Byte.special(in: Byte.word(buffer, at: index))
        if special == 0 {
          index += 8
          continue
        }
        index += special.trailingZeroBitCount >> 3
      }
      let byte = buffer[index]
      if byte == Byte.quote { return StringScan(end: index, hasEscapes: hasEscapes, isASCII: isASCII) }
      if byte == Byte.backslash {
        let (length, fault) = escapeLength(buffer, index..<end)
        guard fault == .none else { return StringScan(fault: fault, end: fault == .truncated ? end : index) }
        hasEscapes = true
        index += length
      } else if byte >= 0x80 {
        let (length, fault) = sequenceLength(buffer, index..<end)
        guard fault == .none else { return StringScan(fault: fault, end: fault == .truncated ? end : index) }
        isASCII = false
        index += length
      } else if byte < 0x20 {
        return StringScan(fault: .control, end: index)
      } else {
        index += 1
      }
    }
    return StringScan(fault: .truncated, end: end)
  }

  /// Returns how many bytes the character at the beginning of the range takes in UTF-8 (RFC 3629, section 4).
  private static func sequenceLength(
    _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (length: Int, fault: StringScan.Fault) {
    let start = range.lowerBound
    var second: ClosedRange<UInt8> = 0x80...0xBF
    let length: Int
    switch buffer[start] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return (0, .utf8)
    }
    for offset in 1..<length {
      guard start + offset < range.upperBound else { return (0, .truncated) }
      let allowed = offset == 1 ? second : 0x80...0xBF
      guard allowed.contains(buffer[start + offset]) else { return (0, .utf8) }
    }
    return (length, .none)
  }

  /// Returns how many bytes the escape at the beginning of the range takes; both halves of a pair count as
  /// one.
  private static func escapeLength(
    _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (length: Int, fault: StringScan.Fault) {
    let start = range.lowerBound
    guard start + 1 < range.upperBound else { return (0, .truncated) }
    switch buffer[start + 1] {
    case Byte.quote, Byte.backslash, Byte.slash: return (2, .none)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"): return (2, .none)
    case UInt8(ascii: "r"), UInt8(ascii: "t"): return (2, .none)
    case UInt8(ascii: "u"): break
    default: return (0, .escape)
    }
    let (first, fault) = fourDigits(buffer, (start + 2)..<range.upperBound)
    guard fault == .none else { return (0, fault) }
    switch first {
    case 0: return (0, .nul)
    case 0xDC00...0xDFFF: return (0, .surrogate)
    case 0xD800...0xDBFF: break
    default: return (6, .none)
    }
    guard start + 6 < range.upperBound else { return (0, .truncated) }
    guard buffer[start + 6] == Byte.backslash else { return (0, .surrogate) }
    guard start + 7 < range.upperBound else { return (0, .truncated) }
    guard buffer[start + 7] == UInt8(ascii: "u") else { return (0, .surrogate) }
    let (second, secondFault) = fourDigits(buffer, (start + 8)..<range.upperBound)
    guard secondFault == .none else { return (0, secondFault) }
    return 0xDC00...0xDFFF ~= second ? (12, .none) : (0, .surrogate)
  }

  private static func fourDigits(
    _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (value: UInt32, fault: StringScan.Fault) {
    var value: UInt32 = 0
    for index in range.lowerBound..<(range.lowerBound + 4) {
      guard index < range.upperBound else { return (0, .truncated) }
      guard let digit = hexadecimalDigit(buffer[index]) else { return (0, .escape) }
      value = value << 4 | digit
    }
    return (value, .none)
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case Byte.zero...Byte.nine: UInt32(byte - Byte.zero)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Resolves the escapes of a text that has passed `scanString`.
  private static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> String {
    // No escape is shorter than the character it stands for, so the content's length is room enough.
    String(unsafeUninitializedCapacity: content.count) { output in
      var count = 0
      var index = 0
      func put(_ byte: UInt8) {
        output[count] = byte
        count += 1
      }
      while index < content.count {
        let byte = content[index]
        guard byte == Byte.backslash else {
          put(byte)
          index += 1
          continue
        }
        switch content[index + 1] {
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "n"): put(Byte.lineFeed)
        case UInt8(ascii: "r"): put(Byte.carriageReturn)
        case UInt8(ascii: "t"): put(Byte.tab)
        case UInt8(ascii: "u"):
          var value = fourDigits(content, (index + 2)..<content.count).value
          index += 4
          if 0xD800...0xDBFF ~= value {
            let low = fourDigits(content, (index + 4)..<content.count).value
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            index += 6
          }
          if let scalar = Unicode.Scalar(value) {
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(unit) }
          }
        case let other: put(other)
        }
        index += 2
      }
      return count
    }
  }

  private func stringError(_ scan: StringScan) -> JSONError {
    switch scan.fault {
    case .none, .truncated:
      return error(
        .truncated, "the \(whole) ends in the middle of a text: its closing quote is missing", at: scan.end)
    case .control:
      let isBreak = bytes[scan.end] == Byte.lineFeed || bytes[scan.end] == Byte.carriageReturn
      return error(
        .controlCharacter,
        isBreak
          ? "a line ends inside a text: its closing quote is missing, or the line break should be written \\n"
          : "\(description(at: scan.end)) inside a text has to be written with a backslash, like \\t or \\u001b",
        at: scan.end)
    case .utf8:
      return error(.utf8, "this is not UTF-8: save the file in the encoding UTF-8", at: scan.end)
    case .escape:
      return error(
        .escape, "a backslash begins no character here: write \\\\ for a backslash itself", at: scan.end)
    case .surrogate:
      return error(
        .escape, "this \\u escape is one half of a character, without its other half", at: scan.end)
    case .nul:
      return error(.escape, "the character \\u0000 is not allowed in a text", at: scan.end)
    }
  }

  // MARK: Numbers and words

  /// Returns where the number at the position ends, and whether it has neither point nor exponent.
  func scanNumber() throws(JSONError) -> (end: Int, isWhole: Bool) {
    let end = range.upperBound
    var index = position
    var isWhole = true

    func digits() throws(JSONError) {
      guard index < end else {
        throw error(.truncated, "the \(whole) ends in the middle of a number", at: end)
      }
      guard Byte.isDigit(bytes[index]) else { throw numberError() }
      while index < end, Byte.isDigit(bytes[index]) { index += 1 }
    }

    if bytes[index] == Byte.minus { index += 1 }
    if index < end, bytes[index] == Byte.zero {
      index += 1
      if index < end, Byte.isDigit(bytes[index]) {
        throw error(.number, "a number can't begin with a zero before another digit", at: position)
      }
    } else {
      try digits()
    }
    if index < end, bytes[index] == Byte.point {
      isWhole = false
      index += 1
      try digits()
    }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      index += 1
      if index < end, bytes[index] == Byte.plus || bytes[index] == Byte.minus { index += 1 }
      try digits()
    }
    if index < end, continuesWord(bytes[index]) { throw numberError() }
    return (index, isWhole)
  }

  private func numberError() -> JSONError {
    error(.number, "this is not a number in JSON, where 12, -3, 0.5 and 1e6 are", at: position)
  }

  /// Returns the value of an optional minus and digits, or `nil` if it does not fit.
  func wholeNumber(_ token: Range<Int>) -> Int? {
    let isNegative = bytes[token.lowerBound] == Byte.minus
    var value: Int64 = 0
    for index in (isNegative ? token.lowerBound + 1 : token.lowerBound)..<token.upperBound {
      // Counts downwards, since there is one more number below zero than above.
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, underflow) = tenfold.subtractingReportingOverflow(Int64(bytes[index] & 0x0F))
      if overflow || underflow { return nil }
      value = next
    }
    if isNegative { return Int(exactly: value) }
    return value == .min ? nil : Int(exactly: -value)
  }

  mutating func skipWord(_ word: StaticString) throws(JSONError) {
    for place in 0..<word.utf8CodeUnitCount {
      let index = position + place
      guard index < range.upperBound else {
        throw error(.truncated, "the \(whole) ends in the middle of the word \(word)", at: index)
      }
      guard bytes[index] == word.utf8Start[place] else { throw wordError() }
    }
    let end = position + word.utf8CodeUnitCount
    if end < range.upperBound, continuesWord(bytes[end]) { throw wordError() }
    position = end
  }

  private func wordError() -> JSONError {
    error(
      .syntax, "a text needs double quotes; the only words without are true, false and null", at: position)
  }

  private func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.zero...Byte.nine, Byte.point, Byte.plus, Byte.minus, UInt8(ascii: "_"): true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }
}
