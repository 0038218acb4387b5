internal import MutualChecklist

/// What the lines of a file have again and again, such as the id of a step, or who recorded: each is made once and then
/// shared, which saves time, and most of the memory that reading a file needs.
///
/// A newer text takes the place of an older one: nothing is wrong where it forgets.
struct RepeatedTexts {
  private static let slots = 256
  /// Lists of one text, in a small table.
  private var lists: [[String]] = []
  /// The writer of the line before.
  var writer = ""
  /// Who recorded the line before.
  var name = ""
  /// The day that was read last, and its first and its last eight bytes.
  var day: Day?
  var dayBytes: (UInt64, UInt64) = (0, 0)

  /// The list that holds just one text.
  ///
  /// - Parameter bytes: The text: ASCII.
  /// - Returns: The list.
  /// - Complexity: O(length).
  mutating func list(ofOne bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    if lists.isEmpty { lists = [[String]](repeating: [], count: Self.slots) }
    let slot = Self.slot(bytes)
    if let text = lists[slot].first, Self.isSame(text, bytes) { return lists[slot] }
    lists[slot] = [String(decoding: bytes, as: UTF8.self)]
    return lists[slot]
  }

  /// Whether a text has just these bytes.
  static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.utf8.count == bytes.count else { return false }
    return text.utf8.withContiguousStorageIfAvailable { own in
      var index = 0
      while index < bytes.count, own[index] == bytes[index] { index &+= 1 }
      return index == bytes.count
    } ?? false
  }

  /// The place of a text: FNV-1a over it, folded.
  private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int((hash ^ hash >> 16) % UInt32(slots))
  }
}
