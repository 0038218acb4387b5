internal import MutualChecklist

/// What the lines of a file have again and again, such as the id of a step, or who recorded: each is made once and then
/// shared, which saves time, and most of the memory that reading a file needs.
///
/// A newer text takes the place of an older one: nothing is wrong where it forgets.
struct RepeatedTexts {
  private static let slots = 128
  /// Texts, each with the list of just that text, in a small table. (They are put down as answers, since a record has those
  /// too: to make the first array of another type takes as long as to read ten lines.)
  private var lists: [GivenAnswer] = []
  /// The writer of the line before.
  var writer = ""
  /// The day that was read last, and its first and its last eight bytes.
  var day: Day?
  var dayBytes: (UInt64, UInt64) = (0, 0)

  /// The list that holds just one text.
  ///
  /// - Parameters:
  ///   - range: Where the text lies: ASCII, with eight bytes or more after it.
  ///   - bytes: What it lies in.
  /// - Returns: The list.
  /// - Complexity: O(length).
  mutating func list(ofOne range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> [String] {
    if lists.isEmpty {
      lists = [GivenAnswer](repeating: GivenAnswer(question: "", answers: []), count: Self.slots)
    }
    let slot = Self.slot(range, in: bytes)
    // An empty text has no list yet.
    if Bytes.isSame(lists[slot].question, range, in: bytes), !range.isEmpty { return lists[slot].answers }
    let text = Bytes.text(range, in: bytes)
    lists[slot] = GivenAnswer(question: text, answers: [text])
    return lists[slot].answers
  }

  /// The place of a text: by its first and its last eight bytes.
  private static func slot(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int {
    var mix = Bytes.eight(at: range.lowerBound, in: bytes)
    if range.count < 8 {
      mix &= ~(UInt64.max &<< UInt64(8 &* range.count))
    } else {
      mix ^= Bytes.eight(at: range.upperBound &- 8, in: bytes) &* 31
    }
    return Int((mix &* 0x9E37_79B9_7F4A_7C15) &>> 57)
  }
}
