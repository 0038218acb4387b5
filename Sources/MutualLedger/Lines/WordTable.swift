/// A word of at most fifteen bytes and the quote after it, as two numbers.
struct ShortWord: Equatable {
  let first: UInt64
  let second: UInt64
  /// How many bytes come before the quote.
  let length: Int

  /// Reads the word that goes on from a place to a quote; nil where the quote comes later, or where it would have to be
  /// looked for beyond the end.
  @inline(__always)
  init?(at start: Int, before end: Int, in bytes: UnsafeRawBufferPointer) {
    guard start &+ 8 <= end else { return nil }
    let first = Bytes.eight(at: start, in: bytes)
    let quotes = Bytes.marks(of: UInt8(ascii: "\""), in: first)
    if quotes != 0 {
      self.first = Self.part(of: first, upTo: quotes)
      second = 0
      length = quotes.trailingZeroBitCount &>> 3
      return
    }
    guard start &+ 16 <= end else { return nil }
    let second = Bytes.eight(at: start &+ 8, in: bytes)
    let later = Bytes.marks(of: UInt8(ascii: "\""), in: second)
    guard later != 0 else { return nil }
    self.first = first
    self.second = Self.part(of: second, upTo: later)
    length = 8 &+ later.trailingZeroBitCount &>> 3
  }

  /// Makes one of a text; nil where that is too long.
  init?(_ text: String) {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var length = 0
    func add(_ byte: UInt8) {
      if length < 8 {
        first |= UInt64(byte) << UInt64(8 * length)
      } else {
        second |= UInt64(byte) << UInt64(8 * (length - 8))
      }
    }
    guard text.utf8.count < 16 else { return nil }
    for byte in text.utf8 {
      add(byte)
      length += 1
    }
    add(UInt8(ascii: "\""))
    (self.first, self.second, self.length) = (first, second, length)
  }

  /// The bytes of a number up to the first that is marked.
  @inline(__always)
  private static func part(of word: UInt64, upTo marks: UInt64) -> UInt64 {
    word & UInt64.max &>> UInt64(63 &- marks.trailingZeroBitCount)
  }
}

/// Finds which of a few words some bytes are, without making a text of them. Words that are too long for a `ShortWord`
/// are not found.
struct WordTable {
  private static let slots = 64
  /// For each slot the two numbers of a word, and its place in the list counted from 1; 0: free. (A list of a type of its
  /// own would cost a short run more than all that is looked up here.)
  private var entries = [Int](repeating: 0, count: 3 * slots)

  static let keys = WordTable(EventKey.names)
  static let kinds = WordTable(EventKind.names)

  init(_ words: [String]) {
    for (place, text) in words.enumerated() {
      guard let word = ShortWord(text) else { continue }
      var slot = Self.slot(of: word)
      while entries[3 * slot + 2] != 0 { slot = (slot + 1) % Self.slots }
      entries[3 * slot] = Int(truncatingIfNeeded: word.first)
      entries[3 * slot + 1] = Int(truncatingIfNeeded: word.second)
      entries[3 * slot + 2] = place + 1
    }
  }

  /// The place of a word in the list; nil where it is none of them.
  @inline(__always)
  subscript(word: ShortWord) -> Int? {
    entries.withUnsafeBufferPointer { entries in
      let first = Int(truncatingIfNeeded: word.first)
      let second = Int(truncatingIfNeeded: word.second)
      var slot = Self.slot(of: word)
      while entries[3 &* slot &+ 2] != 0 {
        if entries[3 &* slot] == first, entries[3 &* slot &+ 1] == second {
          return entries[3 &* slot &+ 2] &- 1
        }
        slot = (slot &+ 1) % Self.slots
      }
      return nil
    }
  }

  @inline(__always)
  private static func slot(of word: ShortWord) -> Int {
    let mix = (word.first ^ word.second &* 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(mix &>> 58)
  }
}
